"""The page /regelwijzer/, without scripts, and what its script is given."""

import json
import logging
import re

import pytest
import time_machine
from django.core.cache.backends.locmem import LocMemCache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from leerrecht.law import antwoord, parse_casus
from leerrecht.law.reader import load
from leerrecht.regelwijzer import views
from leerrecht.regelwijzer.interfaces.examples import EXAMPLES
from leerrecht.regelwijzer.interfaces.filled import fold
from tests.factories import TODAY

FIVE_B = EXAMPLES["vijfde-b"]
FORM = {**fold(FIVE_B.data), "op": "2025-10-10"}


@pytest.fixture(autouse=True)
def _today():
    LocMemCache("floods", {}).clear()
    with time_machine.travel(TODAY):
        yield


def rules_in(html):
    return re.findall(r'data-rule="([^"]+)"', html)


def expected(data, op):
    return sorted(outcome.regel for outcome in antwoord(parse_casus(data), op).uitkomsten)


def test_page_is_public_and_needs_no_database(client, django_assert_num_queries, db):
    with django_assert_num_queries(0):
        response = client.get("/regelwijzer/")
    assert response.status_code == 200
    assert 'value="2026-11-20"' in response.text
    assert list(response.cookies) == [next(name for name in response.cookies if "csrf" in name)]


@pytest.mark.parametrize("example", EXAMPLES.values(), ids=lambda example: example.slug)
def test_page_of_an_example_shows_what_the_law_says(client, example):
    response = client.get("/regelwijzer/", {"voorbeeld": example.slug})
    assert sorted(rules_in(response.text)) == expected(example.data, example.op)


def test_example_that_does_not_exist_is_not_found(client, db):
    assert client.get("/regelwijzer/", {"voorbeeld": "x"}).status_code == 404


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_other_methods_are_refused(client, method):
    assert getattr(client, method)("/regelwijzer/").status_code == 405
    assert getattr(client, method)("/regelwijzer/antwoord/").status_code == 405


def test_form_without_scripts_answers_and_keeps_what_was_filled_in(client):
    response = client.post("/regelwijzer/", FORM)
    html = response.text
    assert sorted(rules_in(html)) == expected(FIVE_B.data, FIVE_B.op)
    assert 'name="leerling-geboortedatum" value="2011-05-03"' in html
    assert 'name="afwezigheden-0-van" value="2025-10-06"' in html
    assert "Op 20 oktober" not in html
    assert response.headers["Cache-Control"].startswith("max-age=0, no-cache, no-store")


def test_answer_names_facts_source_dates_and_what_fulfils(client):
    html = client.post("/regelwijzer/", FORM).text
    outcome = re.search(r'<li data-rule="b5.melding_clb">(.*?)</li>', html, re.DOTALL)[1]
    text = " ".join(re.sub(r"<[^>]+>", " ", outcome).split())
    assert "Meld aan het CLB" in text
    assert "; ".join(antwoord(parse_casus(FIVE_B.data), FIVE_B.op).regel("b5.melding_clb").omdat) in text
    assert "Sinds woensdag 8 oktober 2025" in text
    assert "In orde door gemeld aan het CLB" in text
    assert "“Actieplan ‘Afwezig op school’”, rond 2022 , regel 784-786, besluit van de Vlaamse Regering" in text


def test_answer_leads_to_the_date_on_which_it_can_change(client):
    change = antwoord(parse_casus(FIVE_B.data), FIVE_B.op).verandert_op
    html = client.post("/regelwijzer/", FORM).text
    assert f'name="kijk_op" value="{change.isoformat()}"' in html
    later = client.post("/regelwijzer/", {**FORM, "kijk_op": change.isoformat()}).text
    assert sorted(rules_in(later)) == expected(FIVE_B.data, change)
    assert f'name="op" value="{change.isoformat()}"' in later


