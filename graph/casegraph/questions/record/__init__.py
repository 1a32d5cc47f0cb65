"""What the record holds: things, times, accounts, changes."""
