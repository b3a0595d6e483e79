"""Reads of this room; ``stock`` are the plain rows that figures rest on."""

from leerrecht.thuiszitters.domain.queries.register import Stock, stock

__all__ = ["Stock", "stock"]
