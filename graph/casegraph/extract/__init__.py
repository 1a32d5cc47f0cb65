"""From an article to a draft case file: an engine proposes claims with passages, a gate checks them, a person decides."""
