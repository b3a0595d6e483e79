"""The school package on screen: a zip looked through and decided on, ready-made profiles, and what it is master of."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from leerrecht.access.policy import Denied
from leerrecht.enrolment.models import Enrolment, Placement
from leerrecht.exchange.domain import mapping, packages
from leerrecht.exchange.domain.profiles import save_profile
from leerrecht.exchange.domain.roster import archive
from leerrecht.exchange.domain.sources import save_source
from leerrecht.exchange.models import ImportChange, MappingProfile, SchoolSource
from leerrecht.organisations.domain.sources import PARTS, SchoolPackage, packages_of
from leerrecht.organisations.models import Membership
from leerrecht.people.models import Contact, Pupil
from tests.exchange.conftest import Imported
from tests.exchange.rosters import born, place, user, whole, zipped
from tests.exchange.test_pupils import BRAM, HEAD, NOOR
from tests.exchange.test_screens import latest, signed_in, upload
from tests.factories import SYSTEM, ClassGroupFactory, SchoolFactory, UserFactory, principal

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(school):
    return signed_in("secretariaat", school)


def upload_zip(client, school, content, name="rooster.zip"):
    form = {"kind": "oneroster", "school": school.pk, "profile": "", "file": SimpleUploadedFile(name, content)}
    return client.post("/invoer/", form)


def test_zip_is_looked_through_shown_and_taken(client, school):
    upload_zip(client, school, zipped(whole()))
    run = latest()
    assert (run.state, run.kind, Pupil.objects.count()) == ("nagekeken", "oneroster", 0)
    page = client.get(f"/invoer/{run.pk}/").content.decode()
    for words in ("Wat verandert er", "Personen met iets nieuws: 2", "3A, vanaf 01/09/2026", "users.csv", "volledig"):
        assert words in page
    client.post(f"/invoer/{run.pk}/opnemen/", {"goede": "1"})
    assert (latest().state, Pupil.objects.count(), ImportChange.objects.count()) == ("klaar", 2, 4)
    assert "Wat veranderde er" in client.get(f"/invoer/{run.pk}/").content.decode()
    upload_zip(client, school, zipped(whole()))
    assert "Niets: alles in dit bestand staat hier al zo." in client.get(f"/invoer/{latest().pk}/").content.decode()


def test_missing_are_ended_only_by_who_ticks_it(client, school):
    upload_zip(client, school, zipped(whole()))
    client.post(f"/invoer/{latest().pk}/opnemen/", {"goede": "1"})
    alone = whole(
        users=[user("u1", "1")], enrollments=[place("p1", "u1", "k1")], demographics=[born("u1", "2011-05-03")]
    )
    upload_zip(client, school, zipped(alone))
    page = client.get(f"/invoer/{latest().pk}/").content.decode()
    assert "Schrijf ook 1 leerling uit die niet in het bestand staat" in page
    client.post(f"/invoer/{latest().pk}/opnemen/", {"goede": "1"})
    assert Enrolment.objects.filter(period__endswith=date(2027, 9, 1)).count() == 2
    upload_zip(client, school, zipped(alone))
    client.post(f"/invoer/{latest().pk}/opnemen/", {"goede": "1", "ontbrekenden": "1"})
    assert Enrolment.objects.get(pupil__last_name="Peeters").period.upper == date(2026, 11, 21)


def test_staff_get_a_function_when_the_head_ticks_it_and_never_by_the_desk(client, school):
    teacher = UserFactory.create(username="t", first_name="Ann", last_name="De Smet")
    head = signed_in("directeur", school)
    settings = {"package": "Ander pakket", "night": "opnemen", "staff_teacher": "leerkracht"}
    client.post("/invoer/pakket/", settings)
    assert SchoolSource.objects.get(school=school).staff is None  # the desk saved, and chose nothing for staff
    head.post("/invoer/pakket/", settings)
    assert SchoolSource.objects.get(school=school).staff == {"teacher": "leerkracht"}
    role = {"sourcedId": "r1", "userSourcedId": "t1", "roleType": "primary", "role": "teacher", "orgSourcedId": "o1"}
    people = [user("u1", "1"), user("u2", "2", "Bram", "Peeters"), user("t1", "", "Ann", "De Smet", username="T")]
    content = zipped(whole(users=people, roles=[role]))
    upload_zip(client, school, content)
    page = client.get(f"/invoer/{latest().pk}/").content.decode()
    assert "leerkracht vanaf 20/11/2026" in page
    assert 'id="medewerkers" aria-describedby="medewerkers-uitleg" disabled' in page
    assert client.post(f"/invoer/{latest().pk}/opnemen/", {"goede": "1", "medewerkers": "1"}).status_code == 403
    client.post(f"/invoer/{latest().pk}/opnemen/", {"goede": "1"})
    assert Membership.objects.filter(user=teacher).count() == 0
    upload_zip(head, school, content)
    head.post(f"/invoer/{latest().pk}/opnemen/", {"goede": "1", "medewerkers": "1"})
    assert Membership.objects.get(user=teacher).role == "leerkracht"


def test_zip_that_is_none_and_profile_that_it_needs_not_are_told(client, school):
    page = upload_zip(client, school, b"Leerlingnummer;Naam\n").content.decode()
    assert "rooster.zip is geen zip-bestand of is niet volledig." in page
    form = {"kind": "oneroster", "school": school.pk, "profile": "nieuw"}
    page = client.post("/invoer/", {**form, "file": SimpleUploadedFile("a.zip", zipped(whole()))}).content.decode()
    assert "Een OneRoster-zip heeft geen profiel nodig." in page
    upload_zip(client, school, zipped(whole(courses=[])))
    assert "courses.csv heeft geen rijen." in client.get(f"/invoer/{latest().pk}/").content.decode()


def test_zip_of_a_school_is_no_business_of_another(client, school):
    upload_zip(client, school, zipped(whole()))
    assert signed_in("secretariaat", SchoolFactory.create()).get(f"/invoer/{latest().pk}/").status_code == 404


def test_export_form_gives_a_zip_that_comes_back_the_same(client, school):
    upload_zip(client, school, zipped(whole()))
    client.post(f"/invoer/{latest().pk}/opnemen/", {"goede": "1"})
    form = {"school": school.pk, "first": "2026-09-01", "last": "2026-11-20", "form": "oneroster"}
    answer = client.post("/uitvoer/", form)
    assert answer.headers["Content-Disposition"] == 'attachment; filename="oneroster-901001-2026.zip"'
    upload_zip(client, school, answer.content)
    assert (latest().counts["ongewijzigd"], latest().counts["opgenomen"]) == (2, 0)
    since = {**form, "form": "gewijzigd"}
    same = client.post("/uitvoer/", {**since, "since": SimpleUploadedFile("vorige.zip", answer.content)})
    assert "Er is niets veranderd sinds deze zip: er valt niets door te geven." in same.content.decode()
    assert "Kies de volledige zip van de vorige keer" in client.post("/uitvoer/", since).content.decode()
    Pupil.objects.filter(last_name="Peeters").update(first_name="Bob")
    changed = client.post("/uitvoer/", {**since, "since": SimpleUploadedFile("vorige.zip", answer.content)})
    assert changed["Content-Disposition"] == 'attachment; filename="oneroster-901001-2026-gewijzigd.zip"'
    Placement.objects.filter(enrolment__pupil__last_name="Peeters").delete()
    client.post("/uitvoer/", form)
    assert "1 leerling staat niet in de zip van daarnet" in client.get("/uitvoer/").content.decode()


def test_csv_of_pupils_shows_what_changes_before_it_is_taken(client, school):
    upload(client, school, HEAD + NOOR + BRAM)
    client.post(f"/invoer/{latest().pk}/opnemen/", {"goede": "1"})
    upload(client, school, HEAD + NOOR.replace("Noor", "Nora").replace("3A", "3C") + BRAM.replace("01/09", "05/10"))
    assert list(latest().changes.values_list("what", "who", "field", "before", "after", "row")) == [
        ("gewijzigd", "Noor Janssens", "Voornaam", "Noor", "Nora", 2),
        ("gewijzigd", "Noor Janssens", "Klas", "3A", "3C vanaf 20/11/2026", 2),
        ("gewijzigd", "Bram Peeters", "Eerste dag", "01/09/2026", "05/10/2026", 3),
    ]
    page = client.get(f"/invoer/{latest().pk}/").content.decode()
    assert ("Wat verandert er" in page, "3C vanaf 20/11/2026" in page) == (True, True)
    assert Pupil.objects.filter(first_name="Nora").count() == 0


def test_ready_made_profiles_name_their_source_and_fit_what_they_know():
    for key, ready in packages.READY.items():
        assert (key, all(each.startswith("https://") for each in ready.sources)) == (ready.key, True)
        assert set(ready.words) <= {each.key for each in mapping.FIELDS[ready.kind]}
        assert set(ready.profile.codes.values()) <= set(mapping.letters())
    fitted = packages.READY["discimus-leerlingen"].fitted(["Stamnummer", "NAAM", "Voornaam", "Klas", "Iets"])
    assert fitted.columns == {"leerlingnummer": "Stamnummer", "naam": "NAAM", "voornaam": "Voornaam", "klas": "Klas"}


def test_ready_made_profile_begins_the_coupling_and_is_kept_as_an_own_one(client, school):
    text = "Uniek nummer;Naam;Voornaam;Geboortedatum;Instellingsnummer;Klas;Begindatum inschrijving\r\n"
    answer = upload(client, school, text + NOOR, profile="pakket-informat-leerlingen")
    address = f"/invoer/{latest().pk}/profiel/?pakket=informat-leerlingen"
    assert answer.url == address
    page = client.get(address).content.decode()
    assert '<option value="Uniek nummer" selected>' in page
    columns = packages.READY["informat-leerlingen"].fitted(text.strip().split(";")).columns
    form = {"name": "Informat", "date_format": "dd/mm/jjjj", **{f"column_{key}": each for key, each in columns.items()}}
    client.post(address, form)
    assert (latest().state, MappingProfile.objects.get().name) == ("nagekeken", "Informat")
    wrong = upload(client, school, text + NOOR, kind="afwezigheden", profile="pakket-informat-leerlingen")
    assert "Dit profiel dient voor iets anders." in wrong.content.decode()
    listed = client.get("/invoer/profielen/").content.decode()
    assert "helpdesk.informat.be" in listed


def test_codes_of_a_ready_made_profile_are_filled_in(client, school, pupils):
    text = "Stamnummer;Datum;Code;Dagdeel\n1;03/09/2026;U;vm\n2;04/09/2026;D;nm\n"
    upload(client, school, text, kind="afwezigheden", name="a.csv", profile="pakket-discimus-afwezigheden")
    page = client.get(f"/invoer/{latest().pk}/profiel/?pakket=discimus-afwezigheden").content.decode()
    assert page.count('<option value="R" selected>') == 1
    assert page.count('<option value="D" selected>') == 1


def test_school_says_what_comes_from_its_package(client, board, school):
    assert client.get("/invoer/pakket/").status_code == 200
    missing = client.post("/invoer/pakket/", {"package": "", "parts": ["namen"], "night": "opnemen"})
    assert "Geef de naam van het schoolpakket" in missing.content.decode()
    profile = save_profile(by=SYSTEM, board=board, profile=mapping.builtin("leerlingen"))
    form = {"package": "Informat", "parts": ["namen", "klassen"], "pupils_profile": profile.pk, "night": "wachten"}
    answer = client.post("/invoer/pakket/", form)
    assert answer.url == f"/invoer/pakket/?school={school.pk}"
    source = SchoolSource.objects.get()
    assert (source.package, source.parts, source.pupils_profile, source.night) == (
        "Informat", ["namen", "klassen"], profile, "wachten",
    )  # fmt: skip
    assert packages_of([school.pk]) == {school.pk: SchoolPackage("Informat", frozenset({"namen", "klassen"}))}
    other = SchoolFactory.create()
    assert client.get(f"/invoer/pakket/?school={other.pk}").status_code == 404
    assert signed_in("leerkracht", school).get("/invoer/pakket/").status_code == 403


def test_setting_of_another_school_or_with_another_profile_is_refused(board, school):
    with pytest.raises(Denied):
        save_source(by=principal("secretariaat", SchoolFactory.create()), school=school, package="X")
    with pytest.raises(ValidationError, match="bestaat niet"):
        save_source(by=SYSTEM, school=school, package="X", parts=["schoenmaat"])
    profile = save_profile(by=SYSTEM, board=board, profile=mapping.builtin("afwezigheden"))
    with pytest.raises(ValidationError, match="dient voor iets anders"):
        save_source(by=SYSTEM, school=school, pupils_profile=profile)


@pytest.fixture
def noor(school):
    """A pupil whose school says that everything comes from Informat."""
    Imported("leerlingen", HEAD + NOOR)
    save_source(by=SYSTEM, school=school, package="Informat", parts=list(PARTS))
    return Pupil.objects.get()


def _record(pupil, **changed):
    return {
        "first_name": pupil.first_name, "last_name": pupil.last_name, "birth_date": "2011-05-03", "gender": "",
        "nationality": "BE", "domicile": "BE", "residence": "thuis", **changed,
    }  # fmt: skip


def test_name_from_the_package_is_changed_here_only_by_who_says_so(client, noor):
    address = f"/leerlingen/{noor.pk}/wijzigen/"
    assert "Komt uit Informat: wijzig het daar." in client.get(address).content.decode()
    page = client.post(address, _record(noor, first_name="Nora")).content.decode()
    assert "Voornaam: dat komt uit Informat." in page
    assert 'value="Nora"' in page
    assert "Ik wijzig het toch hier" in page
    noor.refresh_from_db()
    assert noor.first_name == "Noor"
    assert client.post(address, _record(noor, home_language="fr")).status_code == 302
    assert client.post(address, _record(noor, first_name="Nora", package_checked="on")).status_code == 302
    noor.refresh_from_db()
    assert (noor.first_name, noor.home_language) == ("Nora", "")


def test_class_days_and_contacts_from_the_package_are_minded_too(client, school, noor):
    enrolment = Enrolment.objects.get()
    group = ClassGroupFactory.create(school=school, school_year=2026, name="3Z")
    move = {"class_group": group.pk, "first_day": "2026-11-16"}
    for address, form in (
        (f"/inschrijvingen/{enrolment.pk}/verplaatsen/", move),
        (f"/inschrijvingen/{enrolment.pk}/uitschrijven/", {"last_day": "2026-11-18", "reason": "verhuisd"}),
        (
            f"/leerlingen/{noor.pk}/contacten/nieuw/",
            {"name": "An", "legal_role": "ouder", "language": "nl", "order": "1"},
        ),
    ):
        page = client.post(address, form).content.decode()
        assert ("dat komt uit Informat" in page, "Ik wijzig het toch hier" in page) == (True, True), address
    assert (Placement.objects.count(), Contact.objects.count()) == (1, 0)
    client.post(f"/inschrijvingen/{enrolment.pk}/verplaatsen/", {**move, "package_checked": "on"})
    assert Placement.objects.order_by("period").last().class_group == group


def test_page_of_an_import_with_changes_takes_a_fixed_number_of_queries(
    client,
    school,
    django_assert_max_num_queries,
):
    many = range(1, 40)
    users = [user(f"u{each}", str(each), f"Kind{each}") for each in many]
    files = whole(
        users=users, enrollments=[place(f"p{each}", f"u{each}", "k1") for each in many],
        demographics=[born(f"u{each}", "2011-05-03") for each in many],
    )  # fmt: skip
    upload_zip(client, school, zipped(files))
    with django_assert_max_num_queries(14):
        client.get(f"/invoer/{latest().pk}/")


def test_archive_tells_the_place_of_a_fault():
    assert archive.where("users", 3) == "users.csv, rij 3"
