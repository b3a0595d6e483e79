"""Who sees how the installation is doing."""

from django.db.models import Q

from leerrecht.access.policy import NOTHING
from leerrecht.access.principal import Principal


def of_the_installation(to: Principal, act: str) -> Q:
    """All of it for whoever runs the installation: it is about machines, and about nobody."""
    return Q() if to.can(act) else NOTHING
