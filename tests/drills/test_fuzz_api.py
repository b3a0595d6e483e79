"""The interface under many calls that its description allows, and many that it does not: within a minute."""

import os
import time

import pytest

from tests.api.conftest import ALL, a, b, today
from tests.api.test_fuzz import described, hammer, known, operations

pytestmark = [pytest.mark.drill, pytest.mark.django_db]
__all__ = ["a", "b", "described", "today"]
SECONDS = 35
TRIES = int(os.environ.get("LEERRECHT_FUZZ", "8"))


def test_no_call_is_a_fault_of_the_server_with_a_token_of_any_scope(a, described):
    until, token, statuses = time.monotonic() + SECONDS, a.token(), set()
    for operation in operations(described):
        tries = TRIES if time.monotonic() < until else 1
        statuses |= hammer(operation, token, tries=tries, numbers=known(a))
    assert statuses >= {200, 201, 404, 422}
    for scope in ALL:
        token = a.token(scope)
        for operation in operations(described) if time.monotonic() < until else ():
            hammer(operation, token, tries=1, numbers=known(a))
