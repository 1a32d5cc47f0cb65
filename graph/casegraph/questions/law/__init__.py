"""The law in general: who may act over a class of convictions, who held an office, what a kind of clemency is."""
