"""Words of the house for templates; loaded everywhere without ``{% load %}``."""
