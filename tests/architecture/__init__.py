"""Rules about the house itself: each is a function that finds offenders, tried on a planted one first."""
