"""Migrations of ``audit``."""
