"""Maps: who decides on clemency, state by state, as a grid of tiles."""
