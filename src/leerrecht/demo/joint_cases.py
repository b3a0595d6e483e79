"""Joint cases in the demo: tracks beside each other, a round table, a partner, and a case in which nobody acts.

Each text holds the marker of its compartment and community, so that one on the wrong page shows.
"""

from datetime import date, time, timedelta
from decimal import Decimal

from leerrecht.access.principal import Principal, principal_of
from leerrecht.cases.domain import cases, chairs, exits, partners, reviews, summaries, tables, tasks, tracks
from leerrecht.cases.models import Case, Part, RoundTable
from leerrecht.consent.domain import record_consent
from leerrecht.consent.models import Consent
from leerrecht.demo.cases import CASE_CLASS, CASE_SEAT
from leerrecht.demo.pupils import Enrolled
from leerrecht.demo.schools import Community
from leerrecht.people.models import Pupil

STILL_DAYS = 60


def make_joint_cases(community: Community, everyone: list[Enrolled], *, today: date) -> None:
    """The case of the pupil around whom everybody works, one that lies still, and somebody who left."""
    in_class = [one.pupil for one in everyone if one.class_group.name == CASE_CLASS]
    _agree(community, in_class[CASE_SEAT], today=today)
    case = _open(community, in_class[CASE_SEAT], today=today)
    _tracks(community, case, today=today)
    part = _partner(community, case, today=today)
    _partner_notes(community, part, today=today)
    _table(community, case, today=today)
    _still(community, in_class[CASE_SEAT + 2], today=today)
    _exit(community, in_class[CASE_SEAT + 3], today=today)


def _as(community: Community, key: str, on: date) -> Principal:
    user = community.users[key]
    return principal_of(user_id=user.pk, name=user.username, on=on)


def _say(community: Community, compartment: str, text: str) -> str:
    return f"{text} [[{compartment}:{community.key}]]"


def _agree(community: Community, pupil: Pupil, *, today: date) -> None:
    by, house = _as(community, "begeleider", today), community.secundair.pk
    known = set(Consent.objects.filter(pupil=pupil, organisation=house).values_list("purpose", flat=True))
    for purpose in sorted({"overleg", "traject"} - known):
        record_consent(
            by=by, pupil=pupil, organisation_id=house, purpose=purpose, answer="toestemming", how="gesprek",
            first=today - timedelta(days=30),
        )  # fmt: skip


def _open(community: Community, pupil: Pupil, *, today: date) -> Case:
    by = _as(community, "begeleider", today)
    case = cases.open_case(
        by=by, pupil=pupil, on=today - timedelta(days=42), organisation=community.secundair.pk
    )  # fmt: skip
    text = _say(
        community, "gedeeld", "Ik wil terug naar de klas, maar niet alles tegelijk. De drukte is het moeilijkst."
    )
    summary = summaries.write_summary(by=by, case=case, text=text, with_pupil=True)
    summaries.confirm_summary(by=by, summary=summary, party="ouders", name="de moeder")
    chairs.ask(by=by, case=case, party="hulp", function="huisarts, volgt de slaap op")
    clb = case.participants.get(party="clb")
    chairs.take_up(
        by=_as(community, "clb", today), chair=clb, on=today, name=community.users["clb"].get_full_name()
    )  # fmt: skip
    return case


def _tracks(community: Community, case: Case, *, today: date) -> None:
    school, clb = _as(community, "begeleider", today), _as(community, "clb", today)
    tracks.start_track(
        by=school, pupil=case.pupil, kind="schoolplan", organisation=community.secundair.pk,
        since=today - timedelta(days=40), goal=_say(community, "gedeeld", "Elke week een halve dag meer"),
        review_on=today + timedelta(days=5),
    )  # fmt: skip
    guidance = tracks.start_track(
        by=clb, pupil=case.pupil, kind="clb", organisation=community.centre.pk, since=today - timedelta(days=28),
        goal=_say(community, "gedeeld", "Samen zoeken wat thuis en op school helpt"),
    )  # fmt: skip
    reviews.review_track(
        by=clb, track=guidance, on=today - timedelta(days=7), verdict="verder",
        text=_say(community, "gedeeld", "Het gesprek thuis loopt goed"),
    )  # fmt: skip
    tracks.start_track(
        by=clb, pupil=case.pupil, kind="naft", organisation=community.partner.pk, since=today - timedelta(days=14),
        hours_a_week=Decimal(8), goal=_say(community, "gedeeld", "Dagritme terugvinden, dan terug naar de klas"),
        review_on=today + timedelta(days=40),
    )  # fmt: skip
    flexible = tracks.start_track(
        by=school, pupil=case.pupil, kind="flexibel", organisation=community.secundair.pk,
        since=today - timedelta(days=14), goal=_say(community, "gedeeld", "Van drie naar vijf voormiddagen"),
    )  # fmt: skip
    reviews.set_pattern(
        by=school, track=flexible, first=today - timedelta(days=14),
        half_days={"0vm": "school", "1vm": "school", "1nm": "partner", "3vm": "partner", "4vm": "school"},
        words={"1nm": _say(community, "gedeeld", "houtatelier")},
    )  # fmt: skip
    help_ = tracks.start_track(
        by=clb, pupil=case.pupil, kind="jeugdhulp", organisation=None, body="centrum voor geestelijke gezondheidszorg",
        since=None, asked_on=today - timedelta(days=25), goal=_say(community, "clb", "Angst in groepen"), secret=True,
    )  # fmt: skip
    tracks.take_up_track(
        by=clb, track=help_, on=today - timedelta(days=20), expected_on=today + timedelta(days=70)
    )  # fmt: skip
    tracks.start_track(
        by=school, pupil=case.pupil, kind="leersteun", organisation=None, body="leersteuncentrum", since=None,
        asked_on=today - timedelta(days=12),
    )  # fmt: skip


