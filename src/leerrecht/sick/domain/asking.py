"""Told, asked and decided."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from leerrecht.access import acts, policy
from leerrecht.access.compartments import Attest, Gedeeld
from leerrecht.access.domain.names import name_of
from leerrecht.access.principal import Principal, command
from leerrecht.access.standing import lend
from leerrecht.attendance.models import Certificate, CertificateKind
from leerrecht.cases.kinds import Ended
from leerrecht.directory.models import Offer
from leerrecht.enrolment.models import Enrolment
from leerrecht.facts.domain.facts import record_fact
from leerrecht.law.codes import DEELTIJDS, KLEUTER
from leerrecht.law.dates import add_years
from leerrecht.law.tables import waarde
from leerrecht.organisations.domain.constraints import refusals
from leerrecht.organisations.models import School
from leerrecht.people.models import Pupil
from leerrecht.sick import rules
from leerrecht.sick.domain.common import ask_track, done, house, kept, not_before, not_later, track_ends
from leerrecht.sick.models import Asker, Ground, Inlichting, Kind, Place, Refused, Told, Ziekteonderwijs

TOLD, REQUESTED = "ouders_geinformeerd_toah", "aanvraag_toah"
SPECIALIST = "medische_attestering_chronisch_specialist"
PROOF = (CertificateKind.MEDICAL, CertificateKind.CHRONIC, CertificateKind.TYPE5)
_REFUSED = {
    "ziekteonderwijs_runs_once": {"kind": _("Dit is al gevraagd en loopt nog. Werk daaraan verder.")},
    "ziekteonderwijs_wanted": {"wanted_until": _("De laatste dag ligt voor de eerste.")},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What is asked. No diagnosis: it need not be said, and there is no place for it (001:2827-2828)."""

    kind: str
    asked_on: dt.date
    asked_by: str
    wanted_from: dt.date
    wanted_until: dt.date | None = None
    ground: str = Ground.LONG
    agreed_on: dt.date | None = None
    certificate_id: int | None = None
    specialist_on: dt.date | None = None
    treatment_months: int | None = None
    expected: int | None = None
    distance_km: Decimal | None = None
    place: str = Place.HOME
    place_agreed_on: dt.date | None = None
    in_k_service: bool = False
    body: str = ""
    offer_id: UUID | str | None = None
    goes_on_from_id: UUID | str | None = None


@transaction.atomic
def tell_parents(*, by: Principal, pupil: Pupil, school: School, on: dt.date, channel: str, who: str) -> Inlichting:
    """Keep that the parents were told what there is, to whom and how; the school's duty is fulfilled by it.

    Raises ``Denied``, ``ValidationError`` by field.
    """
    why = _at_school(by, pupil, school)
    not_later(by, on)
    if channel not in Told.values:
        raise ValidationError({"channel": _("Kies hoe de ouders het hoorden.")})
    if not who.strip():
        raise ValidationError({"who": _("Schrijf aan wie u het zei: dat is het bewijs.")})
    told = Inlichting(
        pupil=pupil, school=school, on=on, channel=channel, who=" ".join(who.split()), told_by=name_of(by)
    )
    told.save(force_insert=True)
    _fact(by, told, on, TOLD)
    done(by, told, why)
    return told


@transaction.atomic
def ask(*, by: Principal, pupil: Pupil, school: School, request: Request) -> Ziekteonderwijs:
    """Ask for one kind of education during illness; the case gets its track.

    A request of TOAH, and a specialist's certificate, are facts that the law counts. Raises ``Denied``,
    ``ValidationError`` by field: where the level does not know this kind, where lessons cannot be where they are
    wanted, or where it runs already.
    """
    why = (_at if request.kind in rules.ASKED_BY_ANYBODY else _at_school)(by, pupil, school)
    _check(by, request)
    _level(by, pupil, school, request)
    sick = Ziekteonderwijs(
        pupil=pupil, school=school, kind=request.kind, ground=request.ground, asked_on=request.asked_on,
        asked_by=request.asked_by, agreed_on=request.agreed_on or _agreed(request), wanted_from=request.wanted_from,
        wanted_until=request.wanted_until, certificate_id=request.certificate_id, specialist_on=request.specialist_on,
        treatment_months=request.treatment_months, expected=request.expected, distance_km=request.distance_km,
        place=request.place, place_agreed_on=request.place_agreed_on, in_k_service=request.in_k_service,
        body=" ".join(request.body.split()), offer_id=_offer(by, request.offer_id),
        goes_on_from_id=request.goes_on_from_id, asked_of=house(by, school.pk), changed_on=by.on,
    )  # fmt: skip
    _proof(by, sick)
    with refusals(_REFUSED):
        sick.save(force_insert=True)
    ask_track(by, sick)
    sick.save(update_fields=["track"])
    if sick.kind == Kind.TOAH:
        # Longer, or ill again within the term: the law asks no second request (001:2866-2876).
        if sick.goes_on_from_id is None:
            _fact(by, sick, sick.asked_on, REQUESTED)
        if sick.specialist_on is not None:
            _fact(by, sick, sick.specialist_on, SPECIALIST)
    done(by, sick, why)
    return sick


