"""Tokens: who makes them, how far they reach, how long, and that their text is kept nowhere."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.http import Http404
from django.test import Client

from leerrecht.access.models import LogEntry
from leerrecht.access.policy import Denied
from leerrecht.access.standing import texts_of
from leerrecht.api.domain.tokens import find_token, make_token, principal_of_token, revoke_token
from leerrecht.api.models import Token
from tests.api.conftest import ALL, bearer
from tests.factories import TODAY, BoardFactory, CentreFactory, SchoolFactory, principal

BASE = "/api/v1"


def make(by, house, scopes=("scholen:lezen",), until=TODAY + timedelta(days=30), purpose="Pakket"):
    return make_token(by=by, organisation_id=house.pk, purpose=purpose, scopes=list(scopes), until=until)


def operator():
    return principal("beheerder", BoardFactory.create(kind="beheer", name="Beheer"), username="beheerder")


def test_token_is_kept_as_a_hash_and_recognised_by_its_beginning(a):
    token, text = make(a.director, a.school)
    kept = str(Token.objects.filter(pk=token.pk).values().get())
    assert (text[:12], text in kept, text[13:] in kept) == (token.prefix, False, False)
    assert find_token(text, on=TODAY) == token
    entry = LogEntry.objects.get(act="token.make")
    assert (entry.actor, entry.organisation_id) == ("directeur-A", a.school.pk)
    assert entry.detail == {"prefix": token.prefix, "scopes": ["scholen:lezen"], "until": "2026-12-20"}


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"until": TODAY - timedelta(days=1)}, "until"),
        ({"until": TODAY + timedelta(days=367)}, "until"),
        ({"scopes": []}, "scopes"),
        ({"scopes": ["alles"]}, "scopes"),
        ({"purpose": "  "}, "purpose"),
    ],
)
def test_token_needs_purpose_scope_and_an_end_within_a_year(a, changed, field):
    with pytest.raises(ValidationError) as error:
        make(a.director, a.school, **changed)
    assert list(error.value.message_dict) == [field]


def test_operator_makes_no_token_that_shows_pupils_of_a_school(a):
    with pytest.raises(Denied):
        make(operator(), a.school, ["leerlingen:lezen"])


def test_director_makes_none_for_another_school_or_the_board(a, b):
    for house in (b.school, a.school.board):
        with pytest.raises(Http404):
            make(a.director, house)


def test_secretariat_makes_none(a):
    with pytest.raises(Http404):
        make(principal("secretariaat", a.school), a.school)


def test_token_of_a_board_reads_no_pupils(a):
    by = operator()
    with pytest.raises(ValidationError) as error:
        make(by, a.school.board, ["scholen:lezen", "leerlingen:lezen"])
    assert error.value.message_dict == {
        "scopes": ["Een schoolbestuur ziet geen leerlingen. Kies niet: leerlingen en inschrijvingen lezen."]
    }
    with pytest.raises(ValidationError):
        make(by, CentreFactory.create())
    second = SchoolFactory.create(board=a.school.board, name="Tweede")
    _token, text = make(by, a.school.board)
    answer = bearer(text).get(f"{BASE}/scholen").json()
    assert [one["id"] for one in answer["gegevens"]] == [a.school.pk, second.pk]
    assert bearer(text).get(f"{BASE}/leerlingen").status_code == 403


def test_token_stands_behind_the_wall_with_the_keys_of_its_scopes_alone(a):
    token, _text = make(a.director, a.school, ["leerlingen:lezen"])
    reader, everywhere, places, served, keys, vaults, _day, _role = texts_of(principal_of_token(token, on=TODAY))
    assert (reader, everywhere, places, served, vaults) == ("", "", f"{{{a.school.pk}}}", "{}", "{}")
    assert keys == f"{{token{token.pk}:{a.school.pk}}}"
    with_certificates, _text = make(a.director, a.school, ["attesten:lezen"])
    assert f"attest:{a.school.pk}" in texts_of(principal_of_token(with_certificates, on=TODAY))[4]


def test_token_opens_nothing_where_it_is_wrong_revoked_or_over(a):
    token, text = make(a.director, a.school)
    assert bearer(text).get(f"{BASE}/token").status_code == 200
    for wrong in (text[:-1] + "!", text[:-1] + ("a" if text[-1] != "a" else "b"), "llr_", ""):
        answer = bearer(wrong).get(f"{BASE}/token")
        assert (answer.status_code, answer["Content-Type"], answer["WWW-Authenticate"]) == (
            401, "application/problem+json", "Bearer",
        )  # fmt: skip
    assert find_token(text, on=token.until) is not None
    assert find_token(text, on=token.until + timedelta(days=1)) is None
    revoke_token(by=a.director, token=token)
    assert bearer(text).get(f"{BASE}/token").status_code == 401
    assert revoke_token(by=a.director, token=token).revoked_by_id == a.director.user_id
    assert LogEntry.objects.filter(act="token.revoke").count() == 1


def test_session_of_a_browser_opens_no_address(a):
    client = Client()
    client.force_login(_user(a))
    assert client.get(f"{BASE}/leerlingen").json()["code"] == "geen-token"


def test_token_says_what_it_may_and_notes_when_it_was_used(a):
    text = a.token("scholen:lezen", "cijfers:lezen")
    answer = bearer(text).get(f"{BASE}/token").json()
    assert answer == {
        "herkenning": text[:12], "doel": "Proef", "organisatie": a.school.pk, "naam": "School A",
        "bereik": ["cijfers:lezen", "scholen:lezen"], "tot_en_met": "2026-12-20",
    }  # fmt: skip
    assert Token.objects.get(prefix=text[:12]).last_used_at is not None


def test_page_makes_a_token_shows_it_once_and_revokes_it(a):
    client = Client()
    client.force_login(_user(a))
    assert "Er is nog geen token" in client.get("/koppelingen/").content.decode()
    given = {"organisation": a.school.pk, "purpose": "Pakket", "scopes": ["leerlingen:lezen"], "until": "2026-12-20"}
    made = client.post("/koppelingen/token/", given)
    token = Token.objects.get()
    page = made.content.decode()
    text = page.partition("<code>")[2].partition("</code>")[0]
    assert (made["Cache-Control"], find_token(text, on=TODAY)) == ("no-store", token)
    listed = client.get("/koppelingen/").content.decode()
    assert (token.prefix in listed, text in listed) == (True, False)
    client.post("/koppelingen/wijzigen/", {"number": token.pk, "what": "intrekken"})
    assert "ingetrokken" in client.get("/koppelingen/").content.decode()
    assert client.post("/koppelingen/token/", {**given, "until": "2028-01-01"}).status_code == 200
    assert client.post("/koppelingen/wijzigen/", {"number": "x", "what": "intrekken"}).status_code == 404
    assert Token.objects.count() == 1


def test_page_of_the_operator_offers_boards_and_scopes_without_pupils(a):
    operator()
    client = Client()
    client.force_login(_user_named("beheerder"))
    page = client.get("/koppelingen/token/").content.decode()
    assert ("Bestuur A" in page, "School A" in page) == (True, False)
    assert ("scholen lezen" in page, "leerlingen en inschrijvingen lezen" in page) == (True, False)
    a.token(*ALL)
    assert "Proef" in client.get("/koppelingen/").content.decode()


def test_page_is_not_for_others(a, b):
    client = Client()
    client.force_login(_user_named(principal("secretariaat", a.school, username="sec").name))
    for address in ("", "token/", "webhook/", "leveringen/"):
        assert client.get(f"/koppelingen/{address}").status_code == 403
    a.token()
    client.force_login(_user(b))
    assert "Proef" not in client.get("/koppelingen/").content.decode()
    number = Token.objects.get().pk
    assert client.post("/koppelingen/wijzigen/", {"number": number, "what": "intrekken"}).status_code == 404


@pytest.mark.parametrize("number", [1, 6])
def test_page_asks_the_same_of_the_database_however_many_tokens(a, number, django_assert_max_num_queries):
    for _one in range(number):
        a.token("scholen:lezen")
    client = Client()
    client.force_login(_user(a))
    with django_assert_max_num_queries(9):
        client.get("/koppelingen/")


def _user(world):
    return _user_named(world.director.name)


def _user_named(name):
    from leerrecht.access.models import User

    return User.objects.get(username=name)
