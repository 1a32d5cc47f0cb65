"""Who can grant clemency for a conviction, who cannot, and why."""
