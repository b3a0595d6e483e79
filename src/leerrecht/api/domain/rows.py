"""Records that a call changes."""

from typing import TypeVar

from django.db.models import Model

from leerrecht.access import policy
from leerrecht.access.principal import Principal

M = TypeVar("M", bound=Model)


def row_to_change(model: type[M], pk: int, *, by: Principal, act: str) -> M:
    """The record as it stands now, which nobody else changes until the call ends.

    A verb keeps the whole record: what somebody changed between reading and keeping would be undone. Raises
    ``Http404`` as :func:`policy.find` does.
    """
    found = policy.find(model, pk, by=by, act=act)
    # The record alone: who marks a half-day of a pupil does not wait for this.
    row = model._default_manager.select_for_update(of=("self",), no_key=True).filter(pk=found.pk).first()
    if row is None:
        raise policy.missing(model)
    return row
