"""Whatever the description allows, and what it does not: never a 5xx, and every answer as the description says.

One try for each address here; many more in ``tests/drills/test_fuzz_api.py``.
"""

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, seed, settings
from schemathesis import checks
from schemathesis.generation import GenerationMode

from leerrecht.api import rules
from leerrecht.attendance.models import Certificate
from tests.api.conftest import DAY
from tests.api.test_reading import fill


@pytest.fixture
def described(a, b, monkeypatch):
    """The description as the server gives it, for a school with something on every list."""
    monkeypatch.setattr(rules, "CALLS_A_MINUTE", 1_000_000)
    fill(a)
    fill(b)
    # As the client for tests does: the connection holds the data of this test.
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield schemathesis.openapi.from_wsgi("/api/v1/openapi.json", get_wsgi_application())
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def operations(described):
    return [found.ok() for found in described.get_all_operations()]


def known(world):
    """Numbers of the school of the token: by chance none would be hit."""
    certificate = Certificate.objects.filter(school=world.school).first()
    return {
        "pupil_id": world.pupils[1].pk, "class_id": world.group.pk, "enrolment_id": world.enrolments[1].pk,
        "certificate_id": certificate.pk, "date": str(DAY), "part": "nm", "leerling": world.pupils[1].pk,
        "klas": world.group.pk, "leerlingen": [world.pupils[1].pk, world.pupils[2].pk],
    }  # fmt: skip


def hammer(operation, token, *, tries, modes=(GenerationMode.POSITIVE, GenerationMode.NEGATIVE), numbers=None):
    """Call one address with what hypothesis makes of its description; returns the statuses that came back."""
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    statuses = set()
    for mode in modes:
        _hammer(operation, mode, headers, tries, statuses, (numbers or {}) if mode is GenerationMode.POSITIVE else {})
    return statuses


def _hammer(operation, mode, headers, tries, statuses, numbers):
    @seed(20261120)
    @settings(
        max_examples=tries, deadline=None, database=None, suppress_health_check=list(HealthCheck),
        phases=[Phase.generate], print_blob=False,
    )  # fmt: skip
    @given(case=operation.as_strategy(generation_mode=mode))
    def call(case):
        _put(case.path_parameters, numbers)
        _put(case.body, numbers)
        case.headers.pop("Authorization", None)
        case.headers.update(headers)
        answer = case.call()
        statuses.add(answer.status_code)
        case.validate_response(answer, checks=CHECKS)
        assert [word for word in (b"KindB", b"FamilieB", b"OuderB") if word in answer.content] == []

    call()


CHECKS = [
    checks.not_a_server_error, checks.status_code_conformance, checks.content_type_conformance,
    checks.response_schema_conformance,
]  # fmt: skip


def _put(part, numbers):
    """Numbers that exist in the place of those by chance."""
    if not isinstance(part, dict):
        return
    for name in numbers.keys() & part.keys():
        part[name] = numbers[name]
    for row in rows if isinstance(rows := part.get("regels"), list) else ():
        _put(row, numbers)


def test_no_answer_is_a_fault_of_the_server_and_each_is_as_described(a, described):
    token = a.token()
    statuses = set()
    for number, operation in enumerate(operations(described)):
        mode = (GenerationMode.POSITIVE, GenerationMode.NEGATIVE)[number % 2]
        statuses |= hammer(operation, token, tries=1, modes=[mode], numbers=known(a))
    assert statuses >= {200, 422}


def test_without_a_token_every_address_says_so(described):
    for operation in operations(described):
        assert hammer(operation, "", tries=1, modes=[GenerationMode.POSITIVE]) == {401}
