"""The records: what a case file says, read and checked; what was known of them on a day, and what may be shown."""
