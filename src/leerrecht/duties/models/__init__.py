from leerrecht.duties.models.outcome import Outcome, PupilAnswer, Seen, Side

__all__ = ["Outcome", "PupilAnswer", "Seen", "Side"]