@transaction.atomic
def grant(*, by: Principal, sick: Ziekteonderwijs, on: dt.date, body: str = "") -> Ziekteonderwijs:
    """It will be given. Blocked without what the documents ask for; the reason names it.

    A medical certificate, of a specialist where the illness is chronic (001:2860-2864); the agreement of the parents,
    since nothing is imposed (001:2606-2607); for POAH a favourable advice (001:93-95). Raises ``Denied``,
    ``ValidationError`` by field.
    """
    sick, why = kept(by, sick, school=sick.kind not in rules.ASKED_BY_ANYBODY)
    if sick.granted_on is not None:
        raise ValidationError(_("Dit is al toegekend."))
    not_later(by, on)
    not_before(on, sick.asked_on)
    if sick.agreed_on is None:
        raise ValidationError(_("De ouders gaven nog geen akkoord. Zonder hun akkoord kan dit niet beginnen."))
    if sick.kind != Kind.POAH and sick.certificate_id is None:
        raise ValidationError(_("Er is nog geen medisch attest. Vraag het aan de ouders en koppel het."))
    if sick.kind == Kind.TOAH and sick.ground == Ground.CHRONIC and sick.specialist_on is None:
        raise ValidationError(_("Bij een chronische ziekte is er een attest van een arts-specialist nodig."))
    if sick.kind == Kind.POAH and not sick.steps.filter(key=rules.FOR).exists():
        raise ValidationError(_("Dit kan alleen na een gunstig advies van de onderwijsinspectie."))
    sick.granted_on = on
    sick.body = " ".join(body.split()) or sick.body
    if sick.kind in rules.TEACHER_SOUGHT:
        sick.sought_on = on
    sick.save(update_fields=["granted_on", "body", "sought_on"])
    done(by, sick, why)
    return sick


@transaction.atomic
def refuse(*, by: Principal, sick: Ziekteonderwijs, on: dt.date, why_refused: str) -> Ziekteonderwijs:
    """It will not be given, or is not wanted. Raises ``Denied``, ``ValidationError`` by field."""
    sick, why = kept(by, sick, school=sick.kind not in rules.ASKED_BY_ANYBODY)
    not_later(by, on)
    not_before(on, sick.asked_on)
    if sick.since is not None:
        raise ValidationError(_("Dit is al begonnen. Stop het, met de laatste dag."))
    if why_refused not in Refused.values:
        raise ValidationError({"why_refused": _("Kies waarom dit niet doorgaat.")})
    if why_refused == Refused.TOO_FAR and not _far(sick):
        raise ValidationError(
            {"why_refused": _("De leerling verblijft dichtbij genoeg: dan moet de school dit geven.")}
        )
    sick.refused_on, sick.refused_why = on, why_refused
    sick.save(update_fields=["refused_on", "refused_why"])
    track_ends(by, sick, on, Ended.STOPPED if why_refused == Refused.NOT_WANTED else Ended.REFUSED)
    done(by, sick, why)
    return sick


@transaction.atomic
def complete(
    *, by: Principal, sick: Ziekteonderwijs, certificate_id: int | None, specialist_on: dt.date | None,
    agreed_on: dt.date | None,
) -> Ziekteonderwijs:  # fmt: skip
    """Add what was missing: a certificate, that of a specialist, the agreement. Raises as :func:`grant`."""
    sick, why = kept(by, sick)
    for name, day in (("specialist_on", specialist_on), ("agreed_on", agreed_on)):
        if day is not None:
            not_later(by, day, name)
    new = specialist_on is not None and specialist_on != sick.specialist_on
    sick.certificate_id = certificate_id or sick.certificate_id
    sick.specialist_on, sick.agreed_on = specialist_on or sick.specialist_on, agreed_on or sick.agreed_on
    _proof(by, sick)
    sick.save(update_fields=["certificate_id", "specialist_on", "agreed_on"])
    if new and specialist_on is not None and sick.kind == Kind.TOAH:
        _fact(by, sick, specialist_on, SPECIALIST)
    done(by, sick, why)
    return sick


def too_far(sick: Ziekteonderwijs) -> bool:
    """Whether the school may, but need not (001:2879-2884)."""
    return sick.kind == Kind.TOAH and _far(sick)


