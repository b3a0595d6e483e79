from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from leerrecht.access.policy import Denied
from leerrecht.facts.models import Fact
from leerrecht.guidance.domain.home import Request, record_home, review_home, stop_home
from leerrecht.guidance.domain.queries.home import home_faults
from leerrecht.guidance.models import ThuisOpVraag
from tests.duties.helpers import mark
from tests.factories import TODAY
from tests.guidance.test_file_page import client_of
from tests.guidance.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]
REQUEST = Request(
    whole=False, asked_by="school", why="Te veel prikkels", pupil_view="Wil halve dagen", parents_view="Akkoord",
    tried="Prikkelarme plek", road_back="Elke twee weken een halve dag erbij", clb_on=date(2026, 11, 16),
    clb_who="Lies van het CLB", clb_view="akkoord", hours=16, first=TODAY, last=date(2026, 12, 18),
    review_on=date(2026, 12, 4),
)  # fmt: skip


def part_time(world):
    """The same two half-days of each week missed with P, for six weeks."""
    for week in range(7):
        for part in ("vm", "nm"):
            mark(world.placement.enrolment, date(2026, 11, 19) - timedelta(weeks=week), part, "Z")
    world.ask()


def record(world, **values):
    return record_home(
        by=world.by("directeur"), pupil=world.pupil, school_id=world.school.pk, request=replace(REQUEST, **values)
    )


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"why": " "}, "why"), ({"tried": ""}, "tried"), ({"pupil_view": ""}, "pupil_view"),
        ({"parents_view": ""}, "parents_view"), ({"road_back": ""}, "road_back"), ({"clb_who": ""}, "clb_who"),
        ({"asked_by": ""}, "asked_by"), ({"clb_view": ""}, "clb_view"), ({"hours": 0}, "hours"),
        ({"whole": True}, "hours"), ({"clb_on": date(2026, 11, 25)}, "clb_on"), ({"first": date(2026, 11, 2)}, "first"),
        ({"review_on": date(2026, 12, 20)}, "review_on"),
    ],
)  # fmt: skip
def test_nothing_starts_without_a_whole_record(values, field):
    with pytest.raises(ValidationError) as refused:
        record(World(), **values)
    assert field in refused.value.message_dict
    assert (ThuisOpVraag.objects.count(), Fact.objects.count()) == (0, 0)


def test_record_with_the_agreement_of_the_clb_fulfils_the_duty():
    world = World()
    part_time(world)
    assert world.outcome("deeltijds.waarborg").status == "open"
    home = record(world)
    assert world.outcome("deeltijds.waarborg").status == "vervuld"
    assert list(Fact.objects.values_list("kind", "object", "compartment")) == [
        ("deeltijds_akkoord_clb", "2026-11-20", "gedeeld")
    ]
    assert "Wat de ouders ervan vinden:\nAkkoord" in home.note.text


def test_only_the_school_records():
    world = World()
    world.case()
    for role in ("clb", "leerkracht"):
        with pytest.raises(Denied):
            record_home(by=world.by(role), pupil=world.pupil, school_id=world.school.pk, request=REQUEST)


def test_staying_home_without_a_record_is_an_open_fault_to_director_and_clb():
    world = World()
    part_time(world)
    for role in ("directeur", "clb"):
        found = home_faults(world.by(role), TODAY)
        assert [(fault.pupil, fault.what) for fault in found] == [
            (world.pupil, "blijft op vaste momenten thuis zonder afspraak")
        ]
    world.user("vreemd", "directeur", world.other)
    assert home_faults(world.of(world.users["vreemd"]), TODAY) == []
    record(world)
    assert [home_faults(world.by(role), TODAY) for role in ("directeur", "clb")] == [[], []]


def test_fact_without_a_record_leaves_the_fault_open():
    world = World()
    part_time(world)
    Fact.objects.create(
        pupil_id=world.pupil.pk,
        date=TODAY,
        kind="deeltijds_akkoord_clb",
        school_id=world.school.pk,
        compartment="gedeeld",
    )
    world.ask()
    assert [len(home_faults(world.by(role), TODAY)) for role in ("directeur", "clb")] == [1, 1]


def test_record_the_clb_does_not_agree_with_or_that_nobody_looked_at_again_is_a_fault():
    world = World()
    by = world.by("directeur")
    home = record(world, clb_view="niet")
    assert [fault.what for fault in home_faults(by, TODAY)] == ["het CLB gaat niet akkoord"]
    assert Fact.objects.count() == 0
    stop_home(by=by, home=home)
    with pytest.raises(ValidationError):
        stop_home(by=by, home=home)
    assert home_faults(by, TODAY) == []
    other = record(world)
    late = world.by("directeur", date(2026, 12, 7))
    assert [fault.what for fault in home_faults(late, late.on)] == ["is niet opnieuw bekeken"]
    with pytest.raises(ValidationError):
        review_home(by=late, home=other, review_on=date(2027, 1, 8), text="Verder")
    review_home(by=late, home=other, review_on=date(2026, 12, 14), text="Verder")
    assert home_faults(late, late.on) == []


def test_record_through_its_pages():
    world = World()
    part_time(world)
    client = client_of(world.by("begeleider"))
    faults = reverse("guidance-faults")
    new = reverse("guidance-home-new", args=[world.pupil.pk])
    assert new in client.get(faults).content.decode()
    assert client.get(new).status_code == 200
    data = {name: getattr(REQUEST, name) for name in Request.__dataclass_fields__} | {"whole": ""}
    refused = client.post(new, data | {"tried": ""})
    assert (refused.status_code, list(refused.context["form"].errors)) == (200, ["tried"])
    assert "Te veel prikkels" in refused.content.decode()
    assert client.post(new, data).status_code == 302
    assert world.outcome("deeltijds.waarborg").status == "vervuld"
    home = ThuisOpVraag.objects.get()
    assert "Elke twee weken" in client.get(reverse("guidance", args=[world.pupil.pk])).content.decode()
    review = reverse("guidance-home-review", args=[home.pk])
    assert client.get(review).status_code == 200
    assert client.post(review, {"text": "Gaat goed", "review_on": "2026-12-11"}).status_code == 302
    assert client.post(reverse("guidance-home-stop", args=[home.pk])).status_code == 302
    home.refresh_from_db()
    assert (home.reviewed_on, home.review_on, home.stopped_on) == (TODAY, date(2026, 12, 11), TODAY)


def test_faults_are_for_who_keeps_files_only():
    world = World()
    assert client_of(world.by("leerkracht")).get(reverse("guidance-faults")).status_code == 403
