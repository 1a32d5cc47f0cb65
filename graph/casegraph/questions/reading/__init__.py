"""From a typed question to the function that answers it."""
