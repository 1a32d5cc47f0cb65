"""Which clemency powers reach a conviction on a day, which offices have a role, and who held them."""
