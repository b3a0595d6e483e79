"""The one policy: which records somebody sees, and whether an act on one is allowed, and why.

Apps register for each model a function that turns a principal and an act into a ``Q``;
lists, pages, exports and commands all start from :func:`visible`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.db.models import Model, Q, QuerySet
from django.http import Http404

from leerrecht.access.principal import Principal

M = TypeVar("M", bound=Model)
Scope = Callable[[Principal, str], Q]

NOTHING = Q(pk__in=())
_scopes: dict[type[Model], Scope] = {}


@dataclass(frozen=True, slots=True)
class Decision:
    allowed: bool
    why: str

    def __bool__(self) -> bool:
        return self.allowed


class Denied(PermissionDenied):
    """The act is not allowed; the message says in Dutch which act, for the page that shows it."""


def register_scope(model: type[Model], scope: Scope) -> None:
    if model in _scopes:
        raise RuntimeError(f"{model.__name__} has a scope already")
    _scopes[model] = scope


def scoped_models() -> frozenset[type[Model]]:
    return frozenset(_scopes)


def visible(model: type[M], *, to: Principal, act: str) -> "QuerySet[M]":
    """Records of ``model`` on which ``to`` may do ``act``. A model without a scope is an error."""
    scope = _scopes[model]
    records: QuerySet[M] = model._default_manager.all()
    if to.system:
        return records
    if not to.can(act):
        return records.none()
    return records.filter(scope(to, act))


def may(principal: Principal, act: str, record: Model) -> Decision:
    """Whether the act on this record is allowed, and on which ground (or why not)."""
    if principal.system or visible(type(record), to=principal, act=act).filter(pk=record.pk).exists():
        school: Any = getattr(record, "school_id", None)
        return Decision(True, principal.why(act, school) or principal.why(act))
    return Decision(False, "Uw functie laat dit hier niet toe.")


def require(principal: Principal, act: str, record: Model) -> str:
    """Raise :class:`Denied` unless the act is allowed; return the ground for the log."""
    decision = may(principal, act, record)
    if not decision:
        raise Denied(decision.why)
    return decision.why


def require_at(principal: Principal, act: str, school_id: int) -> str:
    """As :func:`require` for an act at a school as a whole, without a query."""
    if principal.system or school_id in principal.schools(act):
        return principal.why(act, school_id)
    raise Denied("Uw functie laat dit aan deze school niet toe.")


def find(model: type[M], pk: object, *, by: Principal, act: str) -> M:
    """The record if it may be seen for this act; else the same 404 as for one that does not exist."""
    try:
        return visible(model, to=by, act=act).get(pk=pk)
    except (ObjectDoesNotExist, ValueError) as error:
        raise Http404(f"Geen {model._meta.verbose_name} gevonden.") from error
