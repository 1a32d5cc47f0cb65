"""What the records of a case say of its people, convictions, events, petitions and works."""
