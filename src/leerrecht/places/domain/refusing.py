"""The meldpunt: a refusal as somebody reports it, and what is done until there is an answer."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from leerrecht.access import acts, policy
from leerrecht.access.compartments import Clb, Gedeeld
from leerrecht.access.domain import log
from leerrecht.access.domain.names import name_of
from leerrecht.access.principal import Principal, command
from leerrecht.access.roles import Reach
from leerrecht.access.standing import stand
from leerrecht.facts.domain import changes
from leerrecht.law.calendar import school_year
from leerrecht.law.topics.weigering import GRONDEN
from leerrecht.notes.domain import write_note
from leerrecht.notes.models import Aantekening
from leerrecht.organisations.domain.constraints import refusals
from leerrecht.organisations.models import Location, Organisation, OrganisationKind, School
from leerrecht.people import rules as people
from leerrecht.people.domain.schools import centres_of, schools_of
from leerrecht.people.models import Pupil
from leerrecht.places import rules
from leerrecht.places.domain.judging import Refused, why_not
from leerrecht.places.models import About, Answer, Impact, Refusal, RefusalStep, Reporter, SlotKind, StepKind, Way

MOST_WORDS = 8000
_ONCE = {"refusal_step_once": {"kind": _("Deze stap is al genoteerd.")}}
_AFTER = {
    StepKind.MEDIATED: StepKind.MEDIATION,
    StepKind.OPINION: StepKind.COMPLAINT,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What somebody tells of a refusal. ``school_id`` where the school is known here, else ``school_name``."""

    on: dt.date
    way: str
    kind: str
    school_id: int | None = None
    location_id: int | None = None
    school_name: str = ""
    study: str = ""
    ground: str = ""
    about: str = About.UNKNOWN
    impact: str = Impact.UNKNOWN
    excluded_on: dt.date | None = None
    lop_agreement: bool = False
    criteria: tuple[str, ...] = ()
    reporter: str = Reporter.PARENTS
    document_on: dt.date | None = None
    words: str = ""


@transaction.atomic
def report_refusal(*, by: Principal, pupil: Pupil, told: Told, house_id: int | None = None) -> Refusal:
    """Report that a school did not let a pupil in, with a ground or "onder de tafel".

    By the CLB or the school that follows the pupil up, or by the pupil or a parent before the law: then the CLB of
    the pupil's school follows it up, or the one that ``house_id`` names. The school that refused never reads it.
    Raises ``Denied``, ``ValidationError`` by field.
    """
    family = not by.system and is_family(by, pupil)
    house, why = _house(by, pupil, house_id, family=family)
    told_by = _reporter(told.reporter, family=family)
    found = Refusal(
        pupil=pupil, **_where(told), school_year=school_year(told.on), kind=told.kind, study=told.study.strip(),
        on=told.on, way=told.way, ground=told.ground, about=told.about, impact=told.impact,
        excluded_on=told.excluded_on, lop_agreement=told.lop_agreement, criteria=list(told.criteria),
        reporter=told_by, reported_on=by.on, reported_by=name_of(by), reported_by_id=by.user_id, handled_by=house,
        centre=house.kind == OrganisationKind.CENTRE, look_on=by.on + rules.LOOK_AGAIN,
    )  # fmt: skip
    _check(by, told, house)
    found.lawful = _lawful(found)
    if told.words.strip():
        found.note = _words(by, found, _("Gemelde weigering"), told.words)
    found.save(force_insert=True)
    if told.document_on is not None:
        _step(by, found, StepKind.DOCUMENT, told.document_on, None)
    _log(by, "refusal.report", found, why)
    changes.notify([pupil.pk])
    return found


@transaction.atomic
def take_step(
    *, by: Principal, refusal: Refusal, kind: str, on: dt.date, words: str = "", look_on: dt.date | None = None
) -> RefusalStep:
    """Note what was done about it, and when somebody looks again. Raises ``Denied``, ``ValidationError`` by field."""
    found, why = _open(by, refusal)
    if kind not in StepKind.values:
        raise ValidationError({"kind": _("Kies wat er gedaan is.")})
    if on < found.on or on > by.on:
        raise ValidationError({"on": _("Kies een dag tussen de weigering en vandaag.")})
    first = _AFTER.get(StepKind(kind))
    if first is not None and not found.steps.filter(kind=first).exists():
        raise ValidationError({"kind": _("Noteer eerst: %(what)s.") % {"what": first.label}})
    if look_on is not None and look_on <= by.on:
        raise ValidationError({"look_on": _("Kies een dag na vandaag.")})
    note = _words(by, found, str(StepKind(kind).label).capitalize(), words) if words.strip() else None
    with refusals(_ONCE):
        step = _step(by, found, kind, on, note)
    found.look_on = look_on or by.on + rules.LOOK_AGAIN
    found.save(update_fields=["look_on"])
    _log(by, "refusal.step", found, why)
    return step


