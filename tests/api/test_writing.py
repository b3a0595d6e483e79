"""What tokens write: by the verbs of the rooms, once for each key, and with a clear answer where it cannot be."""

import json
from datetime import timedelta

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext

from leerrecht.access.models import LogEntry
from leerrecht.access.standing import stand
from leerrecht.api import rules
from leerrecht.api.domain import answers
from leerrecht.api.domain.deliveries import by_job
from leerrecht.api.middleware import Problems
from leerrecht.api.models import Answer
from leerrecht.attendance.models import Certificate, HalfDay, Register
from leerrecht.duties.domain.acts_of_rules import acts_for
from leerrecht.duties.domain.recompute import recompute
from leerrecht.duties.models import Outcome, Side
from leerrecht.enrolment.models import ClassGroup, Enrolment, YearResult
from leerrecht.facts.models import Fact
from leerrecht.law import REGELS
from leerrecht.people.models import Pupil
from tests.api.conftest import DAY, bearer
from tests.factories import TODAY, YEAR, ClassGroupFactory, half_day, principal

BASE = "/api/v1"
# A signal of the register that the school could answer on its screen.
SIGNAL = next(
    name for name, rule in REGELS.items()
    if rule.aard == "signaal" and Side.SCHOOL in rule.voor and name.startswith(rules.OF_THE_REGISTER)
)  # fmt: skip
JSON = "application/json"


def send(client, method, path, body=None, *, key=None, status=200):
    headers = {} if key is None else {"Idempotency-Key": key}
    answer = getattr(client, method)(f"{BASE}/{path}", body, content_type=JSON, headers=headers)
    assert answer.status_code == status, answer.content
    return answer.json()


def faults(answer):
    return {one["veld"]: one["melding"] for one in answer["fouten"]}


def test_class_is_made_and_changed(a):
    client = a.client("klassen:schrijven")
    made = send(client, "post", "klassen", {"schooljaar": YEAR, "naam": "4B", "leerjaar": 4}, status=201)
    assert made == {
        "id": ClassGroup.objects.get(name="4B").pk, "school": a.school.pk, "schooljaar": YEAR, "naam": "4B",
        "leerjaar": 4, "vestigingsplaats": None,
    }  # fmt: skip
    changed = send(client, "patch", f"klassen/{made['id']}", {"naam": "4C", "leerjaar": None})
    assert (changed["naam"], changed["leerjaar"]) == ("4C", None)
    assert send(client, "patch", f"klassen/{made['id']}", {"naam": None})["naam"] == "4C"
    taken = send(client, "post", "klassen", {"schooljaar": YEAR, "naam": "4C"}, status=422)
    assert (taken["code"], list(faults(taken))) == ("ongeldig", ["naam"])


