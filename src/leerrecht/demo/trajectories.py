"""The front door of the CLB in the demo: reports in an order, answers, a file with a traject, and home education.

Each text holds the marker of its compartment and community, so that one on the wrong page shows.
"""

from datetime import date, timedelta

from leerrecht.access.principal import Principal, principal_of
from leerrecht.demo.cases import CASE_CLASS, CASE_SEAT
from leerrecht.demo.names import last_names
from leerrecht.demo.pupils import Enrolled
from leerrecht.demo.schools import Community
from leerrecht.people.models import Pupil
from leerrecht.trajectories.domain import answering, care, intake, reporting, steps, trajects
from leerrecht.trajectories.models import OPEN, About, Signal

WEEK = timedelta(weeks=1)
REPORTED = 4
CRITERIA = (("blijven_toenemen",), ("weigert",), ("geen_resultaat", "onderliggend"), ("onderliggend",))
# What, how many days ago, with whom, what follows, text.
STEPS = (
    ("onthaal", 30, "samen", "vraag", "Komt met mama, vertelt hoe de ochtenden lopen"),
    ("vraag", 24, "leerling", "traject", "Samen op een rij gezet wat tegenhoudt en wat helpt"),
    ("huisbezoek", 10, "ouders", "", "Afgesproken wie wanneer belt"),
)


def make_trajectories(community: Community, everyone: list[Enrolled], *, today: date) -> None:
    """Some pupils were reported, one has a traject, one waits, one is not taken up; a signal about care is open."""
    by, clb, head = (_as(community, key, today) for key in ("begeleider", "clb", "clbhoofd"))
    pupil = [one.pupil for one in everyone if one.class_group.name == CASE_CLASS][CASE_SEAT]
    _follow(community, pupil, by, clb, today)
    waiting = list(
        Signal.objects.filter(school=community.secundair, about=About.ABSENCE, state__in=OPEN)
        .exclude(pupil=pupil)
        .select_related("pupil")
        .order_by("arisen_on", "pupil__sort_key", "pk")[: REPORTED + 2]
    )
    for one, criteria in zip(waiting, CRITERIA, strict=False):
        said = reporting.Report(on=today, criteria=criteria, parents_spoken=criteria != CRITERIA[1])
        reporting.report_pupil(by=by, pupil=one.pupil, school_id=community.secundair.pk, report=said)
    reporting.rank_signals(
        by=by, school_id=community.secundair.pk, wanted={one.pk: number for number, one in enumerate(waiting[:3], 1)}
    )
    if len(waiting) > REPORTED:
        answering.put_on_waiting_list(by=clb, signal=waiting[1], by_when=today + 3 * WEEK)
        answering.decline(by=head, signal=waiting[REPORTED], why_not="school")
    _at_the_door(community, everyone, today)
    care.give_care_signal(
        by=clb, school=community.secundair, domain="leren", fase=0, title="Uitval in het eerste jaar",
        text="In het eerste jaar stijgt het aantal halve dagen zonder wettige reden elk trimester.",
        answer_by=today + 2 * WEEK,
    )  # fmt: skip


def _follow(community: Community, pupil: Pupil, by: Principal, clb: Principal, today: date) -> None:
    """From the report to a traject that runs, with what the school may know."""
    signal = reporting.report_pupil(
        by=by, pupil=pupil, school_id=community.secundair.pk,
        report=reporting.Report(
            on=today, criteria=("onderliggend",), parents_spoken=True,
            text=f"Elke week een gesprek, de ochtenden blijven moeilijk [[gedeeld:{community.key}]].",
        ),
    )  # fmt: skip
    answering.take_up(by=clb, signal=signal, who_id=community.users["clb"].pk, by_when=today + WEEK)
    for kind, days, whom, follows, text in STEPS:
        step = steps.Step(
            kind=kind, on=today - timedelta(days=days), whom=whom, next=follows, text=f"{text} [[clb:{community.key}]]."
        )
        steps.write_step(by=clb, pupil=pupil, centre_id=community.centre.pk, step=step)
    course = trajects.Course(fase=2, domain="psychosociaal", domains=("loopbaan",), lead_id=community.users["clb"].pk)
    trajects.start_traject(
        by=clb, pupil=pupil, centre_id=community.centre.pk, on=today - 3 * WEEK, course=course,
        goal="Elke voormiddag weer in de klas",
    )  # fmt: skip
    answering.feed_back(
        by=clb, signal=signal, text=f"We spreken elke week af; maandag blijft lastig [[gedeeld:{community.key}]]."
    )


def _at_the_door(community: Community, everyone: list[Enrolled], today: date) -> None:
    """A child without a school, a discreet word of a teacher, and a child that is educated at home."""
    clb, teacher = _as(community, "clb", today), _as(community, "leerkracht", today)
    text = f"Zoekt een school, verhuisde in de zomer [[clb:{community.key}]]."
    child = intake.Newcomer(
        first_name="Yara", last_name=last_names(community.key)[0], birth_date=today - timedelta(days=13 * 365)
    )
    intake.take_in(by=clb, centre_id=community.centre.pk, newcomer=child, source="ouders", text=text)
    in_class = [one.pupil for one in everyone if one.class_group.name == CASE_CLASS]
    reporting.tell_discreetly(
        by=teacher, pupil=in_class[CASE_SEAT + 1], school_id=community.secundair.pk,
        text=f"Mama staat er alleen voor en is moe [[clb:{community.key}]].",
    )  # fmt: skip


def _as(community: Community, key: str, today: date) -> Principal:
    user = community.users[key]
    return principal_of(user_id=user.pk, name=user.username, on=today)
