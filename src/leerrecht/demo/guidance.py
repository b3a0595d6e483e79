"""Guidance in the demo: files that are kept, a plan, agreements, and one pupil home at the school's request.

Each text holds the marker of its compartment and community, so that one on the wrong page shows.
"""

from datetime import date, timedelta
from typing import Any

from leerrecht.access.principal import Principal, principal_of
from leerrecht.demo.cases import CASE_CLASS, CASE_SEAT
from leerrecht.demo.pupils import Enrolled
from leerrecht.demo.schools import Community
from leerrecht.enrolment.models import ClassGroup, Placement
from leerrecht.guidance.domain import agreements, home, plans
from leerrecht.guidance.domain.counsellors import share_out
from leerrecht.guidance.domain.entries import Draft, write_entry
from leerrecht.guidance.domain.parents import Key, plan_meeting, record_parents
from leerrecht.guidance.models import Begeleidingsdossier, Plan
from leerrecht.law.calendar import first_day, school_year
from leerrecht.people.models import Contact, Pupil
from leerrecht.people.rules import PARENTAL

FILES = 8

# Who, compartment, days ago, text, and what else of the draft.
MOMENTS = (
    ("begeleider", "zorg", 40, "", {"kind": "contact", "whom": "ouders", "channel": "telefoon", "reached": False}),
    ("begeleider", "zorg", 38, "Moeder belt terug, de bus is het probleem", {
        "kind": "contact", "whom": "ouders", "channel": "bericht", "reached": True, "result": "vervolg",
    }),
    ("leerkracht", "team", 36, "Helpt anderen zonder dat iemand het vraagt", {"kind": "sterkte"}),
    ("begeleider", "gedeeld", 35, "Ik wil wel leren, maar niet in de drukte", {"kind": "woorden"}),
    ("begeleider", "gedeeld", 35, "Houdt vol als de opdracht duidelijk is", {"kind": "sterkte"}),
    ("begeleider", "zorg", 30, "Slaapt weinig in de week", {"kind": "bezorgdheid", "domain": "gezondheid"}),
    ("begeleider", "zorg", 28, "Elke ochtend onthaal aan de poort", {
        "kind": "maatregel", "fase": 1, "domain": "psychosociaal", "result": "helpt",
    }),
    ("directeur", "gedeeld", 21, "Overleg met het CLB: we bouwen halve dagen op", {"kind": "overleg", "fase": 2}),
    ("clb", "clb", 20, "Kennismaking bij het gezin thuis", {"kind": "huisbezoek", "whom": "ouders", "reached": True}),
    ("clb", "gedeeld", 14, "Het lukt de ouders niet alleen, ze vragen hulp", {
        "kind": "bevinding", "finding": "onmacht",
    }),
    ("leerling", "leerling", 5, "Op woensdag is het makkelijker", {"kind": "woorden"}),
    ("begeleider", "gedeeld", 3, "Fijn dat je er weer was", {"kind": "welkom"}),
)  # fmt: skip


def make_guidance(community: Community, everyone: list[Enrolled], *, today: date) -> None:
    """The file of the pupil around whom everybody works, and those of some who were absent often."""
    in_class = [one.pupil for one in everyone if one.class_group.name == CASE_CLASS]
    pupil = in_class[CASE_SEAT]
    for who, compartment, ago, text, rest in MOMENTS:
        on = today - timedelta(days=ago)
        _moment(community, pupil, who, compartment, text, {"on": on, **rest}, today)
    _plan(community, pupil, today=today)
    _contract(community, pupil, today=today)
    _home(community, in_class[CASE_SEAT + 1], today=today)
    _files(community, today=today)
    _parents(community, today=today)


def _as(community: Community, key: str, today: date) -> Principal:
    user = community.users[key]
    return principal_of(user_id=user.pk, name=user.username, on=today)


def _mark(community: Community, compartment: str) -> str:
    return f"[[{compartment}:{community.key}]]"


def _moment(
    community: Community, pupil: Pupil, who: str, compartment: str, text: str, draft: dict[str, Any], today: date
) -> None:
    house = community.centre.pk if compartment == "clb" else community.secundair.pk
    said = f"{text} {_mark(community, compartment)}." if text else ""
    write_entry(
        by=_as(community, who, today), pupil=pupil, compartment=compartment, organisation_id=house,
        draft=Draft(text=said, **draft),
    )  # fmt: skip


