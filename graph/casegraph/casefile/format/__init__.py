"""The format of a case file: its sections, keys and values, and the shape they must have."""
