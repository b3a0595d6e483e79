"""Figures one can trust: indicators defined once, computed on a snapshot, published with their quality.

Nothing here but ``export`` knows the database. The web process imports neither Ibis nor DuckDB.
"""
