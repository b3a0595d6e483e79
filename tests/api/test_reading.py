"""What tokens read, and what they do not: another school, what their scopes leave out, what is confidential."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from leerrecht.access.models import LogEntry
from leerrecht.api.rules import SCOPES
from leerrecht.attendance.models import Certificate, Register, SubCode
from leerrecht.duties.models import Outcome
from leerrecht.enrolment.models import FreeDay, YearResult
from leerrecht.indicators.models import Figure, Publication
from leerrecht.people.models import Contact
from tests.api.conftest import ALL, DAY, bearer, mark, settle
from tests.factories import TODAY, YEAR, EnrolmentFactory

BASE = "/api/v1"
LISTS = {
    "scholen": "scholen:lezen", "klassen": "klassen:lezen", "leerlingen": "leerlingen:lezen",
    "inschrijvingen": "leerlingen:lezen", "resultaten": "resultaten:lezen", "contacten": "contacten:lezen",
    "halve-dagen": "aanwezigheid:lezen",
    "registers": "aanwezigheid:lezen", "eigen-codes": "aanwezigheid:lezen", "vrije-dagen": "aanwezigheid:lezen",
    "attesten": "attesten:lezen", "plichten": "plichten:lezen",
    "werklijst": "plichten:lezen", "cijfers": "cijfers:lezen",
}  # fmt: skip


def rows(client, path, **asked):
    answer = client.get(f"{BASE}/{path}", asked)
    assert answer.status_code == 200, answer.content
    return answer.json()["gegevens"]


def fill(world):
    """A certificate, a register, an own code, a free day, duties and figures, so that every list has something."""
    pupil = world.pupils[0]
    Certificate.objects.create(
        pupil=pupil, school=world.school, kind="medisch", first_day=DAY, last_day=DAY, received_on=DAY,
        note=f"griep {world.name}",
    )  # fmt: skip
    Register.objects.create(class_group=world.group, date=DAY, part="vm", taken_at=_now())
    YearResult.objects.create(
        enrolment=world.enrolments[0], attest="B", clausulering=f"niet naar {world.name}", decided_on=DAY
    )
    SubCode.objects.create(school=world.school, code="B", name="B01", label=f"brug open {world.name}")
    FreeDay.objects.create(school=world.school, date=DAY - timedelta(days=1), reason=f"studiedag {world.name}")
    for regel in ("b5.melding_clb", "z10.gesprek", "tucht.opvang", "clb.traject"):
        Outcome.objects.create(
            pupil=pupil, school=world.school, school_year=YEAR, regel=regel, aard="plicht", status="open",
            voor=["school"], sinds=DAY, omdat=[f"omdat {world.name}"], bron=["001:10"],
        )  # fmt: skip
    publication, _new = Publication.objects.get_or_create(
        source="installatie", school_year=YEAR, defaults={"computed_at": _now(), "until": DAY, "schools": 2}
    )
    for audience, hidden in (("open", True), ("dichtbij", False)):
        Figure.objects.create(
            publication=publication, scope="school", organisation=world.school, audience=audience, school_year=YEAR,
            indicator="vijf_b", attribution="laatste", hidden=hidden, numerator=None if hidden else 1,
            computed_at=_now(),
        )  # fmt: skip
        Figure.objects.create(
            publication=publication, scope="school", organisation=world.school, audience=audience, school_year=YEAR,
            indicator="maatregelbalans", attribution="waar", numerator=40 if hidden else 41, denominator=50,
            compartment="" if hidden else "tucht", computed_at=_now(),
        )  # fmt: skip


def _now():
    return datetime(TODAY.year, TODAY.month, TODAY.day, 9, tzinfo=ZoneInfo("Europe/Brussels"))


def test_every_list_shows_the_own_school_and_never_another(a, b):
    fill(a)
    fill(b)
    client = a.client()
    told = {path: rows(client, path) for path in LISTS}
    assert {path for path, found in told.items() if not found} == set()
    text = str(told)
    assert ("KindA0" in text, "OuderA0" in text) == (True, True)
    assert [word for word in ("KindB", "OuderB", "FamilieB", "School B", "3B") if word in text] == []
    theirs = {one.pk for one in b.pupils}
    assert {one["leerling"] for path in LISTS for one in told[path] if "leerling" in one} <= {p.pk for p in a.pupils}
    assert {one["id"] for one in told["leerlingen"]} & theirs == set()


def test_numbers_of_another_school_are_not_found(a, b):
    fill(b)
    client = a.client()
    pupil, enrolment, group = b.pupils[0].pk, b.enrolments[0].pk, b.group.pk
    for path in (f"leerlingen/{pupil}", f"registers/{group}/{DAY}/vm"):
        assert client.get(f"{BASE}/{path}").json()["code"] == "niet-gevonden"
    for path in LISTS:
        if path not in {"scholen", "klassen", "cijfers", "werklijst", "plichten", "eigen-codes", "vrije-dagen"}:
            assert [one for one in rows(client, path, leerling=pupil) if one.get("leerling") == pupil] == []
            assert str(b.pupils[0].first_name) not in str(rows(client, path, klas=group))
    writes = [
        ("patch", f"leerlingen/{pupil}", {"voornaam": "X"}),
        ("patch", f"klassen/{group}", {"naam": "X"}),
        ("post", f"inschrijvingen/{enrolment}/einde", {"laatste_dag": str(TODAY)}),
        ("post", f"inschrijvingen/{enrolment}/klas", {"klas": a.group.pk, "eerste_dag": str(TODAY)}),
        ("post", "inschrijvingen", {"leerling": pupil, "eerste_dag": str(TODAY)}),
        ("put", f"inschrijvingen/{enrolment}/resultaat", {"attest": "A", "beslist_op": str(DAY), "gezien": ""}),
        ("put", f"registers/{group}/{DAY}/vm", {"regels": [], "genomen": True}),
        ("post", f"plichten/{Outcome.objects.filter(school=b.school)[0].pk}/handeling",
         {"handeling": "melding_clb", "datum": str(DAY)}),
        ("post", "contacten", {"leerling": pupil, "naam": "X", "rol": "ouder"}),
        ("patch", f"contacten/{b.pupils[0].contacts.get().pk}", {"naam": "X"}),
        ("post", f"contacten/{b.pupils[0].contacts.get().pk}/verwijderen", None),
        ("post", f"attesten/{Certificate.objects.get(school=b.school).pk}/intrekken", None),
        ("post", "afwezigheden",
         {"leerlingen": [pupil], "eerste_dag": str(DAY), "laatste_dag": str(DAY), "code": "Z"}),
        ("post", "attesten", {"leerling": pupil, "soort": "medisch", "eerste_dag": str(DAY), "laatste_dag": str(DAY),
                              "ontvangen_op": str(DAY)}),
    ]  # fmt: skip
    for method, path, body in writes:
        answer = getattr(client, method)(f"{BASE}/{path}", body, content_type="application/json")
        assert (path, answer.status_code in {403, 404}) == (path, True)
        assert "KindB" not in answer.content.decode()


@pytest.mark.parametrize("scope", ALL)
def test_token_reads_what_its_scope_opens_and_nothing_else(a, scope):
    client = a.client(scope)
    for path, asked in LISTS.items():
        answer = client.get(f"{BASE}/{path}")
        assert (path, answer.status_code) == (path, 200 if asked == scope else 403)
    assert client.get(f"{BASE}/token").json()["bereik"] == [scope]


def test_nothing_confidential_goes_out(a):
    fill(a)
    Contact.objects.filter(pupil=a.pupils[0]).update(barred=True, lives_with=False, email="weg@voorbeeld.be")
    client = a.client()
    (certificate,) = rows(client, "attesten")
    assert set(certificate) == {
        "id", "leerling", "soort", "eerste_dag", "laatste_dag", "twijfelachtig", "ontvangen_op", "ingetrokken",
    }  # fmt: skip
    for path in ("plichten", "werklijst"):
        assert [one["regel"] for one in rows(client, path)] == ["b5.melding_clb"]
    # Of discipline there are figures, without small numbers, and nothing of a pupil.
    assert [(one["indicator"], one["verborgen"], one["teller"]) for one in rows(client, "cijfers")] == [
        ("vijf_b", True, None), ("maatregelbalans", False, 40),
    ]  # fmt: skip
    assert [one["noemer"] for one in rows(client, "cijfers", indicator="maatregelbalans")] == [50]
    barred = rows(client, "contacten", leerling=a.pupils[0].pk)
    assert [(one["contact_verboden"], one["telefoon"], one["email"]) for one in barred] == [(True, "", "")]
    everything = str([rows(client, path) for path in LISTS])
    assert [word for word in ("griep", "omdat", "weg@") if word in everything] == []


def test_pages_follow_each_other_and_hold_when_somebody_comes_between(a):
    client = a.client("leerlingen:lezen")
    first = client.get(f"{BASE}/leerlingen", {"aantal": 2}).json()
    _newcomer(a)
    second = client.get(f"{BASE}/leerlingen", {"aantal": 2, "cursor": first["volgende"]}).json()
    keys = [one["id"] for one in (*first["gegevens"], *second["gegevens"])]
    assert keys[:3] == [one.pk for one in a.pupils]
    assert (len(keys), second["volgende"]) == (4, None)


def _newcomer(world):
    EnrolmentFactory.create(school=world.school)


def test_half_days_page_by_day_pupil_and_part(a):
    client = a.client("aanwezigheid:lezen")
    first = client.get(f"{BASE}/halve-dagen", {"aantal": 1}).json()
    second = client.get(f"{BASE}/halve-dagen", {"aantal": 1, "cursor": first["volgende"]}).json()
    assert first["gegevens"] == [
        {
            "leerling": a.pupils[0].pk, "datum": str(DAY), "dagdeel": "vm", "code": "B", "minuten": None,
            "eigen_code": None, "wacht_op_directeur": False, "herkomst": "register", "versie": 1,
        }
    ]  # fmt: skip
    assert ([one["code"] for one in second["gegevens"]], second["volgende"]) == (["Z"], None)
    assert (
        rows(client, "halve-dagen", leerling=a.pupils[1].pk, klas=a.group.pk, van=DAY, tot_en_met=DAY)
        == second["gegevens"]
    )


@pytest.mark.parametrize("cursor", ["x", "W10", "WyJ4Il0", "WzFd" * 40, "Wzk5OTk5OTk5OTk5OTk5OTk5OTk5OV0"])
def test_cursor_that_is_none_is_told(a, cursor):
    answer = a.client("leerlingen:lezen").get(f"{BASE}/leerlingen", {"cursor": cursor})
    assert (answer.status_code, answer.json()["code"]) == (422, "cursor-ongeldig")


@pytest.mark.parametrize(
    ("path", "asked", "field"),
    [
        ("leerlingen", {"aantal": 501}, "aantal"),
        ("leerlingen", {"klas": "x"}, "klas"),
        ("halve-dagen", {"van": "gisteren"}, "van"),
        ("halve-dagen", {"van": "2026-11-20", "tot_en_met": "2026-11-19"}, "tot_en_met"),
        ("halve-dagen", {"van": "2020-11-20", "tot_en_met": "2026-11-19"}, "tot_en_met"),
    ],
)
def test_question_that_cannot_be_is_told_by_field(a, path, asked, field):
    answer = a.client().get(f"{BASE}/{path}", asked)
    assert (answer.status_code, answer["Content-Type"]) == (422, "application/problem+json")
    assert [one["veld"] for one in answer.json()["fouten"]] == [field]


def test_pupil_is_found_by_number_and_class(a):
    client = a.client("leerlingen:lezen")
    (found,) = rows(client, "leerlingen", leerlingnummer="2")
    assert found == {
        "id": a.pupils[1].pk, "voornaam": "KindA1", "naam": "FamilieA", "geboortedatum": "2011-05-03",
        "geslacht": "", "leerlingnummers": ["0000000002"], "klas": a.group.pk,
    }  # fmt: skip
    assert len(rows(client, "leerlingen", klas=a.group.pk)) == 3
    assert client.get(f"{BASE}/leerlingen/{a.pupils[1].pk}").json() == found
    assert len(rows(client, "inschrijvingen", leerling=a.pupils[1].pk, schooljaar=YEAR)) == 1
    assert len(rows(a.client("klassen:lezen"), "klassen", schooljaar=YEAR)) == 1


def test_register_of_a_class_shows_versions_and_why_there_is_none(a):
    client = a.client("aanwezigheid:lezen")
    sheet = client.get(f"{BASE}/registers/{a.group.pk}/{DAY}/vm").json()
    assert sheet == {
        "klas": a.group.pk, "datum": str(DAY), "dagdeel": "vm", "geen_les": "", "genomen_op": None,
        "leerlingen": [
            {"leerling": one.pk, "code": "B" if one == a.pupils[0] else ".", "versie": int(one == a.pupils[0]),
             "minuten": None}
            for one in a.pupils
        ],
    }  # fmt: skip
    sunday = DAY + timedelta(days=3)
    closed = client.get(f"{BASE}/registers/{a.group.pk}/{sunday}/vm").json()
    assert (bool(closed["geen_les"]), closed["leerlingen"]) == (True, [])


def test_each_call_leaves_a_trace_with_the_token_and_the_pupils_that_went_out(a):
    text = a.token("leerlingen:lezen", "attesten:lezen", "klassen:lezen")
    fill(a)
    client = bearer(text)
    before = LogEntry.objects.order_by("-pk").first().pk
    for path in ("klassen", "leerlingen", "attesten"):
        rows(client, path)
    client.get(f"{BASE}/leerlingen/{a.pupils[2].pk}")
    new = LogEntry.objects.filter(pk__gt=before).order_by("pk")
    name = f"token “Proef” ({text[:12]})"
    assert {(one.actor, one.actor_id, one.why) for one in new} == {(name, None, f"{name} van School A")}
    assert [(one.act, one.kind, one.pupil_id, one.compartments) for one in new if one.act != "api.read"] == [
        ("certificate.list", "attendance.certificate", None, ["attest"]),
        ("certificate.list", "attendance.certificate", a.pupils[0].pk, ["attest"]),
        ("pupil.view", "people.pupil", a.pupils[2].pk, []),
    ]
    assert {one.pupil_id for one in new if one.act == "api.read" and one.kind == "people.pupil"} == {
        None, *(one.pk for one in a.pupils),
    }  # fmt: skip


@pytest.mark.parametrize("number", [1, 3])
def test_list_of_pupils_asks_the_same_however_many(a, number, django_assert_max_num_queries):
    text = a.token("leerlingen:lezen")
    with django_assert_max_num_queries(19):
        bearer(text).get(f"{BASE}/leerlingen", {"aantal": number})


def test_every_scope_opens_an_address_and_every_address_asks_a_scope(a):
    from leerrecht.api.views.api import api

    schema = api.get_openapi_schema()
    asked = {one["x-bereik"] for methods in schema["paths"].values() for one in methods.values()}
    assert asked - {""} == set(SCOPES)
    assert [path for path, methods in schema["paths"].items() for one in methods.values() if not one["x-bereik"]] == [
        "/api/v1/wijzigingen", "/api/v1/token",
    ]  # fmt: skip


def test_what_changed_since_is_told_of_what_the_token_reads_and_nothing_twice(a, b, time_machine_to):
    fill(a)
    mark(a, 2, "Z")
    settle()
    start = a.client("leerlingen:lezen").get(f"{BASE}/wijzigingen").json()["tot"]
    mark(a, 0, "B", taken=True)
    mark(b, 0, "B")
    duty = Outcome.objects.get(school=a.school, regel="b5.melding_clb")
    for regel in ("b5.melding_clb", "z10.gesprek"):
        LogEntry.objects.create(
            actor="x", act="duty.close", kind="duties.outcome", organisation_id=a.school.pk, object_id=duty.pk,
            pupil_id=duty.pupil_id, detail={"regel": regel},
        )  # fmt: skip
    settle()
    client = a.client("aanwezigheid:lezen", "plichten:lezen")
    told = client.get(f"{BASE}/wijzigingen", {"na": start}).json()
    assert sorted((one["gebeurtenis"], one["leerling"]) for one in told["gegevens"][:2]) == [
        ("halve-dag:gewijzigd", a.pupils[0].pk), ("register:genomen", None),
    ]  # fmt: skip
    assert [(one["gebeurtenis"], one["leerling"], one["sleutel"]) for one in told["gegevens"][2:]] == [
        ("plicht:afgesloten", duty.pupil_id, str(duty.pk)),
    ]
    # A page that is not the last can be taken up again at its end.
    first = client.get(f"{BASE}/wijzigingen", {"na": start, "aantal": 1}).json()
    assert (first["tot"], first["volgende"] is None) == (told["gegevens"][0]["nummer"], False)
    rest = client.get(f"{BASE}/wijzigingen", {"na": first["tot"]}).json()
    assert (rest["gegevens"], rest["volgende"], rest["tot"]) == (told["gegevens"][1:], None, told["tot"])
    later = client.get(f"{BASE}/wijzigingen", {"na": told["tot"]}).json()
    assert (later["gegevens"], later["tot"] >= told["tot"]) == ([], True)
    only_duties = a.client("plichten:lezen").get(f"{BASE}/wijzigingen", {"sinds": str(DAY)}).json()["gegevens"]
    assert [one["gebeurtenis"] for one in only_duties] == ["plicht:afgesloten"]
    assert a.client("scholen:lezen").get(f"{BASE}/wijzigingen").json()["code"] == "bereik-ontbreekt"
