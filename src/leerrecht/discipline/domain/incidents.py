"""Recording what happened, and what was done about it."""

import datetime as dt
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from leerrecht.access import acts, policy
from leerrecht.access.compartments import Team, Tucht
from leerrecht.access.domain import log
from leerrecht.access.principal import Principal
from leerrecht.discipline.domain.school import agreed_of
from leerrecht.discipline.domain.texts import columns, text
from leerrecht.discipline.models import Held, Incident, Involved, Isolation, Moment, Part, Search, SearchResult
from leerrecht.guidance.domain.entries import Draft, write_entry
from leerrecht.guidance.models import Kind
from leerrecht.law.gedrag import GEDRAG, RICHTINGEN
from leerrecht.notes.domain.places import place_of
from leerrecht.organisations.domain.constraints import refusals
from leerrecht.people.models import Pupil

SEARCHED = ("locker", "tas", "zakken")


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What somebody tells of an incident. Only what, where and when are asked: the rest may come later."""

    on: dt.date
    moment: str
    behaviour: str
    direction: str = "leerlingen"
    words: str = ""
    steps: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Apart:
    """A pupil was set apart, alone, or held. ``others_told``: who knows of it beside the parents."""

    began_at: dt.time
    minutes: int
    place: str
    watched_by: str
    kind: str = Held.APART
    parents_told_on: dt.date | None = None
    others_told: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Searched:
    """A search. ``sample``: it was done to prevent, or by drawing lots; that is never allowed."""

    on: dt.date
    mandate: bool
    searched: tuple[str, ...]
    present: str
    result: str
    words: str
    sample: bool = False
    parents_told_on: dt.date | None = None


@transaction.atomic
def record_incident(*, by: Principal, pupil: Pupil, school_id: int, told: Told, apart: Apart | None = None) -> Incident:
    """Write down what happened, for those who teach the pupil. Raises ``Denied``, ``ValidationError`` by field."""
    why = policy.require_at(by, acts.INCIDENT_RECORD, school_id)
    if not by.system:
        place_of(by, pupil, Team.key, school_id)
    _check(told, agreed_of(school_id).steps)
    title = _("Incident: %(what)s") % {"what": GEDRAG[told.behaviour].naam}
    note = text(by, pupil, compartment=Team.key, school_id=school_id, title=title, words=told.words)
    incident = Incident(
        **columns(by, pupil, school_id, Team.key), on=told.on, moment=told.moment, behaviour=told.behaviour,
        direction=told.direction, steps=list(told.steps), note=note,
    )  # fmt: skip
    incident.save(force_insert=True)
    _log(by, "incident.record", incident, why)
    if apart is not None:
        set_apart(by=by, incident=incident, apart=apart)
    return incident


@transaction.atomic
def set_apart(*, by: Principal, incident: Incident, apart: Apart) -> Isolation:
    """The pupil was set apart. Raises ``Denied``, ``ValidationError`` by field."""
    why = policy.require(by, acts.INCIDENT_RECORD, incident)
    if not apart.watched_by.strip():
        raise ValidationError({"watched_by": _("Schrijf wie erbij bleef: een leerling wordt nooit alleen gelaten.")})
    if apart.kind not in Held.values:
        raise ValidationError({"kind": _("Kies of de leerling apart gezet of vastgehouden is.")})
    _check_told(incident, apart.parents_told_on)
    twice = _("Bij dit incident staat al een afzondering.")
    impossible = {"minutes": _("Vul in hoeveel minuten: van 1 tot 480.")}
    with refusals({"discipline_isolation_incident_id_key": twice, "isolation_minutes_possible": impossible}):
        found = Isolation.objects.create(
            incident=incident, kind=apart.kind, began_at=apart.began_at, minutes=apart.minutes,
            place=" ".join(apart.place.split()),
            watched_by=" ".join(apart.watched_by.split()), parents_told_on=apart.parents_told_on,
            others_told=" ".join(apart.others_told.split()),
        )  # fmt: skip
    _log(by, "incident.apart", incident, why)
    return found


@transaction.atomic
def told_parents(*, by: Principal, incident: Incident, on: dt.date) -> Isolation:
    """The parents were told that the pupil was set apart. Raises ``Denied``, ``ValidationError`` by field."""
    why = policy.require(by, acts.INCIDENT_RECORD, incident)
    found = _isolation(incident)
    if found.parents_told_on is not None:
        raise ValidationError({"on": _("Dat staat er al.")})
    _check_told(incident, on, "on")
    found.parents_told_on = on
    found.save(update_fields=["parents_told_on"])
    _log(by, "incident.told", incident, why)
    return found


@transaction.atomic
def talk_after(*, by: Principal, incident: Incident, on: dt.date, words: str) -> Isolation:
    """The talk with the pupil after being set apart: what would help sooner. Raises ``Denied``, ``ValidationError``."""
    why = policy.require(by, acts.INCIDENT_RECORD, incident)
    found = _isolation(incident)
    wrong = {}
    if found.talked_on is not None:
        wrong["words"] = _("Dit staat er al. Voeg een aantekening toe aan het dossier.")
    elif not words.strip():
        wrong["words"] = _("Schrijf wat er gezegd werd, en wat een volgende keer eerder helpt.")
    if on < incident.on or on > timezone.localdate():
        wrong["on"] = _("Kies een dag van het incident tot vandaag.")
    if wrong:
        raise ValidationError(wrong)
    found.talked_on = on
    found.talk = text(
        by, incident.pupil, compartment=incident.compartment, school_id=incident.organisation_id,
        title=_("Nagesprek na een afzondering"), words=words,
    )  # fmt: skip
    found.save(update_fields=["talked_on", "talk"])
    _log(by, "incident.talk", incident, why)
    return found


def _isolation(incident: Incident) -> Isolation:
    found = Isolation.objects.select_for_update(of=("self",)).filter(incident=incident).first()
    if found is None:
        raise ValidationError(_("Bij dit incident is niemand apart gezet."))
    return found


def _check_told(incident: Incident, on: dt.date | None, field: str = "parents_told_on") -> None:
    if on is not None and (on < incident.on or on > timezone.localdate()):
        raise ValidationError({field: _("Kies een dag van het incident tot vandaag.")})


@transaction.atomic
def involve(*, by: Principal, incident: Incident, pupil: Pupil, part: str, words: str = "") -> Involved:
    """Another pupil was hurt, saw it or took part; the words go to that pupil's own file.

    Who was hurt needs words: what protects this pupil now. Raises ``Denied``, ``ValidationError`` by field.
    """
    why = policy.require(by, acts.INCIDENT_RECORD, incident)
    school_id = incident.organisation_id
    if pupil.pk == incident.pupil_id:
        raise ValidationError({"pupil": _("Over deze leerling gaat het incident al.")})
    if part not in Part.values:
        raise ValidationError({"part": _("Kies hoe deze leerling erbij betrokken was.")})
    if part == Part.HURT and not words.strip():
        raise ValidationError({"words": _("Schrijf wat deze leerling nu beschermt.")})
    place_of(by, pupil, Team.key, school_id)
    title = _("Incident van %(day)s: %(part)s") % {"day": f"{incident.on:%d/%m/%Y}", "part": Part(part).label}
    with refusals({"involved_once": {"pupil": _("Deze leerling staat er zo al bij.")}}):
        found = Involved(
            **columns(by, pupil, school_id, Team.key), incident=incident, part=part,
            note=text(by, pupil, compartment=Team.key, school_id=school_id, title=title, words=words),
        )  # fmt: skip
        found.save(force_insert=True)
    log.record(by=by, act="incident.involve", on=found, pupil_id=pupil.pk, organisation_id=school_id, why=why)
    return found


@transaction.atomic
def asked_again(*, by: Principal, involved: Involved) -> Involved:
    """Somebody asked who was hurt how it goes now. Raises ``Denied``."""
    why = policy.require(by, acts.INCIDENT_RECORD, involved)
    involved.asked_on = by.on
    involved.save(update_fields=["asked_on"])
    log.record(
        by=by, act="incident.ask", on=involved, pupil_id=involved.pupil_id, organisation_id=involved.organisation_id,
        why=why,
    )  # fmt: skip
    return involved


@transaction.atomic
def tell_account(*, by: Principal, incident: Incident, on: dt.date, words: str) -> Incident:
    """The account of the pupil, in the pupil's own words. Raises ``Denied``, ``ValidationError`` by field."""
    return _tell(by, incident, "account", on, words, _("Verhaal van de leerling"))


