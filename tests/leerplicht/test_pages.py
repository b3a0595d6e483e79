"""Each page through the client: what it shows to whom, what it refuses, what it costs."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test import Client

from leerrecht.access.models import LogEntry, User
from leerrecht.directory.models import Region
from leerrecht.leerplicht.domain import keeping, steps
from leerrecht.leerplicht.models import Candidate, CheckFile, ListedChild, Step, Territory
from leerrecht.organisations.models import Organisation
from tests.factories import SYSTEM, TODAY, EnrolmentFactory, PupilFactory, half_day
from tests.leerplicht.world import HEAD, row

pytestmark = pytest.mark.django_db


@pytest.fixture
def sign_in(world):
    def as_(role: str, **more) -> Client:
        client = Client()
        client.force_login(User.objects.get(pk=world.by(role, **more).user_id))
        return client

    return as_


def _upload(*rows: str, **more):
    text = "\n".join((HEAD, *rows)).encode()
    file = SimpleUploadedFile("lijst.csv", text, content_type="text/csv")
    return {"kind": "leerplicht", "year": "2026", "certain": "97", "file": file} | more


def test_the_agency_takes_in_a_list_and_sees_what_was_refused(world, sign_in):
    client = sign_in("agodi")
    assert "Er is nog geen controle" in client.get("/leerplicht/").text
    refused = client.post("/leerplicht/lijst/", _upload(row(), row(first="Ann", postcode="x")))
    assert ("Er is niets opgenomen. 1 rijen zijn goed." in refused.text, CheckFile.objects.count()) == (True, 0)
    assert "Een Belgische postcode telt vier cijfers." in refused.text
    half = client.post("/leerplicht/lijst/", _upload(row(), row(first="Ann", postcode="x"), good_rows="on"))
    assert ("De goede rijen zijn opgenomen" in half.text, ListedChild.objects.count()) == (True, 1)
    done = client.post("/leerplicht/lijst/", _upload(row()), follow=True)
    assert "0 nieuw, 0 gewijzigd, 1 ongewijzigd, 0 buiten deze controle." in done.text
    assert "Een brief aan de ouders</a>: <strong>1</strong>" in done.text
    wrong = client.post("/leerplicht/lijst/", _upload(certain="96", file=SimpleUploadedFile("x.pdf", b"%PDF-1.7 x")))
    assert "is een PDF" in wrong.text


def test_the_agency_writes_prints_hands_over_and_ends(world, sign_in):
    world.take(row(), row(first="Ann"))
    client = sign_in("agodi")
    check, ann = world.check(), ListedChild.objects.get(first_name="Ann")
    page = client.get(f"/leerplicht/kinderen/?controle={check.pk}&stap=brief")
    assert ("Brieven maken" in page.text, page.text.count('name="kind"')) == (True, 2)
    done = client.post(f"/leerplicht/controles/{check.pk}/samen/brief/", {"kind": [str(ann.pk)]}, follow=True)
    assert "Gedaan voor 1 kind." in done.text
    again = client.post(f"/leerplicht/controles/{check.pk}/samen/brief/", {"kind": [str(ann.pk)]}, follow=True)
    assert "de brief is al gemaakt" in again.text
    assert client.post(f"/leerplicht/controles/{check.pk}/samen/brief/", {"kind": ["x"]}).status_code == 404
    assert client.post(f"/leerplicht/controles/{check.pk}/samen/iets/").status_code == 404
    letter = client.get(f"/leerplicht/brieven/{Step.objects.get().pk}/")
    assert (letter["Content-Type"], letter.content[:5]) == ("application/pdf", b"%PDF-")
    whole = client.get(f"/leerplicht/controles/{check.pk}/brieven/brief/2026-11-20/")
    assert (whole.status_code, whole.content[:5]) == (200, b"%PDF-")
    for address in (
        "brieven/brief/2026-11-21/",
        "brieven/iets/2026-11-20/",
        "brieven/brief/gisteren/",
        "lijst/2026-11-20/",
    ):
        assert client.get(f"/leerplicht/controles/{check.pk}/{address}").status_code == 404
    answer = f"/leerplicht/kinderen/{ann.pk}/antwoord/"
    assert "Wat zeggen de ouders?" in client.get(answer).text
    client.post(answer, {"on": "2026-11-20", "result": "weigert"})
    client.post(f"/leerplicht/controles/{check.pk}/samen/gemeente/", {"kind": [str(ann.pk)]})
    handed = client.get(f"/leerplicht/controles/{check.pk}/lijst/2026-11-20/?gemeente=Voorbeeldstad").content
    assert handed.decode().splitlines()[3] == "Peeters;Ann;04/03/2015;Dorpsstraat 1;9999;Voorbeeldstad;20/11/2026"
    shown = client.get(f"/leerplicht/kinderen/{ann.pk}/").text
    assert ("Dossier aan het parket" in shown, "regel 1184-1185" in shown) == (True, True)
    early = client.post(f"/leerplicht/kinderen/{ann.pk}/parket/", follow=True)
    assert "nog niet langs geweest" in early.text
    close = f"/leerplicht/kinderen/{ann.pk}/afsluiten/"
    assert "Noteer de naam" in client.post(close, {"where": "buitenland"}).text
    client.post(close, {"where": "buitenland", "name": "Lycée"})
    assert "Heropenen" in client.get(f"/leerplicht/kinderen/{ann.pk}/").text
    client.post(f"/leerplicht/kinderen/{ann.pk}/heropenen/")
    assert world.anew(ann).state == "open"
    assert client.get(f"/leerplicht/kinderen/{ann.pk}/iets/").status_code == 404


def test_the_agency_decides_and_sees_what_is_known_of_the_pupil(world, sign_in):
    pupil = world.pupil("Peters")
    half_day(pupil.enrolments.get(), date(2026, 10, 6), "vm")
    child = world.child()
    client = sign_in("agodi")
    page = client.get(f"/leerplicht/kinderen/{child.pk}/").text
    assert ("Lin Peters" in page, "Gelijkenis 92 op 100" in page, world.school.name in page) == (True, True, True)
    candidate = Candidate.objects.get()
    client.post(f"/leerplicht/kandidaten/{candidate.pk}/", {"zelfde": "ja"})
    known = client.get(f"/leerplicht/kinderen/{child.pk}/").text
    assert ("Bekend van deze leerling" in known, "1 halve dag B" in known) == (True, True)
    assert LogEntry.objects.filter(act="leerplicht.look", pupil_id=pupil.pk).count() == 1
    again = client.post(f"/leerplicht/kandidaten/{candidate.pk}/", {"zelfde": "nee"}, follow=True)
    assert "al beslist" in again.text
    assert client.post(f"/leerplicht/controles/{child.check_list_id}/zoeken/", follow=True).status_code == 200


def test_municipality_and_clb_see_their_own_and_note_what_they_did(world, sign_in):
    world.take(row(), row(first="Ann"), row(first="Elders", postcode="1000"))
    lin, ann = ListedChild.objects.get(first_name="Lin"), ListedChild.objects.get(first_name="Ann")
    day = world.handed(lin)
    steps.refer_to_centre(by=world.by("agodi", day), child=ann, centre=world.centre)
    for role, own, other in (("gemeente", lin, ann), ("clb", ann, lin)):
        client = sign_in(role)
        page = client.get("/leerplicht/" if role == "gemeente" else "/leerplicht/kinderen/").text
        assert (f"Peeters {own.first_name}" in page, f"Peeters {other.first_name}" in page) == (True, False)
        assert client.get(f"/leerplicht/kinderen/{other.pk}/").status_code == 404
        one = client.get(f"/leerplicht/kinderen/{own.pk}/").text
        assert ("Bezoek of contact noteren" in one, "Afsluiten" in one) == (True, False)
        contact = {"kind": "contact", "on": "2026-11-20", "result": "schrijft-in"}
        done = client.post(f"/leerplicht/kinderen/{own.pk}/contact/", contact, follow=True)
        assert "de ouders schrijven het kind in" in done.text
        for what in ("afsluiten", "clb", "parket", "heropenen"):
            assert client.get(f"/leerplicht/kinderen/{own.pk}/{what}/").status_code == 404
        assert client.get("/leerplicht/lijst/").status_code == 403
        assert client.get("/leerplicht/gemeenten/").status_code == 403
        assert client.get(f"/leerplicht/controles/{own.check_list_id}/brieven/brief/2026-11-20/").status_code == 404
    seen = LogEntry.objects.filter(act="leerplicht.look").order_by("pk").values_list("detail", flat=True)
    assert {"children": [str(lin.pk)]} in list(seen)


@pytest.mark.parametrize("role", ["leerkracht", "bestuur", "inspectie"])
def test_others_see_nothing_of_it(world, sign_in, role):
    child = world.child()
    kinds = {"bestuur": "bestuur", "inspectie": "inspectie"}
    house = Organisation.objects.create(kind=kinds[role], name=role) if role in kinds else None
    client = sign_in(role, **({"house": house} if house else {}))
    for address in ("", "kinderen/", "cijfers/", "kleuters/", "lijst/", "gemeenten/"):
        assert client.get(f"/leerplicht/{address}").status_code == 403
    assert client.get(f"/leerplicht/kinderen/{child.pk}/").status_code == 404


def test_towns_are_kept_and_figures_hide_what_is_small(world, sign_in):
    world.take(*[row(first=f"Kind{letter}") for letter in "abcdefg"], row(postcode="1000"))
    agodi = sign_in("agodi")
    form = {"organisation_id": world.other_town.pk, "postcodes": "1000; 1001"}
    assert "1000, 1001" in agodi.post("/leerplicht/gemeenten/", form, follow=True).text
    assert "vier cijfers" in agodi.post("/leerplicht/gemeenten/", form | {"postcodes": "1"}).text
    lop = Organisation.objects.create(kind="lop", name="LOP")
    Region.objects.create(name="Streek").members.set([lop, world.town, world.other_town])
    for client in (agodi, sign_in("lop", house=lop)):
        page = client.get("/leerplicht/cijfers/").text
        assert (page.count("verborgen</td>"), "Voorbeeldstad" in page, ">7<" in page) == (6, True, False)
    own = sign_in("gemeente").get("/leerplicht/cijfers/").text
    assert ("Elders" in own, own.count(">7<")) == (False, 4)
    assert "Kinda" not in page + own
    assert sign_in("lop", house=lop).get("/leerplicht/").status_code == 200


def test_a_school_and_its_clb_see_five_year_olds_in_time(world, sign_in):
    year = DateRange(date(2026, 9, 1), date(2027, 9, 1))

    def kleuter(first, period=year):
        pupil = PupilFactory.create(first_name=first, last_name="Kleuter", birth_date=date(2021, 4, 5))
        return EnrolmentFactory.create(pupil=pupil, school=world.school, level="kleuter", period=period)

    often, never, late = kleuter("Vaak"), kleuter("Nooit"), kleuter("Laat", DateRange(date(2026, 11, 16), year.upper))
    days = [date(2026, 9, 1) + timedelta(days=at) for at in range(60)]
    for day in [day for day in days if day.weekday() < 5][:14]:
        half_day(often, day, "vm")
    for role in ("begeleider", "clb"):
        page = sign_in(role).get("/leerplicht/kleuters/").text
        assert ("Vaak Kleuter" in page, "Laat Kleuter" in page, "Nooit Kleuter" in page) == (True, True, False)
        assert page.index("Laat Kleuter") < page.index("Vaak Kleuter")
        assert ("aan dit tempo vanaf" in page, "sinds 16 november 2026" in page) == (True, True)
    assert LogEntry.objects.filter(act="leerplicht.kleuters", pupil_id=late.pupil_id).count() == 2
    assert never.pupil_id not in LogEntry.objects.values_list("pupil_id", flat=True)
    assert sign_in("directeur").get("/leerplicht/").status_code == 200


@pytest.mark.parametrize(("address", "role", "most"), [("kinderen/", "agodi", 13), ("", "agodi", 16)])
def test_lists_cost_the_same_for_many(world, sign_in, django_assert_max_num_queries, address, role, most):
    client = sign_in(role)
    for number in (1, 20):
        world.take(*[row(first=f"Kind{chr(97 + at)}") for at in range(number)])
        with django_assert_max_num_queries(most):
            assert client.get(f"/leerplicht/{address}").status_code == 200


def test_what_is_due_is_destroyed_and_the_night_finds_who_was_enrolled(world):
    from dataclasses import replace

    pupil = world.pupil(enrolled=False)
    known, stranger = world.child(), world.child(first="Ann")
    assert (stranger.destroy_on, Territory.objects.count()) == (date(2028, 9, 1), 1)
    world.enrol(pupil, date(2026, 11, 9))
    assert keeping.search_open(by=SYSTEM) == 1
    assert world.anew(known).destroy_on == date(2027, 9, 1)
    assert keeping.destroy_due(by=replace(SYSTEM, on=date(2027, 8, 31))) == 0
    assert keeping.destroy_due(by=replace(SYSTEM, on=date(2027, 9, 1))) == 1
    assert keeping.destroy_due(by=replace(SYSTEM, on=date(2028, 9, 1))) == 1
    assert (ListedChild.objects.count(), Step.objects.count()) == (0, 0)
    assert list(LogEntry.objects.filter(act="leerplicht.destroy").values_list("detail", flat=True)) == [{"rows": 1}] * 2
    assert stranger.destroy_on > TODAY
