"""How a mark of a half-day is shown: its letter, its meaning and its class name. The codes are the law's."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from leerrecht.law.codes import CODES, LAAT, ONBEKEND

PRESENT = "."


@dataclass(frozen=True, slots=True)
class Code:
    """``mark`` as stored, ``letter`` as shown, ``meaning`` in words, ``css`` for its colour."""

    mark: str
    letter: str
    meaning: str | Promise
    css: str


# Three marks are states and no codes, so the law has no name for them.
_LOOKS = {letter: Code(letter, letter, code.naam, f"code-{letter}") for letter, code in CODES.items()} | {
    ONBEKEND: Code(ONBEKEND, "?", _("reden nog niet bekend"), "code-unknown"),
    LAAT: Code(LAAT, LAAT, _("te laat, wel aanwezig"), "code-late"),
    PRESENT: Code(PRESENT, "", _("aanwezig of nog niet genoteerd"), "code-present"),
}

MARKS = tuple(mark for mark in _LOOKS if mark != PRESENT)


def code_of(mark: str) -> Code:
    """The look of a mark; a mark that does not exist is a ``KeyError``."""
    return _LOOKS[mark]
