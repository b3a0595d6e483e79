"""Imports as people follow them: a file comes in, is looked through, and is taken or left."""

import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import IO, BinaryIO, cast

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import DEFAULT_DB_ALIAS, connection, connections, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from procrastinate.contrib.django import app

from leerrecht.access import acts, policy
from leerrecht.access.database.trouble import is_away
from leerrecht.access.domain import log
from leerrecht.access.models import User
from leerrecht.access.principal import Principal, principal_of
from leerrecht.exchange.domain import importing, mapping
from leerrecht.exchange.domain.differences import Change, Changes
from leerrecht.exchange.domain.files import Source, fingerprint
from leerrecht.exchange.domain.mapping import Profile
from leerrecht.exchange.domain.marks import is_block
from leerrecht.exchange.domain.reasons import Counts, Refusal, Report
from leerrecht.exchange.models import ImportChange, ImportFile, ImportRun, RefusedRow, RunState
from leerrecht.organisations.models import Board, School

TASK = "leerrecht.exchange.run_import"
OUR_FAULT = gettext_lazy("Er liep iets mis dat niet aan uw bestand ligt. Verwittig de beheerder.")
INLINE_BYTES = 200_000
KEPT_ROWS = 2_000
_PIECE = 500
_LENGTHS = {
    "explanation": 400, "content": 300, "error": 600, "doing": 80, "file_name": 160, "who": 202, "field": 60,
    "before": 200, "after": 200,
}  # fmt: skip
_EVERY_SECONDS = 0.5
_BUSY = (RunState.CHECKING, RunState.TAKING)
_CLAIM = 726170  # a number of our own among the advisory locks


def note_run(
    *, by: Principal, kind: str, board_name: str, source: Source, counts: Counts, all_or_nothing: bool = False
) -> ImportRun:
    """Keep in the history what a command brought in; the command has told about the rows itself."""
    return ImportRun.objects.create(
        board=Board.objects.filter(name=board_name).first(),
        board_name=board_name,
        kind=kind,
        state=RunState.NOTHING if all_or_nothing and counts.refusals else RunState.DONE,
        all_or_nothing=all_or_nothing,
        file_name=source.name[-_LENGTHS["file_name"] :],
        size=source.size,
        sha256=fingerprint(source.stream),
        by_id=by.user_id,
        by_name=by.name,
        finished_at=timezone.now(),
        part_done=1,
        counts=counts.as_dict(),
        kept=counts.kept,
    )


