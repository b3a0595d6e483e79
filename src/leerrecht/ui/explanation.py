"""Why is this asked: an outcome of the law in words, the same wherever it is shown.

``<c-why :why="explanation" />`` draws an :class:`Explanation`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Protocol

from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from leerrecht.law import REGELS
from leerrecht.ui.words import ACTS, ADDRESSEES, ENDS, NATURES, citation, word

TAG_OF_NATURE = {"plicht": "tag-bad", "recht": "tag-good"}


class Answered(Protocol):
    """An outcome: of the law core, or as it is stored."""

    @property
    def regel(self) -> str: ...
    @property
    def aard(self) -> str: ...
    @property
    def voor(self) -> Sequence[str]: ...
    @property
    def sinds(self) -> date: ...
    @property
    def uiterlijk(self) -> date | None: ...
    @property
    def vervuld_op(self) -> date | None: ...
    @property
    def omdat(self) -> Sequence[str]: ...
    @property
    def bron(self) -> Sequence[str]: ...
    @property
    def voorwerp(self) -> str | None: ...
    @property
    def advies(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class Explanation:
    """What ``<c-why>`` draws; ``about`` is the begin of the measure or period, ``caution`` says where it is no law."""

    regel: str
    title: str
    tags: SafeString
    because: tuple[str, ...]
    meaning: str
    caution: str
    since: date
    due: date | None
    done: date | None
    about: date | None
    addressees: str
    fulfilled_by: str
    in_force: date | None
    sources: SafeString


def explain(outcome: Answered) -> Explanation:
    """The words of an outcome; one of a rule that does not exist is a ``KeyError``."""
    rule = REGELS[outcome.regel]
    return Explanation(
        regel=rule.regel,
        title=rule.titel,
        tags=tags(outcome, verify=rule.te_verifieren),
        because=tuple(capfirst(text) for text in outcome.omdat),
        meaning=rule.uitleg,
        caution=_caution(outcome, verify=rule.te_verifieren),
        since=outcome.sinds,
        due=outcome.uiterlijk,
        done=outcome.vervuld_op,
        about=date.fromisoformat(outcome.voorwerp) if outcome.voorwerp else None,
        addressees=_(" en ").join(word(ADDRESSEES, name) for name in outcome.voor),
        fulfilled_by=_fulfilled_by(rule.regel, rule.handeling),
        # What is stored keeps no date of its own.
        in_force=getattr(outcome, "van_kracht", rule.van_kracht),
        sources=sources(tuple(outcome.bron)),
    )


def _caution(outcome: Answered, *, verify: bool) -> str:
    if verify:
        return _("Deze regel is aangekondigd of door geen bron bevestigd: te verifiëren.")
    if outcome.advies:
        return _("Dit is een aanbeveling of een keuze van dit programma, geen wettelijke verplichting.")
    return ""


def _fulfilled_by(regel: str, acts: Sequence[str]) -> str:
    if regel in ENDS:
        return str(ENDS[regel])
    return _(", of ").join(word(ACTS, act) for act in acts)


def tags(outcome: Answered, *, verify: bool) -> SafeString:
    """What sort of thing an outcome is: its nature or that it is done, and whether it is law or advice."""
    done = day_in_words(outcome.vervuld_op) if outcome.vervuld_op else ""
    return _tags(outcome.aard, done, outcome.advies, verify, get_language())


@lru_cache(maxsize=2048)
def _tags(aard: str, done: str, advice: bool, verify: bool, _language: str | None) -> SafeString:
    first = (
        ("tag-good", _("gedaan op %(day)s") % {"day": done})
        if done
        else (TAG_OF_NATURE.get(aard, "tag-warn"), str(NATURES[aard]))
    )
    found = [first]
    if advice:
        found.append(("", _("aanbeveling, geen wet")))
    if verify:
        found.append(("", _("te verifiëren")))
    return format_html_join(" ", '<span class="tag {}">{}</span>', found)


@lru_cache(maxsize=512)
def sources(references: tuple[str, ...]) -> SafeString:
    """The sources as citations: each text once, with the places in it and the articles that it names."""
    texts: dict[tuple[str, str], list[str]] = {}
    for cited in map(citation, references):
        places = texts.setdefault((cited.tekst, cited.adres), [])
        places += [part for part in (cited.plaats, cited.artikel) if part and part not in places]
    listed = ((_cited(text, href), ", ".join(["", *places])) for (text, href), places in texts.items())
    return format_html("{} {}.", _("Bron:"), format_html_join("; ", "{}{}", listed))


def _cited(text: str, href: str) -> SafeString:
    if href:
        return format_html('<cite><a href="{}" rel="noreferrer">{}</a></cite>', href, text)
    return format_html("<cite>{}</cite>", text)


def day_in_words(day: date) -> str:
    """6 oktober 2025."""
    return _day(day, get_language())


@lru_cache(maxsize=1024)
def _day(day: date, _language: str | None) -> str:
    return date_format(day, "j F Y")
