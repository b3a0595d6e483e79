from leerrecht.inclusion.models.light import Answer, Threshold

__all__ = ["Answer", "Threshold"]
