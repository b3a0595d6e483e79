"""Names as people look for them: without accents, capitals or signs, particles in their place."""

import re
import unicodedata

_SIGNS = re.compile(r"[^\w ]+|_+")
# Letters that are no base letter with a sign, and so survive decomposition.
_WHOLE = str.maketrans({"ø": "o", "đ": "d", "ł": "l", "æ": "ae", "œ": "oe", "ı": "i", "þ": "th", "ð": "d"})


def fold(text: str) -> str:
    """Lower case without accents; dashes and apostrophes as one space."""
    plain = unicodedata.normalize("NFKD", text.casefold().translate(_WHOLE))
    letters = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return " ".join(_SIGNS.sub(" ", letters).split())


def sort_key(last: str, first: str) -> str:
    """The key by which pupils are sorted and found: "Van de Velde", "Élise" gives "van de velde elise"."""
    return f"{fold(last)} {fold(first)}".strip()
