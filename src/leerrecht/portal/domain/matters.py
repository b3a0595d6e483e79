"""What pupil and parents ask or tell the school, and the answer."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from procrastinate.contrib.django import app

from leerrecht.access import acts, policy
from leerrecht.access.compartments import Gedeeld
from leerrecht.access.domain import log
from leerrecht.access.domain.names import name_of
from leerrecht.access.principal import Principal, command
from leerrecht.access.standing import stand
from leerrecht.guidance.models.base import Confidential
from leerrecht.notes.domain import write_note
from leerrecht.notes.domain.places import Place
from leerrecht.notes.models import Aantekening
from leerrecht.people.domain.grounds import PARENT, SELF
from leerrecht.portal import rules
from leerrecht.portal.domain.queries.who import Me
from leerrecht.portal.languages import in_dutch
from leerrecht.portal.models import Asker, Kind, Matter, Outcome

TOLD = "leerrecht.portal.tell_answer"
SPOKEN = gettext_lazy("Ingesproken: luister naar de opname.")
AS_MINUTES = gettext_lazy("De leerling wil niet dat de ouders het verslag lezen.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What was filled in; which of it is asked, the kind says."""

    text: str
    first: date | None = None
    last: date | None = None
    part: str = ""
    about: str = ""
    companion: str = ""
    answer_by: date | None = None
    file: "File[bytes] | None" = None
    recording: "File[bytes] | None" = None


@transaction.atomic
def bring(*, by: Principal, me: Me, kind: str, told: Told, beside: Confidential | None = None) -> Matter:
    """Bring something to the school. Nothing that the school keeps changes by it: the school answers.

    What is said ``beside`` a record lies where that lies, and is kept from the parents where that is. Raises
    ``Denied`` where a kind is not for this visitor, ``ValidationError`` by field.
    """
    if kind in (Kind.ABSENCE, Kind.REASON) and not me.speaks:
        raise policy.Denied(_("Tot u achttien bent, melden uw ouders een afwezigheid."))
    _check(by, kind, told)
    place = _place(by, me, kind, beside)
    excluded = beside is not None and beside.parents_excluded
    note = write_note(
        by=by, pupil=me.pupil, compartment=place.compartment, organisation_id=place.organisation_id,
        title=in_dutch(Kind(kind).label), text=told.text.strip() or in_dutch(SPOKEN),
        file=told.recording or told.file, place=place, sound=told.recording is not None,
        not_for_parents=in_dutch(AS_MINUTES) if excluded else "",
    )  # fmt: skip
    matter = Matter(
        pupil=me.pupil, organisation_id=place.organisation_id, counterpart_id=place.counterpart_id,
        compartment=place.compartment, written_by_id=by.user_id, written_by=name_of(by), kind=kind,
        asker=Asker.PUPIL if me.itself else Asker.PARENT, contact=me.contact,
        about=told.about if beside is None else str(beside.pk), first=told.first,
        last=told.last or told.first, part=told.part, companion=" ".join(told.companion.split()), on=by.on, note=note,
        parents_excluded=excluded, due_on=told.answer_by or by.on + timedelta(days=rules.ANSWER_DAYS[kind]),
    )  # fmt: skip
    matter.save(force_insert=True)
    _log(by, "matter.bring", matter, place.why)
    return matter


def _place(by: Principal, me: Me, kind: str, beside: Confidential | None) -> Place:
    why = SELF if me.itself else PARENT
    if beside is not None:
        policy.require(by, acts.NOTE_VIEW, beside)
        return Place(rules.PLACES[kind], beside.organisation_id, beside.counterpart_id, why)
    if me.school is None:
        raise ValidationError(_("Er is geen school om dit aan te vragen."))
    shared = rules.PLACES[kind] == Gedeeld.key and me.centre is not None
    return Place(rules.PLACES[kind], me.school.pk, me.centre.pk if shared and me.centre else None, why)


def _check(by: Principal, kind: str, told: Told) -> None:
    wrong: dict[str, str] = {}
    if not told.text.strip() and told.recording is None:
        wrong["text"] = _("Schrijf wat u wilt zeggen.")
    if told.first is not None and told.last is not None and told.last < told.first:
        wrong["last"] = _("De laatste dag ligt voor de eerste.")
    if kind == Kind.ABSENCE:
        wrong |= _check_ahead(by.on, told)
    elif kind == Kind.REASON and told.first is not None and told.first < by.on - rules.REASON_BACK:
        wrong["first"] = _("Deze dag ligt te ver terug. Vraag het aan het secretariaat van de school.")
    elif told.first is not None and told.first > by.on:
        wrong["first"] = _("Deze dag ligt in de toekomst.")
    if wrong:
        raise ValidationError(wrong)


