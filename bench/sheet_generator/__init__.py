"""Makes marked ballot sheets whose truth is known: pens, hands, accidents, scanners and phones.

It knows a sheet only by its printed page and by the public layout record, and nothing of the reader. It is
seeded: the same arguments give the same pictures.
"""
