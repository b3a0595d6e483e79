"""The languages of the portal: Dutch, and each for which a compiled catalogue lies in ``locale``."""

from functools import cache
from pathlib import Path

from django.conf.locale import LANG_INFO
from django.utils import translation
from django.utils.functional import Promise

DUTCH = "nl"
LOCALE = Path(__file__).parent / "locale"


@cache
def languages() -> dict[str, str]:
    """Code and own name of each language, Dutch first."""
    found = sorted(path.parent.parent.name for path in LOCALE.glob("*/LC_MESSAGES/django.mo"))
    return {code: str(LANG_INFO[code]["name_local"]).capitalize() for code in (DUTCH, *found)}


@cache
def tried(language: str) -> bool:
    """Whether nobody who speaks it at home read the translation yet: then a file beside the catalogue says so."""
    return (LOCALE / language / "tried.txt").exists()


def direction(language: str) -> str:
    """How a language is written, as HTML says it."""
    return "rtl" if LANG_INFO[language]["bidi"] else "ltr"


def in_dutch(text: str | Promise) -> str:
    """What goes into the file is Dutch, whatever language its writer reads."""
    with translation.override(DUTCH):
        return str(text)