@transaction.atomic
def tell_restored(*, by: Principal, incident: Incident, on: dt.date, words: str) -> Incident:
    """A restorative talk was held. Raises ``Denied``, ``ValidationError`` by field."""
    return _tell(by, incident, "restored", on, words, _("Herstelgesprek"))


@transaction.atomic
def begin_care(*, by: Principal, incident: Incident, on: dt.date, words: str) -> Incident:
    """Guidance that follows: a measure on the timeline of the guidance file, linked from here.

    Raises ``Denied``, ``ValidationError`` by field.
    """
    why = policy.require(by, acts.INCIDENT_RECORD, incident)
    draft = Draft(kind=Kind.MEASURE, on=on, text=words)
    try:
        incident.care = write_entry(
            by=by, pupil=incident.pupil, compartment=incident.compartment, organisation_id=incident.organisation_id,
            draft=draft,
        )  # fmt: skip
    except ValidationError as error:
        raise ValidationError({"words": error.messages}) from error
    incident.save(update_fields=["care"])
    _log(by, "incident.care", incident, why)
    return incident


@transaction.atomic
def close_incident(*, by: Principal, incident: Incident) -> Incident:
    """Done with. Raises ``Denied``; ``ValidationError`` while somebody who must be heard or told, was not."""
    why = policy.require(by, acts.INCIDENT_RECORD, incident)
    incident = Incident.objects.select_for_update().get(pk=incident.pk)
    if incident.closed_on is not None:
        return incident
    if incident.account_on is None:
        raise ValidationError(_("Noteer eerst het verhaal van de leerling zelf."))
    if Involved.objects.filter(incident=incident, part=Part.HURT, asked_on=None).exists():
        raise ValidationError(_("Vraag eerst aan wie gekwetst werd hoe het nu gaat, en noteer dat."))
    apart = Isolation.objects.filter(incident=incident).first()
    if apart is not None and (apart.parents_told_on is None or apart.talked_on is None):
        raise ValidationError(
            _("De leerling was apart gezet: noteer eerst wanneer de ouders dat weten, en houd een nagesprek.")
        )
    incident.closed_on = by.on
    incident.save(update_fields=["closed_on"])
    _log(by, "incident.close", incident, why)
    return incident


