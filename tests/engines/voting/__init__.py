"""Tests of electronic ballots."""
