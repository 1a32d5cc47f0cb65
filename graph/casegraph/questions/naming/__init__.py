"""What a name typed by a person means: a thing, an office, an offence, a conviction."""
