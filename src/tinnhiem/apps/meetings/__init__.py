"""Meetings: planned, summoned, walked through step by step, minuted."""
