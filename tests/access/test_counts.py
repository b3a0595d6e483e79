"""Where attempts are counted."""

from datetime import UTC, datetime

import pytest
import time_machine
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


@pytest.mark.parametrize("action", ["login", "survey"])
def test_count_lasts_as_long_as_it_is_told_and_is_begun_once(action):
    key, ours = f"allauth:rl:{action}:ip:192.0.2.7", counts()
    with time_machine.travel(datetime(2026, 11, 20, 8, tzinfo=UTC), tick=False) as clock:
        ours.clear()
        assert (ours.add(key, [1.0], 600), ours.add(key, [2.0], 600), ours.get(key)) == (True, False, [1.0])
        clock.shift(599)
        assert counts().get(key) == [1.0]
        clock.shift(2)
        assert (ours.get(key), ours.get(key, [])) == (None, [])
        ours.set(key, [3.0], 600)
        clock.shift(599)
        assert ours.get(key) == [3.0]
        clock.shift(2)
        assert ours.get(key) is None
        ours.set(key, [4.0], 60)
        assert (ours.delete(key), ours.delete(key), ours.get(key)) == (True, False, None)


def test_clearing_empties_both_places():
    ours = counts()
    for action in ("login", "survey"):
        ours.set(f"allauth:rl:{action}:ip:192.0.2.7", [1.0], 60)
    ours.clear()
    assert [ours.get(f"allauth:rl:{action}:ip:192.0.2.7") for action in ("login", "survey")] == [None, None]


def test_installation_counts_so():
    assert isinstance(caches["default"], Counts)
    assert isinstance(caches["default"]._shared, DatabaseCache)
