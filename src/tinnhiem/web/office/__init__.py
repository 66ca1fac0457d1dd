"""The office's desk: what is due, the registers, and meetings to prepare."""
