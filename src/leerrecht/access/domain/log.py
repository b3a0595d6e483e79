"""The log of acts and looks; written in the transaction of the act itself."""

from typing import Any

from django.db.models import Model

from leerrecht.access.models import LogEntry
from leerrecht.access.principal import Principal


def record(
    *,
    by: Principal,
    act: str,
    on: Model | None = None,
    kind: str = "",
    pupil_id: int | None = None,
    organisation_id: int | None = None,
    why: str = "",
    detail: dict[str, Any] | None = None,
) -> LogEntry:
    """Write one entry. ``detail`` holds references and counts, never confidential text."""
    return LogEntry.objects.create(
        actor_id=by.user_id,
        actor=by.name,
        act=act,
        kind=on._meta.label_lower if on is not None else kind,
        object_id=str(on.pk) if on is not None else "",
        pupil_id=pupil_id,
        organisation_id=organisation_id,
        why=why or by.why(act, organisation_id),
        detail=detail or {},
    )
