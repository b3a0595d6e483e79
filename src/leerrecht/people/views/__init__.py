"""Pages of pupils' records, and of who has access to their files."""
