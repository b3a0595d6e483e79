"""The verbs of this room."""

from leerrecht.notes.domain.writing import withdraw_note, write_note

__all__ = ["withdraw_note", "write_note"]
