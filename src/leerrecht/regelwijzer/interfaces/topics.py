"""The extra questions of the law as steps of the form: what each topic asks, it says itself."""

from collections.abc import Iterable
from functools import cache

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from leerrecht.law.topics import ONDERWERPEN
from leerrecht.law.topics.onderwerp import DATUM, DATUMS, GETAL, GROEPEN, JA_NEE, TEKST, WOORD, WOORDEN, Veld
from leerrecht.regelwijzer.interfaces.sheet import (
    CHOICE,
    DATE,
    DATES,
    NUMBER,
    TEXT,
    WORDS,
    YES_NO,
    Choice,
    Field,
    Group,
    Step,
)

MORE = "meer"
_KINDS = {
    DATUM: DATE, GETAL: NUMBER, JA_NEE: YES_NO, TEKST: TEXT, WOORD: CHOICE, DATUMS: DATES, WOORDEN: WORDS,
}  # fmt: skip


def asked_name(topic: str) -> str:
    """The name of the box that says that a topic is asked."""
    return f"{MORE}-{topic}"


def topic_steps(names: Iterable[str]) -> tuple[Step, ...]:
    """A step for each topic that is asked, in the order of the law."""
    asked = set(names)
    return tuple(_step(name) for name in ONDERWERPEN if name in asked)


@cache
def _step(name: str) -> Step:
    topic = ONDERWERPEN[name]
    path = (MORE, name)
    if topic.meerdere:
        rows = _group(asked_name(name), topic.titel, topic.velden, path)
        return Step(name, topic.titel, topic.uitleg, path, (), (rows,))
    fields = tuple(_field(veld) for veld in topic.velden if veld.soort != GROEPEN)
    groups = tuple(
        _group(f"{asked_name(name)}-{veld.naam}", capfirst(veld.uitleg), veld.velden, (*path, veld.naam))
        for veld in topic.velden
        if veld.soort == GROEPEN
    )
    return Step(name, topic.titel, topic.uitleg, path, fields, groups)


def _group(key: str, title: str, asked: tuple[Veld, ...], path: tuple[str, ...]) -> Group:
    return Group(key, title, _("Toevoegen: %(what)s") % {"what": title}, tuple(map(_field, asked)), path)


def _field(veld: Veld) -> Field:
    return Field(
        veld.naam,
        capfirst(veld.uitleg),
        _KINDS[veld.soort],
        choices=_choices(veld),
        help=_help(veld),
        required=veld.verplicht,
    )


def _choices(veld: Veld) -> tuple[Choice, ...]:
    empty = ("", _("kies") if veld.verplicht else _("niet gezegd"))
    if veld.soort == JA_NEE:
        return (empty, ("ja", _("ja")), ("nee", _("nee")))
    if veld.soort == WOORD:
        return (empty, *((word, word.replace("_", " ")) for word in veld.woorden))
    return ()


def _help(veld: Veld) -> str:
    if veld.soort == DATUMS:
        return _("Eén datum per regel.")
    if veld.soort == WOORDEN:
        return _("Eén per regel. Kies uit: %(words)s.") % {"words": ", ".join(veld.woorden)}
    return ""
