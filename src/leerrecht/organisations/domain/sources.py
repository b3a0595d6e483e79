"""What of a pupil comes from the school package: there it is changed, and screens say so. Kept on a floor above."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

NAMES, CLASSES, ENROLMENTS, CONTACTS = "namen", "klassen", "inschrijvingen", "contacten"
PARTS = (NAMES, CLASSES, ENROLMENTS, CONTACTS)


class SchoolPackage(NamedTuple):
    """The package of a school, and the parts that come from it."""

    name: str
    parts: frozenset[str]


Finder = Callable[[frozenset[int]], dict[int, SchoolPackage]]
_finder: list[Finder] = []


def register_finder(finder: Finder) -> Finder:
    """Tell how the packages of schools are found."""
    _finder[:] = [finder]
    return finder


def packages_of(schools: Iterable[int]) -> dict[int, SchoolPackage]:
    """The package of each school that says it has one."""
    wanted = frozenset(schools)
    return _finder[0](wanted) if _finder and wanted else {}


def package_for(part: str, schools: Iterable[int]) -> str:
    """The name of the package from which this part comes at one of these schools; empty where people keep it."""
    return next((found.name for found in packages_of(schools).values() if part in found.parts), "")
