"""The shipped law: sovereigns, courts, offices, powers, and who held each office from–until."""
