from leerrecht.notes.models.aantekening import Aantekening

__all__ = ["Aantekening"]
