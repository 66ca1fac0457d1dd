"""Tín Nhiệm: the governance cycle of public-school leaders, secret where it must be and checkable where it can be."""