@pytest.mark.parametrize(
    ("name", "value", "label", "message"),
    [
        ("leerling-geboortedatum", "2011-02-30", "Geboortedatum", "geen bestaande datum"),
        ("inschrijvingen-0-tot", "2020-01-01", "Inschrijving 1, tot en met", "ligt voor het begin"),
        ("inschrijvingen-0-b_vorige_school", "veel", "Inschrijving 1, halve dagen B meegebracht", "geen geheel getal"),
        ("vrije_dagen", "morgen", "Vrije dagen van de school", "geen bestaande datum"),
        ("afwezigheden-0-code", "Q", "Afwezigheid 1, code", "is geen code"),
        ("gebeurtenissen-0-bij", "2025-10-06", "Wat er gebeurde 1", "er begint geen maatregel"),
        ("instellingen-politie_drempel", "0", "Aantal B waarbij", "minstens 1"),
    ],
)
def test_error_stands_at_its_field(client, name, value, label, message):
    html = client.post("/regelwijzer/", {**FORM, name: value}).text
    assert re.search(rf'<ul class="errorlist" id="{name}-fout"><li>[^<]*{message}', html)
    assert re.search(rf'<(input|select|textarea)[^>]* id="{name}"[^>]*aria-invalid="true"', html)
    assert re.search(rf'<a href="#{name}">{label}', html)
    assert value in html
    assert rules_in(html) == []


def test_overlapping_enrolments_are_named_at_the_second_one(client):
    more = {"inschrijvingen-4-school": "B", "inschrijvingen-4-van": "2025-09-01"}
    html = client.post("/regelwijzer/", FORM | more).text
    assert 'id="fout"' in html
    assert "A" in re.search(r'id="fout".*?</div>', html, re.DOTALL)[0]


def test_date_that_is_none_says_so_at_the_date(client):
    html = client.post("/regelwijzer/", {**FORM, "op": "overmorgen"}).text
    assert re.search(r'id="op-fout"><li>&#x27;overmorgen&#x27; is geen bestaande datum', html)


@pytest.mark.parametrize("op", ["0001-01-01", "1990-01-01", "9999-12-31"])
def test_date_outside_the_calendars_says_so(client, op):
    html = client.post("/regelwijzer/", {**FORM, "op": op}).text
    assert "schoolkalender" in html


def test_file_holds_the_casus_and_reads_back_as_the_same(client):
    response = client.post("/regelwijzer/", {**FORM, "actie": "bestand"})
    assert response.headers["Content-Disposition"] == 'attachment; filename="casus.yaml"'
    assert load(response.text) == {**FIVE_B.data}
    upload = SimpleUploadedFile("casus.yaml", response.content)
    html = client.post("/regelwijzer/", {"op": "2025-10-10", "actie": "lees", "casusbestand": upload}).text
    assert sorted(rules_in(html)) == expected(FIVE_B.data, FIVE_B.op)


def test_extra_keys_go_along_through_the_form(client):
    html = client.post("/regelwijzer/", {**FORM, "rest": json.dumps({"later": {}})}).text
    assert 'name="rest" value="{&quot;later&quot;: {}}"' in html
    assert "later: {}" in html


def test_another_question_is_added_and_answered_without_scripts(client):
    form = {**FORM, "actie": "vraag", "onderwerp": "politie"}
    html = client.post("/regelwijzer/", form).text
    assert 'name="meer-politie" checked' in html
    more = {"meer-politie": "on", "meer-politie-ouders": "onwil", "meer-politie-vastgesteld": "2025-10-09"}
    data = {**FIVE_B.data, "meer": {"politie": {"ouders": "onwil", "vastgesteld": "2025-10-09"}}}
    assert sorted(rules_in(client.post("/regelwijzer/", FORM | more).text)) == expected(data, FIVE_B.op)


def test_error_in_another_question_stands_at_its_field(client):
    more = {"meer-parket": "on", "meer-parket-2-bron": "agodi", "meer-parket-2-datum": "ooit"}
    html = client.post("/regelwijzer/", FORM | more).text
    assert re.search(r'<ul class="errorlist" id="meer-parket-0-datum-fout"><li>[^<]*geen bestaande datum', html)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "de casus"),
        ("a: [", "geen geldige YAML of JSON"),
        ("leerling: {geboortedatum: 2011-05-03, naam: An}", "leerling.naam"),
        ('{"leerling": {"geboortedatum": "2011-05-03", "nationaliteit": "\\ud800"}, "x": 1}', "x"),
        ("leerling: &a {geboortedatum: 2011-05-03}\ntoah: [*a]", "ankers en verwijzingen"),
        (
            "leerling: {geboortedatum: 2011-05-03}\nattesten:" + "\n- {soort: medisch, van: 2025-10-06}" * 700,
            "meer dan 600 regels",
        ),
    ],
)
def test_text_that_cannot_be_read_stays_with_its_error_and_the_form_is_kept(client, text, message):
    html = client.post("/regelwijzer/", {**FORM, "actie": "lees", "tekst": text}).text
    assert message in re.search(r'id="tekst-fout"><li>([^<]*)', html)[1]
    assert 'name="leerling-geboortedatum" value="2011-05-03"' in html


