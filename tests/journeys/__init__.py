"""The stories of the house, walked from first click to last in a real browser."""
