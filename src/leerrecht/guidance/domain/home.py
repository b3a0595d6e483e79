"""Home at the school's request: nothing starts without a record that says everything."""

import datetime as dt
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from leerrecht.access import acts, policy
from leerrecht.access.compartments import Gedeeld
from leerrecht.access.domain import log
from leerrecht.access.principal import Principal
from leerrecht.duties.domain.recompute import recompute
from leerrecht.facts.domain.facts import record_fact
from leerrecht.guidance.domain.opening import require_house
from leerrecht.guidance.domain.places import columns
from leerrecht.guidance.models import Asker, ClbView, ThuisOpVraag
from leerrecht.notes.domain import write_note
from leerrecht.notes.domain.places import place_of
from leerrecht.people.models import Pupil

AGREED = "deeltijds_akkoord_clb"
# What is written, in this order, each under its heading.
TEXTS = {
    "why": "Waarom",
    "pupil_view": "Wat de leerling ervan vindt",
    "parents_view": "Wat de ouders ervan vinden",
    "tried": "Wat eerst geprobeerd is",
    "road_back": "De weg terug",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """Everything that must be known before a pupil comes part of the week or not at all."""

    whole: bool
    asked_by: str
    why: str
    pupil_view: str
    parents_view: str
    tried: str
    road_back: str
    clb_on: dt.date
    clb_who: str
    clb_view: str
    hours: int
    first: dt.date
    last: dt.date
    review_on: dt.date


@transaction.atomic
def record_home(*, by: Principal, pupil: Pupil, school_id: int, request: Request) -> ThuisOpVraag:
    """Keep the record, shared with the CLB, the pupil and the parents; with the CLB's agreement the duty is fulfilled.

    Raises ``Denied``, ``ValidationError`` by field: every field is asked.
    """
    require_house(by, school_id)
    place = place_of(by, pupil, Gedeeld.key, school_id)
    _check(by, request)
    note = write_note(
        by=by, pupil=pupil, compartment=Gedeeld.key, organisation_id=school_id,
        title=_("Waarom de leerling thuisblijft"), text=_text(request), place=place,
    )  # fmt: skip
    home = ThuisOpVraag(
        **columns(by, pupil, place), note=note, whole=request.whole, asked_by=request.asked_by, clb_on=request.clb_on,
        clb_who=" ".join(request.clb_who.split()), clb_view=request.clb_view, hours=request.hours, first=request.first,
        last=request.last, review_on=request.review_on,
    )  # fmt: skip
    home.save(force_insert=True)
    _log(by, home, place.why)
    if home.clb_view == ClbView.AGREES:
        record_fact(
            by=by, pupil_id=pupil.pk, date=home.clb_on, kind=AGREED, school_id=school_id,
            object=home.first.isoformat(), compartment=Gedeeld.key, act=acts.GUIDANCE_KEEP,
        )  # fmt: skip
        recompute([pupil.pk], by.on).raise_refused()
    return home


@transaction.atomic
def review_home(*, by: Principal, home: ThuisOpVraag, review_on: dt.date | None, text: str) -> ThuisOpVraag:
    """Look again at whether it is still needed: on until ``review_on``, or without a day until its end.

    Raises ``Denied``, ``ValidationError`` by field.
    """
    home, why = _running(by, home)
    if not text.strip():
        raise ValidationError({"text": _("Schrijf wat u samen besliste.")})
    if review_on is not None and not by.on < review_on <= home.last:
        raise ValidationError({"review_on": _("Kies een dag die nog komt, voor het einde van de afspraak.")})
    write_note(
        by=by, pupil=home.pupil, compartment=home.compartment, organisation_id=home.organisation_id,
        title=_("Opnieuw bekeken: thuisblijven"), text=text,
    )  # fmt: skip
    home.reviewed_on = by.on
    home.review_on = review_on or home.review_on
    home.save(update_fields=["reviewed_on", "review_on"])
    _log(by, home, why)
    return home


@transaction.atomic
def stop_home(*, by: Principal, home: ThuisOpVraag) -> ThuisOpVraag:
    """The pupil comes again as everybody does. Raises ``Denied``, ``ValidationError``."""
    home, why = _running(by, home)
    home.stopped_on = by.on
    home.save(update_fields=["stopped_on"])
    _log(by, home, why)
    return home


def _running(by: Principal, home: ThuisOpVraag) -> tuple[ThuisOpVraag, str]:
    why = policy.require(by, acts.GUIDANCE_KEEP, home)
    require_house(by, home.organisation_id)
    home = ThuisOpVraag.objects.select_for_update().get(pk=home.pk)
    if home.stopped_on is not None:
        raise ValidationError(_("Deze afspraak is al gestopt."))
    return home, why


def _check(by: Principal, request: Request) -> None:
    wrong = {
        name: _("Dit moet erin staan voor het kan beginnen.") for name in TEXTS if not getattr(request, name).strip()
    }
    rules = (
        (request.asked_by not in Asker.values, "asked_by", _("Kies wie dit vroeg.")),
        (request.clb_view not in ClbView.values, "clb_view", _("Kies wat het CLB ervan vindt.")),
        (not request.clb_who.strip(), "clb_who", _("Schrijf met wie van het CLB u overlegde.")),
        (request.clb_on > by.on, "clb_on", _("Het overleg met het CLB moet al geweest zijn.")),
        (request.clb_on > request.first, "first", _("Het CLB wordt eerst gehoord: kies een dag na dat overleg.")),
        (request.last < request.first, "last", _("De laatste dag ligt voor de eerste.")),
        (
            not request.first <= request.review_on <= request.last, "review_on",
            _("Kies een dag tussen de eerste en de laatste dag."),
        ),
        (request.whole and request.hours > 0, "hours", _("Wie helemaal thuis is, heeft 0 lesuren op school.")),
        (not request.whole and request.hours <= 0, "hours", _("Schrijf hoeveel lesuren per week de leerling komt.")),
    )  # fmt: skip
    wrong |= {name: message for holds, name, message in rules if holds}
    if wrong:
        raise ValidationError(wrong)


def _text(request: Request) -> str:
    return "\n\n".join(f"{heading}:\n{getattr(request, name).strip()}" for name, heading in TEXTS.items())


def _log(by: Principal, home: ThuisOpVraag, why: str) -> None:
    log.record(
        by=by, act="guidance.home", on=home, pupil_id=home.pupil_id, organisation_id=home.organisation_id, why=why,
        detail={"compartment": home.compartment},
    )  # fmt: skip
