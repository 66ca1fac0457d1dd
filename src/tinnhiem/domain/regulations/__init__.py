"""Law as data: packs of dated rules, and the verdict that follows from counts."""
