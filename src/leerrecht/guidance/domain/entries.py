"""Writing on the timeline of a pupil, and withdrawing what was written."""

import datetime as dt
from dataclasses import dataclass, field, replace
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from leerrecht.access import acts, policy
from leerrecht.access.compartments import Gedeeld, VanLeerling, Zorg
from leerrecht.access.domain import log
from leerrecht.access.domain.names import name_of
from leerrecht.access.principal import Principal
from leerrecht.duties.domain.acts_of_rules import acts_for, side_of
from leerrecht.duties.domain.closing import close_by_act
from leerrecht.duties.domain.recompute import recompute
from leerrecht.duties.models import Outcome
from leerrecht.facts.domain import facts
from leerrecht.guidance.domain.opening import record_opening
from leerrecht.guidance.domain.places import columns
from leerrecht.guidance.models import TO_DO, Begeleidingsdossier, Channel, Entry, Finding, Kind, Whom
from leerrecht.law import school_year
from leerrecht.law.begeleiding import OORZAKEN, SOORTEN_AFWEZIGHEID, VERSLAGEN, nog_niet_onbereikbaar
from leerrecht.law.calendar import first_day
from leerrecht.notes.domain import withdraw_note, write_note
from leerrecht.notes.domain.places import Place, place_of
from leerrecht.people.models import Pupil

