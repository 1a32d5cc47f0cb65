"""Networks: what surrounds a conviction."""
