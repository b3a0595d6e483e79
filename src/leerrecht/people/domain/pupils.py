"""Pupils: making and changing their records, and saying who are siblings."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from leerrecht.access import acts, policy
from leerrecht.access.domain import log
from leerrecht.access.principal import Principal, command
from leerrecht.access.standing import stand
from leerrecht.facts.domain import changes
from leerrecht.organisations.domain.constraints import refusals
from leerrecht.organisations.models import Board, School
from leerrecht.people.domain import insz as insz_number
from leerrecht.people.domain.names import sort_key
from leerrecht.people.domain.numbers import normalise
from leerrecht.people.models import Pupil, PupilNumber

INSZ_DISAGREES = "insz_disagrees"
FIELDS = frozenset(
    {
        "first_name", "last_name", "birth_date", "gender", "insz", "nationality", "register_entry", "domicile",
        "home_language", "residence", "ses_home_language", "ses_mother_education", "ses_allowance",
        "ses_neighbourhood", "distance_km", "diploma_on", "two_years_so_ended_on",
    }
)  # fmt: skip
_COUNTRY_LETTERS = 2


@transaction.atomic
def create_pupil(
    *,
    by: Principal,
    first_name: str,
    last_name: str,
    birth_date: date,
    numbers: Iterable[tuple[Board, str]] = (),
    insz: str | None = None,
    insz_checked: bool = False,
    **details: Any,
) -> Pupil:
    """A new pupil with the numbers by which boards know it; enrol it in the same transaction.

    ``details`` are other fields of :class:`Pupil` (see FIELDS). ``insz_checked``: a person looked at a
    number that disagrees with birth date or gender and says that it is right. Raises ValidationError
    (code ``insz_disagrees`` where that would help), Denied.
    """
    if not (by.system or by.can(acts.PUPIL_EDIT)):
        raise policy.Denied(_("Uw functie laat niet toe om een leerling toe te voegen."))
    pupil = Pupil(first_name=first_name, last_name=last_name, birth_date=birth_date, insz=insz)
    for name, value in _known(details).items():
        setattr(pupil, name, value)
    # Nobody sees a pupil who is enrolled nowhere yet: adding one stands for a command.
    with stand(command("nieuwe leerling", by.on)):
        _save(pupil, insz_checked=insz_checked)
        _set_numbers(by=by, pupil=pupil, numbers=numbers)
        log.record(by=by, act="pupil.create", on=pupil, pupil_id=pupil.pk, why=by.why(acts.PUPIL_EDIT))
    return pupil


@transaction.atomic
def change_pupil(
    *,
    by: Principal,
    pupil: Pupil,
    numbers: Iterable[tuple[Board, str]] | None = None,
    insz_checked: bool = False,
    **details: Any,
) -> Pupil:
    """Change fields of a pupil; ``numbers`` replaces the numbers at the boards that it names ("" takes one away).

    Raises ValidationError as :func:`create_pupil`, Denied.
    """
    why = policy.require(by, acts.PUPIL_EDIT, pupil)
    changed = sorted(name for name, value in _known(details).items() if getattr(pupil, name) != value)
    for name in changed:
        setattr(pupil, name, details[name])
    if changed:
        _save(pupil, insz_checked=insz_checked or not {"insz", "birth_date", "gender"} & set(changed))
        changes.notify([pupil.pk])
    if numbers is not None and _set_numbers(by=by, pupil=pupil, numbers=numbers):
        changed.append("numbers")
    if changed:
        log.record(by=by, act=acts.PUPIL_EDIT, on=pupil, pupil_id=pupil.pk, why=why, detail={"changed": changed})
    return pupil


@transaction.atomic
def link_siblings(*, by: Principal, pupil: Pupil, sibling: Pupil) -> None:
    """Say that two pupils are siblings; the siblings that each has already become siblings too."""
    why = policy.require(by, acts.PUPIL_EDIT, pupil)
    policy.require(by, acts.PUPIL_VIEW, sibling)
    if pupil.pk == sibling.pk:
        raise ValidationError({"sibling": _("Een leerling is niet de eigen broer of zus. Kies een andere leerling.")})
    # A brother or sister at another school is one as well.
    with stand(command("broers en zussen", by.on)):
        family = {pupil.pk, sibling.pk, *_sibling_ids(pupil), *_sibling_ids(sibling)}
        for member in Pupil.objects.filter(pk__in=family):
            member.siblings.add(*(family - {member.pk}))
    log.record(by=by, act="pupil.siblings", on=pupil, pupil_id=pupil.pk, why=why, detail={"with": sibling.pk})


@transaction.atomic
def unlink_sibling(*, by: Principal, pupil: Pupil, sibling: Pupil) -> None:
    """Take back that two pupils are siblings."""
    why = policy.require(by, acts.PUPIL_EDIT, pupil)
    pupil.siblings.remove(sibling)
    log.record(by=by, act="pupil.siblings", on=pupil, pupil_id=pupil.pk, why=why, detail={"without": sibling.pk})


def _sibling_ids(pupil: Pupil) -> list[int]:
    return list(pupil.siblings.values_list("pk", flat=True))


def _known(details: dict[str, Any]) -> dict[str, Any]:
    if unknown := set(details) - FIELDS:
        raise TypeError(f"no fields of a pupil: {', '.join(sorted(unknown))}")
    return details


def _save(pupil: Pupil, *, insz_checked: bool) -> None:
    pupil.first_name, pupil.last_name = " ".join(pupil.first_name.split()), " ".join(pupil.last_name.split())
    pupil.sort_key = sort_key(pupil.last_name, pupil.first_name)
    pupil.insz = insz_number.check(pupil.insz) if pupil.insz else None
    pupil.nationality, pupil.domicile = pupil.nationality.upper(), pupil.domicile.upper()
    pupil.clean_fields(exclude=["merged_into"])
    _check_days(pupil)
    _check_countries(pupil)
    if pupil.insz and not insz_checked:
        found = insz_number.disagreements(pupil.insz, birth_date=pupil.birth_date, gender=pupil.gender)
        if found:
            raise ValidationError({"insz": [ValidationError(text, code=INSZ_DISAGREES) for text in found]})
    taken = _(
        "Er is al een leerling met dit rijksregister- of BIS-nummer. Zoek die leerling op, of kijk het nummer na."
    )
    with refusals({"people_pupil_insz_key": {"insz": taken}}):
        pupil.save()


def _check_days(pupil: Pupil) -> None:
    today = timezone.localdate()
    wrong: dict[str, str] = {}
    if pupil.birth_date > today:
        wrong["birth_date"] = _("De geboortedatum ligt in de toekomst. Kijk het jaar na.")
    later = {
        "register_entry": _("De inschrijving in het register kan niet vóór de geboorte liggen."),
        "two_years_so_ended_on": _("Deze datum kan niet vóór de geboorte liggen."),
        "diploma_on": _("Een diploma kan niet vóór de geboorte behaald zijn."),
    }
    for field, message in later.items():
        day = getattr(pupil, field)
        if day is not None and day < pupil.birth_date:
            wrong[field] = message
    if wrong:
        raise ValidationError(wrong)


def _check_countries(pupil: Pupil) -> None:
    message = _("Geef de landcode van twee letters, bijvoorbeeld BE, NL of SY.")
    wrong = {
        field: message
        for field in ("nationality", "domicile")
        if not (len(code := getattr(pupil, field)) == _COUNTRY_LETTERS and code.isascii() and code.isalpha())
    }
    if wrong:
        raise ValidationError(wrong)


def _set_numbers(*, by: Principal, pupil: Pupil, numbers: Iterable[tuple[Board, str]]) -> bool:
    """Make the numbers of the named boards these; whether anything changed."""
    wanted: dict[int, set[str]] = {}
    for board, number in numbers:
        _require_board(by, board)
        wanted.setdefault(board.pk, set()).update({normalise(number)} - {""})
    have: dict[int, set[str]] = {}
    for board_id, number in pupil.numbers.filter(board_id__in=wanted).values_list("board_id", "number"):
        have.setdefault(board_id, set()).add(number)
    for board_id, values in wanted.items():
        old = have.get(board_id, set())
        pupil.numbers.filter(board_id=board_id, number__in=old - values).delete()
        for number in sorted(values - old):
            _add_number(by=by, pupil=pupil, board_id=board_id, number=number)
    return any(values != have.get(board_id, set()) for board_id, values in wanted.items())


def _require_board(by: Principal, board: Board) -> None:
    schools = School.objects.filter(board=board, pk__in=by.schools(acts.PUPIL_EDIT))
    if not (by.system or schools.exists()):
        raise policy.Denied(_("Een leerlingnummer geeft u alleen bij het eigen schoolbestuur in."))


def _add_number(*, by: Principal, pupil: Pupil, board_id: int, number: str) -> None:
    def taken() -> dict[str, str]:
        holder = policy.visible(Pupil, to=by, act=acts.PUPIL_VIEW).filter(
            numbers__board_id=board_id, numbers__number=number
        )
        name = holder.first() or _("een leerling van een andere school van het bestuur")
        return {
            "numbers": _("Leerlingnummer %(number)s is al van %(name)s. Kijk het nummer na.")
            % {"number": number, "name": name}
        }

    record = PupilNumber(pupil=pupil, board_id=board_id, number=number)
    limit = PupilNumber._meta.get_field("number").max_length
    if limit is not None and len(number) > limit:
        raise ValidationError(
            {"numbers": _("Een leerlingnummer telt ten hoogste %(limit)s tekens.") % {"limit": limit}}
        )
    with refusals({"pupil_number_once_per_board": taken}):
        record.save()