@transaction.atomic
def answer(*, by: Principal, refusal: Refusal, how: str, on: dt.date, impact: str = "") -> Refusal:
    """How it ended: the report is closed with that. Raises ``Denied``, ``ValidationError`` by field."""
    found, why = _open(by, refusal)
    if how not in Answer.values:
        raise ValidationError({"how": _("Kies hoe het afliep.")})
    if on < found.on or on > by.on:
        raise ValidationError({"on": _("Kies een dag tussen de weigering en vandaag.")})
    if how == Answer.LAWFUL and not found.formal:
        raise ValidationError(
            {"how": _("Zonder reden en attest kan niemand zeggen dat deze weigering mag. Vraag eerst het attest.")}
        )
    found.closed_how, found.closed_on = how, on
    found.impact = impact or found.impact
    found.save(update_fields=["closed_how", "closed_on", "impact"])
    _log(by, "refusal.answer", found, why)
    changes.notify([found.pupil_id])
    return found


@transaction.atomic
def give_ground(*, by: Principal, refusal: Refusal, refused: "Grounded") -> Refusal:
    """The school gave a reason after all: what was said under the table has a ground now.

    Raises ``Denied``, ``ValidationError`` by field.
    """
    found, why = _open(by, refusal)
    if found.formal:
        raise ValidationError(_("De reden is al genoteerd."))
    if refused.ground not in GRONDEN:
        raise ValidationError({"ground": _("Kies de reden die de school gaf.")})
    found.way, found.ground, found.excluded_on = Way.FORMAL, refused.ground, refused.excluded_on
    found.lop_agreement, found.criteria = refused.lop_agreement, list(refused.criteria)
    found.lawful = _lawful(found)
    found.save(update_fields=["way", "ground", "excluded_on", "lop_agreement", "criteria", "lawful"])
    _log(by, "refusal.step", found, why)
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Grounded:
    """The reason of a school, as it gave it later."""

    ground: str
    excluded_on: dt.date | None = None
    lop_agreement: bool = False
    criteria: tuple[str, ...] = ()


def _open(by: Principal, refusal: Refusal) -> tuple[Refusal, str]:
    why = policy.require(by, acts.REFUSAL_KEEP, refusal)
    found = Refusal.objects.select_for_update(of=("self",)).select_related("pupil", "handled_by").get(pk=refusal.pk)
    if found.closed_on is not None:
        raise ValidationError(_("Deze melding is al afgesloten."))
    return found, why


def _lawful(found: Refusal) -> bool | None:
    """Whether the law lets a school refuse on the ground that it gave; None where it gave none."""
    if not found.formal:
        return None
    given = Refused(
        on=found.on, ground=found.ground, excluded_on=found.excluded_on, lop_agreement=found.lop_agreement,
        criteria=tuple(found.criteria),
    )  # fmt: skip
    return not why_not(found.pupil.birth_date, found.kind, given)


def is_family(by: Principal, pupil: Pupil) -> bool:
    """Whether this is the pupil, or a parent before the law."""
    return (
        people.own_accounts(by).filter(pupil=pupil).exists()
        or people.children(by).filter(contact__pupil=pupil).exists()
    )


def _house(by: Principal, pupil: Pupil, house_id: int | None, *, family: bool) -> tuple[Organisation, str]:
    """Who follows it up, and the ground on which somebody may report."""
    if by.system:
        return Organisation.objects.get(pk=house_id or 0), by.name
    if family:
        near = centres_of(schools_of(pupil.pk, by.on), by.on)
        centres = Organisation.objects.filter(kind=OrganisationKind.CENTRE)
        found = centres.filter(pk=house_id or min(near, default=0)).first()
        if found is None:
            raise ValidationError({"house_id": _("Kies het CLB dat dit opvolgt.")})
        return found, _("de leerling of een ouder")
    if not policy.visible(Pupil, to=by, act=acts.PUPIL_VIEW).filter(pk=pupil.pk).exists():
        raise policy.Denied(_("Meld een weigering voor een leerling die u begeleidt."))
    for seat in by.seats:
        if acts.REFUSAL_KEEP in seat.role.acts and house_id in (None, seat.organisation_id):
            return Organisation.objects.get(pk=seat.organisation_id), seat.why
    raise policy.Denied(_("Uw functie laat niet toe om weigeringen te melden."))


