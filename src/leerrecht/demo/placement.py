"""A search for a school in the demo: a pupil who was excluded for good, the schools that were asked, and the silence.

Each text holds the marker of its compartment and community, so that one on the wrong page shows.
"""

from datetime import date, timedelta
from typing import Any

from leerrecht.access.principal import Principal, principal_of
from leerrecht.demo.cases import CASE_CLASS
from leerrecht.demo.network import REGIONS
from leerrecht.demo.pupils import Enrolled
from leerrecht.demo.schools import Community
from leerrecht.directory.models import Region
from leerrecht.discipline.domain import marking, procedures
from leerrecht.discipline.models import Procedure, Verdict
from leerrecht.law.calendar import nth_school_day
from leerrecht.law.tucht import DEFINITIEF
from leerrecht.people import domain as people
from leerrecht.people.domain.openings import CASE_COMPARTMENTS
from leerrecht.people.models import Pupil
from leerrecht.placement.domain import approaches, searches, steps
from leerrecht.placement.models import SchoolSearch

SEARCHED_SEAT = 9
WEEKS = 3
# name, channel, km, answer, and more of the answer
SCHOOLS: tuple[tuple[str, str, int, str, dict[str, Any]], ...] = (
    ("Technische school in de stad", "telefoon", 6, "geweigerd", {"ground": "volzet", "text": "Het derde jaar is vol"}),
    ("Atelierschool", "bezoek", 14, "onder_tafel", {"text": "De lat ligt hoog, zei men, en men belt niet terug"}),
    ("School aan de ring", "mail", 11, "", {}),
)


def make_placement(community: Community, everyone: list[Enrolled], *, today: date) -> None:
    """One search that takes long: two refusals, one of them on no paper, and a school that does not answer."""
    pupil = [one.pupil for one in everyone if one.class_group.name == CASE_CLASS][SEARCHED_SEAT]
    first = nth_school_day(today - timedelta(weeks=WEEKS), 1)
    _exclude(community, pupil, first, today)
    people.give_grant(
        by=_as(community, "clbhoofd", today), pupil=pupil, user=community.users["clb"], kind="zaak",
        organisation_id=community.centre.pk, compartments=CASE_COMPARTMENTS, reason="Zoekt mee naar een school",
        first=first,
    )  # fmt: skip
    search = searches.begin_search(
        by=_as(community, "begeleider", today), pupil=pupil, why="uitsluiting",
        wishes=searches.Wishes(
            study="Bouw- en houttechnieken", most_km=15, agreed_on=first,
            region_id=Region.objects.get(name=REGIONS[community.key]).pk,
            words=_said(community, "Wil met het openbaar vervoer kunnen, en liefst met een vriend"),
        ),
    )  # fmt: skip
    searches.join(by=_as(community, "clb", today), search=search)
    _ask(community, search, first, today)
    steps.take_step(
        by=_as(community, "clb", today), search=search, kind="overleg", on=first,
        words=_said(community, "Leerling en ouders willen vooral snel weer naar school"),
    )  # fmt: skip


def _ask(community: Community, search: SchoolSearch, first: date, today: date) -> None:
    by = _as(community, "begeleider", today)
    for number, (name, channel, km, answer, more) in enumerate(SCHOOLS):
        on = nth_school_day(first, 2 + number)
        asked = approaches.ask_school(
            by=by, search=search, asked=approaches.Asked(on=on, channel=channel, name=name, km=km)
        )
        if answer:
            approaches.answer(
                by=by, approach=asked,
                answered=approaches.Answered(
                    answer=answer, on=nth_school_day(on, 3), ground=more.get("ground", ""),
                    words=_said(community, more["text"]),
                ),
            )  # fmt: skip


def _exclude(community: Community, pupil: Pupil, first: date, today: date) -> None:
    """A definitive exclusion of some weeks ago, as the procedure left it, with code R on the days since."""
    head = _as(community, "directeur", today)
    begun = procedures.Begun(kind=DEFINITIEF, words=f"Dealde op de speelplaats [[tucht:{community.key}]].")
    procedure = procedures.open_procedure(by=head, pupil=pupil, school_id=community.secundair.pk, begun=begun)
    # Nobody decides in the past: it was weeks ago.
    Procedure.objects.filter(pk=procedure.pk).update(
        opened_on=first - timedelta(weeks=2), verdict=Verdict.TAKEN, decided_on=first, decided_by=procedure.written_by,
        first_day=first,
    )  # fmt: skip
    procedure.refresh_from_db()
    marking.mark_r(by=head, procedure=procedure)


def _said(community: Community, text: str) -> str:
    return f"{text} [[gedeeld:{community.key}]]."


def _as(community: Community, key: str, on: date) -> Principal:
    user = community.users[key]
    return principal_of(user_id=user.pk, name=user.username, on=on)
