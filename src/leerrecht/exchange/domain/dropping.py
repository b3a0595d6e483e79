"""The folder into which school packages put their files: one subfolder for each school, by institution number.

A file is taken once it has lain still; then it is moved to ``verwerkt`` or ``geweigerd`` with a report beside it, and
the secretariat is told by mail how many, never who. A file that is the same as the last one changes nothing.
"""

import errno
import os
import stat
import zipfile
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from leerrecht.access.database.trouble import is_away
from leerrecht.access.domain import log
from leerrecht.access.principal import Principal, command
from leerrecht.access.standing import stand
from leerrecht.exchange.domain import files, importing, mapping, runs
from leerrecht.exchange.domain.differences import Changes
from leerrecht.exchange.domain.mapping import Profile, Reader
from leerrecht.exchange.domain.marks import is_block
from leerrecht.exchange.domain.reasons import Refusal
from leerrecht.exchange.domain.reporting import DONE, REFUSED, report_of, tell
from leerrecht.exchange.models import ImportFile, ImportRun, Night, RunState, SchoolSource
from leerrecht.organisations.models import School

STILL_SECONDS = 300
UNFINISHED = (".part", ".partial", ".tmp", ".crdownload", ".filepart", ".download")
_CLAIM = 726171  # a number of our own among the advisory locks
_SAME = "hetzelfde"
# A zip that is still no zip after a day will not become one.
_GIVE_UP_SECONDS = 24 * 3600


@dataclass(frozen=True, slots=True)
class Handled:
    """What became of one file: ``run`` is None where it changed nothing or could not be read at all."""

    school: School
    name: str
    outcome: str
    text: str
    run: ImportRun | None = None


@dataclass(frozen=True, slots=True)
class Swept:
    """One round: files that were handled, files that wait, subfolders that are of no school, schools told by mail."""

    handled: tuple[Handled, ...]
    waiting: tuple[str, ...]
    strange: tuple[str, ...]
    told: int


def sweep(root: Path, *, still_seconds: int = STILL_SECONDS) -> Swept:
    """Take what finished arriving. Raises ``ValidationError`` where the folder itself is not there, and after all
    others were taken an ``ExceptionGroup`` of what stopped a file or a subfolder and is no fault of the file.

    Safe to repeat and to stop at any moment: each file is one transaction, and moved afterwards; a file that was taken
    and not yet moved is known by its content.
    """
    if not root.is_dir():
        raise ValidationError(
            _("De map %(folder)s bestaat niet of is geen map. Maak ze, of verbeter LEERRECHT_IMPORT_FOLDER.")
            % {"folder": root}
        )
    by = command("invoermap", timezone.localdate())
    handled: list[Handled] = []
    told = 0
    waiting: list[str] = []
    strange: list[str] = []
    errors: list[Exception] = []
    with stand(by):
        schools = {school.number: school for school in School.objects.select_related("board")}
    for folder in sorted(path for path in root.iterdir() if path.is_dir() and not path.is_symlink()):
        school = schools.get(folder.name)
        if school is None:
            strange.append(folder.name)
            continue
        mine: list[Handled] = []
        try:
            arrived = _arrived(folder)
        except OSError as error:
            errors.append(error)
            continue
        for path in arrived:
            if not _lies_still(path, still_seconds):
                waiting.append(f"{folder.name}/{path.name}")
                continue
            found = _handle(by, school, path, errors)
            mine += [found] if found is not None else []
        handled += mine
        told += bool(mine) and tell(by, school, [(each.outcome, each.run) for each in mine])
    if errors:
        raise ExceptionGroup("import folder", errors)
    return Swept(tuple(handled), tuple(waiting), tuple(strange), told)


def _arrived(folder: Path) -> list[Path]:
    """Files of a school, the oldest first; links and hidden files are nobody's export."""
    found = []
    for path in folder.iterdir():
        about = path.lstat()
        if stat.S_ISREG(about.st_mode) and not path.name.startswith("."):
            found.append((about.st_mtime, path.name, path))
    return [path for _when, _name, path in sorted(found)]


