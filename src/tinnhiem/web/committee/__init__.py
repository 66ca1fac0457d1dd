"""The committee's desk: the meeting as it runs, its projector, and the count."""
