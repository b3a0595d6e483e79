"""Opening the check of a year and taking in its list: all rows or none, and the same file twice changes nothing."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from leerrecht.access import acts, policy
from leerrecht.access.domain import log
from leerrecht.access.principal import Principal, command
from leerrecht.access.standing import stand
from leerrecht.documents.domain.tables import Source
from leerrecht.facts.domain import changes
from leerrecht.law.calendar import label, last_day, school_year
from leerrecht.law.casus import Leerling
from leerrecht.law.dates import ONE_DAY, add_years
from leerrecht.law.leerplicht import is_leerplichtig
from leerrecht.law.tables import waarde
from leerrecht.leerplicht import rules
from leerrecht.leerplicht.domain.finding import find_again
from leerrecht.leerplicht.domain.matching import SAME
from leerrecht.leerplicht.domain.reading import POSTCODE, Refused, Row, read_list
from leerrecht.leerplicht.models import Check, CheckFile, CheckKind, ListedChild, State, Territory
from leerrecht.people.domain.names import sort_key

OCTOBER = 10
_COPIED = (
    "insz", "first_name", "last_name", "birth_date", "nationality", "register_entry", "address", "postcode", "town",
)  # fmt: skip
_WRITTEN = (*_COPIED, "key", "sort_key", "municipality_id")
_PIECE = 2_000


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of a file; ``file`` is None where rows were refused and so nothing was taken in."""

    file: CheckFile | None
    refused: list[Refused] = field(default_factory=list)
    good: int = 0


def reference_date(year: int) -> date:
    """The day of the list. Source: 001:1171."""
    return date(year, OCTOBER, waarde("leerplichtcontrole.peildatum"))


@transaction.atomic
def open_check(*, by: Principal, kind: str, year: int, certain: int = rules.CERTAIN) -> Check:
    """The check of a school year, made where it is not there yet.

    Raises ``Denied``; ``ValidationError`` by field: before its day, or names that count as the same too easily.
    """
    house = rules.house_of(by, acts.LEERPLICHT_KEEP)
    if house is None:
        raise policy.Denied(_("De leerplichtcontrole leidt AGODI."))
    reference = reference_date(year)
    if reference > by.on:
        raise ValidationError({"year": _("De peildatum van %(year)s is nog niet voorbij.") % {"year": label(year)}})
    if not rules.CERTAIN_LEAST <= certain <= SAME:
        raise ValidationError({"certain": _("Kies een getal van %(least)s tot 100.") % {"least": rules.CERTAIN_LEAST}})
    check, made = Check.objects.get_or_create(
        organisation_id=house, kind=kind, school_year=year,
        defaults={"reference_date": reference, "certain": certain, "opened_by": by.name},
    )  # fmt: skip
    if made:
        log.record(by=by, act="leerplicht.open", on=check, organisation_id=house, detail={"kind": kind, "year": year})
    return check


@transaction.atomic
def import_list(*, by: Principal, check: Check, source: Source, good_rows: bool = False) -> Taken:
    """Take in a list. With a bad row nothing is written, unless ``good_rows`` says to take the others.

    Rows of before are known by number, or by name, birth date and postcode: changed where they say something else,
    else left alone. Raises ``Denied``, and ``ValidationError`` for a file that cannot be read as a list at all.
    """
    policy.require(by, acts.LEERPLICHT_KEEP, check)
    check = Check.objects.select_for_update().get(pk=check.pk)
    rows, refused = read_list(source)
    if refused and not good_rows:
        return Taken(None, refused, len(rows))
    inside = [row for row in rows if belongs(row, check)]
    added, changed = _write(check, inside)
    find_again(by=by, check=check, children=[one for one in (*added, *changed) if one.state != State.CLOSED], on=by.on)
    source.stream.seek(0)
    file = CheckFile.objects.create(
        check_list=check, name=source.name[:160], sha256=hashlib.sha256(source.stream.read()).hexdigest(),
        rows=len(rows) + len({one.row for one in refused}), added=len(added), changed=len(changed),
        unchanged=len(inside) - len(added) - len(changed), outside=len(rows) - len(inside),
        refused=len({one.row for one in refused}), by=by.name,
    )  # fmt: skip
    log.record(
        by=by, act="leerplicht.import", on=check, organisation_id=check.organisation_id,
        detail={"rows": file.rows, "added": file.added, "changed": file.changed, "refused": file.refused},
    )  # fmt: skip
    changes.notify([child.pupil_id for child in (*added, *changed) if child.pupil_id is not None])
    return Taken(file, refused, len(rows))


