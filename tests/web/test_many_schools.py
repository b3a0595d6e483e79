"""Who works for sixty schools would find a thousand classes in a filter: the school comes first."""

import re

import pytest
from django.urls import reverse

from tests.factories import (
    BoardFactory,
    ClassGroupFactory,
    MembershipFactory,
    PlacementFactory,
    SchoolFactory,
    UserFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2026-11-20 14:00 +0100", tick=False)]
PAGES = (
    "pupil-list", "certificate-list", "worklist-who", "worklist-registers", "worklist-unknown", "worklist-p",
    "worklist-notes",
)  # fmt: skip


def offered(response):
    """The choices of the filter on a class, as they are read."""
    select = re.search(r'<select name="(?:klas|class_group)".*?</select>', response.content.decode(), re.DOTALL)
    return re.findall(r"<option[^>]*>([^<]+)<", select.group())


@pytest.mark.parametrize("page", PAGES)
def test_filter_offers_classes_of_many_schools_once_a_school_is_chosen(client, page):
    board, user = BoardFactory.create(), UserFactory.create()
    groups = [
        PlacementFactory.create(
            class_group=ClassGroupFactory.create(name=f"Klas {number}", school=SchoolFactory.create(board=board))
        ).class_group
        for number in range(4)
    ]
    for group in groups:
        MembershipFactory.create(user=user, organisation=group.school, role="directeur")
    client.force_login(user)
    assert offered(client.get(reverse(page))) == ["kies eerst een school"]
    there = offered(client.get(reverse(page), {"school": groups[2].school_id}))
    assert [text[:6] for text in there[1:]] == ["Klas 2"]
    # Another school, while the class of the former still stands in the form: no error, its own classes.
    moved = {"school": groups[1].school_id, "klas": groups[2].pk, "class_group": groups[2].pk}
    response = client.get(reverse(page), moved)
    assert [text[:6] for text in offered(response)[1:]] == ["Klas 1"]
    assert "field-wrong" not in response.content.decode()