def _far(sick: Ziekteonderwijs) -> bool:
    distance = sick.distance_km if sick.distance_km is not None else sick.pupil.distance_km
    special = sick.school.school_kind == "buitengewoon"
    limit = waarde("toah.afstand_buitengewoon" if special else "toah.afstand_gewoon")
    return distance is not None and distance > limit


def _at(by: Principal, pupil: Pupil, school: School) -> str:
    why = policy.require_at(by, acts.SICK_KEEP, school.pk)
    if not policy.visible(Pupil, to=by, act=acts.SICK_KEEP).filter(pk=pupil.pk).exists():
        raise policy.Denied(_("Deze leerling zit niet op een school waar u dit bijhoudt."))
    return why


def _at_school(by: Principal, pupil: Pupil, school: School) -> str:
    why = _at(by, pupil, school)
    if not rules.organises(by, school.pk):
        raise policy.Denied(_("Dit doet de school zelf."))
    return why


def _agreed(request: Request) -> dt.date | None:
    """Who asks, agrees."""
    return request.asked_on if request.asked_by == Asker.PARENTS else None


def _check(by: Principal, request: Request) -> None:
    choices = {"kind": Kind, "asked_by": Asker, "ground": Ground, "place": Place}
    wrong = {
        name: _("Kies uit de lijst.") for name, known in choices.items() if getattr(request, name) not in known.values
    }
    for name in ("asked_on", "agreed_on", "specialist_on", "place_agreed_on"):
        day = getattr(request, name)
        if day is not None and day > by.on:
            wrong[name] = _("De datum ligt in de toekomst. Noteer wat al gebeurd is.")
    if request.kind == Kind.TOAH and request.place == Place.SCHOOL:
        if request.ground != Ground.CHRONIC:
            wrong["place"] = _("Bij een langdurige ziekte gaan de lessen door waar de leerling verblijft.")
        elif request.place_agreed_on is None:
            wrong["place_agreed_on"] = _("Les op school kan alleen als de ouders en de school dat afspraken.")
    if request.kind == Kind.TYPE5 and not request.body.strip():
        wrong["body"] = _("Schrijf in welke ziekenhuisschool of K-dienst de leerling verblijft.")
    if wrong:
        raise ValidationError(wrong)


def _level(by: Principal, pupil: Pupil, school: School, request: Request) -> None:
    """Which levels know it: not part-time; internet lessons from the age of five (001:2820-2823, 001:2955-2960)."""
    here = Enrolment.objects.filter(pupil=pupil, school=school, period__contains=by.on).order_by("share").first()
    if here is None:
        raise ValidationError(_("Deze leerling is vandaag niet ingeschreven in deze school."))
    if request.kind in (Kind.TOAH, Kind.SIO) and here.track == DEELTIJDS:
        raise ValidationError({"kind": _("Dit bestaat niet in het deeltijds onderwijs. School & Ziekzijn kan wel.")})
    if request.kind == Kind.SIO and here.level == KLEUTER:
        old_enough = add_years(pupil.birth_date, waarde("sio.leeftijd")) <= request.wanted_from
        if not old_enough and here.grade != waarde("sio.kleuterklas"):
            raise ValidationError({"kind": _("Les via het internet kan pas vanaf de derde kleuterklas of vijf jaar.")})


def _proof(by: Principal, sick: Ziekteonderwijs) -> None:
    """The certificate is of this pupil and proves illness; without one chosen, the newest that covers the first day."""
    # Whoever asks need not read certificates: that there is one, is all that is said here.
    with lend(command("attest bij onderwijs voor zieken", by.on, vaults={Attest.key})):
        proofs = Certificate.objects.filter(pupil_id=sick.pupil_id, kind__in=PROOF, doubtful=False, withdrawn_at=None)
        if sick.certificate_id is not None:
            if not proofs.filter(pk=sick.certificate_id).exists():
                raise ValidationError({"certificate_id": _("Kies een medisch attest van deze leerling.")})
            return
        day = sick.wanted_from
        found = proofs.filter(first_day__lte=day, last_day__gte=day).order_by("-first_day", "-pk").first()
        sick.certificate_id = None if found is None else found.pk


def _offer(by: Principal, chosen: UUID | str | None) -> UUID | None:
    if not chosen:
        return None
    found = policy.visible(Offer, to=by, act=acts.DIRECTORY_VIEW).filter(pk=chosen).first()
    if found is None:
        raise ValidationError({"offer_id": _("Kies uit het aanbod van uw streek.")})
    return found.pk


def _fact(by: Principal, about: Ziekteonderwijs | Inlichting, on: dt.date, kind: str, begin: str = "") -> None:
    record_fact(
        by=by, pupil_id=about.pupil_id, date=on, kind=kind, school_id=about.school_id, object=begin,
        compartment=Gedeeld.key, act=acts.SICK_KEEP,
    )  # fmt: skip
