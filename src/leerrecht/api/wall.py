"""What the second wall knows of tokens: an answer is kept for the token alone, deliveries for the school."""

from leerrecht.access import wall
from leerrecht.api import models
from leerrecht.api.rules import FIGURES_KEY
from leerrecht.indicators.models import Figure

# The key of one token, beside those of compartments; only its own principal carries it.
TOKEN_KEY = "token"  # noqa: S105 - the beginning of a name


def guard() -> None:
    wall.guard(
        models.Answer,
        f"'{TOKEN_KEY}' || token_id || ':' || organisation_id = ANY ({wall.ROLE_KEYS}) OR {wall.EVERYWHERE}",
    )
    wall.guard(models.Delivery, f"school_id = ANY ({wall.PLACES}) OR {wall.EVERYWHERE}")
    # Figures without small numbers are for whoever signed in; a token signs in as nobody, and reads those of its house.
    wall.widen(Figure, f"audience = 'open' AND '{FIGURES_KEY}:' || organisation_id = ANY ({wall.ROLE_KEYS})")