# What says nothing without a text.
WITH_TEXT = frozenset(
    {
        Kind.TALK, Kind.OBSERVATION, Kind.MEASURE, Kind.ADAPTATION, Kind.AGREEMENT, Kind.MEETING, Kind.DOCUMENT,
        Kind.WORDS, Kind.STRENGTH, Kind.CONCERN, Kind.FINDING, Kind.EXAM, Kind.ARREARS, Kind.SKILLS,
        Kind.REPORT,
    }
)  # fmt: skip
TRIES = frozenset({Kind.CONTACT, Kind.VISIT})
WITH_SOMEBODY = TRIES | {Kind.TALK}
# The bare facts that the law counts.
_FACTS = {Whom.PUPIL: ("gesprek_leerling",), Whom.PARENTS: ("contact_ouders",)}
_BOTH = ("contact_ouders", "gesprek_leerling")
_OF_THE_FILE = frozenset({Zorg.key, Gedeeld.key})


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What somebody wants to put on the timeline, before it is checked."""

    kind: str
    on: dt.date
    text: str = ""
    whom: str = ""
    channel: str = ""
    reached: bool | None = None
    result: str = ""
    finding: str = ""
    domain: str = ""
    fase: int | None = None
    absence: str = ""
    causes: tuple[str, ...] = ()
    report: str = ""
    due_on: dt.date | None = None
    regel: str = ""
    not_for_parents: str = ""
    file: "File[bytes] | None" = field(default=None, repr=False)

    def columns(self) -> dict[str, Any]:
        return {
            name: getattr(self, name)
            for name in (
                "kind", "on", "whom", "channel", "reached", "result", "finding", "domain", "fase", "absence", "report",
                "due_on", "regel",
            )
        } | {"causes": list(self.causes)}  # fmt: skip

    @property
    def title(self) -> str:
        kind = Kind(self.kind).label
        return f"{kind}, {date_format(self.on, 'j F Y')}"

    @property
    def facts(self) -> tuple[str, ...]:
        """Kinds of events that the law counts, where the school did this."""
        if self.kind == Kind.MEASURE:
            return ("begeleidingsmaatregel",)
        if self.kind == Kind.WELCOME:
            return _FACTS[Whom.PUPIL]
        if self.kind not in (Kind.CONTACT, Kind.TALK, Kind.VISIT) or self.reached is False:
            return ()
        return _BOTH if self.whom == Whom.BOTH else _FACTS.get(Whom(self.whom), ()) if self.whom else ()


@transaction.atomic
def write_entry(*, by: Principal, pupil: Pupil, compartment: str, organisation_id: int, draft: Draft) -> Entry:
    """Put one thing on the timeline, with its text as a note in the same place, and tell the law what counts.

    The first entry that a school makes in its open file fulfils the duty to keep one. Raises ``Denied`` where
    the writer has no such place or may not find what is found, ``ValidationError`` by field.
    """
    place = place_of(by, pupil, compartment, organisation_id)
    _check(by, pupil, place, draft)
    note = None
    if draft.text.strip() or draft.file is not None:
        note = write_note(
            by=by, pupil=pupil, compartment=compartment, organisation_id=organisation_id, title=draft.title,
            text=draft.text, file=draft.file, not_for_parents=draft.not_for_parents, place=place,
        )  # fmt: skip
    entry = Entry(
        **columns(by, pupil, place), parents_excluded=bool(draft.not_for_parents.strip()), note=note, **draft.columns()
    )
    entry.save(force_insert=True)
    log.record(
        by=by, act="unwilling.find" if draft.finding == Finding.UNWILLING else "guidance.write", on=entry,
        pupil_id=pupil.pk, organisation_id=place.organisation_id, why=place.why,
        detail={"compartment": compartment, "kind": str(entry.kind)},
    )  # fmt: skip
    _tell(by, entry, draft)
    return entry


@transaction.atomic
def withdraw_entry(*, by: Principal, entry: Entry) -> Entry:
    """It no longer stands; that it was there is still seen. Its text goes with it. Raises ``Denied``."""
    why = policy.require(by, acts.NOTE_WITHDRAW, entry)
    entry = Entry.objects.select_for_update().get(pk=entry.pk)
    if entry.withdrawn_at is not None:
        raise ValidationError(_("Dit is al ingetrokken."))
    entry.withdrawn_at, entry.withdrawn_by = timezone.now(), name_of(by)
    entry.save(update_fields=["withdrawn_at", "withdrawn_by"])
    if entry.note is not None and entry.note.withdrawn_at is None:
        withdraw_note(by=by, note=entry.note)
    log.record(
        by=by, act="guidance.withdraw", on=entry, pupil_id=entry.pupil_id, organisation_id=entry.organisation_id,
        why=why, detail={"compartment": entry.compartment},
    )  # fmt: skip
    return entry


@transaction.atomic
def answer(*, by: Principal, outcome: Outcome, compartment: str, draft: Draft) -> tuple[Entry, bool]:
    """Record what was done because of an outcome of the law; whether that closed it.

    A duty closes because its act was done, a signal because this answers it. Raises as :func:`write_entry`.
    """
    policy.require(by, acts.DUTY_CLOSE, outcome)
    if outcome.school_id is None:
        raise ValidationError(_("Deze leerling staat bij geen school ingeschreven; hier kan niets vastgelegd worden."))
    entry = write_entry(
        by=by, pupil=outcome.pupil, compartment=compartment, organisation_id=outcome.school_id,
        draft=replace(draft, regel=outcome.regel),
    )  # fmt: skip
    side = side_of(by, acts.DUTY_CLOSE, outcome.school_id)
    fitting = [kind for kind in draft.facts if side is not None and kind in acts_for(outcome, side)]
    if outcome.aard == "signaal" and fitting and draft.on >= outcome.sinds:
        close_by_act(by=by, outcome_id=outcome.pk, kind=fitting[0], date=draft.on)
        return entry, True
    still = Outcome.objects.filter(
        pupil_id=outcome.pupil_id, regel=outcome.regel, voorwerp=outcome.voorwerp, status="open"
    ).exists()
    return entry, not still and outcome.aard == "plicht"


def _check(by: Principal, pupil: Pupil, place: Place, draft: Draft) -> None:
    if draft.kind not in Kind.values:
        raise ValidationError({"kind": _("Kies uit de lijst wat u deed.")})
    said, found = bool(draft.text.strip()), draft.kind == Kind.FINDING
    rules = (
        (draft.on > timezone.localdate(), "on", _("De dag ligt in de toekomst. Leg vast wat al gebeurd is.")),
        (draft.kind in WITH_TEXT and not said, "text", _("Schrijf in enkele zinnen wat gezegd of afgesproken is.")),
        (draft.file is not None and not said, "text", _("Schrijf erbij wat dit bestand is.")),
        (draft.kind in TRIES and draft.reached is None, "reached", _("Zeg of u iemand bereikte.")),
        (draft.kind in WITH_SOMEBODY and not draft.whom, "whom", _("Zeg met wie.")),
        (
            draft.kind == Kind.CONTACT and draft.channel not in Channel.values, "channel",
            _("Kies hoe u contact zocht."),
        ),
        (found and draft.finding not in Finding.values, "finding", _("Kies wat u vaststelt.")),
        (draft.kind == Kind.ABSENCE and draft.absence not in SOORTEN_AFWEZIGHEID, "absence", _("Kies welke soort.")),
        (draft.kind != Kind.ABSENCE and bool(draft.absence or draft.causes), "absence", _("Laat dit hier leeg.")),
        (not set(draft.causes) <= OORZAKEN.keys(), "causes", _("Kies oorzaken uit de lijst.")),
        (draft.kind == Kind.REPORT and draft.report not in VERSLAGEN, "report", _("Kies welk verslag het is.")),
        (draft.kind != Kind.REPORT and bool(draft.report), "report", _("Laat dit hier leeg.")),
        (draft.due_on is not None and draft.kind not in TO_DO, "due_on", _("Dit soort stap heeft geen einddatum.")),
        (draft.due_on is not None and draft.due_on < draft.on, "due_on", _("Kies een dag erna.")),
        (not found and bool(draft.finding), "finding", _("Dit kan alleen bij een bevinding over de ouders.")),
        (
            place.compartment == VanLeerling.key and draft.kind != Kind.WORDS, "kind",
            _("In dit vak staan alleen woorden van de leerling."),
        ),
    )  # fmt: skip
    wrong = {name: message for holds, name, message in rules if holds}
    if wrong:
        raise ValidationError(wrong)
    _check_finding(by, pupil, draft)


@transaction.atomic
def finish_entry(*, by: Principal, entry: Entry, on: dt.date, result: str = "") -> Entry:
    """What was agreed is done: an adaptation, a measure, an exam. Raises ``Denied``, ``ValidationError``."""
    why = policy.require(by, acts.GUIDANCE_KEEP, entry)
    entry = Entry.objects.select_for_update().get(pk=entry.pk)
    if entry.kind not in TO_DO or entry.done_on is not None or entry.withdrawn_at is not None:
        raise ValidationError(_("Hier is niets meer te doen."))
    if not entry.on <= on <= timezone.localdate():
        raise ValidationError({"on": _("Kies een dag vanaf de afspraak tot en met vandaag.")})
    entry.done_on, entry.result = on, result or entry.result
    entry.save(update_fields=["done_on", "result"])
    log.record(
        by=by, act="guidance.keep", on=entry, pupil_id=entry.pupil_id, organisation_id=entry.organisation_id, why=why,
        detail={"compartment": entry.compartment},
    )  # fmt: skip
    return entry


def _check_finding(by: Principal, pupil: Pupil, draft: Draft) -> None:
    if draft.finding == Finding.UNWILLING and not by.can(acts.UNWILLING_FIND):
        raise ValidationError(
            {
                "finding": _(
                    "Alleen het CLB stelt onwil vast. Bespreek het met het CLB, of kies onmacht of onbereikbaar."
                )
            }
        )
    if draft.finding != Finding.UNREACHED:
        return
    missing = nog_niet_onbereikbaar(tries(by, pupil, draft.on))
    if missing:
        raise ValidationError(
            {
                "finding": _(
                    "Nog niet: nodig zijn %(missing)s zonder resultaat, dit schooljaar genoteerd in dit dossier."
                )
                % {"missing": _(" en ").join(missing)}
            }
        )


def tries(by: Principal, pupil: Pupil, on: dt.date) -> list[str]:
    """The channels of the tries of this school year that did not reach the parents, since they were last reached."""
    found = (
        policy.visible(Entry, to=by, act=acts.NOTE_VIEW)
        .filter(
            pupil=pupil, kind__in=TRIES, whom__in=[Whom.PARENTS, Whom.BOTH], withdrawn_at=None,
            on__range=(first_day(school_year(on)), on),
        )
        .order_by("on", "written_at")
        .values_list("kind", "channel", "reached")
    )  # fmt: skip
    channels: list[str] = []
    for kind, channel, reached in found:
        channels = [] if reached else [*channels, Channel.VISIT.value if kind == Kind.VISIT else channel]
    return channels


def _tell(by: Principal, entry: Entry, draft: Draft) -> None:
    """What the law counts, of who may say so for the school that owns the entry."""
    school_id = entry.organisation_id
    of_school = by.system or school_id in by.organisations(acts.GUIDANCE_KEEP)
    if not of_school or entry.compartment not in _OF_THE_FILE:
        return
    told = [(kind, "", entry.compartment) for kind in draft.facts]
    if entry.kind in TRIES and entry.whom in (Whom.PARENTS, Whom.BOTH):
        channel = entry.channel if entry.kind == Kind.CONTACT else Channel.VISIT.value
        told.append((facts.REACHED if entry.reached else facts.NOT_REACHED, channel, "zorg"))
    for kind, about, compartment in told:
        facts.record_fact(
            by=by, pupil_id=entry.pupil_id, date=entry.on, kind=kind, school_id=school_id, object=about,
            compartment=compartment, act=acts.GUIDANCE_KEEP,
        )  # fmt: skip
    asked = Outcome.objects.filter(
        pupil_id=entry.pupil_id, school_id=school_id, regel="b5.begeleidingsdossier", status="open"
    )
    there = Begeleidingsdossier.objects.filter(pupil_id=entry.pupil_id, organisation_id=school_id, closed_on=None)
    if asked.exists() and there.exists():
        record_opening(by=by, pupil_id=entry.pupil_id, school_id=school_id)
    elif told:
        recompute([entry.pupil_id], timezone.localdate()).raise_refused()
