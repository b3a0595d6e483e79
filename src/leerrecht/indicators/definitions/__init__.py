"""The indicators, by subject. Importing this package fills the registry."""

from leerrecht.indicators.definitions import absence, care, leaving, measures, presence, thuiszitters

__all__ = ["absence", "care", "leaving", "measures", "presence", "thuiszitters"]
