"""One import, whatever its kind: the way in for the command line and for the screens."""

from collections.abc import Sequence
from typing import BinaryIO

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from leerrecht.access import acts, policy
from leerrecht.access.principal import Principal
from leerrecht.exchange.domain import files, mapping
from leerrecht.exchange.domain.differences import Changes
from leerrecht.exchange.domain.files import Source
from leerrecht.exchange.domain.mapping import Profile
from leerrecht.exchange.domain.marks import import_absences, is_block
from leerrecht.exchange.domain.pupils import import_pupils
from leerrecht.exchange.domain.reasons import Counts, Refuse, Report, silent
from leerrecht.exchange.domain.roster import archive
from leerrecht.exchange.domain.roster.taking import import_roster
from leerrecht.exchange.domain.schools import import_schools
from leerrecht.organisations.models import Board, School


def find_board(name: str, *, by: Principal) -> Board:
    """The board of that name; raises ``ValidationError`` with what to do where there is none."""
    board = policy.visible(Board, to=by, act=acts.IMPORT_RUN).filter(name=name).first()
    if board is None:
        raise ValidationError(
            _("Schoolbestuur “%(name)s” bestaat niet. Kijk de naam na, of voer eerst de scholen in.") % {"name": name}
        )
    return board


def schools_of(board: Board, *, by: Principal, act: str = acts.IMPORT_RUN) -> list[School]:
    """The schools of a board at which ``by`` may do the act; raises ``ValidationError`` where there are none."""
    schools = list(policy.visible(School, to=by, act=act).filter(board=board).order_by("number"))
    if not schools:
        raise ValidationError(_("%(board)s heeft nog geen scholen. Voer eerst de scholen in.") % {"board": board.name})
    return schools


def open_source(stream: BinaryIO, name: str, *, kind: str) -> Source:
    """Recognise a file for one kind of import; raises ``ValidationError`` for one that cannot be that."""
    if kind == mapping.ROSTER:
        return archive.recognise(stream, name)
    if name.lower().endswith(".zip"):
        raise ValidationError(
            _("%(name)s is een zip. Is het een OneRoster-zip, kies dan “OneRoster”; haal anders de CSV of Excel eruit.")
            % {"name": name}
        )
    source = files.recognise(stream, name)
    if kind != mapping.ABSENCES and is_block(source):
        raise ValidationError(
            _("%(name)s bevat afwezigheden (blokformaat), geen %(kind)s. Kies “afwezigheden” of een ander bestand.")
            % {"name": source.name, "kind": kind}
        )
    return source


def bring_in(
    *,
    by: Principal,
    kind: str,
    board_name: str,
    schools: Sequence[School] | None,
    source: Source,
    profile: Profile | None,
    refuse: Refuse,
    report: Report = silent,
    trial: bool = False,
    all_or_nothing: bool = False,
    changes: Changes | None = None,
    end_missing: bool = False,
    with_staff: bool = False,
) -> Counts:
    """Import a file for ``schools`` (default: all of the board that ``by`` may import for).

    ``changes`` is told what changes of which pupil; ``end_missing`` deregisters who stands in no complete zip,
    ``with_staff`` gives staff the functions that the file has for them.
    Raises ``ValidationError`` (nothing is written then) and ``Denied``.
    """
    if kind == mapping.SCHOOLS:
        return import_schools(
            by=by, board_name=board_name, source=source, profile=profile, refuse=refuse, report=report, trial=trial,
            all_or_nothing=all_or_nothing,
        )  # fmt: skip
    board = find_board(board_name, by=by) if schools is None else schools[0].board
    schools = schools_of(board, by=by) if schools is None else schools
    if kind == mapping.ABSENCES:
        return import_absences(
            by=by, board=board, schools=schools, source=source, profile=profile, refuse=refuse, report=report,
            trial=trial, all_or_nothing=all_or_nothing,
        )  # fmt: skip
    if kind == mapping.ROSTER:
        return import_roster(
            by=by, board=board, schools=schools, source=source, refuse=refuse, report=report, trial=trial,
            all_or_nothing=all_or_nothing, changes=changes, end_missing=end_missing, with_staff=with_staff,
        )  # fmt: skip
    return import_pupils(
        by=by, board=board, schools=schools, source=source, profile=profile, refuse=refuse, report=report,
        trial=trial, all_or_nothing=all_or_nothing, changes=changes,
    )  # fmt: skip