def _partner(community: Community, case: Case, *, today: date) -> Part:
    by = _as(community, "clb", today)
    part = partners.invite_partner(
        by=by, case=case, organisation=community.partner.pk, kind="naft", since=today - timedelta(days=14),
        last=today + timedelta(days=77), users=[community.users["naft"]], hours_a_week=Decimal(8),
        question=_say(community, "partner", "Werk aan het dagritme en aan werken in een kleine groep."),
        story=_say(community, "partner", "Wil terug naar de klas, maar niet alles tegelijk."),
    )  # fmt: skip
    tasks.assign_task(
        by=by, case=case, what=_say(community, "partner", "Plan het eerste bezoek op school mee"),
        organisation=community.partner.pk, due_on=today + timedelta(days=10),
    )  # fmt: skip
    return part


def _partner_notes(community: Community, part: Part, *, today: date) -> None:
    naft, clb = _as(community, "naft", today), _as(community, "clb", today)
    for ago, there in ((13, "aanwezig"), (11, "verwittigd"), (6, "aanwezig")):
        partners.note_presence(by=naft, part=part, on=today - timedelta(days=ago), there=there)
    partners.note_progress(
        by=naft, part=part, on=today - timedelta(days=6), text=_say(community, "partner", "Begint vragen te stellen.")
    )
    partners.release(by=clb, part=part, text=_say(community, "gedeeld", "Komt bijna altijd en werkt goed mee."))
    partners.note_progress(
        by=naft, part=part, on=today - timedelta(days=1), text=_say(community, "partner", "Durft over thuis te praten.")
    )


def _table(community: Community, case: Case, *, today: date) -> None:
    by = _as(community, "begeleider", today)
    last = _round(community, case, today - timedelta(days=10), by)
    asked = {
        party: tables.invite(by=by, table=last, party=party, name=name, organisation=house)
        for party, name, house in (
            ("leerling", case.pupil.first_name, None), ("ouders", "de moeder", None),
            ("school", community.users["begeleider"].get_full_name(), community.secundair.pk),
            ("clb", community.users["clb"].get_full_name(), community.centre.pk),
        )
    }  # fmt: skip
    first = tables.propose(
        by=by, table=last, what=_say(community, "gedeeld", "Vanaf maandag ook op vrijdagvoormiddag"),
        organisation=community.secundair.pk, due_on=today + timedelta(days=4),
    )  # fmt: skip
    for invitation in asked.values():
        tables.take_position(by=by, decision=first, invitation=invitation, view="akkoord")
    second = tables.propose(by=by, table=last, what=_say(community, "gedeeld", "De klas vertellen waarom"))
    tables.take_position(
        by=by, decision=second, invitation=asked["leerling"], view="niet",
        words=_say(community, "gedeeld", "Dat vertel ik zelf wel"),
    )  # fmt: skip
    tables.close_table(by=by, table=last, text=_say(community, "gedeeld", "Rustig gesprek. De vrijdag komt erbij."))
    following = _round(community, case, today + timedelta(days=18), by)
    tables.invite(by=by, table=following, party="leerling", name=case.pupil.first_name)
    tables.invite(
        by=by, table=following, party="partner", name=community.users["naft"].get_full_name(),
        organisation=community.partner.pk,
    )  # fmt: skip


def _round(community: Community, case: Case, on: date, by: Principal) -> RoundTable:
    return tables.plan_table(
        by=by, case=case, kind="rondetafel", when=tables.When(on, time(15, 30), "lokaal 014"),
        question=_say(community, "gedeeld", "Wat is een haalbare volgende stap?"),
    )  # fmt: skip


def _still(community: Community, pupil: Pupil, *, today: date) -> None:
    """Opened long ago, and nobody did anything since."""
    then = today - timedelta(days=STILL_DAYS)
    by = _as(community, "begeleider", then)
    case = cases.open_case(by=by, pupil=pupil, on=then, organisation=community.secundair.pk)
    chairs.ask(by=by, case=case, party="hulp", function="thuisbegeleiding")


def _exit(community: Community, pupil: Pupil, *, today: date) -> None:
    exits.record_exit(
        by=_as(community, "begeleider", today), pupil=pupil, organisation_id=community.secundair.pk,
        left_on=today - timedelta(days=20), motive="schoolmoe", motive_by="leerling", destination="vdab", talked=True,
        handed_over="VDAB",
    )  # fmt: skip
