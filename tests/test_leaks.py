"""No page shows what its reader may not see: every address, as every persona, with data that could leak.

The addresses come from the URL table itself, so that a new page cannot escape. The two communities
of the demo share no family name, no school name and no marker, so a word on the wrong page shows.
"""

import re
from collections.abc import Iterator
from itertools import product
from typing import Any

import pytest
from django.apps import apps
from django.db import models, transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from leerrecht.access.models import User
from leerrecht.demo.build import build_demo
from leerrecht.demo.names import last_names
from leerrecht.demo.personae import PERSONAE
from leerrecht.demo.schools import NAMES
from leerrecht.enrolment.models import ClassGroup
from leerrecht.organisations.models import School
from leerrecht.people.models import Pupil

pytestmark = pytest.mark.django_db

PUBLIC = {"aanmelden/", "afmelden/", "static/<path:path>"}
# For everybody: what a page there shows, its visitor has filled in.
OPEN = {"regelwijzer/", "regelwijzer/antwoord/"}
SEES_CERTIFICATES = {"secretariaat", "begeleider", "directeur"}


@pytest.fixture(scope="module", autouse=True)
def demo(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The demo, built once for this file and rolled back at its end."""
    with django_db_blocker.unblock():
        whole = transaction.atomic()
        whole.__enter__()
        build_demo(report=lambda _text: None)
        yield
        transaction.set_rollback(True)
        whole.__exit__(None, None, None)


def _patterns(resolver: URLResolver, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    for entry in resolver.url_patterns:
        path = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from _patterns(entry, path)
        else:
            yield path, entry


ADDRESSES = [path for path, _entry in _patterns(get_resolver()) if path not in PUBLIC]


def _ids() -> list[str]:
    """Keys of records of both communities, of every kind: what a guesser would try."""
    keys = set()
    for model in apps.get_models():
        if model.__module__.startswith("leerrecht.") and isinstance(model._meta.pk, models.AutoField):
            found = model._default_manager.order_by("pk").values_list("pk", flat=True)
            count = found.count()
            keys.update(str(found[place]) for place in {0, count // 4, count // 2, count * 3 // 4, count - 1} if count)
    return sorted(keys)


def _values(name: str, path: str) -> list[str]:
    """What to put in a place of an address."""
    if name in {"date", "datum", "dag"}:
        return ["2026-11-20"]
    if name == "part":
        return ["vm"]
    if name in {"pk", "class_id", "pupil_id", "school_id"} or name.endswith("_id"):
        own = {"leerlingen": Pupil, "klassen": ClassGroup, "registers": ClassGroup, "scholen": School}
        model = own.get(path.split("/", maxsplit=1)[0])
        if model is None:
            return _ids()[::8]
        found = list(model._default_manager.order_by("pk").values_list("pk", flat=True))
        return [str(found[place * (len(found) - 1) // 5]) for place in (0, 2, 4, 5)]
    return ["1", "vm", "leerlingen"]


def _concrete(path: str) -> list[str]:
    names = re.findall(r"<(?:\w+:)?(\w+)>", path)
    addresses = []
    for chosen in product(*(_values(name, path) for name in names)):
        address = path
        for value in chosen:
            address = re.sub(r"<[^>]+>", value, address, count=1)
        addresses.append("/" + address)
    return addresses


def _forbidden(community: str) -> re.Pattern[str]:
    other = "b" if community == "a" else "a"
    names = NAMES[other]
    staff = [persona.names[other][1] for persona in PERSONAE if other in persona.names]
    # Which CLBs exist is public: a school chooses its own from the list.
    words = [*last_names(other), *staff, names.board, names.lager, names.secundair]
    return re.compile(rf"\[\[\w+:{other}\]\]|\b(?:{'|'.join(map(re.escape, words))})\b")


def _body(response: Any) -> str:
    content = b"".join(response.streaming_content) if response.streaming else response.content
    headers = " ".join(f"{key}: {value}" for key, value in response.headers.items())
    return headers + content.decode("utf-8", errors="replace")


@pytest.mark.parametrize("persona", [persona for persona in PERSONAE if persona.place != "beheer"], ids=lambda p: p.key)
def test_pages_show_nothing_of_the_other_community(persona):
    client = Client(raise_request_exception=True)
    client.force_login(User.objects.get(username=f"{persona.key}-a"))
    forbidden = _forbidden("a")
    leaks = [
        (address, found.group())
        for path in ADDRESSES
        for address in _concrete(path)
        if (found := forbidden.search(_body(client.get(address))))
    ]
    assert leaks == []


@pytest.mark.parametrize("persona", PERSONAE, ids=lambda p: p.key)
def test_pages_show_certificates_only_to_those_who_handle_them(persona):
    client = Client(raise_request_exception=True)
    client.force_login(User.objects.get(username=persona.username("a")))
    shown = {path for path in ADDRESSES for address in _concrete(path) if "[[attest:a]]" in _body(client.get(address))}
    if persona.role in SEES_CERTIFICATES:
        assert shown != set()  # so the marker is there to be seen
    else:
        assert shown == set()


@pytest.mark.parametrize("path", [path for path in ADDRESSES if path not in OPEN])
def test_page_without_sign_in_asks_to_sign_in(path):
    for address in _concrete(path)[:1]:
        response = Client().get(address)
        assert response.status_code in {302, 401, 405}, (address, response.status_code)
        if response.status_code == 302:
            assert response.headers["Location"].startswith("/aanmelden/?next=")


def test_operator_sees_no_pupil():
    client = Client()
    client.force_login(User.objects.get(username="beheerder"))
    names = re.compile(rf"\b(?:{'|'.join(map(re.escape, [*last_names('a'), *last_names('b')]))})\b")
    shown = {
        (address, found.group())
        for path in ADDRESSES
        for address in _concrete(path)
        if (found := names.search(_body(client.get(address))))
    }
    assert shown == set()
