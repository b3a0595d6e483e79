"""What rooms tell about their own work to whoever runs the installation: numbers and moments, nothing about anybody."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Min, Model, Q


@dataclass(frozen=True, slots=True)
class Vital:
    """Records of ``model`` that wait, and that went wrong; ``since`` is the field with the moment of a waiting one."""

    name: str
    model: type[Model]
    waiting: Q
    failed: Q
    since: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Counted:
    name: str
    waiting: int
    failed: int
    oldest: datetime | None
    remedy: str


_vitals: dict[str, Vital] = {}


def register(name: str, model: type[Model], *, waiting: Q, failed: Q, since: str, remedy: str) -> None:
    """Tell of what goes out or comes in with this name; ``remedy`` says in Dutch what to do where it went wrong."""
    if name in _vitals:
        raise RuntimeError(f"{name} is counted already")
    _vitals[name] = Vital(name, model, waiting, failed, since, remedy)


def counted() -> list[Counted]:
    """One query for each; who asks stands for the whole installation, else the wall hides what there is."""
    found = []
    for vital in _vitals.values():
        numbers = vital.model._default_manager.filter(vital.waiting | vital.failed).aggregate(
            waiting=Count("pk", filter=vital.waiting),
            failed=Count("pk", filter=vital.failed),
            oldest=Min(vital.since, filter=vital.waiting),
        )
        found.append(Counted(vital.name, numbers["waiting"], numbers["failed"], numbers["oldest"], vital.remedy))
    return found
