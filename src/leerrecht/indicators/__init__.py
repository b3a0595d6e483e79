"""Figures one can trust: indicators defined once, computed on a snapshot, published with their quality.

Definitions and engines know no database; ``export`` reads it, ``domain.publishing`` writes rows that the pages read.
The web process imports neither Ibis nor DuckDB.
"""