def _check_ahead(on: date, told: Told) -> dict[str, str]:
    """An absence is told beforehand or on the day itself; afterwards the reason is asked."""
    last = told.last or told.first
    if told.first is None or last is None:
        return {"first": _("Kies de eerste dag.")}
    if told.first < on:
        return {"first": _("Deze dag is voorbij. Zeg waarom uw kind er niet was bij “Waarom was uw kind er niet?”.")}
    if told.first > on + rules.ABSENCE_AHEAD:
        return {"first": _("Kies een dag die minder ver in de toekomst ligt.")}
    if last - told.first > rules.LONGEST_ABSENCE:
        return {"last": _("Dat is een lange tijd. Bel de school: samen zoekt u wat er kan.")}
    return {}


@transaction.atomic
def take_back(*, by: Principal, matter: Matter) -> Matter:
    """The question is withdrawn; its text is read no more. Raises ``Denied``, ``ValidationError``."""
    why = policy.require(by, acts.NOTE_WITHDRAW, matter)
    matter = Matter.objects.select_for_update().get(pk=matter.pk)
    if not matter.open:
        raise ValidationError(_("Hierop is al geantwoord, of u trok het al in."))
    matter.withdrawn_on = by.on
    matter.save(update_fields=["withdrawn_on"])
    Aantekening.objects.filter(matter=matter, withdrawn_at=None).update(
        withdrawn_at=timezone.now(), withdrawn_by_id=by.user_id, withdrawn_by=name_of(by)
    )
    _log(by, "matter.take_back", matter, why)
    return matter


@transaction.atomic
def answer(*, by: Principal, matter: Matter, outcome: str, text: str) -> Matter:
    """The school answers, always with its reason in words. Raises ``Denied``, ``ValidationError`` by field."""
    why = policy.require(by, acts.HOME_ANSWER, matter)
    matter = Matter.objects.select_for_update().get(pk=matter.pk)
    if not matter.open:
        raise ValidationError(_("Hierop is al geantwoord, of het is ingetrokken."))
    wrong = {}
    if outcome not in Outcome.values:
        wrong["outcome"] = _("Kies wat de school doet.")
    if not text.strip():
        wrong["text"] = _("Schrijf het antwoord in gewone woorden, met de reden.")
    if wrong:
        raise ValidationError(wrong)
    return settle(by=by, matter=matter, outcome=outcome, text=text, why=why)


def settle(*, by: Principal, matter: Matter, outcome: str, text: str, why: str) -> Matter:
    """Keep the answer of who was allowed to give it, and let who asked know. For verbs that asked the policy."""
    title = _("Antwoord: %(what)s") % {"what": matter.get_kind_display()}
    place = Place(matter.compartment, matter.organisation_id, matter.counterpart_id, why)
    matter.answer = write_note(
        by=by, pupil=matter.pupil, compartment=matter.compartment, organisation_id=matter.organisation_id,
        title=title[:120], text=text, place=place,
    )  # fmt: skip
    matter.outcome, matter.answered_on, matter.answered_by = outcome, by.on, name_of(by)
    # A delegate decides by a grant, and the table asks for a role.
    with stand(command("antwoord op wat gezegd is", by.on, vaults=[matter.compartment])):
        matter.save(update_fields=["outcome", "answered_on", "answered_by", "answer"])
    _log(by, acts.HOME_ANSWER, matter, why)
    app.configure_task(TOLD).defer(matter_id=str(matter.pk))
    return matter


def late_words(matter: Matter, on: date) -> str:
    """What the family reads about the term."""
    day = date_format(matter.due_on, "j F Y")
    if matter.due_on < on:
        return _("De school moest antwoorden tegen %(day)s. Bel het secretariaat of uw CLB.") % {"day": day}
    return _("De school antwoordt tegen %(day)s.") % {"day": day}


def _log(by: Principal, act: str, matter: Matter, why: str) -> None:
    log.record(
        by=by, act=act, on=matter, pupil_id=matter.pupil_id, organisation_id=matter.organisation_id, why=why,
        detail={"compartment": matter.compartment, "kind": matter.kind},
    )  # fmt: skip