def test_half_a_character_in_a_text_does_not_break_the_page(client):
    text = (
        '{"leerling": {"geboortedatum": "2011-05-03"}, "inschrijvingen": [{"school": "\\ud800", "van": "2025-09-01"}]}'
    )
    html = client.post("/regelwijzer/", {"actie": "lees", "tekst": text, "op": "2025-10-10"}).text
    assert 'name="inschrijvingen-0-school" value="\ufffd"' in html


@pytest.mark.parametrize("address", ["/regelwijzer/", "/regelwijzer/antwoord/"])
def test_body_of_more_than_1_mb_is_refused_before_it_is_read(client, address, db):
    response = client.post(address, {"tekst": "x" * (views.MAX_BODY + 1)})
    assert response.status_code == 413
    assert "groter dan 1 MB" in response.text


def test_flood_of_requests_is_refused(client, db, settings):
    settings.ACCOUNT_RATE_LIMITS = {"regelwijzer": "2/m/ip"}
    assert [client.post("/regelwijzer/antwoord/", FORM).status_code for _ in range(3)] == [200, 200, 429]
    assert client.get("/regelwijzer/").status_code == 200


def test_post_without_a_token_is_refused(db):
    client = Client(enforce_csrf_checks=True)
    assert client.post("/regelwijzer/", FORM).status_code == 403
    assert client.post("/regelwijzer/antwoord/", FORM).status_code == 403
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', client.get("/regelwijzer/").text)[1]
    assert client.post("/regelwijzer/antwoord/", {**FORM, "csrfmiddlewaretoken": token}).status_code == 200


def test_nothing_of_a_casus_reaches_the_log_or_the_database(client, caplog, django_assert_num_queries, db):
    caplog.set_level(logging.DEBUG)
    with django_assert_num_queries(0):
        client.post("/regelwijzer/antwoord/", {**FORM, "inschrijvingen-0-school": "Geheimschool"})
        client.post("/regelwijzer/", {**FORM, "leerling-geboortedatum": "Geheimdatum"})
    assert "Geheim" not in caplog.text


def test_pieces_after_painting_hold_the_new_rows_and_the_answer(client):
    form = {name: value for name, value in FORM.items() if not name.startswith("afwezigheden")}
    marks = [f"2025-10-{day:02}{part} B " for day in (6, 7) for part in ("vm", "nm")] + ["2025-10-08vm B "]
    pieces = client.post("/regelwijzer/antwoord/", {**form, "schooljaar": "2025", "verf": json.dumps(marks)}).json()
    assert sorted(pieces) == ["answer", "fault", "rows", "text", "years"]
    assert sorted(rules_in(pieces["answer"])) == expected(FIVE_B.data, FIVE_B.op)
    assert 'name="afwezigheden-0-tot" value="2025-10-08"' in pieces["rows"]
    assert load(pieces["text"]) == FIVE_B.data
    assert pieces["years"] == [[2025, "2025-2026"], [2024, "2024-2025"]]


def test_pieces_without_painting_hold_the_strip_of_the_year(client):
    pieces = client.post("/regelwijzer/antwoord/", {**FORM, "schooljaar": "2024"}).json()
    assert sorted(pieces) == ["answer", "fault", "strip", "text", "years"]
    assert 'data-year="2024"' in pieces["strip"]
    pieces = client.post("/regelwijzer/antwoord/", FORM).json()
    assert 'data-h="2025-10-08vm" data-c="B" data-g=""' in pieces["strip"]


def test_pieces_name_the_field_of_a_fault_by_its_own_row(client):
    more = {"afwezigheden-9-van": "2025-10-20", "afwezigheden-9-tot": "2025-10-01"}
    pieces = client.post("/regelwijzer/antwoord/", FORM | more).json()
    assert pieces["fault"]["name"] == "afwezigheden-9-tot"
    assert 'href="#afwezigheden-9-tot">Afwezigheid 2, tot en met</a>' in pieces["answer"]
    assert "2025-10-08vm" in pieces["strip"]


