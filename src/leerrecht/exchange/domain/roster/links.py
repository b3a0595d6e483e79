"""By which identifiers school packages name pupils, when two records become one."""

from leerrecht.access.principal import Principal
from leerrecht.exchange.models import RosterLink
from leerrecht.people.models import Pupil


def merge(*, by: Principal, keep: Pupil, drop: Pupil) -> dict[str, int]:  # noqa: ARG001 - as every merger is called
    """The package may name one child twice: both names stay, and mean the record that is kept."""
    return {"package_names": RosterLink.objects.filter(pupil=drop).update(pupil=keep)}
