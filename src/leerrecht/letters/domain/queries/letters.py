"""Reading letters: the archive, the letters of one pupil, and who waits for one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext as _

from leerrecht.access import acts, policy
from leerrecht.access.domain import log
from leerrecht.access.numbers import wholes
from leerrecht.access.principal import Principal
from leerrecht.access.roles import Reach
from leerrecht.attendance.domain import absences
from leerrecht.attendance.domain.queries import notes
from leerrecht.attendance.models import Certificate, HalfDay, Mark
from leerrecht.documents.models import Upload
from leerrecht.duties.models import Outcome
from leerrecht.facts.models import Fact
from leerrecht.law import calendar
from leerrecht.law.casus import GEBEURTENIS_SOORTEN
from leerrecht.letters.domain.catalogue import Template
from leerrecht.letters.models import (
    Attempt,
    Delivery,
    DeliveryState,
    HouseStyle,
    Letter,
    LetterTemplate,
    Occasion,
    Run,
    Way,
)
from leerrecht.letters.rules import houses
from leerrecht.organisations.models import Organisation
from leerrecht.people.models import Pupil


@dataclass(frozen=True, slots=True)
class Narrowed:
    """What an archive is narrowed to; empty shows all."""

    template: str = ""
    state: str = ""


def seen(by: Principal) -> "QuerySet[Letter]":
    """Letters that somebody may read, latest first, with pupil and deliveries; never the file itself."""
    tries = Prefetch("attempts", Attempt.objects.order_by("number"))
    sent = Prefetch("deliveries", Delivery.objects.order_by("pk").prefetch_related(tries))
    found = policy.visible(Letter, to=by, act=acts.NOTE_VIEW).select_related("pupil").prefetch_related(sent)
    return found.order_by("-made_at", "pk")


def archive(by: Principal, narrowed: Narrowed) -> "QuerySet[Letter]":
    """The archive of the schools and CLBs where somebody sends letters."""
    found = seen(by).filter(organisation_id__in=houses(by, acts.LETTER_SEND))
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


def houses_of(by: Principal, act: str) -> "QuerySet[Organisation]":
    """The schools and CLBs for which somebody sends letters, or keeps templates and style."""
    found = policy.visible(Organisation, to=by, act=act).filter(pk__in=houses(by, act))
    return found.order_by("name", "pk")


def house_of_pupil(by: Principal, found: "QuerySet[Organisation]", pupils: Sequence[int]) -> Organisation | None:
    """Of these houses the school of the pupil from whose page one comes."""
    if not pupils:
        return None
    enrolled = policy.visible(Pupil, to=by, act=acts.LETTER_SEND).filter(pk=pupils[0])
    return found.filter(as_school__enrolments__pupil__in=enrolled).distinct().first()


def style_of(by: Principal, house: Organisation) -> HouseStyle:
    """The house style; a plain one where none was made."""
    found = policy.visible(HouseStyle, to=by, act=acts.LETTER_MANAGE).filter(organisation_id=house.pk).first()
    return found or HouseStyle(organisation_id=house.pk)


def own_template(by: Principal, house: Organisation, key: str) -> LetterTemplate | None:
    """What the house made of a template itself, or None."""
    rows = policy.visible(LetterTemplate, to=by, act=acts.LETTER_MANAGE)
    return rows.filter(organisation_id=house.pk, key=key).first()


def waits_on_paper(by: Principal, run: Run) -> bool:
    """Whether a letter of the run has to be posted still."""
    waiting_ = Delivery.objects.filter(state=DeliveryState.WAITING, way=Way.PAPER)
    return of_run(by, run).filter(deliveries__in=waiting_).exists()


def without_address(by: Principal, run: Run) -> int:
    """How many letters of the run go on paper, and have no address on them."""
    return of_run(by, run).filter(no_address=True, deliveries__way=Way.PAPER).distinct().count()


def printed(by: Principal, run: Run) -> list[bytes]:
    """The letters of a run that go on paper, in the order of names; the look at each is logged."""
    with transaction.atomic():
        letters = list(of_run(by, run).filter(deliveries__way=Way.PAPER).distinct().select_related("file"))
        log.record_list(
            by=by, act="letter.view", kind=Letter._meta.label_lower,
            shown=[(letter.pupil_id, letter.organisation_id) for letter in letters], compartments={run.compartment},
        )  # fmt: skip
    return [bytes(letter.file.content) for letter in letters]


def pupils_of_rows(by: Principal, keys: Sequence[str], certificates: Sequence[str]) -> list[int]:
    """The pupils of ticked rows of a worklist, each once: absences by key, notes of parents by certificate.

    Raises ``ValidationError`` for what is no such key.
    """
    found = [key.pupil_id for key in absences.parse(keys)]
    numbers = wholes(certificates)
    if len(numbers) != len(certificates):
        raise ValidationError(_("De keuze van briefjes is niet te lezen. Laad de lijst opnieuw."))
    rows = policy.visible(Certificate, to=by, act=acts.CERTIFICATE_VIEW).filter(pk__in=numbers)
    return list(dict.fromkeys([*found, *rows.order_by("pk").values_list("pupil_id", flat=True)]))


def steps_taken(by: Principal, pupil_id: int, on: date) -> list[tuple[date, str]]:
    """What was noted as done for a pupil this school year, oldest first: the day and the kind."""
    known = policy.visible(Pupil, to=by, act=acts.DUTY_VIEW).filter(pk=pupil_id)
    rows = Fact.objects.filter(
        pupil_id__in=known.values("pk"), school_id__in=by.places(acts.DUTY_VIEW, Reach.SCHOOL),
        date__range=(calendar.first_day(calendar.school_year(on)), on), compartment__in=("zorg", "gedeeld"),
        kind__in=GEBEURTENIS_SOORTEN,
    )  # fmt: skip
    return list(rows.order_by("date", "pk").values_list("date", "kind"))


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
