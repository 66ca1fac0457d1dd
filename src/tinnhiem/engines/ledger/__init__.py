"""The hash chain: what makes an altered, missing or inserted line visible.

Pure; the table that stores the lines lives in ``apps.audit``."""
