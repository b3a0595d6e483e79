"""Sign-ins: where somebody is signed in, and ending that."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from leerrecht.access.domain import log
from leerrecht.access.models import Session
from leerrecht.access.principal import Principal


@dataclass(frozen=True, slots=True)
class SignIn:
    """``name`` stands for the session on a page: the key itself would let somebody in."""

    name: str
    device: str
    begun_at: datetime | None
    seen_at: datetime | None
    current: bool


def sign_ins(by: Principal, *, current: str | None) -> list[SignIn]:
    """One's own sign-ins of now, the latest used first; ``current`` is the key of the present one."""
    return [
        SignIn(_name(found.pk), found.device, found.begun_at, found.seen_at, found.pk == current)
        for found in Session.objects.filter(account_id=by.user_id, expire_date__gt=timezone.now()).order_by(
            "-seen_at", "pk"
        )
    ]


@transaction.atomic
def end_sign_in(*, by: Principal, name: str) -> int:
    """End one of one's own sign-ins; returns how many ended: none, where it had ended already."""
    return _end(by, [key for key in _keys(by) if _name(key) == name])


@transaction.atomic
def end_other_sign_ins(*, by: Principal, current: str | None) -> int:
    """End all one's own sign-ins but the present one; returns how many."""
    return _end(by, [key for key in _keys(by) if key != current])


def forget_ended() -> None:
    """Remove what ended by itself, of everybody."""
    Session.objects.filter(expire_date__lte=timezone.now()).delete()


def _keys(by: Principal) -> list[str]:
    return list(Session.objects.filter(account_id=by.user_id).values_list("pk", flat=True))


def _end(by: Principal, keys: Iterable[str]) -> int:
    count, _each = Session.objects.filter(pk__in=keys).delete()
    if count:
        log.record(by=by, act="session.end", kind="access.session", why="eigen account", detail={"count": count})
    return count


def _name(key: str) -> str:
    return salted_hmac("leerrecht.aanmelding", key, algorithm="sha256").hexdigest()[:32]
