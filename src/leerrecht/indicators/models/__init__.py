from leerrecht.indicators.models.published import Audience, Band, Description, Figure, Publication, Scope, Source

__all__ = ["Audience", "Band", "Description", "Figure", "Publication", "Scope", "Source"]