def _reporter(reporter: str, *, family: bool) -> str:
    allowed = (Reporter.PARENTS, Reporter.PUPIL, Reporter.GUARDIAN) if family else tuple(Reporter)
    if reporter not in allowed:
        raise ValidationError({"reporter": _("Kies wie dit meldt.")})
    return reporter


def _where(told: Told) -> dict[str, Any]:
    """The school that refused: one of this installation, or its name."""
    if told.school_id is None:
        name = " ".join(told.school_name.split())
        if not name:
            raise ValidationError({"school_name": _("Kies de school, of schrijf haar naam.")})
        return {"school": None, "school_name": name, "location": None}
    school = School.objects.filter(pk=told.school_id).first()
    if school is None:
        raise ValidationError({"school_id": _("Kies de school, of schrijf haar naam.")})
    location = None
    if told.location_id is not None:
        location = Location.objects.filter(pk=told.location_id, school=school).first()
        if location is None:
            raise ValidationError({"location_id": _("Kies een vestigingsplaats van deze school.")})
    return {"school": school, "school_name": school.name, "location": location}


def _check(by: Principal, told: Told, house: Organisation) -> None:
    wrong: dict[str, str] = {}
    for name, given, known in (
        ("way", told.way, Way.values), ("kind", told.kind, SlotKind.values), ("about", told.about, About.values),
        ("impact", told.impact, Impact.values),
    ):  # fmt: skip
        if given not in known:
            wrong[name] = _("Maak een keuze.")
    if told.on > by.on:
        wrong["on"] = _("De datum ligt in de toekomst. Meld wat al gebeurd is.")
    if told.way == Way.FORMAL and told.ground not in GRONDEN:
        wrong["ground"] = _("Kies de reden die de school gaf.")
    if told.way != Way.FORMAL and told.ground:
        wrong["ground"] = _("Een reden hoort bij ‘de school weigerde en gaf een reden’.")
    if told.document_on is not None and not told.on <= told.document_on <= by.on:
        wrong["document_on"] = _("Kies een dag tussen de weigering en vandaag.")
    if told.school_id is not None and told.school_id == house.pk:
        wrong["school_id"] = _("Uw eigen school weigert op haar wachtlijst. Hier meldt u een andere school.")
    if len(told.words) > MOST_WORDS:
        wrong["words"] = _("Hoogstens %(n)d tekens.") % {"n": MOST_WORDS}
    if wrong:
        raise ValidationError(wrong)


def _words(by: Principal, refusal: Refusal, title: str, words: str) -> Aantekening:
    """What people told goes to the file of the house that follows it up, also where the writer does not read there."""
    house = refusal.handled_by
    compartment = Clb.key if house.kind == OrganisationKind.CENTRE else Gedeeld.key
    writer = command(name_of(by), by.on, vaults={compartment})
    with stand(writer):
        return write_note(
            by=writer, pupil=refusal.pupil, compartment=compartment, organisation_id=house.pk, title=title[:120],
            text=words,
        )  # fmt: skip


def _step(by: Principal, refusal: Refusal, kind: str, on: dt.date, note: Aantekening | None) -> RefusalStep:
    step = RefusalStep(refusal=refusal, kind=kind, on=on, note=note, done_by=name_of(by))
    step.save(force_insert=True)
    return step


def _log(by: Principal, act: str, refusal: Refusal, why: str) -> None:
    compartment = Clb.key if refusal.centre else Gedeeld.key
    log.record(
        by=by, act=act, on=refusal, pupil_id=refusal.pupil_id, organisation_id=refusal.handled_by_id, why=why,
        compartments={compartment},
    )  # fmt: skip


def follows(by: Principal) -> list[int]:
    """The houses for which somebody follows refusals up."""
    return [
        seat.organisation_id
        for seat in by.seats
        if acts.REFUSAL_KEEP in seat.role.acts and seat.role.reach is not Reach.NONE
    ]
