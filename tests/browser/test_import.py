"""The export of a foreign school package comes in on screen: profile, preview, decision, result."""

from pathlib import Path

import pytest

from leerrecht.attendance.models import HalfDay
from leerrecht.enrolment.models import Placement
from leerrecht.exchange.domain.importing import bring_in, open_source
from leerrecht.exchange.models import MappingProfile
from leerrecht.organisations.models import Organisation, School
from tests.browser.conftest import PHONE, overflows
from tests.exchange.rosters import whole, zipped
from tests.factories import SYSTEM, MembershipFactory, UserFactory

DATA = Path(__file__).parent.parent / "exchange" / "data"


@pytest.fixture
def secretariat(live_server):
    """The secretariat of the high school, after its schools came in."""
    with (DATA / "scholen.csv").open("rb") as stream:
        bring_in(
            by=SYSTEM, kind="scholen", board_name="Grand Bend", schools=None,
            source=open_source(stream, "scholen.csv", kind="scholen"), profile=None, refuse=pytest.fail,
        )  # fmt: skip
    school = School.objects.get(number="901001")
    user = UserFactory.create(first_name="Griet", last_name="Verbeeck")
    MembershipFactory.create(user=user, organisation=Organisation.objects.get(pk=school.pk), role="secretariaat")
    return user


def _upload(page, kind, name):
    page.goto("/invoer/")
    page.get_by_label("Wat voert u in?").select_option(kind)
    page.get_by_label("Profiel").select_option(label="Nieuw profiel maken voor dit bestand")
    page.get_by_label("Bestand", exact=True).set_input_files(DATA / name)
    page.get_by_role("button", name="Nakijken", exact=True).click()
    page.get_by_role("heading", name="Kolommen koppelen").wait_for()


def _columns(page, **columns):
    for label, heading in columns.items():
        page.get_by_label(f"Kolom voor: {label.replace('_', ' ')}").select_option(heading)


def _import_pupils(page, axe, screenshot):
    _upload(page, "leerlingen", "pupils.csv")
    axe(page)
    page.get_by_label("Naam van het profiel").fill("Ed-Fi leerlingen")
    _columns(
        page, Leerlingnummer="student_id", Voornaam="first_name", Geboortedatum="birth_date",
        Instellingsnummer="school_id", Klas="class",
    )  # fmt: skip
    page.get_by_label("Kolom voor: Naam", exact=True).select_option("last_name")
    page.get_by_label("Of voor elke rij: Begindatum inschrijving").fill("2021-09-01")
    page.get_by_label("Datums staan als").select_option("jjjj-mm-dd")
    page.get_by_label("Laatste cijfers van het instellingsnummer").fill("6")
    page.get_by_role("button", name="Bewaren en nakijken").click()
    page.get_by_text("Er is nog niets opgenomen.").wait_for()
    axe(page)
    screenshot(page, "invoer-voorbeeld")
    page.set_viewport_size(PHONE)
    assert not overflows(page)
    page.set_viewport_size({"width": 1280, "height": 900})
    page.get_by_role("button", name="Alle goede rijen opnemen").click()
    page.get_by_text("De invoer is klaar.").wait_for()
    axe(page)


def _import_absences(page, axe, screenshot):
    _upload(page, "afwezigheden", "absences.csv")
    page.get_by_label("Naam van het profiel").fill("Ed-Fi afwezigheden")
    _columns(page, Leerlingnummer="Student", Datum="Event date", Code="Category")
    page.get_by_label("Kolom voor: Duur (dagen)").select_option("Duration (days)")
    page.get_by_label("Eén rij van het bestand is").select_option("duur")
    page.get_by_role("button", name="Bewaren en nakijken").click()
    page.get_by_text("Nog één stap: vertaal de codes").wait_for()
    axe(page)
    page.get_by_label("“Excused Absence” betekent").select_option("Z")
    page.get_by_label("“Tardy” betekent").select_option("L")
    screenshot(page, "invoer-profiel")
    page.get_by_role("button", name="Bewaren en nakijken").click()
    page.get_by_text("Er is nog niets opgenomen.").wait_for()
    page.get_by_role("button", name="Alle goede rijen opnemen").click()
    page.get_by_text("De invoer is klaar.").wait_for()
    screenshot(page, "invoer-uitslag")
    axe(page)


def test_foreign_export_comes_in_through_a_profile_made_on_screen(secretariat, sign_in, axe, screenshot):
    page = sign_in(secretariat)
    page.goto("/invoer/")
    axe(page)
    _import_pupils(page, axe, screenshot)
    pupils = Placement.objects.values_list("enrolment__pupil__last_name", "class_group__name")
    rows = [line.split(",") for line in (DATA / "pupils.csv").read_text().splitlines()[1:]]
    assert sorted(pupils) == sorted((row[1], row[5]) for row in rows if row[4] == "255901001")
    _import_absences(page, axe, screenshot)
    assert sorted(MappingProfile.objects.values_list("name", flat=True)) == ["Ed-Fi afwezigheden", "Ed-Fi leerlingen"]
    assert set(HalfDay.objects.values_list("source", "enrolment__school__number")) == {("invoer", "901001")}
    with page.expect_download() as download:
        page.get_by_role("link", name="Downloaden als CSV").click()
    assert download.value.suggested_filename.startswith("geweigerd-")
    for address in ("/invoer/", "/invoer/profielen/", "/uitvoer/"):
        page.goto(address)
        axe(page)
        page.set_viewport_size(PHONE)
        assert not overflows(page), address
        page.set_viewport_size({"width": 1280, "height": 900})
    screenshot(page, "uitvoer")


def test_zip_shows_what_changes_before_it_is_taken(secretariat, sign_in, axe, screenshot, tmp_path):
    zip_ = tmp_path / "rooster.zip"
    zip_.write_bytes(zipped(whole()))
    page = sign_in(secretariat)
    page.goto("/invoer/")
    page.get_by_label("Wat voert u in?").select_option("oneroster")
    page.get_by_label("Bestand", exact=True).set_input_files(zip_)
    page.get_by_role("button", name="Nakijken", exact=True).click()
    page.get_by_role("heading", name="Wat verandert er").wait_for()
    axe(page)
    screenshot(page, "invoer-veranderingen")
    page.set_viewport_size(PHONE)
    assert not overflows(page)
    page.set_viewport_size({"width": 1280, "height": 900})
    page.get_by_role("button", name="Alle goede rijen opnemen").click()
    page.get_by_role("heading", name="Wat veranderde er").wait_for()
    assert sorted(Placement.objects.values_list("class_group__name", flat=True)) == ["3A", "3B"]
    page.goto("/invoer/pakket/")
    page.get_by_role("heading", name="Schoolpakket van").wait_for()
    axe(page)
    page.set_viewport_size(PHONE)
    assert not overflows(page)
