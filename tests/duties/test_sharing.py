"""From a duty to the regelwijzer: the same answer, without a name, and never more than somebody may see."""

from datetime import date

import pytest
import time_machine
from django.http import Http404
from django.test import Client

from leerrecht import law
from leerrecht.access.models import LogEntry, User
from leerrecht.attendance.models import Certificate, HalfDay
from leerrecht.duties.domain.recompute import recompute
from leerrecht.duties.domain.sharing import anonymous_casus
from leerrecht.duties.interfaces.shown import remark
from leerrecht.duties.models import Outcome
from leerrecht.enrolment.models import FreeDay
from leerrecht.facts.models import Fact
from leerrecht.law import parse_casus
from tests.duties.helpers import TODAY, absent, mark
from tests.factories import EnrolmentFactory, PlacementFactory, SchoolFactory, ServiceFactory, principal

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(TODAY):
        yield


@pytest.fixture
def placement():
    """A pupil with twenty half-days ill, five B, a certificate, acts of both sides and a ground."""
    placement = PlacementFactory.create(
        class_group__school__name="Geheimschool", enrolment__pupil__last_name="Geheimnaam",
        enrolment__pupil__nationality="NL", enrolment__pupil__register_entry=date(2020, 1, 2),
    )  # fmt: skip
    enrolment = placement.enrolment
    absent(enrolment, 25, "Z")
    absent(enrolment, 5, "B")
    first = HalfDay.objects.filter(pupil_id=enrolment.pupil_id, mark="Z").order_by("date", "part").first()
    HalfDay.objects.filter(pupil_id=first.pupil_id, date=first.date, part=first.part).update(ground="chronisch_attest")
    Certificate.objects.create(
        pupil=enrolment.pupil, school=enrolment.school, kind="medisch", first_day=first.date, last_day=TODAY,
        received_on=TODAY,
    )  # fmt: skip
    for kind, compartment in (("contact_ouders", "zorg"), ("clb_traject", "clb"), ("melding_clb", "gedeeld")):
        Fact.objects.create(
            pupil_id=enrolment.pupil_id, school_id=enrolment.school_id, date=TODAY, kind=kind, compartment=compartment
        )
    recompute([enrolment.pupil_id], TODAY).raise_refused()
    return placement


def outcome(regel="z20.aandacht"):
    return Outcome.objects.get(regel=regel)


def test_casus_for_the_director_gives_the_answer_that_is_stored(placement):
    shared = anonymous_casus(outcome().pk, by=principal("directeur", placement.enrolment.school), on=TODAY)
    data = shared.data
    assert data["leerling"]["nationaliteit"] == "NL"
    assert [row["school"] for row in data["inschrijvingen"]] == ["A"]
    assert [row["soort"] for row in data["attesten"]] == ["medisch"]
    assert sorted(row["soort"] for row in data["gebeurtenissen"]) == ["contact_ouders", "melding_clb"]
    assert {row.get("grond") for row in data["afwezigheden"]} == {None, "chronisch_attest"}
    answer = law.antwoord(parse_casus(data), TODAY)
    told = {(found.regel, found.status, found.sinds, found.vervuld_op) for found in answer.uitkomsten}
    stored = set(Outcome.objects.values_list("regel", "status", "sinds", "vervuld_op"))
    # The trajectory of the CLB is known to the CLB alone.
    assert {found for found in stored if found[0] != "clb.traject"} == {
        found for found in told if found[0] != "clb.traject"
    }
    assert (shared.left_out, shared.half_days_off) == (True, False)


def test_casus_for_the_clb_has_no_certificates_grounds_or_papers(placement):
    clb = principal("clb", ServiceFactory.create(school=placement.enrolment.school).centre)
    data = anonymous_casus(outcome().pk, by=clb, on=TODAY).data
    assert data["leerling"] == {"geboortedatum": placement.enrolment.pupil.birth_date.isoformat()}
    assert "attesten" not in data
    assert {row.get("grond") for row in data["afwezigheden"]} == {None}
    assert sorted(row["soort"] for row in data["gebeurtenissen"]) == ["clb_traject", "melding_clb"]


def test_casus_holds_nothing_of_another_school(placement):
    pupil = placement.enrolment.pupil
    before = SchoolFactory.create(name="Vroegere school")
    elsewhere = EnrolmentFactory.create(
        pupil=pupil, school=before, school_year=2025, period=(date(2025, 9, 1), date(2026, 9, 1))
    )
    mark(elsewhere, date(2026, 5, 4), "vm", "B")
    Fact.objects.create(pupil_id=pupil.pk, school_id=before.pk, date=date(2026, 5, 5), kind="melding_agodi")
    data = anonymous_casus(outcome().pk, by=principal("begeleider", placement.enrolment.school), on=TODAY).data
    assert [row["van"] for row in data["inschrijvingen"]] == ["2026-09-01"]
    assert min(row["van"] for row in data["afwezigheden"]) > "2026-09-01"
    assert "melding_agodi" not in {row["soort"] for row in data["gebeurtenissen"]}


def test_free_half_days_are_named_in_the_remark(placement):
    FreeDay.objects.create(school=placement.enrolment.school, date=date(2026, 9, 10), part="nm", reason="staking")
    shared = anonymous_casus(outcome().pk, by=principal("directeur", placement.enrolment.school), on=TODAY)
    assert shared.half_days_off
    assert "Halve vrije dagen" in remark(shared)
    assert "staat er niet in" in remark(shared)


def test_outcome_of_another_school_is_not_found_and_not_logged(placement):
    with pytest.raises(Http404):
        anonymous_casus(outcome().pk, by=principal("directeur", SchoolFactory.create()), on=TODAY)
    assert not LogEntry.objects.exclude(act="guidance.open").exists()


def _client(role, school):
    client = Client()
    client.force_login(User.objects.get(pk=principal(role, school).user_id))
    return client


def test_page_shows_the_regelwijzer_without_name_or_school_and_is_logged(placement):
    found = outcome()
    client = _client("begeleider", placement.enrolment.school)
    response = client.post(f"/plichten/{found.pk}/narekenen/")
    assert response.status_code == 200
    html = response.text
    assert 'data-rule="z20.aandacht"' in html
    assert "Geheimnaam" not in html
    # The foot of every page names the own school, as the ground on which it is shown.
    assert "Geheimschool" not in html.partition("<main")[2].partition("</main>")[0]
    assert "zonder naam" in html
    entry = LogEntry.objects.latest("id")
    assert (entry.act, entry.pupil_id, entry.detail) == ("duty.view", found.pupil_id, {"regelwijzer": True})


def test_page_is_no_get_and_nothing_for_who_sees_no_duties(placement):
    found = outcome()
    assert _client("begeleider", placement.enrolment.school).get(f"/plichten/{found.pk}/narekenen/").status_code == 405
    assert _client("leerkracht", placement.enrolment.school).post(f"/plichten/{found.pk}/narekenen/").status_code == 403
    assert _client("begeleider", SchoolFactory.create()).post(f"/plichten/{found.pk}/narekenen/").status_code == 404


def test_page_of_an_outcome_explains_it_as_the_regelwijzer_does(placement):
    found = outcome("b5.begeleidingsdossier")
    html = _client("begeleider", placement.enrolment.school).get(f"/plichten/{found.pk}/").text
    for part in ("In orde door", "begeleidingsdossier geopend", "Voor wie", "Reken na in de regelwijzer", "Bron:"):
        assert part in html
