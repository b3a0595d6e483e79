"""Reading a pupil's aantekeningen: the look is logged in the transaction of the reading."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db import transaction
from django.db.models import QuerySet

from leerrecht.access import acts, policy
from leerrecht.access.compartments import COMPARTMENTS
from leerrecht.access.domain import log
from leerrecht.access.principal import Principal
from leerrecht.documents.models import Upload
from leerrecht.notes.domain.grounds import grounds
from leerrecht.notes.domain.places import may_write
from leerrecht.notes.models import Aantekening
from leerrecht.notes.rules import withdraws
from leerrecht.organisations.models import Organisation
from leerrecht.people.models import Pupil

PAGE_SIZE = 25
LATEST = 10


@dataclass(frozen=True, slots=True)
class Shown:
    """A note as its reader sees it. Of a withdrawn one only that it was there."""

    note: Aantekening
    organisation: str
    why: str
    may_withdraw: bool


@dataclass(frozen=True, slots=True)
class Section:
    """The notes of one compartment that this reader may see, latest first."""

    key: str
    name: str
    sentence: str
    readers: str
    notes: tuple[Shown, ...]


@dataclass(frozen=True, slots=True)
class Dossier:
    """``page`` where the whole file is paged; ``more`` where it holds more than is shown."""

    sections: tuple[Section, ...]
    may_write: bool
    more: bool = False
    page: "Page[Aantekening] | None" = None


@transaction.atomic(savepoint=False)
def dossier(principal: Principal, pupil: Pupil, number: int | str = 1) -> Dossier:
    """One page of the notes of a pupil by compartment, latest first, as far as the reader may see them.

    A fixed number of queries. One entry in the log for each organisation whose records were shown, with the
    compartments, never a text.
    """
    page = Paginator(_rows(principal, pupil), PAGE_SIZE).get_page(number)
    return _shown(principal, pupil, list(page), page=page)


@transaction.atomic(savepoint=False)
def latest(principal: Principal, pupil: Pupil) -> Dossier:
    """The latest notes, for a page that shows more than the file; read and logged as :func:`dossier`."""
    rows = list(_rows(principal, pupil)[: LATEST + 1])
    return _shown(principal, pupil, rows[:LATEST], more=len(rows) > LATEST)


def _shown(
    principal: Principal,
    pupil: Pupil,
    rows: Sequence[Aantekening],
    *,
    more: bool = False,
    page: "Page[Aantekening] | None" = None,
) -> Dossier:
    why = grounds(principal, pupil.pk)
    names = {seat.organisation_id: seat.organisation for seat in principal.seats}
    # Only what is not known yet is asked: mostly nothing.
    others = {note.organisation_id for note in rows} - names.keys()
    names |= dict(Organisation.objects.filter(pk__in=others).values_list("pk", "name"))
    shown = [
        Shown(
            note,
            names.get(note.organisation_id, ""),
            why.of(note),
            note.withdrawn_at is None and withdraws(principal, note),
        )
        for note in rows
    ]
    _log_look(principal, pupil, shown)
    sections = tuple(
        Section(key, one.name, one.sentence, one.readers, found)
        for key, one in COMPARTMENTS.items()
        if (found := tuple(line for line in shown if line.note.compartment == key))
    )
    return Dossier(sections, may_write(principal, pupil, why), more, page)


@transaction.atomic
def file_of(principal: Principal, pk: object) -> Upload:
    """The file of a note, for who reads the note; the look is logged. Raises ``Http404``."""
    note = policy.find(Aantekening, pk, by=principal, act=acts.NOTE_VIEW)
    if note.file_id is None or note.withdrawn_at is not None:
        raise policy.missing(Upload)
    log.record(
        by=principal, act="note.file", on=note, pupil_id=note.pupil_id, organisation_id=note.organisation_id,
        why=policy.ground_of(principal, acts.NOTE_VIEW, note), detail={"compartment": note.compartment},
    )  # fmt: skip
    return Upload.objects.get(pk=note.file_id)


def _rows(principal: Principal, pupil: Pupil) -> "QuerySet[Aantekening]":
    found = policy.visible(Aantekening, to=principal, act=acts.NOTE_VIEW).filter(pupil=pupil)
    return found.select_related("file").defer("file__content").order_by("-written_at", "pk")


def _log_look(principal: Principal, pupil: Pupil, shown: list[Shown]) -> None:
    for organisation_id in sorted({line.note.organisation_id for line in shown}):
        own = [line for line in shown if line.note.organisation_id == organisation_id]
        log.record(
            by=principal, act=acts.NOTE_VIEW, kind=Aantekening._meta.label_lower, pupil_id=pupil.pk,
            organisation_id=organisation_id, why=own[0].why,
            detail={"compartments": dict(sorted(Counter(line.note.compartment for line in own).items()))},
        )  # fmt: skip
