"""PostgreSQL as Django knows it, but for one thing: each transaction begins with who stands behind it."""
