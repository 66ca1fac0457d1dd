"""Bytes of office documents to plain values, with the place each value came from."""
