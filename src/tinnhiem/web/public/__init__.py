"""Pages without a desk: the front page, signing in and out, and what is said when something goes wrong."""
