"""Where attempts are counted."""

import pytest
from django.core.cache import caches
from django.core.cache.backends.db import DatabaseCache
from django.db import connection

from leerrecht.access.counts import Counts, unreadable

pytestmark = pytest.mark.django_db


def counts():
    return Counts("access_count", {"KEY_FUNCTION": "leerrecht.access.counts.unreadable"})


def stored():
    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key FROM access_count")
        return [key for (key,) in cursor.fetchall()]


def test_count_of_an_entrance_is_the_same_for_all_processes():
    assert counts().add("allauth:rl:login:ip:192.0.2.7", [1.0], 60) is True
    assert counts().add("allauth:rl:login:ip:192.0.2.7", [2.0], 60) is False
    assert counts().get("allauth:rl:login:ip:192.0.2.7") == [1.0]
    counts().set("allauth:rl:login:ip:192.0.2.7", [2.0, 1.0], 60)
    assert counts().get("allauth:rl:login:ip:192.0.2.7") == [2.0, 1.0]
    assert counts().delete("allauth:rl:login:ip:192.0.2.7") is True
    assert counts().get("allauth:rl:login:ip:192.0.2.7", []) == []


def test_key_tells_no_address():
    # Of tests in a browser, which keep what they count.
    counts().clear()
    counts().set("allauth:rl:login:ip:192.0.2.7", [1.0], 60)
    assert stored() == [unreadable("allauth:rl:login:ip:192.0.2.7", "", 1)]
    assert "192.0.2.7" not in stored()[0]


@pytest.mark.parametrize("action", ["regelwijzer", "survey"])
def test_flood_of_an_open_page_asks_no_database(action, django_assert_num_queries):
    ours = counts()
    with django_assert_num_queries(0):
        ours.set(f"allauth:rl:{action}:ip:192.0.2.7", [1.0], 60)
        assert ours.get(f"allauth:rl:{action}:ip:192.0.2.7") == [1.0]


def test_clearing_empties_both_places():
    ours = counts()
    for action in ("login", "survey"):
        ours.set(f"allauth:rl:{action}:ip:192.0.2.7", [1.0], 60)
    ours.clear()
    assert [ours.get(f"allauth:rl:{action}:ip:192.0.2.7") for action in ("login", "survey")] == [None, None]


def test_installation_counts_so():
    assert isinstance(caches["default"], Counts)
    assert isinstance(caches["default"]._shared, DatabaseCache)