def test_pupil_comes_changes_moves_and_leaves(a):
    client = a.client("leerlingen:schrijven", "leerlingen:lezen")
    other = ClassGroupFactory.create(school=a.school, name="4A")
    given = {
        "voornaam": "Ilse", "naam": "Nieuw", "geboortedatum": "2012-02-02", "geslacht": "v", "leerlingnummer": "77",
        "inschrijving": {"eerste_dag": str(DAY), "klas": a.group.pk, "leerjaar": 3},
    }  # fmt: skip
    made = send(client, "post", "leerlingen", given, status=201)
    pupil = Pupil.objects.get(first_name="Ilse")
    assert made == {
        "id": Enrolment.objects.get(pupil=pupil).pk, "leerling": pupil.pk, "school": a.school.pk, "schooljaar": YEAR,
        "eerste_dag": str(DAY), "laatste_dag": "2027-08-31", "deel": "voltijds", "niveau": "secundair",
        "soort": "gewoon", "leerjaar": 3, "administratieve_groep": "",
    }  # fmt: skip
    changed = send(client, "patch", f"leerlingen/{pupil.pk}", {"voornaam": "Elza", "leerlingnummer": "78"})
    assert (changed["voornaam"], changed["leerlingnummers"], changed["klas"]) == ("Elza", ["0000000078"], a.group.pk)
    send(client, "post", f"inschrijvingen/{made['id']}/klas", {"klas": other.pk, "eerste_dag": str(TODAY)})
    assert send(client, "get", f"leerlingen/{pupil.pk}")["klas"] == other.pk
    left = send(client, "post", f"inschrijvingen/{made['id']}/einde", {"laatste_dag": str(TODAY), "reden": "verhuis"})
    assert left["laatste_dag"] == str(TODAY)
    again = {"leerling": pupil.pk, "eerste_dag": str(TODAY + timedelta(days=7))}
    assert send(client, "post", "inschrijvingen", again, status=201)["leerling"] == pupil.pk
    assert set(LogEntry.objects.filter(pupil_id=pupil.pk).values_list("act", flat=True)) >= {
        "pupil.create", "pupil.edit", "enrolment.create", "enrolment.class", "enrolment.end",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"voornaam": ""}, "voornaam"),
        ({"voornaam": "a\x00b"}, "voornaam"),
        ({"geboortedatum": "2012-13-01"}, "geboortedatum"),
        ({"geboortedatum": "2040-01-01"}, "geboortedatum"),
        ({"rijksregisternummer": "12345678901"}, "rijksregisternummer"),
        ({"geslacht": "q"}, "geslacht"),
        ({"schoenmaat": 38}, "schoenmaat"),
        ({"inschrijving": {}}, "inschrijving.eerste_dag"),
        ({"inschrijving": {"eerste_dag": "2020-09-01", "laatste_dag": "2022-01-01"}}, "laatste_dag"),
    ],
)
def test_mistake_is_told_by_field_in_dutch_and_nothing_is_kept(a, changed, field):
    given = {
        "voornaam": "Ilse", "naam": "Nieuw", "geboortedatum": "2012-02-02",
        "inschrijving": {"eerste_dag": str(DAY)}, **changed,
    }  # fmt: skip
    answer = send(a.client("leerlingen:schrijven"), "post", "leerlingen", given, status=422)
    assert (answer["code"], answer["title"], list(faults(answer))) == ("ongeldig", "Niet juist ingevuld", [field])
    assert not any("Input should" in text for text in faults(answer).values())
    assert not Pupil.objects.filter(last_name="Nieuw").exists()


@pytest.mark.parametrize("body", ["{", "[]", "7", '"x"', "null", "[" * 5000, '{"naam": "\\ud800"}', "\udcff"])
def test_body_that_is_no_object_is_told(a, body):
    raw = body.encode("utf-8", "surrogateescape")
    answer = a.client("klassen:schrijven").post(f"{BASE}/klassen", raw, content_type=JSON)
    assert (answer.status_code in {400, 422}, answer["Content-Type"]) == (True, "application/problem+json")


def test_register_is_compare_and_set_and_what_somebody_changed_meanwhile_comes_back(a):
    client = a.client("aanwezigheid:schrijven", "aanwezigheid:lezen")
    first, second, third = (one.pk for one in a.pupils)
    path = f"registers/{a.group.pk}/{DAY}/vm"
    given = [
        {"leerling": first, "code": "B", "gezien": 1},
        {"leerling": second, "code": "L", "gezien": 0, "minuten": 5},
        {"leerling": third, "code": "Z", "gezien": 4},
    ]
    saved = send(client, "put", path, {"regels": given, "genomen": True})
    assert (saved["gewijzigd"], saved["ongewijzigd"]) == (
        [{"leerling": second, "code": "L", "versie": 1, "minuten": 5}], [first],
    )  # fmt: skip
    assert saved["conflicten"] == [{"leerling": third, "code": ".", "versie": 0, "minuten": None}]
    assert (saved["genomen_op"] is not None, Register.objects.get().taken_by_id) == (True, None)
    half = HalfDay.objects.get(pupil=second, date=DAY, part="vm")
    assert (half.mark, half.source, half.entered_by_id) == ("L", "register", None)
    assert send(client, "put", path, {"regels": [{"leerling": second, "code": ".", "gezien": 1}]})["gewijzigd"] == [
        {"leerling": second, "code": ".", "versie": 0, "minuten": None}
    ]
    sunday = f"registers/{a.group.pk}/{DAY + timedelta(days=3)}/vm"
    assert "geen les" in faults(send(client, "put", sunday, {"regels": []}, status=422))[""]
    assert send(client, "get", "registers")["gegevens"][0]["klas"] == a.group.pk