def _lies_still(path: Path, still_seconds: int) -> bool:
    """Whether a file is whole, as far as anybody can see: nobody wrote to it for a while, and a zip ends as one."""
    if path.name.lower().endswith(UNFINISHED):
        return False
    try:
        about = path.stat()
        rest = timezone.now().timestamp() - about.st_mtime
        whole = about.st_size > 0
        if path.suffix.lower() in (".zip", ".xlsx"):
            whole = zipfile.is_zipfile(path)
    except OSError:
        return False
    return rest >= still_seconds and (whole or rest >= _GIVE_UP_SECONDS)


def _handle(by: Principal, school: School, path: Path, errors: list[Exception]) -> Handled | None:
    """One file, unless another process is at it. What is no fault of the file is told to it and kept in ``errors``."""
    try:
        with stand(by), transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_try_advisory_xact_lock(%s, %s)", [_CLAIM, school.pk])
                (free,) = cursor.fetchone()
            if not free or not path.exists():
                return None
            found = _take(by, school, path)
    except Exception as error:
        if is_away(error):
            raise
        # Put away as well: one file that cannot be taken never stops those of the next night, or of another school.
        errors.append(error)
        with stand(by), transaction.atomic():
            found = _refused(by, school, path, str(runs.OUR_FAULT))
    try:
        _put_away(path, found)
    except OSError as error:
        text = _("Het bestand kon niet verplaatst worden (%(why)s): laat Leerrecht in deze map schrijven.")
        return replace(found, text=f"{found.text}\n{text % {'why': error.strerror}}")
    return found


def _take(by: Principal, school: School, path: Path) -> Handled:
    try:
        with _itself(path) as stream:
            _check_size(stream)
            source_of_school = SchoolSource.objects.filter(school=school).first() or SchoolSource(school=school)
            kind, profile = kind_of(stream, path.name, source_of_school)
            digest = files.fingerprint(stream)
            latest = ImportRun.objects.filter(
                school=school, kind=kind, state__in=(RunState.DONE, RunState.CHECKED)
            ).first()
            if latest is not None and latest.sha256 == digest:
                text = _("Dit is hetzelfde bestand als op %(when)s: er is niets veranderd.") % {
                    "when": f"{timezone.localtime(latest.at):%d/%m/%Y %H:%M}"
                }
                return Handled(school, path.name, _SAME, text)
            return _import(by, school, path.name, stream, kind, profile, digest, source_of_school.night)
    except (ValidationError, OSError) as error:
        return _refused(by, school, path, _said(error))


def _said(error: ValidationError | OSError) -> str:
    if isinstance(error, ValidationError):
        return " ".join(error.messages)
    return _("Het bestand kan niet gelezen worden (%(why)s).") % {"why": error.strerror}


def _itself(path: Path) -> BinaryIO:
    """A file, never what a link leads to: whoever writes in the folder may put one in its place meanwhile."""
    found = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    if stat.S_ISREG(os.fstat(found).st_mode):
        return os.fdopen(found, "rb")
    os.close(found)
    raise OSError(errno.EINVAL, os.strerror(errno.EINVAL), str(path))