def start_run(
    *,
    by: Principal,
    kind: str,
    stream: BinaryIO,
    name: str,
    profile: Profile | None,
    school: School | None = None,
    board_name: str = "",
    map_first: bool = False,
) -> ImportRun:
    """Take a file in and look it through, at once or (a large one) in a job; nothing is imported yet.

    For pupils and absences a ``school`` is given, for schools the name of their board. A table whose
    columns are not found waits for a profile, as every table does with ``map_first``. Raises ``ValidationError``
    for a file of the wrong type or too large; ``Denied``.
    """
    if school is not None:
        policy.require_at(by, acts.IMPORT_RUN, school.pk)
    elif not (by.system or by.can(acts.ORGANISATION_CREATE)):
        raise policy.Denied(_("Alleen de beheerder voert scholen in."))
    source = importing.open_source(stream, name, kind=kind)
    if source.size > settings.MAX_IMPORT_BYTES:
        raise ValidationError(
            _(
                "%(name)s is te groot: ten hoogste %(most)s MB. Splits het bestand, of vraag de "
                "beheerder om het in te voeren."
            )
            % {"name": source.name, "most": settings.MAX_IMPORT_BYTES // 1024 // 1024}
        )
    stream.seek(0)
    with transaction.atomic():
        run = ImportRun.objects.create(
            school=school,
            board=school.board if school else Board.objects.filter(name=board_name).first(),
            board_name=school.board.name if school else board_name,
            kind=kind,
            state=RunState.MAPPING if map_first and not is_block(source) else RunState.CHECKING,
            profile=profile.as_json() if profile else None,
            file_name=source.name[-_LENGTHS["file_name"] :],
            size=source.size,
            sha256=fingerprint(stream),
            by_id=by.user_id,
            by_name=by.name,
        )
        ImportFile.objects.create(run=run, content=stream.read())
        log.record(by=by, act="import.start", on=run, organisation_id=school.pk if school else None)
    return _work_on(run)


def check_run(*, by: Principal, run: ImportRun, profile: Profile) -> ImportRun:
    """Look a file through (again) with a profile. Raises ``ValidationError`` where it is taken already; ``Denied``."""
    _decide(
        by=by, run=run, states=(RunState.MAPPING, RunState.CHECKED), state=RunState.CHECKING, profile=profile.as_json()
    )
    return _work_on(run)


def take_run(
    *, by: Principal, run: ImportRun, all_or_nothing: bool, end_missing: bool = False, with_staff: bool = False
) -> ImportRun:
    """Import what was looked through: all good rows, or all rows or none.

    ``end_missing`` also deregisters who was shown to be missing; ``with_staff`` gives staff the functions that were
    shown, for who may give functions at the school. Raises ``ValidationError``, ``Denied``.
    """
    if with_staff and run.school is not None:
        policy.require_at(by, acts.MEMBER_MANAGE, run.school.pk)
    _decide(
        by=by, run=run, states=(RunState.CHECKED,), state=RunState.TAKING, all_or_nothing=all_or_nothing,
        end_missing=end_missing, with_staff=with_staff,
    )  # fmt: skip
    return _work_on(run)


def _decide(*, by: Principal, run: ImportRun, states: tuple[RunState, ...], state: RunState, **fields: object) -> None:
    """Move a run on, once: of two who press a button at the same time the second is told."""
    policy.require(by, act_of(by), run)
    waiting = ImportRun.objects.filter(pk=run.pk, state__in=states)
    if not waiting.update(state=state, part_done=0, doing="", error="", by_id=by.user_id, by_name=by.name, **fields):
        raise ValidationError(_("Deze invoer wacht niet meer op een beslissing. Laad de pagina opnieuw."))


def _work_on(run: ImportRun) -> ImportRun:
    """Do the work at once for a small file, in a job for a large one."""
    run.refresh_from_db()
    if run.size <= INLINE_BYTES:
        work(run.pk)
    elif run.state in (RunState.CHECKING, RunState.TAKING):
        app.configure_task(TASK).defer(run_id=run.pk)
    run.refresh_from_db()
    return run


def act_of(by: Principal) -> str:
    """The act by which somebody imports: for a school, or schools themselves for the installation."""
    return acts.IMPORT_RUN if by.can(acts.IMPORT_RUN) or by.system else acts.ORGANISATION_CREATE


@transaction.atomic
def drop_run(*, by: Principal, run: ImportRun) -> None:
    """Throw an import away that was looked through but not taken, its file with it."""
    why = policy.require(by, act_of(by), run)
    waiting = ImportRun.objects.select_for_update().filter(
        pk=run.pk, state__in=(RunState.MAPPING, RunState.CHECKED, RunState.FAILED)
    )
    if waiting.first() is None:
        raise ValidationError(_("Deze invoer is bezig of al opgenomen, en blijft dus bewaard."))
    log.record(by=by, act="import.drop", on=run, organisation_id=run.school_id, why=why)
    run.delete()


def work(run_id: int) -> None:
    """Do what a run waits for: look through, or take.

    Safe to repeat: a run that waits for nothing, or on which another process works, is left alone. One
    transaction, so that a process that is killed leaves the run as it was, to be taken up by :func:`resume`.
    """
    run: ImportRun | None = None
    try:
        with transaction.atomic():
            run = _claim(run_id)
            if run is not None:
                _do(run)
    except (ValidationError, policy.Denied) as error:
        _fail(run, error)
    except Exception as error:
        if is_away(error):
            # The run stands as it was before, and is taken up when the database is back.
            raise
        # Told to the user here, and to the operator by whoever called.
        _fail(run, ValidationError(OUR_FAULT))
        raise


def resume() -> None:
    """Take up every run whose process stopped before it was done."""
    for run_id in ImportRun.objects.filter(state__in=_BUSY).values_list("pk", flat=True):
        work(run_id)


def _claim(run_id: int) -> ImportRun | None:
    """The run, if it waits for work that nobody does; held until the end of the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s, %s)", [_CLAIM, run_id])
        (free,) = cursor.fetchone()
    if not free:
        return None
    return ImportRun.objects.select_related("school__board").filter(pk=run_id, state__in=_BUSY).first()


def _do(run: ImportRun) -> None:
    trial = run.state == RunState.CHECKING
    refused: list[Refusal] = []
    changes = Changes()
    by = _principal(run)
    with open_file(run) as stream, _progress(run.pk) as report:
        counts = _bring_in(run, by=by, stream=stream, refused=refused, report=report, trial=trial, changes=changes)
    settle(run, counts=counts, refused=refused, changes=changes.found, trial=trial)


def _fail(run: ImportRun | None, error: ValidationError | policy.Denied) -> None:
    """Keep what was wrong; the file stays only where a profile can still mend it."""
    if run is None:
        return
    messages = error.messages if isinstance(error, ValidationError) else [str(error)]
    run.error = " ".join(messages)[: _LENGTHS["error"]]
    if getattr(error, "code", None) == mapping.MISSING:
        run.state = RunState.MAPPING
        run.save()
        return
    run.state, run.finished_at = RunState.FAILED, timezone.now()
    run.save()
    ImportFile.objects.filter(run=run).delete()


def _bring_in(
    run: ImportRun, *, by: Principal, stream: BinaryIO, refused: list[Refusal], report: Report, trial: bool,
    changes: Changes,
) -> Counts:  # fmt: skip
    return importing.bring_in(
        by=by,
        kind=run.kind,
        board_name=run.board_name,
        schools=[run.school] if run.school else None,
        source=importing.open_source(stream, run.file_name, kind=run.kind),
        profile=mapping.from_json(run.profile) if run.profile else None,
        refuse=lambda refusal: refused.append(refusal) if len(refused) < KEPT_ROWS else None,
        report=report,
        trial=trial,
        all_or_nothing=run.all_or_nothing,
        changes=changes,
        end_missing=run.end_missing and not trial,
        with_staff=run.with_staff and not trial,
    )


def settle(
    run: ImportRun, *, counts: Counts, refused: Sequence[Refusal], changes: Sequence[Change], trial: bool
) -> None:
    """Keep what became of a file: numbers, refused rows, and what changed (or would)."""
    run.counts, run.kept, run.part_done, run.doing = counts.as_dict(), counts.kept, 1, ""
    run.board = run.board or Board.objects.filter(name=run.board_name).first()
    if trial:
        run.state = RunState.CHECKED
    else:
        nothing = run.all_or_nothing and counts.refusals > 0
        run.state, run.finished_at = RunState.NOTHING if nothing else RunState.DONE, timezone.now()
        ImportFile.objects.filter(run=run).delete()
    run.save()
    run.refused.all().delete()
    RefusedRow.objects.bulk_create(
        [
            RefusedRow(
                run=run, row=each.row, reason=each.reason, explanation=each.explanation[: _LENGTHS["explanation"]],
                content=each.content[: _LENGTHS["content"]],
            )
            for each in refused
        ],
        batch_size=_PIECE,
    )  # fmt: skip
    run.changes.all().delete()
    if trial or run.state == RunState.DONE:
        ImportChange.objects.bulk_create(
            [
                ImportChange(
                    run=run, what=each.what, row=each.row, who=each.who[: _LENGTHS["who"]],
                    field=each.field[: _LENGTHS["field"]], before=each.before[: _LENGTHS["before"]],
                    after=each.after[: _LENGTHS["after"]],
                )
                for each in changes[:KEPT_ROWS]
            ],
            batch_size=_PIECE,
        )  # fmt: skip


def _principal(run: ImportRun) -> Principal:
    """The user who started or decided, with the seats of this moment."""
    if run.by_id is None:
        raise policy.Denied(_("Deze invoer heeft geen gebruiker."))
    user = User.objects.get(pk=run.by_id)
    return principal_of(user_id=user.pk, name=user.username, on=timezone.localdate())


@contextmanager
def open_file(run: ImportRun) -> Iterator[BinaryIO]:
    """The file on disk while it is read, so that it does not stand in memory during the import."""
    spooled: IO[bytes]
    with tempfile.TemporaryFile() as spooled:
        spooled.write(ImportFile.objects.values_list("content", flat=True).get(pk=run.pk))
        spooled.seek(0)
        yield cast("BinaryIO", spooled)


@contextmanager
def _progress(run_id: int) -> Iterator[Report]:
    """Tells how far a run is over a connection of its own, since the import itself is one transaction."""
    aside = connections.create_connection(DEFAULT_DB_ALIAS)
    last = 0.0

    def tell(part: float, what: str) -> None:
        nonlocal last
        now = time.monotonic()
        if now - last < _EVERY_SECONDS:
            return
        last = now
        with aside.cursor() as cursor:
            cursor.execute(
                # A page that does the work itself holds the run until its end: then nobody follows it.
                "UPDATE exchange_importrun SET part_done = %s, doing = %s "
                "WHERE id = (SELECT id FROM exchange_importrun WHERE id = %s FOR UPDATE SKIP LOCKED)",
                [part, str(what)[: _LENGTHS["doing"]], run_id],
            )

    try:
        yield tell
    finally:
        aside.close()