def test_p_that_a_token_enters_waits_for_the_director(a):
    client = a.client("aanwezigheid:schrijven", "aanwezigheid:lezen")
    given = {"leerlingen": [a.pupils[2].pk], "eerste_dag": str(DAY), "laatste_dag": str(TODAY), "code": "P"}
    assert send(client, "post", "afwezigheden", given) == {"nieuw": 4, "vervangen": 0, "behouden": 0, "gelijk": 0}
    found = send(client, "get", f"halve-dagen?leerling={a.pupils[2].pk}")["gegevens"]
    assert {(one["code"], one["wacht_op_directeur"], one["herkomst"]) for one in found} == {("P", True, "periode")}
    present = send(client, "post", "afwezigheden", {**given, "code": "."}, status=422)
    assert list(faults(present)) == ["code"]
    backwards = {**given, "eerste_dag": str(TODAY), "laatste_dag": str(DAY)}
    assert list(faults(send(client, "post", "afwezigheden", backwards, status=422))) == ["laatste_dag"]


def test_certificate_is_registered_and_withdrawn(a):
    client = a.client("attesten:schrijven")
    given = {
        "leerling": a.pupils[2].pk, "soort": "medisch", "eerste_dag": str(DAY), "laatste_dag": str(DAY),
        "ontvangen_op": str(TODAY),
    }  # fmt: skip
    made = send(client, "post", "attesten", given, status=201)
    certificate = Certificate.objects.get()
    assert (made["id"], made["soort"], made["ingetrokken"]) == (certificate.pk, "medisch", False)
    back = send(client, "post", f"attesten/{certificate.pk}/intrekken")
    assert back["ingetrokken"] is True
    assert send(client, "post", f"attesten/{certificate.pk}/intrekken", status=422)["fouten"][0]["code"] == "withdrawn"
    assert list(faults(send(client, "post", "attesten", {**given, "soort": "dokter"}, status=422))) == ["soort"]


def test_write_with_the_same_key_happens_once(a):
    text = a.token("klassen:schrijven")
    client = bearer(text)
    given = {"schooljaar": YEAR, "naam": "5A"}
    first = send(client, "post", "klassen", given, key="een", status=201)
    assert send(client, "post", "klassen", given, key="een", status=201) == first
    assert ClassGroup.objects.filter(name="5A").count() == 1
    other = send(client, "post", "klassen", {**given, "naam": "5B"}, key="een", status=422)
    assert (other["code"], list(faults(other))) == ("sleutel-al-gebruikt", ["Idempotency-Key"])
    assert send(client, "post", "klassen", given, key="met spatie", status=422)["code"] == "sleutel-ongeldig"
    # What went wrong keeps no key; and another token has keys of its own.
    send(client, "post", "klassen", {**given, "naam": "5A"}, key="twee", status=422)
    send(client, "post", "klassen", {**given, "naam": "5C"}, key="twee", status=201)
    send(a.client("klassen:schrijven"), "post", "klassen", {**given, "naam": "5D"}, key="een", status=201)


def test_answer_is_kept_a_day_and_read_by_its_token_alone(a, django_user_model):
    client = a.client("klassen:schrijven")
    send(client, "post", "klassen", {"schooljaar": YEAR, "naam": "5A"}, key="een", status=201)
    with stand(a.director):
        assert not Answer.objects.exists()
    Answer.objects.update(at=Answer.objects.get().at - rules.ANSWERS_KEPT - timedelta(seconds=1))
    assert send(client, "post", "klassen", {"schooljaar": YEAR, "naam": "5A"}, key="een", status=422)["code"] == (
        "ongeldig"
    )
    send(client, "post", "klassen", {"schooljaar": YEAR, "naam": "5E"}, key="een", status=201)
    Answer.objects.update(at=Answer.objects.get().at - rules.ANSWERS_KEPT - timedelta(seconds=1))
    with stand(by_job(Answer.objects.get().at)):
        assert answers.forget_old() == 1


