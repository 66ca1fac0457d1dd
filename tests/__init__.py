"""The specification of the house, told as tests; each folder mirrors one of ``src/tinnhiem``."""
