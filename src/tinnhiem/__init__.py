"""Tín Nhiệm: the governance cycle of public-school leaders."""
