"""The one policy: which records somebody sees, and whether an act on one is allowed, and why.

Apps register for each model a function that turns a principal and an act into a ``Q``;
lists, pages, exports and commands all start from :func:`visible`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from django.core.exceptions import ObjectDoesNotExist, PermissionDenied, ValidationError
from django.db.models import Model, Q, QuerySet
from django.http import Http404

from leerrecht.access.principal import Principal

M = TypeVar("M", bound=Model)
Scope = Callable[[Principal, str], Q]
Ground = Callable[[Principal, str, Any], str]

NOTHING = Q(pk__in=())
_scopes: dict[type[Model], Scope] = {}
_beyond_roles: dict[type[Model], frozenset[str]] = {}
_grounds: dict[type[Model], Ground] = {}


@dataclass(frozen=True, slots=True)
class Decision:
    allowed: bool
    why: str

    def __bool__(self) -> bool:
        return self.allowed


class Denied(PermissionDenied):
    """The act is not allowed; the message says in Dutch which act, for the page that shows it."""


def register_scope(
    model: type[Model], scope: Scope, *, beyond_roles: frozenset[str] = frozenset(), ground: Ground | None = None
) -> None:
    """Say who sees ``model``. ``beyond_roles`` are acts that may rest on something else than a membership.

    Such are a grant for one case, or an account of the pupil or a parent: the scope alone then decides.
    ``ground`` says in words why the act on a record that the scope lets see is allowed, where the seat does not.
    """
    if model in _scopes:
        raise RuntimeError(f"{model.__name__} has a scope already")
    _scopes[model] = scope
    _beyond_roles[model] = beyond_roles
    if ground is not None:
        _grounds[model] = ground


def scoped_models() -> frozenset[type[Model]]:
    return frozenset(_scopes)


def visible(model: type[M], *, to: Principal, act: str) -> "QuerySet[M]":
    """Records of ``model`` on which ``to`` may do ``act``. A model without a scope is an error."""
    scope = _scopes[model]
    records: QuerySet[M] = model._default_manager.all()
    if to.system:
        return records
    if not to.can(act) and (to.user_id is None or act not in _beyond_roles[model]):
        return records.none()
    return records.filter(scope(to, act))


def may(principal: Principal, act: str, record: Model) -> Decision:
    """Whether the act on this record is allowed, and on which ground (or why not)."""
    if principal.system or visible(type(record), to=principal, act=act).filter(pk=record.pk).exists():
        return Decision(True, ground_of(principal, act, record))
    return Decision(False, "Uw functie laat dit hier niet toe.")


def ground_of(principal: Principal, act: str, record: Model) -> str:
    """The ground, in words, of an act that is allowed: "directeur van ...", "toegang verleend door ... tot ..."."""
    ground = _grounds.get(type(record))
    if ground is not None and not principal.system:
        return ground(principal, act, record)
    school: Any = getattr(record, "school_id", None)
    return principal.why(act, school) or principal.why(act)


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


def find(model: type[M], pk: object, *, by: Principal, act: str, without: tuple[str, ...] = ()) -> M:
    """The record if it may be seen for this act; else the same 404 as for one that does not exist.

    ``without``: fields that a page has no business to read, such as a text that it does not show.
    """
    try:
        return visible(model, to=by, act=act).defer(*without).get(pk=pk)
    except (ObjectDoesNotExist, ValueError, ValidationError) as error:
        raise missing(model) from error


def missing(model: type[Model]) -> Http404:
    """The same words, whether a record is not there or not for this reader."""
    return Http404(f"Geen {model._meta.verbose_name} gevonden.")
