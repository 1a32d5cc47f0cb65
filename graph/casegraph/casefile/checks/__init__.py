"""Everything that can be wrong or doubtful in a case file."""