def test_painting_before_the_birth_date_is_known_is_not_lost(client):
    sent = {"op": "2025-10-10", "schooljaar": "2025", "verf": '["2025-10-06vm B "]'}
    pieces = client.post("/regelwijzer/antwoord/", sent).json()
    assert pieces["fault"]["name"] == "leerling-geboortedatum"
    assert 'name="afwezigheden-0-van" value="2025-10-06"' in pieces["rows"]
    again = client.post(
        "/regelwijzer/antwoord/",
        {"op": "2025-10-10", "afwezigheden-0-van": "2025-10-06", "afwezigheden-0-tot": "2025-10-06",
         "afwezigheden-0-code": "B"},
    ).json()  # fmt: skip
    assert 'data-h="2025-10-06vm" data-c="B"' in again["strip"]


def test_text_of_a_link_comes_back_as_the_whole_sheet(client):
    text = client.post("/regelwijzer/antwoord/", FORM).json()["text"]
    found = client.post("/regelwijzer/antwoord/", {"actie": "lees", "tekst": text, "op": "2025-10-10"}).json()
    assert sorted(rules_in(found["page"])) == expected(FIVE_B.data, FIVE_B.op)


def test_casus_in_words_names_what_was_filled_in(client):
    html = client.post("/regelwijzer/", FORM).text
    words = re.search(r'<details class="more casus-words">(.*?)</details>', html, re.DOTALL)[1]
    assert "<dt>Geboortedatum</dt><dd>3 mei 2011</dd>" in words
    assert "<dt>Afwezigheid 1</dt><dd>van 6 oktober 2025, tot en met 8 oktober 2025, code B: problematisch" in words


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"leerling-geboortedatum": "2000-05-03"}, "De leerling is nu niet leerplichtig. De leerplicht loopt van"),
        ({"leerling-domicilie": "NL"}, "De leerling is niet leerplichtig."),
        ({"leerling-geboortedatum": "2009-05-03"}, "Deeltijds leren mag."),
        ({"instellingen-politie_drempel-uit": "on"}, "<dd>uitgeschakeld</dd>"),
    ],
)
def test_answer_says_how_the_pupil_stands(client, fields, sentence):
    assert sentence in client.post("/regelwijzer/", FORM | fields).text


NAMES = st.sampled_from(
    [*FORM, *fold(EXAMPLES["uitsluiting"].data), "op", "kijk_op", "schooljaar", "verf", "actie", "tekst", "rest",
     "afwezigheden-0-grond", "toah-0-van", "huisonderwijs-3-van", "instellingen-z_melding_drempel-uit"]
)  # fmt: skip
VALUES = st.one_of(
    st.sampled_from(["lees", "bestand", "2025", "2098", "9999", "0001-01-01", "9999-12-31", "2011-05-03", "-1", "1e9"]),
    st.text(max_size=40),
    st.dates().map(str),
    st.integers().map(str),
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=12), inner, max_size=3),
        max_leaves=8,
    ).map(json.dumps),
)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(sent=st.dictionaries(NAMES, VALUES, max_size=8), base=st.booleans(), script=st.booleans())
def test_no_form_breaks_the_page(client, sent, base, script):
    LocMemCache("floods", {}).clear()
    address = "/regelwijzer/antwoord/" if script else "/regelwijzer/"
    response = client.post(address, {**(FORM if base else {}), **sent})
    assert response.status_code == 200


KEYS = st.sampled_from(
    ["leerling", "geboortedatum", "inschrijvingen", "vrije_dagen", "afwezigheden", "van", "tot", "code", "soort",
     "toah", "maatregelen", "instellingen", "dagdelen", "grond", "datum", "bij", "meer"]
)  # fmt: skip
ATOMS = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=6), st.dates().map(str),
    st.sampled_from(["B", "Z", "2025-10-06", "medisch", "secundair", "vm", "definitieve_uitsluiting", "langdurig"]),
)  # fmt: skip
TREES = st.recursive(ATOMS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4))


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(tree=st.dictionaries(KEYS, TREES, max_size=6), op=st.dates().map(str))
def test_no_text_breaks_the_page(client, tree, op):
    LocMemCache("floods", {}).clear()
    tree = {"leerling": {"geboortedatum": "2011-05-03"}, **tree}
    response = client.post("/regelwijzer/antwoord/", {"actie": "lees", "tekst": json.dumps(tree), "op": op})
    assert response.status_code == 200


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(body=st.binary(max_size=400), kind=st.sampled_from(["application/json", "text/plain", "multipart/form-data"]))
def test_no_body_gives_a_server_error(client, db, body, kind):
    LocMemCache("floods", {}).clear()
    response = client.generic("POST", "/regelwijzer/", body, content_type=f"{kind}; boundary=x")
    assert response.status_code < 500
