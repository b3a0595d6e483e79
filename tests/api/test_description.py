"""The description of the interface, the manual that is made of it, and the client that was written to it."""

import inspect
import re
from pathlib import Path
from typing import get_args

import pytest
from django.conf import settings
from django.test import Client

from clients.python import leerrecht_client
from clients.python.leerrecht_client import Leerrecht, LeerrechtFout
from leerrecht.api.interfaces import fields
from leerrecht.api.interfaces.faults import CODES
from leerrecht.api.views.api import api
from leerrecht.enrolment.models.enrolment import Level, Share
from leerrecht.enrolment.models.result import Attest, Qualification
from leerrecht.people.models import LegalRole
from leerrecht.people.models.pupil import Gender
from tests.api.conftest import DAY

ROOT = Path(__file__).parent.parent.parent
README = ROOT / "clients" / "python" / "README.md"


@pytest.mark.parametrize(
    ("field", "choices", "empty"),
    [
        (fields.Gender, Gender, True),
        (fields.Legal, LegalRole, False),
        (fields.Level, Level, False),
        (fields.Share, Share, False),
        (fields.Attest, Attest, True),
        (fields.Qualification, Qualification, False),
    ],
)
def test_values_of_the_interface_are_those_of_the_records(field, choices, empty):
    assert sorted(get_args(field)) == sorted([*choices.values, *([""] if empty else [])])


@pytest.mark.django_db
def test_description_is_for_everybody_and_names_problems_and_keys_everywhere():
    schema = Client().get("/api/v1/openapi.json").json()
    assert (schema["info"]["title"], schema["info"]["version"], schema["openapi"][:2]) == ("Leerrecht", "1", "3.")
    for path, methods in schema["paths"].items():
        for method, operation in methods.items():
            assert operation["responses"].keys() >= {"400", "401", "403", "404", "422", "429"}, path
            assert "application/problem+json" in operation["responses"]["422"]["content"]
            names = {one["name"] for one in operation.get("parameters", ())}
            assert ("Idempotency-Key" in names) == (method != "get")
            assert operation["summary"][0].isupper()


@pytest.mark.django_db
def test_manual_tells_every_address_scope_code_and_event():
    page = Client().get("/api/uitleg/").content.decode()
    schema = api.get_openapi_schema()
    missing = [path for path in schema["paths"] if path not in page]
    assert (missing, "leerlingen:lezen" in page, "halve-dag:gewijzigd" in page) == ([], True, True)
    core = (ROOT / "src/leerrecht/api").rglob("*.py")
    codes = {
        code for path in core for code in re.findall(r"Problem\(\s*\d+,\s*\"([a-z-]+)\"", path.read_text())
    } | CODES
    assert len(codes) > 6
    assert [code for code in codes if f'id="{code}"' not in page] == []


def test_client_calls_every_address_and_no_other():
    """Its calls, read from its text, with a word for each place in an address."""
    text = inspect.getsource(leerrecht_client)
    pages = {("get", one) for one in re.findall(r"_pages\(\s*\"([^\"]+)\"", text)}
    calls = {(one.lower(), path) for one, path in re.findall(r"_call\(\s*\"([A-Z]+)\",\s*f?\"([^\"]+)\"", text)}
    schema = api.get_openapi_schema()
    addresses = {
        (method, re.sub(r"\{\w+\}", "{}", path.removeprefix("/api/v1")))
        for path, methods in schema["paths"].items()
        for method in methods
    }
    found = {(method, re.sub(r"\{\w+\}", "{}", path.partition("?")[0])) for method, path in pages | calls}
    assert found - {("get", "{}")} == addresses


@pytest.mark.django_db(transaction=True, available_apps=settings.INSTALLED_APPS)
def test_example_of_the_client_runs_against_a_server(a, live_server, capsys, monkeypatch):
    monkeypatch.syspath_prepend(str(README.parent))
    (example,) = re.findall(r"```python\n(.*?)```", README.read_text(), re.DOTALL)
    exec(example, {"ADRES": live_server.url, "TOKEN": a.token(), "VANDAAG": str(DAY)})  # noqa: S102 - our own text
    first = capsys.readouterr().out.splitlines()
    assert first == [
        "token voor: School A",
        *(f"leerling: KindA{number} ['{number + 1:010d}']" for number in range(3)),
        "gewijzigd: 1 conflicten: 0",
        "conflicten: ['Z']",
        "fout: ongeldig laatste_dag",
    ]
    wrong = Leerrecht(live_server.url, token="llr_fout")
    with pytest.raises(LeerrechtFout) as error:
        wrong.token()
    assert (error.value.status, error.value.code) == (401, "geen-token")
    _every_call(a, Leerrecht(live_server.url, token=a.token()))


