"""The leader's desk: own term, own meeting, own documents."""
