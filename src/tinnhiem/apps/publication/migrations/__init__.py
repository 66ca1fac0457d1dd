"""Migrations, linear; they import nothing of the house."""