def test_token_that_calls_too_often_is_asked_to_wait(a, monkeypatch):
    monkeypatch.setattr(rules, "CALLS_A_MINUTE", 2)
    text = a.token("scholen:lezen")
    answers_ = [bearer(text).get(f"{BASE}/scholen") for _call in range(3)]
    assert [one.status_code for one in answers_] == [200, 200, 429]
    assert (answers_[2]["Retry-After"], answers_[2].json()["code"]) == ("60", "te-veel-oproepen")
    assert bearer(a.token("scholen:lezen")).get(f"{BASE}/scholen").status_code == 200


def problem(answer):
    assert answer["Content-Type"] == "application/problem+json"
    body = answer.json()
    assert body.keys() == {"type", "title", "status", "detail", "code", "fouten"}
    assert (body["status"], body["type"]) == (answer.status_code, f"/api/uitleg/#{body['code']}")
    return answer.status_code, body["code"], body["detail"]


def test_unknown_address_and_method_and_a_failing_server_are_problems(a, monkeypatch):
    client = a.client()
    for path in (f"{BASE}/niets", f"{BASE}/leerlingen/x", "/api/v2/leerlingen", "/api/"):
        assert problem(client.get(path))[:2] in {(404, "adres-onbekend"), (422, "ongeldig")}
    assert client.get("/api/uitleg/niets/")["Content-Type"].startswith("text/html")
    answer = client.delete(f"{BASE}/scholen")
    assert (problem(answer), answer["Allow"]) == (
        (405, "methode-onbekend", "Dit adres kent DELETE niet, wel: GET."), "GET",
    )  # fmt: skip
    assert problem(client.post(f"{BASE}/klassen", b"{" * 4_000_000, content_type=JSON))[:2] == (413, "te-groot")
    client.raise_request_exception = False
    # A table that is gone, as a server whose tables are of another version finds it.
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE enrolment_classgroup RENAME TO weg")
    assert problem(client.get(f"{BASE}/klassen"))[:2] == (500, "fout-van-de-server")


def test_page_that_says_when_to_come_back_is_a_problem_that_says_so_too(rf):
    away = HttpResponse("<p>even geduld</p>", status=503, headers={"Retry-After": "5"})
    answer = Problems(lambda _request: away)(rf.get(f"{BASE}/klassen"))
    assert (answer.status_code, answer["Retry-After"], answer["Content-Type"]) == (503, "5", "application/problem+json")
    assert json.loads(answer.content)["code"] == "even-niet-bereikbaar"
    assert Problems(lambda _request: away)(rf.get("/leerlingen/")) is away


