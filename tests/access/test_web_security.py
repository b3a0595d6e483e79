"""Headers, cookies, tokens and addresses, on every page there is: from the URL table itself."""

import logging
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings as installed
from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from leerrecht.config.processes import web_command
from tests.factories import MembershipFactory

pytestmark = pytest.mark.django_db


def patterns(resolver: URLResolver, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    for entry in resolver.url_patterns:
        path = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from patterns(entry, path)
        else:
            yield path, entry


TABLE = dict(patterns(get_resolver()))
SAMPLES = {
    "date": "2026-11-20", "day": "2026-11-20", "part": "vm", "uuid": "00000000-0000-4000-8000-000000000000",
}  # fmt: skip


def concrete(path: str) -> str:
    def sample(found: re.Match[str]) -> str:
        converter, name = found.group(1), found.group(2)
        return SAMPLES.get(name) or SAMPLES.get((converter or "").rstrip(":")) or "1"

    return "/" + re.sub(r"<(\w+:)?(\w+)>", sample, path)


def by_first_word() -> dict[str, list[str]]:
    """Addresses of one place in the table together: one test of each costs less than one of every address."""
    found: dict[str, list[str]] = {}
    for path in TABLE:
        found.setdefault(path.partition("/")[0] or "begin", []).append(concrete(path))
    return found


PLACES = by_first_word()


def inline(html: str) -> list[str]:
    """Scripts and styles that stand in a page itself."""
    scripts = re.findall(r"<script[^>]*>", html)
    return [tag for tag in scripts if "src=" not in tag and "application/json" not in tag] + re.findall(
        r"<style|<[^>]+\sstyle=|<[^>]+\son\w+=", html
    )


@pytest.fixture
def clients():
    signed = Client()
    signed.force_login(MembershipFactory.create(role="directeur").user)
    return Client(), signed


@pytest.mark.no_cover
@pytest.mark.parametrize("place", PLACES)
def test_every_answer_carries_the_headers(clients, place):
    faults = {
        (address, who): found
        for address in PLACES[place]
        for who, client in zip(("nobody", "director"), clients, strict=True)
        if (found := wrong_in(client.get(address)))
    }
    assert faults == {}


def wrong_in(answer) -> dict[str, object]:
    """What of an answer is not as every answer must be, by its name."""
    headers = answer.headers
    policy = headers["Content-Security-Policy"]
    holds = {
        "no unsafe": "unsafe" not in policy,
        "a source for all": "default-src 'self'" in policy or "sandbox" in policy,
        "no frames": "frame-ancestors 'none'" in policy,
        "the fixed headers": {name: headers.get(name) for name in sorted(EXPECTED)} == EXPECTED,
        "no place": "geolocation=()" in headers["Permissions-Policy"],
        "not kept": "no-store" in headers["Cache-Control"],
        "no promise of https": "Strict-Transport-Security" not in headers,
        "nothing inline": not headers["Content-Type"].startswith("text/html") or not inline(answer.content.decode()),
    }
    return {name: dict(headers) for name, right in holds.items() if not right}


EXPECTED = {
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


def test_page_that_does_not_exist_carries_the_headers_too(clients):
    answer = clients[0].get("/bestaat-niet/")
    assert (answer.status_code, answer.headers["Content-Security-Policy"][:18]) == (404, "default-src 'self'")


def test_file_of_the_page_may_be_kept_by_the_browser(clients):
    answer = clients[0].get("/static/access/keys.js")
    b"".join(answer.streaming_content)
    answer.close()
    assert answer.status_code == 200
    assert "no-store" not in answer.headers["Cache-Control"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_https_is_told_to_browsers_where_it_is_used(settings):
    settings.SECURE_HSTS_SECONDS = 31536000
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    answer = Client(headers={"x-forwarded-proto": "https"}).get("/aanmelden/")
    assert answer.headers["Strict-Transport-Security"].startswith("max-age=31536000")


@pytest.mark.no_cover
@pytest.mark.parametrize("place", PLACES)
def test_post_without_a_token_is_refused_everywhere(clients, place):
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = clients[1].cookies
    # The interface for other programs knows no sign-in of a browser: there, the token of a program is missing.
    refused = {401, 403, 405} if place == "api" else {403, 405}
    statuses = {address: strict.post(address).status_code for address in PLACES[place]}
    assert {address: status for address, status in statuses.items() if status not in refused} == {}


def test_no_view_is_exempt_from_the_token():
    """But for those that ask for it themselves, after they looked at the size, and those that know no sign-in.

    See the test above.
    """
    exempt = {path for path, entry in TABLE.items() if getattr(entry.callback, "csrf_exempt", False)}
    exempt = {path for path in exempt if not path.startswith("api/v1/")}
    assert exempt <= {"regelwijzer/", "regelwijzer/antwoord/"}


def test_addresses_hold_keys_dates_and_words_of_ours_only():
    """A name, number or address of a person has no place in an address: it ends up in histories and logs."""
    loose = {
        (path, name)
        for path in TABLE
        for converter, name in re.findall(r"<(?:(\w+):)?(\w+)>", path)
        if converter in ("", "str", "path", "slug") and name not in {"part", "provider_id", "kind", "soort"}
    }
    assert {(path, name) for path, name in loose if name not in KNOWN} == set()


# Places in addresses that are checked by the view against a fixed list, or hold a date; "form" and "key" name a form or
# a letter before it is about anybody.
KNOWN = {
    "date", "day", "part", "code", "profile", "what", "question", "topic", "role", "format", "form", "key", "cell",
    "step", "flow", "scope", "chart", "indicator", "light", "language",
    # Of the interface for other programs, which checks each itself and tells what is wrong.
    "pupil_id", "class_id", "enrolment_id", "certificate_id", "contact_id", "duty_id",
}  # fmt: skip


@pytest.mark.parametrize(
    "address", ["/aanmelden/", "/aanmelden/herstel/", "/beveiliging/", "/aanmeldingen/", "/accounts/"]
)
def test_page_holds_no_script_or_style_of_its_own(clients, address):
    for client in clients:
        assert inline(client.get(address, follow=True).content.decode()) == []


def test_scripts_of_ours_evaluate_nothing():
    text = Path(finders.find("access/keys.js")).read_text()
    assert re.findall(r"\beval\(|new Function|innerHTML|document\.write", text) == []


def test_cookies_are_not_for_scripts_or_other_sites():
    client = Client()
    client.get("/aanmelden/")
    cookie = client.cookies[installed.CSRF_COOKIE_NAME]
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")


def test_server_keeps_no_record_of_addresses():
    command = web_command(8000)
    assert [part for part in command if "access" in part] == []
    assert command[command.index("--log-level") + 1] == "error"


def test_request_that_fails_is_logged_without_its_query(clients, caplog):
    with caplog.at_level(logging.WARNING, logger="django.request"):
        clients[1].get("/bestaat-niet/?zoek=Noor+Janssens")
    assert caplog.messages == ["Not Found: /bestaat-niet/"]


def test_uploads_are_limited_to_what_somebody_can_send(settings):
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "upload": "1/m/user"}
    client = Client()
    client.force_login(MembershipFactory.create(role="secretariaat").user)
    answers = [client.post("/invoer/", {"import": "1"}).status_code for _try in range(2)]
    assert answers[1] == 429
    assert answers[0] != 429