def _every_call(a, school):
    """Each method once, so that none of them asks what the server does not know."""
    assert [one["naam"] for one in school.scholen()] == ["School A"]
    new = school.maak_klas(schooljaar=2026, naam="6A")
    assert school.wijzig_klas(new["id"], naam="6B")["naam"] == "6B"
    place = {"eerste_dag": str(DAY), "klas": a.group.pk}
    made = school.nieuwe_leerling(voornaam="Ilse", naam="Nieuw", geboortedatum="2012-02-02", inschrijving=place)
    pupil = made["leerling"]
    assert school.wijzig_leerling(pupil, geslacht="v")["geslacht"] == "v"
    assert school.leerling(pupil)["klas"] == a.group.pk
    school.zet_in_klas(made["id"], klas=new["id"], eerste_dag="2026-11-20")
    done = school.geef_afwezigheid_in([pupil], eerste_dag=str(DAY), laatste_dag=str(DAY), code="-")
    assert done["nieuw"] == 2
    note = school.registreer_attest(
        pupil, soort="medisch", eerste_dag=str(DAY), laatste_dag=str(DAY), ontvangen_op=str(DAY)
    )
    assert (note["gedekt"], len(list(school.attesten(leerling=pupil)))) == (2, 1)
    school.trek_attest_in(note["id"])
    assert len(list(school.halve_dagen(leerling=pupil))) == 2
    school.schrijf_uit(made["id"], laatste_dag="2026-11-20")
    assert school.schrijf_in(pupil, eerste_dag="2026-11-27")["leerling"] == pupil
    assert len(list(school.inschrijvingen(leerling=pupil))) == 2
    result = school.leg_resultaat_vast(made["id"], beslist_op=str(DAY), attest="A")
    assert list(school.resultaten(leerling=pupil)) == [result]
    mother = school.nieuw_contact(pupil, naam="An Nieuw", rol="ouder", telefoon="011 22 33 44")
    assert school.wijzig_contact(mother["id"], taal="fr")["taal"] == "fr"
    assert school.verwijder_contact(mother["id"]) == {"id": mother["id"], "leerling": pupil}
    with pytest.raises(LeerrechtFout, match="Dat is hier niet te vinden"):
        school.leg_handeling_vast(1, handeling="contact_ouders", datum=str(DAY))
    assert school.wijzigingen(na=0)["gegevens"] == []
    lists = (
        school.klassen, school.contacten, school.registers, school.plichten, school.werklijst, school.cijfers,
        school.eigen_codes, school.vrije_dagen,
    )  # fmt: skip
    assert [len(list(one())) for one in lists] == [2, 3, 1, 0, 0, 0, 0, 0]


def test_client_waits_and_tries_again_with_the_same_key(monkeypatch):
    import io
    import urllib.error
    from email.message import Message

    tried, slept = [], []

    def opened(request, timeout):
        tried.append(request.get_header("Idempotency-key"))
        if len(tried) == 1:
            headers = Message()
            headers["Retry-After"] = "7"
            raise urllib.error.HTTPError(request.full_url, 429, "", headers, io.BytesIO(b"{}"))
        if len(tried) == 2:
            raise urllib.error.URLError("stuk")
        if len(tried) == 3:
            raise urllib.error.HTTPError(request.full_url, 503, "", Message(), io.BytesIO(b"<html>"))
        return io.BytesIO(b'{"id": 1}')

    monkeypatch.setattr(leerrecht_client, "_open", opened)
    monkeypatch.setattr(leerrecht_client.time, "sleep", slept.append)
    school = Leerrecht("https://school.voorbeeld.be/", token="llr_x")
    assert school.trek_attest_in(1) == {"id": 1}
    assert (len(set(tried)), slept) == (1, [7, 4, 8])
    tried.clear()
    monkeypatch.setattr(leerrecht_client, "TRIES", 3)
    with pytest.raises(LeerrechtFout) as error:
        school.trek_attest_in(1)
    assert (error.value.status, error.value.code) == (503, "")
    with pytest.raises(ValueError, match="alleen https"):
        Leerrecht("http://school.voorbeeld.be", token="llr_x")