@transaction.atomic
def record_search(*, by: Principal, pupil: Pupil, school_id: int, searched: Searched) -> Search:
    """Write a search in the log. Raises ``Denied``; ``ValidationError`` by field where it was not allowed."""
    why = policy.require_at(by, acts.TUCHT_KEEP, school_id)
    wrong: dict[str, str] = {}
    if searched.sample:
        wrong["sample"] = _("Doorzoeken om te voorkomen of met een steekproef mag nooit: er is een reden nodig.")
    if not searched.mandate:
        wrong["mandate"] = _("Zonder getekend schoolcontract met deze toelating mag de school niet doorzoeken.")
    if not searched.words.strip():
        wrong["words"] = _("Schrijf de concrete reden: welk signaal van een wapen, vape of drugs was er?")
    if not searched.searched or set(searched.searched) - set(SEARCHED):
        wrong["searched"] = _("Kies wat doorzocht werd.")
    if searched.result not in SearchResult.values:
        wrong["result"] = _("Kies wat het opleverde.")
    if searched.on > timezone.localdate():
        wrong["on"] = _("De datum ligt in de toekomst.")
    if wrong:
        raise ValidationError(wrong)
    found = Search(
        **columns(by, pupil, school_id, Tucht.key), on=searched.on, mandate=True, searched=list(searched.searched),
        present=" ".join(searched.present.split()), result=searched.result, parents_told_on=searched.parents_told_on,
        note=text(
            by, pupil, compartment=Tucht.key, school_id=school_id, title=_("Doorzoeking"), words=searched.words
        ),
    )  # fmt: skip
    found.save(force_insert=True)
    log.record(by=by, act="tucht.search", on=found, pupil_id=pupil.pk, organisation_id=school_id, why=why)
    return found


def _tell(by: Principal, incident: Incident, name: str, on: dt.date, words: str, title: str) -> Incident:
    why = policy.require(by, acts.INCIDENT_RECORD, incident)
    incident = Incident.objects.select_for_update().get(pk=incident.pk)
    wrong = {}
    if getattr(incident, f"{name}_on") is not None:
        wrong["words"] = _("Dit staat er al. Voeg een aantekening toe aan het dossier.")
    elif not words.strip():
        wrong["words"] = _("Schrijf wat er gezegd werd.")
    if on < incident.on or on > timezone.localdate():
        wrong["on"] = _("Kies een dag van het incident tot vandaag.")
    if wrong:
        raise ValidationError(wrong)
    note = text(
        by, incident.pupil, compartment=incident.compartment, school_id=incident.organisation_id, title=title,
        words=words,
    )  # fmt: skip
    setattr(incident, f"{name}_on", on)
    setattr(incident, name, note)
    incident.save(update_fields=[f"{name}_on", name])
    _log(by, f"incident.{name}", incident, why)
    return incident


def _check(told: Told, steps: tuple[str, ...]) -> None:
    wrong: dict[str, str] = {}
    if told.behaviour not in GEDRAG:
        wrong["behaviour"] = _("Kies wat er gebeurde.")
    if told.moment not in Moment.values:
        wrong["moment"] = _("Kies waar het gebeurde.")
    if told.direction not in RICHTINGEN:
        wrong["direction"] = _("Kies tegen wie het gericht was.")
    if told.on > timezone.localdate():
        wrong["on"] = _("De datum ligt in de toekomst.")
    if set(told.steps) - set(steps):
        wrong["steps"] = _("Het stappenplan is intussen gewijzigd. Kies opnieuw.")
    if wrong:
        raise ValidationError(wrong)


def _log(by: Principal, act: str, incident: Incident, why: str) -> None:
    log.record(
        by=by, act=act, on=incident, pupil_id=incident.pupil_id, organisation_id=incident.organisation_id, why=why,
        detail={"compartment": incident.compartment},
    )  # fmt: skip
