from datetime import timedelta

import pytest
from django.utils import timezone

from leerrecht.duties.domain.merging import move_seen
from leerrecht.duties.models import Seen
from tests.factories import SYSTEM, TODAY, PupilFactory, SchoolFactory

pytestmark = pytest.mark.django_db


def seen(pupil, regel, days_ago, reason):
    return Seen.objects.create(
        pupil=pupil,
        school=SchoolFactory.create(),
        school_year=2026,
        regel=regel,
        on=TODAY,
        reason=reason,
        by_id=1,
        by_name="an",
        at=timezone.now() - timedelta(days=days_ago),
    )


def test_what_was_seen_of_both_records_stays_with_the_newest_where_both_have_it():
    keep, drop = PupilFactory.create(), PupilFactory.create()
    seen(keep, "b1.contact", 3, "oud")
    seen(drop, "b1.contact", 1, "nieuw")
    seen(keep, "tempo", 1, "nieuw")
    seen(drop, "tempo", 3, "oud")
    seen(drop, "b.begeleiding", 3, "enige")
    assert move_seen(by=SYSTEM, keep=keep, drop=drop) == {"seen": 2}
    assert list(Seen.objects.order_by("regel").values_list("pupil_id", "regel", "reason")) == [
        (keep.pk, "b.begeleiding", "enige"),
        (keep.pk, "b1.contact", "nieuw"),
        (keep.pk, "tempo", "nieuw"),
    ]
