"""Pure machines that know nothing of schools and nothing of each other.

They may use ``common``; time, randomness and rules are parameters."""
