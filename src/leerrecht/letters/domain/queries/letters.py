"""Reading letters: the archive, the letters of one pupil, and who waits for one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Prefetch, QuerySet

from leerrecht.access import acts, policy
from leerrecht.access.domain import log
from leerrecht.access.principal import Principal
from leerrecht.attendance.domain.queries import notes
from leerrecht.attendance.models import HalfDay, Mark
from leerrecht.documents.models import Upload
from leerrecht.duties.models import Outcome
from leerrecht.law import calendar
from leerrecht.letters.domain.catalogue import Template
from leerrecht.letters.models import Delivery, Letter, Occasion, Run
from leerrecht.people.models import Pupil


@dataclass(frozen=True, slots=True)
class Narrowed:
    """What an archive is narrowed to; empty shows all."""

    template: str = ""
    state: str = ""


def seen(by: Principal) -> "QuerySet[Letter]":
    """Letters that somebody may read, latest first, with pupil and deliveries; never the file itself."""
    sent = Prefetch("deliveries", Delivery.objects.order_by("pk"))
    found = policy.visible(Letter, to=by, act=acts.NOTE_VIEW).select_related("pupil").prefetch_related(sent)
    return found.order_by("-made_at", "pk")


def archive(by: Principal, narrowed: Narrowed) -> "QuerySet[Letter]":
    """The archive of the schools where somebody sends letters."""
    found = seen(by).filter(organisation_id__in=by.places(acts.LETTER_SEND))
    if narrowed.template:
        found = found.filter(template_key=narrowed.template)
    if narrowed.state:
        found = found.filter(deliveries__state=narrowed.state).distinct()
    return found


@transaction.atomic
def of_pupil(by: Principal, pupil: Pupil) -> list[Letter]:
    """The letters about a pupil that this reader may see; the look is logged."""
    found = list(seen(by).filter(pupil=pupil))
    for organisation_id in sorted({letter.organisation_id for letter in found}):
        own = [letter for letter in found if letter.organisation_id == organisation_id]
        log.record(
            by=by, act="letter.list", kind=Letter._meta.label_lower, pupil_id=pupil.pk, organisation_id=organisation_id,
            why=policy.ground_of(by, acts.NOTE_VIEW, own[0]),
            detail={"compartments": sorted({letter.compartment for letter in own}), "shown": len(own)},
        )  # fmt: skip
    return found


@transaction.atomic
def file_of(by: Principal, pk: object) -> Upload:
    """The letter itself, for who reads it; the look is logged. Raises ``Http404``."""
    letter = policy.find(Letter, pk, by=by, act=acts.NOTE_VIEW)
    log.record(
        by=by, act="letter.view", on=letter, pupil_id=letter.pupil_id, organisation_id=letter.organisation_id,
        why=policy.ground_of(by, acts.NOTE_VIEW, letter), detail={"compartment": letter.compartment},
    )  # fmt: skip
    return Upload.objects.get(pk=letter.file_id)


def of_run(by: Principal, run: Run) -> "QuerySet[Letter]":
    return seen(by).filter(run=run).order_by("pupil__sort_key", "pk")


def waiting(by: Principal, template: Template, school_id: int, on: date) -> Sequence[int]:
    """Pupils for whom the template is meant today: the worklist behind it, without who got the letter already."""
    year = calendar.school_year(on)
    if template.occasion == Occasion.UNKNOWN:
        rows = policy.visible(HalfDay, to=by, act=acts.REGISTER_VIEW).filter(
            school_id=school_id, school_year=year, mark=Mark.UNKNOWN, date__lte=on
        )
        found = set(rows.values_list("pupil_id", flat=True))
    elif template.occasion == Occasion.NOTE:
        listed = notes.listed(notes.seen(by, year).filter(school_id=school_id), year)
        found = {note.pupil_id for note in listed if note.letter_on is None}
    elif template.rule:
        open_ = policy.visible(Outcome, to=by, act=acts.DUTY_VIEW).filter(
            school_id=school_id, regel=template.rule, status="open"
        )
        found = set(open_.values_list("pupil_id", flat=True))
    else:
        return []
    return sorted(found)


def has_worklist(template: Template) -> bool:
    return bool(template.rule) or template.occasion in (Occasion.UNKNOWN, Occasion.NOTE)
