"""Writing what belongs to a case."""
