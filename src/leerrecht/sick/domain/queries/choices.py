"""What can be chosen on the form of a request."""

from django.db.models import Q

from leerrecht.access import acts, policy
from leerrecht.access.principal import Principal
from leerrecht.directory.models import Offer
from leerrecht.people.models import Pupil
from leerrecht.sick.models import Kind, Ziekteonderwijs


def offers_of(by: Principal, kind: Kind) -> list[Offer]:
    """What there is of this kind in the own regions."""
    found = policy.visible(Offer, to=by, act=acts.DIRECTORY_VIEW).filter(kind=kind.value)
    return list(found.filter(Q(ended_on=None) | Q(ended_on__gt=by.on)).order_by("name"))


def earlier_of(by: Principal, pupil: Pupil, kind: Kind) -> list[Ziekteonderwijs]:
    """Periods that ended, on which a new one may go on: the newest first."""
    if kind != Kind.TOAH:
        return []
    found = policy.visible(Ziekteonderwijs, to=by, act=acts.SICK_VIEW).filter(pupil=pupil, kind=kind.value)
    return list(found.exclude(since=None).exclude(ended_on=None).order_by("-ended_on"))
