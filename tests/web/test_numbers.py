"""Numbers that are none, or longer than Python reads: every page that takes a number says so, or passes them over."""

import pytest
import time_machine
from django.test import Client

from leerrecht.access.models import User
from leerrecht.access.numbers import LARGEST_ID, whole, wholes
from tests.factories import TODAY, ClassGroupFactory, EnrolmentFactory, PlacementFactory, SchoolFactory, principal

# Python reads no more than 4300 digits at once; a number of the database has 19; "²" is a digit and no number.
ODD = ("9" * 5000, "9" * 30, "²", "-1")
FINE = {200, 302, 400, 403, 404, 405, 422}


@pytest.fixture
def world(db):
    with time_machine.travel(f"{TODAY}T10:00:00+01:00", tick=False):
        school = SchoolFactory.create()
        enrolment = EnrolmentFactory.create(school=school)
        group = ClassGroupFactory.create(school=school)
        PlacementFactory.create(class_group=group, enrolment=enrolment)
        principal("directeur", school, username="directeur")
        client = Client()
        client.force_login(User.objects.get(username="directeur"))
        yield client, {"school": school.pk, "pupil": enrolment.pupil_id, "group": group.pk, "day": TODAY}


def test_number_that_somebody_sent_is_read_or_none():
    read = [
        whole(text) for text in ("0", "007", str(LARGEST_ID), str(LARGEST_ID + 1), "0" * 5000 + "8", "", "1.0", "+1")
    ]
    assert (read, [whole(text) for text in ODD]) == ([0, 7, LARGEST_ID, None, 8, None, None, None], [None] * len(ODD))
    assert (whole("12", most=12), whole("13", most=12), wholes(["3", "x", *ODD])) == (12, None, [3])


@pytest.mark.parametrize(
    ("path", "asked"),
    [
        ("klassen/", "jaar"),
        ("registers/periode/", "leerling"),
        ("brieven/nieuw/", "leerling"),
        ("brieven/nieuw/", "school"),
        ("ziek/", "leerling"),
        ("leerlingen/", "pagina"),
        ("leerlingen/{pupil}/", "schooljaar"),
        ("leerlingen/{pupil}/geschiedenis/", "schooljaar"),
        ("scholen/{school}/", "jaar"),
        ("registers/{group}/{day}/vm/{pupil}/", "groep"),
        ("registers/{group}/{day}/vm/", "groep"),
        ("leerlingen/{pupil}/samenvoegen/", "met"),
        ("doorverwijzingen/nieuw/?soort=a_document", "leerling"),
    ],
)
def test_address_with_an_odd_number_is_no_fault_of_the_server(world, path, asked):
    client, keys = world
    address = "/" + path.format(**keys)
    for odd in ODD:
        answer = client.get(f"{address}{'&' if '?' in address else '?'}{asked}={odd}")
        assert (asked, answer.status_code in FINE) == (asked, True)


@pytest.mark.parametrize(
    ("path", "sent"),
    [
        ("werklijst/zonder-reden/", {"keys": "{odd}:{odd}:2026-11-20:2026-11-20", "reason": "B"}),
        ("werklijst/ouderbriefjes/", {"certificates": "{odd}", "actie": "brief"}),
        ("werklijst/p-goedkeuren/", {"keys": "{odd}:1:2026-11-20:2026-11-20", "actie": "goedkeuren"}),
        ("registers/periode/", {"pupils": "{odd}", "mark": "Z", "first": "2026-11-20", "last": "2026-11-20"}),
        ("registers/{group}/{day}/vm/", {"mark-{odd}": "B", "seen-{odd}": "0"}),
        ("registers/{group}/{day}/vm/", {"mark-{pupil}": "B", "seen-{pupil}": "{odd}"}),
        ("registers/{group}/{day}/vm/", {"mark-{pupil}": "L", "minutes-{pupil}": "{odd}"}),
        (
            "registers/{group}/{day}/vm/{pupil}/",
            {"reason": "L", "minutes": "{odd}", "seen": "{odd}", "sub_code": "{odd}"},
        ),
        ("leerlingen/{pupil}/lesuren/", {"half_days": "{odd}:2026-11-20:vm", "verdict": "x"}),
        ("brieven/kiezen/", {"keys": "{odd}:{odd}:2026-11-20:2026-11-20", "certificates": "{odd}"}),
        ("brieven/voorbeeld/", {"leerling": "{odd}", "school": "{odd}", "pupils": "{odd}", "klas": "{odd}"}),
        ("brieven/nieuw/", {"leerling": "{odd}", "school": "{odd}", "pupils": "{odd}", "klas": "{odd}"}),
        ("mijn/toestel/", {"pupil": "{odd}"}),
        ("leerlingen/{pupil}/accounts/brief/", {"contact": "{odd}", "number": "{odd}"}),
        ("leerlingen/{pupil}/broers-en-zussen/", {"leerling": "{odd}"}),
        ("scholen/{school}/discimus/opnieuw/", {"bericht": "{odd}"}),
        ("koppelingen/wijzigen/", {"number": "{odd}", "what": "pauze"}),
    ],
)
def test_form_with_an_odd_number_is_no_fault_of_the_server(world, path, sent):
    client, keys = world
    for odd in ODD:
        body = {name.format(odd=odd, **keys): value.format(odd=odd, **keys) for name, value in sent.items()}
        answer = client.post("/" + path.format(**keys), body)
        assert (path, answer.status_code in FINE) == (path, True)