def _plan(community: Community, pupil: Pupil, *, today: date) -> None:
    """Building up half a day at a time, with an evaluation that is due and a task for this week."""
    by, mark = _as(community, "begeleider", today), _mark(community, "gedeeld")
    begins_on = today - timedelta(days=today.weekday(), weeks=4)
    plan = plans.begin_plan(
        by=by, pupil=pupil, compartment="gedeeld", organisation_id=community.secundair.pk, kind="weigering",
        begins_on=begins_on, weeks=4, goals=[f"Ik wil weer met mijn vrienden eten {mark}", f"Minder buikpijn {mark}"],
        trust="Karim", contact_days=4,
    )  # fmt: skip
    plans.add_action(
        by=by, plan=plan, what=f"Wacht dinsdag aan de poort {mark}", user=community.users["begeleider"],
        due_on=today + timedelta(days=2),
    )  # fmt: skip
    plans.add_action(by=by, plan=plan, what=f"Neemt de fiets {mark}", who="de leerling", due_on=today)
    for number in range(3):
        first = begins_on + timedelta(days=1, weeks=number)
        plans.add_step(by=by, plan=plan, first=first, half_days=["1vm", "3vm", "4vm"][: number + 1])


def _contract(community: Community, pupil: Pupil, *, today: date) -> None:
    by, mark = _as(community, "begeleider", today), _mark(community, "gedeeld")
    agreement = agreements.agree(
        by=by, pupil=pupil, compartment="gedeeld", organisation_id=community.secundair.pk, kind="contract",
        text=f"De leerling komt op tijd, de ouders bellen voor negen uur, de school zet een plek klaar {mark}.",
        begins_on=today - timedelta(days=10), review_on=today + timedelta(days=20), plan=Plan.objects.get(pupil=pupil),
    )  # fmt: skip
    version = agreement.versions.get()
    for party, name in (("leerling", pupil.first_name), ("school", "de school")):
        agreements.sign(by=by, version=version, party=party, name=name, on=today, how="papier")


def _home(community: Community, pupil: Pupil, *, today: date) -> None:
    mark = _mark(community, "gedeeld")
    request = home.Request(
        whole=False, asked_by="school", why=f"Te veel prikkels in de grote groep {mark}",
        pupil_view=f"Ik vind halve dagen goed {mark}", parents_view=f"Willen een einddatum {mark}",
        tried=f"Een rustige plek in de klas {mark}", road_back=f"Elke twee weken een halve dag erbij {mark}",
        clb_on=today - timedelta(days=9), clb_who="het CLB", clb_view="akkoord", hours=16,
        first=today - timedelta(days=5), last=today + timedelta(days=30), review_on=today + timedelta(days=4),
    )  # fmt: skip
    home.record_home(
        by=_as(community, "directeur", today), pupil=pupil, school_id=community.secundair.pk, request=request
    )


def _files(community: Community, *, today: date) -> None:
    """What was done for some of those for whom a file opened by itself."""
    open_ = Begeleidingsdossier.objects.filter(organisation_id=community.secundair.pk, closed_on=None)
    by = _as(community, "directeur", today)
    # The last ones stay with nobody, so that there is something to share out.
    share_out(by=by, files=list(open_.order_by("pupil_id"))[:FILES], user=community.users["begeleider"])
    for number, file in enumerate(open_.select_related("pupil").order_by("pupil_id")[:FILES]):
        _moment(
            community, file.pupil, "begeleider", "zorg", "", today=today,
            draft={
                "kind": "contact", "on": today - timedelta(days=2 + number), "whom": "ouders",
                "channel": ("telefoon", "brief", "bericht")[number % 3], "reached": number % 2 == 0,
            },
        )  # fmt: skip
        if number % 2:
            _moment(
                community, file.pupil, "begeleider", "zorg", "Samen de ochtend voorbereiden", today=today,
                draft={"kind": "maatregel", "on": today - timedelta(days=1), "fase": 1},
            )  # fmt: skip


def _parents(community: Community, *, today: date) -> None:
    """Two meetings of the class of the case: at the first nearly everybody came, at the second some did not."""
    by = _as(community, "begeleider", today)
    group = ClassGroup.objects.get(name=CASE_CLASS, school=community.secundair, school_year=school_year(today))
    for number, title in enumerate(("kennismaking", "oudercontact voor de herfst")):
        on = today - timedelta(days=60 - 40 * number)
        if on < first_day(school_year(today)):
            continue
        meeting = plan_meeting(by=by, school=community.secundair, class_group=group, on=on, title=title)
        sat = Placement.objects.filter(class_group=group, period__contains=on).values("enrolment__pupil")
        there = Contact.objects.filter(pupil__in=sat, legal_role__in=PARENTAL, barred=False).order_by("pk")
        states: dict[Key, str] = {
            (one.pupil_id, one.pk): "niet" if number and not seat % 4 else ("kwam", "bericht")[seat % 5 == 1]
            for seat, one in enumerate(there)
        }
        record_parents(by=by, meeting=meeting, class_group=group, came=states)
