"""Order and discipline in the demo: incidents, a measure of order, a temporary exclusion, a C attest that is contested.

Each text holds the marker of its compartment and community, so that one on the wrong page shows.
"""

from datetime import date, time, timedelta
from typing import Any

from leerrecht.access.principal import Principal, principal_of
from leerrecht.demo.cases import CASE_CLASS, CASE_SEAT
from leerrecht.demo.pupils import Enrolled
from leerrecht.demo.schools import Community
from leerrecht.discimus.transport.test_double import TestDouble
from leerrecht.discipline.domain import advice, contests, incidents, measures, members, outbox, procedures, stepping
from leerrecht.discipline.models import Incident, Procedure
from leerrecht.enrolment.domain import enrolments, results
from leerrecht.law.calendar import nth_school_day
from leerrecht.law.tucht import DEFINITIEF, TIJDELIJK
from leerrecht.people.models import Pupil

WEEK = timedelta(weeks=1)
SUSPENDED_SEAT, CONTESTING_SEAT = 5, 7
# Who did what, in words, in the order of the path.
STEPS: tuple[tuple[str, dict[str, Any], str], ...] = (
    ("begeleiding", {"no_care": "nieuw"}, "De leerling was nog maar twee weken op school"),
    ("kennisgeving", {}, ""),
    ("inzage", {"answer": "ja"}, ""),
    ("horen", {"pupil_present": True, "parents_present": True, "companion": "oma"}, "Wil het goedmaken"),
)


def make_discipline(community: Community, everyone: list[Enrolled], *, today: date) -> None:
    """The pupil around whom everybody works has an incident, a light measure and a procedure that just began."""
    in_class = [one.pupil for one in everyone if one.class_group.name == CASE_CLASS]
    pupil, other, victim = in_class[CASE_SEAT], in_class[SUSPENDED_SEAT], in_class[SUSPENDED_SEAT + 1]
    head, school = _as(community, "directeur", today), community.secundair.pk
    incident = _incident(community, pupil, victim, today)
    incidents.record_search(
        by=head, pupil=pupil, school_id=school,
        searched=incidents.Searched(
            on=today - WEEK, mandate=True, searched=("tas",), present="Begeleider", result="niets",
            words=_said(community, "tucht", "Twee leerlingen zagen een mes in de tas"),
        ),
    )  # fmt: skip
    given = measures.Given(
        rung=1, on=today - WEEK, words=_said(community, "tucht", "Na het incident: samen herstellen")
    )
    measures.give_measure(by=head, pupil=pupil, school_id=school, given=given, incident=incident)
    begun = procedures.Begun(kind=DEFINITIEF, words=_said(community, "tucht", "Tweede vechtpartij"), incident=incident)
    procedure = procedures.open_procedure(by=head, pupil=pupil, school_id=school, begun=begun)
    advice.ask_advice(by=head, procedure=procedure, council_on=today + WEEK)
    members.add_member(by=head, procedure=procedure, seat="voorzitter", user=community.users["directeur"])
    _excluded(community, other, today)
    _contested(community, next(one for one in everyone if one.pupil == in_class[CONTESTING_SEAT]), today)


def _incident(community: Community, pupil: Pupil, victim: Pupil, today: date) -> Incident:
    teacher = _as(community, "leerkracht", today)
    told = incidents.Told(
        on=today - WEEK, moment="speeltijd", behaviour="vechten",
        words=_said(community, "team", "Een duw, dan een klap, een leerkracht kwam ertussen"),
        steps=("iedereen is veilig, en wie gekwetst is, is niet alleen", "de directie is verwittigd"),
    )  # fmt: skip
    apart = incidents.Apart(
        began_at=time(10, 20), minutes=15, place="lokaal 2", watched_by="de leerkracht", parents_told_on=today - WEEK
    )
    incident = incidents.record_incident(
        by=teacher, pupil=pupil, school_id=community.secundair.pk, told=told, apart=apart
    )
    incidents.involve(
        by=teacher, incident=incident, pupil=victim, part="gekwetst",
        words=_said(community, "team", "Mag tijdens de pauze binnen blijven, met een vriend"),
    )  # fmt: skip
    incidents.tell_account(
        by=teacher, incident=incident, on=today - timedelta(days=5),
        words=_said(community, "team", "Er werd al weken iets geroepen"),
    )  # fmt: skip
    return incident


