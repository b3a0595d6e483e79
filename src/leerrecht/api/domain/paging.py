"""Pages by the key of the last row: what comes in meanwhile moves nothing, and no page is counted out."""

import base64
import binascii
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Literal, TypeVar

import msgspec
from django.db.models import Model, Q, QuerySet
from django.utils.translation import gettext as _

from leerrecht.api.domain.problems import Fault, Problem

M = TypeVar("M", bound=Model)


@dataclass(frozen=True, slots=True)
class Key:
    """By which fields a list is ordered, and of which types their values are."""

    fields: tuple[str, ...]
    shape: Any


# As far as a number of the database goes.
Number = Annotated[int, msgspec.Meta(ge=0, le=2**63 - 1)]
BY_ID = Key(("pk",), tuple[Number])
HALF_DAYS = Key(("date", "pupil_id", "part"), tuple[date, Number, Literal["vm", "nm"]])


def page_of(records: "QuerySet[M]", *, cursor: str, most: int, key: Key = BY_ID) -> tuple[list[M], str | None]:
    """The rows after the cursor, and the cursor after them: None at the end. One query."""
    found = list(records.filter(_after(key, _read(cursor, key)) if cursor else Q()).order_by(*key.fields)[: most + 1])
    if len(found) <= most:
        return found, None
    return found[:most], _written([_value(found[most - 1], name) for name in key.fields])


def _after(key: Key, values: Sequence[Any]) -> Q:
    """Beyond these values, by the first field, and where that is the same by the next."""
    beyond = Q()
    for place, name in enumerate(key.fields):
        same = {other: values[number] for number, other in enumerate(key.fields[:place])}
        beyond |= Q(**same, **{f"{name}__gt": values[place]})
    return beyond


def _value(record: Model, name: str) -> Any:
    return record.pk if name == "pk" else getattr(record, name)


def _written(values: list[Any]) -> str:
    return base64.urlsafe_b64encode(msgspec.json.encode(values)).decode().rstrip("=")


def _read(cursor: str, key: Key) -> Sequence[Any]:
    try:
        text = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True)
        values: Sequence[Any] = msgspec.json.decode(text, type=key.shape)
    except (binascii.Error, ValueError, msgspec.MsgspecError) as error:
        wrong = _("Deze cursor is niet te lezen. Neem hem over uit “volgende”, of begin zonder.")
        raise Problem(422, "cursor-ongeldig", wrong, (Fault("cursor", wrong),)) from error
    return values
