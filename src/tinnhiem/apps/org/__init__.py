"""Units, people, posts, appointments and accounts, each with its period."""
