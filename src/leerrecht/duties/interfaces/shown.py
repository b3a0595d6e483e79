"""The worklist in words. A page holds some hundreds of lines, so each is put into words once, outside the template."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from leerrecht.duties.domain.queries.worklist import Line, Row
from leerrecht.duties.interfaces.words import NATURES, citation
from leerrecht.duties.models import Outcome

TAG_OF_NATURE = {"plicht": "tag-bad", "recht": "tag-good"}


@dataclass(frozen=True, slots=True)
class ShownLine:
    pk: int
    title: str
    tags: SafeString
    because: str
    since: str
    due: str
    sources: SafeString
    before: str
    act_url: str
    seen_url: str
    url: str


@dataclass(frozen=True, slots=True)
class ShownRow:
    pupil_id: int
    url: str
    name: str
    place: str
    reasons: str
    lines: list[ShownLine]


def shown_rows(rows: Iterable[Row]) -> list[ShownRow]:
    """The rows of the worklist as the page shows them."""
    return [
        ShownRow(
            row.pupil.pk,
            _address("pupil", row.pupil.pk),
            f"{row.pupil.last_name} {row.pupil.first_name}",
            ", ".join(part for part in (row.class_name, row.school.name if row.school else "") if part),
            "; ".join(row.reasons),
            [_shown(line) for line in row.lines],
        )
        for row in rows
    ]


def _shown(line: Line) -> ShownLine:
    outcome, language = line.outcome, get_language()
    before = line.seen_before
    return ShownLine(
        pk=outcome.pk,
        title=line.rule.titel,
        tags=tags(outcome, verify=line.rule.te_verifieren),
        because=capfirst("; ".join(outcome.omdat)),
        since=_day(outcome.sinds, language),
        due=_day(outcome.uiterlijk, language) if outcome.uiterlijk else "",
        sources=sources(tuple(outcome.bron)),
        before=_("Eerder afgehandeld op %(day)s door %(name)s, daarna opnieuw ontstaan.")
        % {"day": _day(before.on, language), "name": before.by_name}
        if before
        else "",
        act_url=_address("outcome-act", outcome.pk) if line.acts else "",
        seen_url=_address("outcome-seen", outcome.pk) if line.may_close else "",
        url=_address("outcome", outcome.pk),
    )


def tags(outcome: Outcome, *, verify: bool) -> SafeString:
    """What sort of thing an outcome is: its nature or that it is done, and whether it is law or advice."""
    done = _day(outcome.vervuld_op, get_language()) if outcome.vervuld_op else ""
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
    """The sources as citations: each text once, with the places in it."""
    texts: dict[tuple[str, str], list[str]] = {}
    for cited in map(citation, references):
        texts.setdefault((cited.text, cited.href), []).append(cited.place)
    listed = ((_cited(text, href), ", ".join(["", *filter(None, places)])) for (text, href), places in texts.items())
    return format_html("{} {}.", _("Bron:"), format_html_join("; ", "{}{}", listed))


def _cited(text: str, href: str) -> SafeString:
    if href:
        return format_html('<cite><a href="{}" rel="noreferrer">{}</a></cite>', href, text)
    return format_html("<cite>{}</cite>", text)


@lru_cache(maxsize=1024)
def _day(day: date, _language: str | None) -> str:
    return date_format(day, "j F Y")


def _address(name: str, pk: int) -> str:
    # Reversing an address is the dearest part of a line, so it is done once.
    return _pattern(name).replace("/0/", f"/{pk}/", 1)


@lru_cache(maxsize=8)
def _pattern(name: str) -> str:
    return reverse(name, args=[0])