def belongs(row: Row, check: Check) -> bool:
    """Whether the check is about this child: leerplichtig on its day; or a kleuter who may be enrolled and need not."""
    pupil = Leerling(row.birth_date, row.nationality, row.register_entry)
    compulsory = is_leerplichtig(pupil, check.reference_date)
    if check.kind == CheckKind.COMPULSORY:
        return compulsory
    first = waarde("leerplicht.begin", check.reference_date)
    youngest = _months_before(check.reference_date, rules.KLEUTER_MONTHS)
    # Older children who need not learn here, such as newcomers in their first days, are no kleuters.
    return (
        not compulsory and row.birth_date <= youngest and row.birth_date > add_years(check.reference_date, -first - 1)
    )


def _months_before(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return day.replace(year=year, month=month + 1)


def _write(check: Check, rows: Sequence[Row]) -> tuple[list[ListedChild], list[ListedChild]]:
    """Rows that are new and rows that say something else than before."""
    before = {child.key: child for child in check.children.all()}
    houses = {code: place.pk for place in Territory.objects.all() for code in place.postcodes}
    destroy_on = last_day(check.school_year + rules.KEPT_YEARS) + ONE_DAY
    added, changed = [], []
    for row in rows:
        child = before.get(row.key)
        # Who came without a number before, comes with one now.
        if child is None and row.insz and (child := before.get(row.name_key)) is not None and child.insz:
            child = None
        if child is None:
            child = ListedChild(
                check_list=check, owner_id=check.organisation_id, state=State.OPEN, destroy_on=destroy_on
            )
            _copy(child, row, houses)
            added.append(child)
        elif any(getattr(child, name) != getattr(row, name) for name in _COPIED):
            _copy(child, row, houses)
            changed.append(child)
    ListedChild.objects.bulk_create(added, batch_size=_PIECE)
    ListedChild.objects.bulk_update(changed, _WRITTEN, batch_size=_PIECE)
    return added, changed


def _copy(child: ListedChild, row: Row, houses: dict[str, int]) -> None:
    for name in _COPIED:
        setattr(child, name, getattr(row, name))
    child.key, child.sort_key = row.key, sort_key(row.last_name, row.first_name)
    if child.handed_on is None:
        child.municipality_id = houses.get(row.postcode)


@transaction.atomic
def keep_territory(*, by: Principal, organisation_id: int, postcodes: Iterable[str]) -> Territory:
    """Say which postcodes belong to a municipality; children who wait follow. Raises ``ValidationError``."""
    if not (by.system or by.can(acts.LEERPLICHT_KEEP)):
        raise policy.Denied(_("Welke postcodes bij een gemeente horen, zegt AGODI."))
    codes = sorted({code.strip() for code in postcodes if code.strip()})
    if not codes or not all(POSTCODE.fullmatch(code) for code in codes):
        raise ValidationError({"postcodes": _("Geef postcodes van vier cijfers, gescheiden door een komma.")})
    taken = Territory.objects.filter(postcodes__overlap=codes).exclude(pk=organisation_id).first()
    if taken is not None:
        raise ValidationError(
            {"postcodes": _("Een van deze postcodes hoort al bij %(name)s.") % {"name": taken.organisation}}
        )
    place, _made = Territory.objects.update_or_create(organisation_id=organisation_id, defaults={"postcodes": codes})
    waiting = ListedChild.objects.filter(handed_on=None)
    with stand(command("leerplichtcontrole", by.on)):
        waiting.filter(municipality_id=organisation_id).exclude(postcode__in=codes).update(municipality=None)
        waiting.filter(postcode__in=codes).update(municipality_id=organisation_id)
    log.record(by=by, act="leerplicht.territory", on=place, organisation_id=organisation_id)
    return place


def year_of(on: date) -> int:
    """The school year whose day has come last."""
    year = school_year(on)
    return year if reference_date(year) <= on else year - 1


@transaction.atomic
def search_again(*, by: Principal, check: Check) -> int:
    """Look anew for whoever waits: since the list came in children were enrolled. Gives how many were found."""
    policy.require(by, acts.LEERPLICHT_KEEP, check)
    check = Check.objects.select_for_update().get(pk=check.pk)
    waiting = list(check.children.filter(state__in=(State.DOUBT, State.OPEN)))
    find_again(by=by, check=check, children=waiting, on=timezone.localdate())
    found = [child for child in waiting if not child.waits]
    log.record(
        by=by, act="leerplicht.search", on=check, organisation_id=check.organisation_id,
        detail={"looked": len(waiting), "found": len(found)},
    )  # fmt: skip
    changes.notify([child.pupil_id for child in found if child.pupil_id is not None])
    return len(found)