def _excluded(community: Community, pupil: Pupil, today: date) -> None:
    """A temporary exclusion of a few days, with its letters noted; its report was sent to the test double."""
    head, school = _as(community, "directeur", today), community.secundair.pk
    begun = procedures.Begun(kind=TIJDELIJK, words=_said(community, "tucht", "Bedreigde een leerkracht"))
    procedure = procedures.open_procedure(by=head, pupil=pupil, school_id=school, begun=begun)
    # Nobody begins in the past: it began today, and then it was two weeks ago.
    began = today - 2 * WEEK
    Procedure.objects.filter(pk=procedure.pk).update(opened_on=began)
    for number, (step, values, text) in enumerate(STEPS):
        on = began + timedelta(days=2 * number)
        extra = {"due_on": began + timedelta(days=6), "received_on": on} if step == "kennisgeving" else {}
        done = stepping.Done(on=on, words=_said(community, "tucht", text) if text else "", **values | extra)
        stepping.do_step(by=head, procedure=procedure, step=step, done=done)
    first = nth_school_day(today, 1)
    decided = procedures.Decided(
        verdict="genomen", on=today, first_day=first, last_day=nth_school_day(first, 3),
        words=_said(community, "tucht", "De veiligheid vraagt enkele dagen afstand, met opvang en taken"),
    )  # fmt: skip
    procedures.decide(by=head, procedure=procedure, decided=decided)
    stepping.do_step(
        by=head, procedure=procedure, step="opvang",
        done=stepping.Done(on=today, answer="ja", words=_said(community, "tucht", "In de studie, met taken per vak")),
    )  # fmt: skip
    outbox.send_due(TestDouble())


def _contested(community: Community, enrolled: Enrolled, today: date) -> None:
    """A pupil in the same year again: the klassenraad kept the C attest in August, the board has yet to decide."""
    head, desk, year = _as(community, "directeur", today), _as(community, "secretariaat", today), community.year
    last = enrolments.enrol(
        by=desk, pupil=enrolled.pupil, school=community.secundair, school_year=year - 1, first_day=date(year - 1, 9, 1),
        level="secundair", grade=enrolled.enrolment.grade,
    )  # fmt: skip
    results.record_result(by=desk, enrolment=last, decided_on=date(year, 6, 26), attest="C")
    contested = contests.Contested(
        attest_on=date(year, 6, 26), on=date(year, 6, 29),
        words=_said(community, "gedeeld", "Na nieuwjaar was er veel ziekte; de punten zeggen niet alles"),
    )  # fmt: skip
    contest = contests.contest_attest(
        by=head, pupil=enrolled.pupil, school_id=community.secundair.pk, contested=contested
    )
    turns: tuple[tuple[str, date, str, date, str], ...] = (
        ("antwoord", date(year, 6, 30), "ja", date(year, 8, 29), ""),
        ("klassenraad", date(year, 8, 29), "blijft", date(year, 9, 1), "Te veel tekorten, ook voor nieuwjaar"),
        ("beroep", date(year, 8, 31), "", date(year, 9, 15), "Vraagt twee bijkomende proeven"),
    )
    for turn, on, answer, due, text in turns:
        told = contests.Told(on=on, answer=answer, due_on=due, words=_said(community, "gedeeld", text) if text else "")
        contests.take_turn(by=head, contest=contest, turn=turn, told=told)


def _said(community: Community, compartment: str, text: str) -> str:
    return f"{text} [[{compartment}:{community.key}]]."


def _as(community: Community, key: str, today: date) -> Principal:
    user = community.users[key]
    return principal_of(user_id=user.pk, name=user.username, on=today)