def test_act_for_a_duty_is_recorded_once_and_fulfils_it(a):
    pupil = a.pupils[0]
    for ago, part in ((7, "vm"), (7, "nm"), (6, "vm"), (6, "nm"), (3, "vm")):
        half_day(a.enrolments[0], DAY - timedelta(days=ago), part, "B")
    recompute([pupil.pk], TODAY).raise_refused()
    client = a.client("plichten:lezen", "plichten:schrijven")
    found = send(client, "get", f"plichten?leerling={pupil.pk}")["gegevens"]
    duty = next(one for one in found if one["regel"] == "b5.melding_clb")
    assert (duty["status"], duty["handelingen"]) == ("open", ["melding_clb"])
    path = f"plichten/{duty['id']}/handeling"
    early = send(client, "post", path, {"handeling": "melding_clb", "datum": "2026-09-02"}, status=422)
    assert list(faults(early)) == ["datum"]
    other = send(client, "post", path, {"handeling": "begeleidingsmaatregel", "datum": str(TODAY)}, status=422)
    assert list(faults(other)) == ["handeling"]
    assert not Fact.objects.exists()
    given = {"handeling": "melding_clb", "datum": str(TODAY)}
    done = send(client, "post", path, given, key="een")
    assert send(client, "post", path, given, key="een") == done
    fact = Fact.objects.get()
    assert done == {
        "feit": fact.pk, "leerling": pupil.pk, "handeling": "melding_clb", "datum": str(TODAY),
        "plicht": {**duty, "status": "vervuld", "vervuld_op": str(TODAY), "handelingen": []},
    }  # fmt: skip
    assert (fact.school_id, fact.compartment, fact.by_id) == (a.school.pk, "zorg", None)
    assert LogEntry.objects.get(act="duty.close").actor.startswith("token “Proef”")
    again = send(client, "post", path, given, status=422)
    assert "al gedaan" in faults(again)[""]
    refused = a.client("plichten:lezen").post(f"{BASE}/{path}", given, content_type=JSON)
    assert refused.json()["code"] == "bereik-ontbreekt"


def test_duty_that_does_not_follow_from_the_register_is_not_found_and_a_signal_is_for_people(a):
    duty, signal = (
        Outcome.objects.create(
            pupil=a.pupils[0], school=a.school, school_year=YEAR, regel=regel, aard=aard, status="open",
            voor=["school"], sinds=DAY, omdat=["x"], bron=["001:10"],
        )
        for regel, aard in (("z10.gesprek", "plicht"), (SIGNAL, "signaal"))
    )  # fmt: skip
    given = {"handeling": "gesprek_leerling", "datum": str(DAY)}
    gone = send(a.client(), "post", f"plichten/{duty.pk}/handeling", given, status=404)
    assert gone["code"] == "niet-gevonden"
    given = {"handeling": acts_for(signal, Side.SCHOOL)[0], "datum": str(DAY)}
    refused = send(a.client(), "post", f"plichten/{signal.pk}/handeling", given, status=422)
    assert ("een mens" in faults(refused)[""], Fact.objects.exists()) == (True, False)


def test_contact_comes_changes_and_goes_but_not_what_a_judge_decided(a):
    client = a.client("contacten:schrijven")
    pupil = a.pupils[0].pk
    given = {
        "leerling": pupil, "naam": "An Peeters", "rol": "voogd", "verwantschap": "tante", "telefoon": "+32 11 22",
        "email": "an@school.example", "straat": "Kerkstraat", "huisnummer": "1", "postcode": "3500",
        "gemeente": "Hasselt", "taal": "fr", "woont_bij": False,
    }  # fmt: skip
    made = send(client, "post", "contacten", given, status=201)
    assert made == {"id": made["id"], **given, "bus": "", "land": "", "contact_verboden": False}
    with CaptureQueriesContext(connection) as asked:
        changed = send(client, "patch", f"contacten/{made['id']}", {"telefoon": "", "land": "België"})
    # What a person changes at once, that a judge bars somebody, waits; the record is read behind the lock.
    assert [one for one in asked if "FOR NO KEY UPDATE" in one["sql"] and "people_contact" in one["sql"]]
    assert (changed["telefoon"], changed["land"], changed["naam"]) == ("", "", "An Peeters")
    for wrong, field in (
        ({"email": "geen adres"}, "email"),
        ({"postcode": "35000"}, "postcode"),
        ({"gemeente": ""}, "gemeente"),
        ({"rol": "buur"}, "rol"),
        ({"contact_verboden": True}, "contact_verboden"),
    ):
        assert list(faults(send(client, "patch", f"contacten/{made['id']}", wrong, status=422))) == [field]
    barred = a.pupils[0].contacts.get(name="OuderA0")
    barred.barred, barred.lives_with = True, False
    barred.save()
    for detail in ({"woont_bij": True}, {"rol": "voogd"}, {"telefoon": "+32 11 33"}, {}):
        assert "rechter" in faults(send(client, "patch", f"contacten/{barred.pk}", detail, status=422))[""]
    assert "rechter" in faults(send(client, "post", f"contacten/{barred.pk}/verwijderen", status=422))[""]
    assert send(client, "post", f"contacten/{made['id']}/verwijderen") == {"id": made["id"], "leerling": pupil}
    assert list(a.pupils[0].contacts.values_list("pk", flat=True)) == [barred.pk]
    send(a.client("contacten:lezen"), "post", "contacten", given, status=403)


