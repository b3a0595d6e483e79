"""The worklist in words. A page holds some hundreds of lines, so each is put into words once, outside the template."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from leerrecht.duties.domain.offers import Offer
from leerrecht.duties.domain.queries.worklist import Line, Row
from leerrecht.duties.domain.sharing import Shared
from leerrecht.ui.explanation import day_in_words, sources, tags


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
    step_url: str
    seen_url: str
    url: str
    offers: Sequence[Offer] = ()


@dataclass(frozen=True, slots=True)
class ShownRow:
    pupil_id: int
    url: str
    file_url: str
    name: str
    place: str
    reasons: str
    lines: list[ShownLine]
    difficulty_pk: int | None = None

    @property
    def offered(self) -> bool:
        """Whether the row can be ticked: something is offered for one of its lines."""
        return any(line.offers for line in self.lines)

    @property
    def difficulty_url(self) -> str:
        return _address("outcome-difficulty", self.difficulty_pk) if self.difficulty_pk else ""


def shown_rows(rows: Iterable[Row], offers: Mapping[int, Sequence[Offer]] | None = None) -> list[ShownRow]:
    """The rows of the worklist as the page shows them, with what rooms above offer by outcome."""
    offers = offers or {}
    return [
        ShownRow(
            row.pupil.pk,
            _address("pupil", row.pupil.pk),
            _address("guidance", row.pupil.pk),
            f"{row.pupil.last_name} {row.pupil.first_name}",
            ", ".join(part for part in (row.class_name, row.school.name if row.school else "") if part),
            "; ".join(row.reasons),
            [_shown(line, offers.get(line.outcome.pk, ())) for line in row.lines],
            next((line.outcome.pk for line in row.lines if line.may_note), None),
        )
        for row in rows
    ]


def _shown(line: Line, offers: Sequence[Offer]) -> ShownLine:
    outcome = line.outcome
    before = line.seen_before
    return ShownLine(
        pk=outcome.pk,
        title=line.rule.titel,
        tags=tags(outcome, verify=line.rule.te_verifieren),
        because=capfirst("; ".join(outcome.omdat)),
        since=day_in_words(outcome.sinds),
        due=day_in_words(outcome.uiterlijk) if outcome.uiterlijk else "",
        sources=sources(tuple(outcome.bron)),
        before=_("Eerder afgehandeld op %(day)s door %(name)s, daarna opnieuw ontstaan.")
        % {"day": day_in_words(before.on), "name": before.by_name}
        if before
        else "",
        act_url=_address("outcome-act", outcome.pk) if line.acts else "",
        step_url=_address(*line.step) if line.step else "",
        seen_url=_address("outcome-seen", outcome.pk) if line.may_close else "",
        url=_address("outcome", outcome.pk),
        offers=offers,
    )


def chosen_offers(rows: Iterable[ShownRow]) -> list[Offer]:
    """What is offered on a page, each once, for who ticked some pupils: the address is the page without any."""
    found = {offer.key: offer for row in rows for line in row.lines for offer in line.offers}
    return sorted(found.values(), key=lambda offer: offer.name)


def _address(name: str, pk: int) -> str:
    # Reversing an address is the dearest part of a line, so it is done once.
    return _pattern(name).replace("/0/", f"/{pk}/", 1)


@lru_cache(maxsize=16)
def _pattern(name: str) -> str:
    return reverse(name, args=[0])


def remark(shared: Shared) -> str:
    """What the reader must know of a casus that was taken from a pupil."""
    found = [_("Dit zijn de feiten van een leerling, zonder naam. Deel ze alleen met wie ze mag kennen.")]
    if shared.left_out:
        found.append(_("Wat u niet mag zien, staat er niet in: het antwoord kan anders zijn dan op de werklijst."))
    if shared.half_days_off:
        found.append(_("Halve vrije dagen van de school staan er niet in: de regelwijzer kent alleen hele."))
    return " ".join(found)
