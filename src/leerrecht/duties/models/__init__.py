from leerrecht.duties.models.outcome import Outcome, PupilAnswer, Seen

__all__ = ["Outcome", "PupilAnswer", "Seen"]
