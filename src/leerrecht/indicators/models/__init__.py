from leerrecht.indicators.models.published import (
    Audience,
    Band,
    Description,
    Figure,
    Likeness,
    Publication,
    Question,
    Scope,
    Source,
)

__all__ = ["Audience", "Band", "Description", "Figure", "Likeness", "Publication", "Question", "Scope", "Source"]
