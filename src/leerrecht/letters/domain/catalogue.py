"""Templates as they are used: those that come with Leerrecht, and those that a school made or changed."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.utils import timezone

from leerrecht.access import policy
from leerrecht.access.compartments import name_of
from leerrecht.access.principal import Principal
from leerrecht.letters.languages import DUTCH, PLAIN, languages
from leerrecht.letters.models import LetterTemplate, Occasion, Recipient, TemplateText
from leerrecht.organisations.models import Organisation

DELIVERED = Path(__file__).resolve().parent.parent / "delivered"


@dataclass(frozen=True, slots=True)
class Text:
    """The words of a template in one language; version 0 is as delivered."""

    language: str
    subject: str
    body: str
    version: int = 0
    made: str = ""

    @property
    def language_name(self) -> str:
        return languages()[self.language]


@dataclass(frozen=True, slots=True)
class Template:
    """``fact`` is what the law counts once such a letter went out; ``rule`` the duty whose pupils it is for.

    ``kind`` is of which kind of organisation it comes: a school, or a CLB; ``reasons`` are the
    rules of the law for which it is offered on the worklist.
    """

    key: str
    name: str
    explanation: str
    compartment: str
    recipient: str
    occasion: str
    texts: Mapping[str, Text]
    fact: str = ""
    rule: str = ""
    delivered: bool = True
    own: bool = False
    kind: str = "school"
    reasons: tuple[str, ...] = ()

    @property
    def compartment_name(self) -> str:
        return name_of(self.compartment)

    @property
    def recipient_name(self) -> str:
        return str(Recipient(self.recipient).label)

    @property
    def words(self) -> list[str]:
        """All subjects and bodies, to see which places they name."""
        return [part for text in self.texts.values() for part in (text.subject, text.body)]

    def in_language(self, language: str) -> Text:
        """The words in that language; else in plain Dutch, for who reads another one; else in Dutch."""
        for one in (language, PLAIN, DUTCH):
            if one in self.texts:
                return self.texts[one]
        return next(iter(self.texts.values()))


@cache
def delivered() -> dict[str, Template]:
    """The templates of the package, by key."""
    found = {}
    for path in sorted(DELIVERED.glob("*.toml")):
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
        texts = {
            key: Text(key, raw[key]["onderwerp"], raw[key]["tekst"].strip())
            for key in languages()
            if key in raw
        }  # fmt: skip
        found[path.stem] = Template(
            path.stem, raw["naam"], raw["uitleg"], raw["vak"], Recipient(raw["aan"]).value,
            Occasion(raw["gaat_over"]).value, texts, raw.get("feit", ""), raw.get("werklijst", ""),
            kind=raw.get("van", "school"),
            reasons=tuple(raw.get("redenen", ())),
        )  # fmt: skip
    return found


def templates(by: Principal, house: Organisation, *, act: str) -> dict[str, Template]:
    """The templates of a school or CLB by key, in the order of their names: two queries. Retired ones are left out."""
    rows = list(policy.visible(LetterTemplate, to=by, act=act).filter(organisation_id=house.pk))
    texts: dict[int, dict[str, Text]] = {}
    latest = TemplateText.objects.filter(template__in=rows).order_by("template_id", "language", "-number")
    for text in latest.distinct("template_id", "language"):
        made = f"{text.made_by}, {timezone.localdate(text.made_at):%d/%m/%Y}"
        own = Text(text.language, text.subject, text.body, text.number, made)
        texts.setdefault(text.template_id, {})[text.language] = own
    found = {key: one for key, one in delivered().items() if one.kind == house.kind}
    for row in rows:
        found.pop(row.key, None)
        if row.retired_at is None:
            found[row.key] = _of_row(row, texts.get(row.pk, {}), house.kind)
    return dict(sorted(((key, one) for key, one in found.items() if one.texts), key=lambda pair: pair[1].name))


def _of_row(row: LetterTemplate, own: dict[str, Text], kind: str) -> Template:
    base = delivered().get(row.key)
    texts = {**(base.texts if base else {}), **own}
    ordered = {key: texts[key] for key in languages() if key in texts}
    return Template(
        row.key, row.name, base.explanation if base else "", row.compartment, row.recipient, row.occasion, ordered,
        base.fact if base else "", base.rule if base else "", delivered=base is not None, own=True, kind=kind,
    )  # fmt: skip
