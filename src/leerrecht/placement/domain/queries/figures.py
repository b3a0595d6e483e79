"""Numbers for a LOP: searches and refusals by region; small counts are hidden, and what would give them back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from leerrecht.access import acts, policy
from leerrecht.access.principal import Principal, command
from leerrecht.access.standing import lend
from leerrecht.directory.models import Region
from leerrecht.enrolment.domain.queries.calendar import free_days_of
from leerrecht.law.calendar import first_day, school_year
from leerrecht.organisations.models import Organisation
from leerrecht.placement.domain.terms import NO_FREE, days_without, risen
from leerrecht.placement.models import WITHOUT_ANSWER, Answer, Approach, Ended, LopAgreement, SchoolSearch
from leerrecht.ui.cells import Cells, least

COLUMNS = ("short", "long", "enrolled", "otherwise", "refused", "silent")


@dataclass(frozen=True, slots=True)
class RegionFigures:
    """Counts of one region, None where hidden; ``open`` is the sum of short and long."""

    region: str
    open: int | None
    short: int | None
    long: int | None
    enrolled: int | None
    otherwise: int | None
    refused: int | None
    silent: int | None


def figures_of(by: Principal, lop: Organisation) -> list[RegionFigures]:
    """By region of this LOP and in all: open searches up to ten school days and longer, how others ended this school
    year, refusals on paper and without. Counted beyond what the reader sees; nothing of a pupil comes out.
    """
    regions = list(Region.objects.filter(members=lop).order_by("name"))
    begin = first_day(school_year(by.on))
    with lend(command("cijfers van zoektochten", by.on)):
        counts = {region.pk: _count(by, region, begin) for region in regions}
    cells = Cells()
    for region in regions:
        own = counts[region.pk]
        cells.counts.update({(region.pk, name): own[name] for name in COLUMNS})
        cells.add((region.pk, "open"), [(region.pk, "short"), (region.pk, "long")])
    names = (*COLUMNS, "open")
    if len(regions) > 1:
        for name in names:
            cells.add((0, name), [(region.pk, name) for region in regions])
        cells.equations.append(((0, "open"), ((0, "short"), (0, "long"))))
    hidden = cells.hidden(least())
    rows = [(region.pk, region.name) for region in regions]
    rows += [(0, _("Samen"))] if len(regions) > 1 else []
    return [
        RegionFigures(
            region=label,
            **{name: None if (key, name) in hidden else cells.counts[key, name] for name in names},
        )
        for key, label in rows
    ]


def _count(by: Principal, region: Region, begin: date) -> dict[str, int]:
    searches = SchoolSearch.objects.filter(region=region)
    running = list(searches.filter(ended_on=None).only("since", "ended_on", "school"))
    free = free_days_of({one.school_id for one in running if one.school_id})
    long = sum(risen(days_without(one, by.on, free.get(one.school_id or 0, NO_FREE))) for one in running)
    ended = searches.filter(ended_on__gte=begin).exclude(ended_how=Ended.MISTAKE)
    asked = Approach.objects.filter(search__region=region, answered_on__gte=begin)
    enrolled = ended.filter(ended_how=Ended.ENROLLED).count()
    return {
        "short": len(running) - long, "long": long, "enrolled": enrolled, "otherwise": ended.count() - enrolled,
        "refused": asked.filter(answer=Answer.REFUSED).count(),
        "silent": asked.filter(answer__in=WITHOUT_ANSWER).count(),
    }  # fmt: skip


def history_of(by: Principal) -> Sequence[LopAgreement]:
    """The agreements of the own LOP, the newest first."""
    return list(policy.visible(LopAgreement, to=by, act=acts.PLACEMENT_LOP).order_by("-since"))
