"""Constraints of the database, told to people in words."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

Messages = Mapping[str, Any]


def constraint_of(error: IntegrityError) -> str:
    """The name of the constraint that refused, empty where the database did not say."""
    diagnosis = getattr(error.__cause__, "diag", None)
    return getattr(diagnosis, "constraint_name", None) or ""


@contextmanager
def refusals(messages: Messages) -> Iterator[None]:
    """Run in a savepoint; a broken constraint named in ``messages`` becomes a ValidationError.

    A message is what ``ValidationError`` takes (text, or a field with its text), or a function
    without arguments that gives it, for a message that costs a query.
    """
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        name = constraint_of(error)
        if name not in messages:
            raise
        message = messages[name]
        raise ValidationError(message() if callable(message) else message) from error
