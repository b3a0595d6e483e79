"""What happens around a pupil who is excluded, looks for a school, waits for a place, or stands on no list at all."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Any

from leerrecht.access import acts, policy
from leerrecht.access.principal import Principal, command
from leerrecht.access.standing import stand
from leerrecht.directory.models import Region
from leerrecht.discimus.transport.test_double import TestDouble
from leerrecht.discipline.domain import advice, incidents, members, outbox, procedures, stepping
from leerrecht.discipline.domain.queries.procedures import known_of
from leerrecht.discipline.models import Incident, Procedure
from leerrecht.law.tucht import DEFINITIEF
from leerrecht.organisations.models import Organisation
from leerrecht.placement.domain import approaches, searches, steps
from leerrecht.placement.domain.terms import days_without
from leerrecht.placement.models import Approach, RotaPlace, SchoolSearch
from leerrecht.places.domain import reporting, waiting
from leerrecht.places.domain.queries.waiting import of_pupil
from leerrecht.places.models import Slot
from leerrecht.thuiszitters.domain.queries.register import effective
from leerrecht.thuiszitters.domain.recompute import recompute
from leerrecht.thuiszitters.models import Thuiszitter
from tests.stories.play import Story, moment

ACTORS = ("directeur", "begeleider", "leerkracht", "clb", "ouders")


class Again(Story):
    """A story with the region around it: other schools, the local platform, and what there is of places."""

    def region(self, *schools: Any) -> Region:
        """School and CLB with other schools in one region, with its local platform."""
        self.lop = Organisation.objects.create(kind="lop", name="LOP")
        self.near = Region.objects.create(name="Streek")
        for house in (self.school, self.centre, self.lop, *schools):
            self.near.members.add(Organisation.objects.get(pk=house.pk))
        return self.near

    # Discipline.

    def incident(self, behaviour: str, words: str, **told: Any) -> Incident:
        rest = {"on": self.on, "moment": "les", "behaviour": behaviour, "words": words} | told
        found: Incident = self.do(
            "leerkracht", incidents.record_incident, pupil=self.pupil, school_id=self.school.pk,
            told=incidents.Told(**rest),
        )  # fmt: skip
        return found

    def accuses(self, words: str, kind: str = DEFINITIEF, incident: Incident | None = None, **begun: Any) -> Procedure:
        rest = {"kind": kind, "words": words, "incident": incident} | begun
        found: Procedure = self.do(
            "directeur", procedures.open_procedure, pupil=self.pupil, school_id=self.school.pk,
            begun=procedures.Begun(**rest),
        )  # fmt: skip
        return found

    def went(self, procedure: Procedure, step: str, **done: Any) -> Any:
        rest = {"on": self.on, "words": f"Verslag: {step}"} | done
        return self.do("directeur", stepping.do_step, procedure=procedure, step=step, done=stepping.Done(**rest))

    def heard(self, procedure: Procedure, **care: Any) -> None:
        """Everything that must come before a decision, on the days since; the CLB advises something lighter."""
        began = procedure.opened_on
        self.went(procedure, "begeleiding", on=began, **care)
        self.went(
            procedure, "kennisgeving", on=began, due_on=began + timedelta(days=5), received_on=began + timedelta(days=1)
        )
        self.went(procedure, "inzage", on=began + timedelta(days=4), answer="ja")
        self.went(
            procedure, "horen", on=began + timedelta(days=5), pupil_present=True, parents_present=True, companion="oma"
        )
        for seat in ("voorzitter", "stem", "clb"):
            self.do("directeur", members.add_member, procedure=procedure, seat=seat, name=f"Lid {seat}")
        self.case()
        asked = self.do("directeur", advice.ask_advice, procedure=procedure, council_on=self.on)
        self.do("clb", advice.give_advice, advice=asked, answer="lichter", words="Eerst een time-in")
        self.went(procedure, "klassenraad", centre_present=True, answer="voor")
        self.went(procedure, "schoolloopbaan")

    def excludes(self, procedure: Procedure, first_day: date) -> Procedure:
        """Decided, told to the family and to AGODI, with shelter in the school."""
        decided = procedures.Decided(verdict="genomen", on=self.on, words="De redenen", first_day=first_day)
        found: Procedure = self.do("directeur", procedures.decide, procedure=procedure, decided=decided)
        self.went(found, "brief", received_on=self.on)
        outbox.send_due(TestDouble())
        return found

    # Searching.

    def searches(self, who: str = "begeleider", **wishes: Any) -> SchoolSearch:
        rest = {"region_id": self.near.pk, "agreed_on": self.on} | wishes
        found: SchoolSearch = self.do(
            who, searches.begin_search, pupil=self.pupil, why="uitsluiting", wishes=searches.Wishes(**rest),
            organisation=self.school.pk,
        )  # fmt: skip
        return found

    def asks(self, who: str, search: SchoolSearch, school: Any, channel: str = "telefoon", **asked: Any) -> Approach:
        where = {"name": school} if isinstance(school, str) else {"school_id": school.pk}
        rest = {"on": self.on, "channel": channel} | where | asked
        found: Approach = self.do(who, approaches.ask_school, search=search, asked=approaches.Asked(**rest))
        return found

    def hears(self, who: str, approach: Approach, answer: str, **answered: Any) -> Approach:
        rest = {"answer": answer, "on": self.on} | answered
        found: Approach = self.do(who, approaches.answer, approach=approach, answered=approaches.Answered(**rest))
        return found

    def steps(self, who: str, search: SchoolSearch, kind: str, **said: Any) -> Any:
        return self.do(who, steps.take_step, search=search, kind=kind, on=self.on, **said)

    def rota(self, *schools: Any) -> list[RotaPlace]:
        return [
            RotaPlace.objects.create(lop=self.lop, school=school, position=number)
            for number, school in enumerate(schools, 1)
        ]

    # Places.

    def places(self, school: Any, free: int, *, on: date | None = None, **what: Any) -> Slot:
        """A kind of place of a school, with how many are free as it said."""
        rest = {"school_year": 2026} | what
        slot = reporting.open_slot(by=command("test", self.on), school=school, what=reporting.What(**rest))
        room = reporting.Room(on=on or self.on, capacity=20, free=free, full=not free)
        reporting.report_places(by=command("test", self.on), slot=slot, room=room)
        return slot

    def waits(self, who: str | Principal, slot: Slot, **asked: Any) -> Any:
        rest = {"asked_on": self.on} | asked
        return self.do(who, waiting.ask_place, slot=slot, child=self.pupil, **rest)

    # What each sees of it.

    def later(self, on: date) -> date:
        """It is that day, also in another school year."""
        self.now.move_to(moment(on))
        self.ask()
        return on

    def finds(self, who: str | Principal, *keys: str) -> dict[str, Any]:
        """What somebody sees of measures, searches, waiting lists and the register, without what says nothing.

        ``tucht``: each procedure with what comes next or how it ended; ``zoekt``: each search with the school days
        without a school, how it ended and the answers so far; ``wacht``: each line of a list with its state and how
        many years it takes; ``register``: each line with its reason, since when, half-days a week at school, whether
        somebody must look at it, and how it ended.
        """
        by = self.by(who) if isinstance(who, str) else who
        found = {}
        with stand(by):
            for key, look in _LOOKS.items():
                if (not keys or key in keys) and (seen := look(self, by)):
                    found[key] = seen
        return found

    def all_see(self, *keys: str, who: Sequence[str] = ACTORS) -> dict[str, dict[str, Any]]:
        """What each actor sees today, without who sees nothing of it; the register is computed before."""
        recompute([self.pupil.pk], self.on).raise_refused()
        there = [key for key in keys if key not in _LOOKS]
        seen = {
            one: (self.sees(one, *there) if there else {}) | self.finds(one, *keys)
            for one in who
        }  # fmt: skip
        return {one: said for one, said in seen.items() if said}


def _measures(story: Again, by: Principal) -> list[tuple[str, str]]:
    rows = known_of(policy.visible(Procedure, to=by, act=acts.NOTE_VIEW).filter(pupil=story.pupil), story.on)
    return [(one.procedure.kind, one.procedure.closed_how or str(one.next.step if one.next else "")) for one in rows]


def _searches(story: Again, by: Principal) -> list[tuple[int, str, list[str]]]:
    rows = policy.visible(SchoolSearch, to=by, act=acts.NOTE_VIEW).filter(pupil=story.pupil)
    return [
        (days_without(one, story.on), one.ended_how, [asked.answer for asked in one.approaches.all()]) for one in rows
    ]


def _lists(story: Again, by: Principal) -> list[tuple[str, str, int]]:
    if by.seats and not by.can(acts.WAITING_VIEW):
        return []
    return [(line.slot.kind, line.state, line.years) for line in of_pupil(by, story.pupil)]


def _register(story: Again, by: Principal) -> list[tuple[Any, ...]]:
    if not by.can(acts.SITTER_VIEW):
        return []
    rows = policy.visible(Thuiszitter, to=by, act=acts.SITTER_VIEW).filter(pupil=story.pupil)
    found = []
    for one in rows.prefetch_related("judgements").order_by("found_on"):
        reason, since, half_days = effective(one, next(iter(one.judgements.all()), None))
        found.append((reason, since.isoformat(), None if half_days is None else float(half_days), one.ended_how))
    return found


_LOOKS: dict[str, Callable[[Again, Principal], Any]] = {
    "tucht": _measures, "zoekt": _searches, "wacht": _lists, "register": _register,
}  # fmt: skip
