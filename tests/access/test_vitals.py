"""What rooms tell of their own work: numbers and moments."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db.models import Q

from leerrecht.access import vitals
from leerrecht.access.models import Recovery
from leerrecht.access.vitals import Counted
from tests.factories import UserFactory

MORNING = datetime(2026, 11, 20, 8, 0, tzinfo=UTC)


@pytest.fixture
def told(monkeypatch):
    monkeypatch.setattr(vitals, "_vitals", {})
    vitals.register(
        "herstel", Recovery, waiting=Q(used_at=None, withdrawn_at=None), failed=Q(withdrawn_at__isnull=False),
        since="at", remedy="Begin opnieuw.",
    )  # fmt: skip


def _recovery(at, **ended):
    Recovery.objects.create(account=UserFactory.create(), reason="x", at=at, until=at + timedelta(hours=1), **ended)


@pytest.mark.django_db
def test_what_waits_and_what_failed_is_counted_by_one_query(told, django_assert_num_queries):
    for hours in (3, 2):
        _recovery(MORNING + timedelta(hours=hours))
    _recovery(MORNING, withdrawn_at=MORNING)
    _recovery(MORNING, used_at=MORNING)
    with django_assert_num_queries(1):
        assert vitals.counted() == [Counted("herstel", 2, 1, MORNING + timedelta(hours=2), "Begin opnieuw.")]


@pytest.mark.django_db
def test_nothing_that_waits_has_no_oldest(told):
    _recovery(MORNING, withdrawn_at=MORNING)
    assert vitals.counted() == [Counted("herstel", 0, 1, None, "Begin opnieuw.")]


def test_name_is_told_once(told):
    with pytest.raises(RuntimeError) as refused:
        vitals.register("herstel", Recovery, waiting=Q(), failed=Q(), since="at", remedy="")
    assert str(refused.value) == "herstel is counted already"