def _check_size(stream: BinaryIO) -> None:
    if os.fstat(stream.fileno()).st_size > settings.MAX_IMPORT_BYTES:
        raise ValidationError(
            _("Het bestand is te groot: ten hoogste %(most)s MB. Splits de uitvoer.")
            % {"most": settings.MAX_IMPORT_BYTES // 1024 // 1024}
        )


def kind_of(stream: BinaryIO, name: str, source: SchoolSource) -> tuple[str, Profile | None]:
    """What a file is, by its content and name, and how the school reads it; raises ``ValidationError``."""
    if name.lower().endswith(".zip"):
        return mapping.ROSTER, None
    table = files.recognise(stream, name)
    if is_block(table):
        return mapping.ABSENCES, None
    kept = {mapping.PUPILS: source.pupils_profile, mapping.ABSENCES: source.absences_profile}
    profiles = {kind: mapping.from_json(one.definition) if one else None for kind, one in kept.items()}
    named = [kind for kind in profiles if name.casefold().startswith(kind[:7])]
    headings, _rows = files.open_table(table)
    for kind in named or profiles:
        try:
            Reader(profiles[kind] or mapping.builtin(kind), headings)
        except ValidationError:
            if named:
                raise
            continue
        return kind, profiles[kind]
    raise ValidationError(
        _(
            "We herkennen dit bestand niet. Laat de naam beginnen met “leerlingen” of “afwezigheden”, en kies bij "
            "“Schoolpakket” het profiel waarmee het gelezen wordt."
        )
    )


def _import(
    by: Principal, school: School, name: str, stream: BinaryIO, kind: str, profile: Profile | None, digest: str,
    night: str,
) -> Handled:  # fmt: skip
    trial = night == Night.WAIT
    run = _note(by, school, name, kind=kind, size=stream.seek(0, os.SEEK_END), sha256=digest, profile=profile)
    refused: list[Refusal] = []
    changes = Changes()
    try:
        with transaction.atomic():
            counts = importing.bring_in(
                by=by, kind=kind, board_name=school.board.name, schools=[school],
                source=importing.open_source(stream, name, kind=kind), profile=profile,
                refuse=lambda refusal: refused.append(refusal) if len(refused) < runs.KEPT_ROWS else None,
                trial=trial, changes=changes,
            )  # fmt: skip
    except (ValidationError, OSError) as error:
        text = _said(error)
        ImportRun.objects.filter(pk=run.pk).update(state=RunState.FAILED, error=text[:600], finished_at=timezone.now())
        return Handled(school, name, REFUSED, text, run)
    if trial:
        stream.seek(0)
        ImportFile.objects.create(run=run, content=stream.read())
    runs.settle(run, counts=counts, refused=refused, changes=changes.found, trial=trial)
    return Handled(school, name, DONE, report_of(run, refused, changes.found, waits=trial), run)


def _note(
    by: Principal, school: School, name: str, *, kind: str, size: int, sha256: str, profile: Profile | None
) -> ImportRun:
    run = ImportRun.objects.create(
        school=school, board=school.board, board_name=school.board.name, kind=kind, state=RunState.TAKING,
        profile=profile.as_json() if profile else None, file_name=name[-160:], size=size, sha256=sha256,
        by_name=by.name,
    )  # fmt: skip
    log.record(by=by, act="import.start", on=run, organisation_id=school.pk)
    return run


def _refused(by: Principal, school: School, path: Path, text: str) -> Handled:
    size = path.stat().st_size if path.exists() else 0
    kind = mapping.ROSTER if path.suffix.lower() == ".zip" else mapping.PUPILS
    run = _note(by, school, path.name, kind=kind, size=size, sha256="", profile=None)
    ImportRun.objects.filter(pk=run.pk).update(state=RunState.FAILED, error=text[:600], finished_at=timezone.now())
    return Handled(school, path.name, REFUSED, text, run)


def _put_away(path: Path, found: Handled) -> None:
    """Move the file, and write beside it what became of it; one of the same name keeps its place."""
    folder = path.parent / (REFUSED if found.outcome == REFUSED else DONE)
    folder.mkdir(mode=0o750, exist_ok=True)
    if folder.is_symlink():
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(folder))
    moment = f"{datetime.now(tz=timezone.get_current_timezone()):%Y%m%d-%H%M%S}"
    names = (folder / f"{moment}-{number}-{path.name}" for number in count(1))
    target = next(each for each in names if not each.exists())
    path.rename(target)
    report = target.with_name(f"{target.name}.verslag.txt")
    # A new file, never what a link of this name leads to.
    with report.open("x", encoding="utf-8") as stream:
        stream.write(f"{found.name}\n{found.text}\n")