def test_result_of_the_year_is_compare_and_set_and_a_diploma_becomes_the_pupils(a):
    client = a.client("resultaten:schrijven", "resultaten:lezen")
    place, pupil = a.enrolments[0], a.pupils[0]
    path = f"inschrijvingen/{place.pk}/resultaat"
    given = {"attest": "B", "clausulering": "niet naar Latijn", "beslist_op": str(DAY), "gezien": ""}
    made = send(client, "put", path, given)
    assert made == {
        "id": YearResult.objects.get().pk, "inschrijving": place.pk, "leerling": pupil.pk, "school": a.school.pk,
        "schooljaar": YEAR, "attest": "B", "clausulering": "niet naar Latijn", "kwalificatie": "",
        "beslist_op": str(DAY), "versie": made["versie"],
    }  # fmt: skip
    assert send(client, "get", f"resultaten?leerling={pupil.pk}&schooljaar={YEAR}")["gegevens"] == [made]
    # What stands there already is not written again, and no entry of the log says that it was.
    assert send(client, "put", path, {**given, "gezien": made["versie"]}) == made
    assert LogEntry.objects.filter(act="enrolment.result").count() == 1
    late = send(client, "put", path, {"attest": "C", "beslist_op": str(DAY), "gezien": ""}, status=409)
    assert (late["code"], late["title"], list(faults(late))) == (
        "intussen-gewijzigd", "Intussen gewijzigd", ["gezien"],
    )  # fmt: skip
    assert YearResult.objects.get().attest == "B"
    diploma = {"kwalificatie": "diploma", "beslist_op": str(TODAY), "gezien": made["versie"]}
    assert send(client, "put", path, diploma)["kwalificatie"] == "diploma"
    pupil.refresh_from_db()
    assert pupil.diploma_on == TODAY
    for wrong, field in (
        ({"attest": "B"}, "clausulering"),
        ({"attest": "A", "clausulering": "x"}, "clausulering"),
        ({}, "attest"),
        ({"attest": "D"}, "attest"),
        ({"kwalificatie": "rijbewijs"}, "kwalificatie"),
        ({"attest": "A", "beslist_op": "2020-06-30"}, "beslist_op"),
    ):
        asked = {"beslist_op": str(DAY), "gezien": "", **wrong}
        other = f"inschrijvingen/{a.enrolments[1].pk}/resultaat"
        assert list(faults(send(client, "put", other, asked, status=422))) == [field]
    only_reads = a.client("resultaten:lezen").put(f"{BASE}/{path}", given, content_type=JSON)
    assert only_reads.json()["code"] == "bereik-ontbreekt"


def test_teacher_and_token_do_not_overwrite_each_other(a):
    from leerrecht.attendance.domain.entries import Entry
    from leerrecht.attendance.domain.register import save_register

    pupil = a.pupils[2].pk
    by = principal("secretariaat", a.school)
    save_register(by=by, class_group_id=a.group.pk, date=DAY, part="vm", entries=[Entry(pupil, "Z", 0)], taken=False)
    path = f"registers/{a.group.pk}/{DAY}/vm"
    late = {"regels": [{"leerling": pupil, "code": "B", "gezien": 0}]}
    saved = send(a.client("aanwezigheid:schrijven"), "put", path, late)
    assert (saved["gewijzigd"], saved["conflicten"]) == (
        [], [{"leerling": pupil, "code": "Z", "versie": 1, "minuten": None}],
    )  # fmt: skip
