"""The sheet for the police: facts alone. It is put together from what is registered; nobody writes on it."""

import datetime as dt
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from leerrecht.access import acts, policy
from leerrecht.access.principal import Principal
from leerrecht.attendance.models import HalfDay, Mark
from leerrecht.facts.models import Fact
from leerrecht.forms.domain.facts import of_pupil
from leerrecht.law.calendar import first_day, school_year
from leerrecht.law.codes import met_naam
from leerrecht.referrals.domain.asking import OPEN_TO_BOTH, finding_of
from leerrecht.referrals.flows import FLOWS
from leerrecht.referrals.models import Referral
from leerrecht.ui import words

OF_THE_SCHOOL = ("contact_ouders", "gesprek_leerling", "begeleidingsmaatregel", "begeleidingsdossier")
WITH_THE_CLB = ("melding_clb", "clb_traject")
PARTS = {"vm": gettext_lazy("voormiddag"), "nm": gettext_lazy("namiddag")}
WHY = {"onwil": gettext_lazy("onwil van de ouders"), "onbereikbaar": gettext_lazy("ouders die zich onbereikbaar maken")}


def sheet(by: Principal, referral: Referral, on: dt.date) -> dict[str, Any]:
    """The sheet as data: ``parts`` of a title and lines of label and value; ``clb`` whether the CLB stands on it.

    Absences of this school year up to that day, codes without grounds; acts with their day, without a word of what was
    said.
    """
    pupil = referral.pupil
    known = of_pupil(by, pupil, on)
    done = _facts(by, referral, OF_THE_SCHOOL, on)
    clb = _facts(by, referral, WITH_THE_CLB, on)
    number = referral.steps.filter(kind="melding", on__isnull=False).count() + 1
    return {
        "clb": bool(clb),
        "parts": [
            {"title": _("De melding"), "lines": [
                [_("Leerling"), known["leerling"]], [_("Geboortedatum"), _day(pupil.birth_date)],
                [_("Ouders of voogd"), known["ouders"]],
                [_("School en klas"), f"{known['school']} {known['klas']}".strip()],
                [_("Contactpersoon"), known["ik"]], [_("Datum"), _day(on)], [_("Nummer van de melding"), str(number)],
                [_("Waarom"), _why(by, referral)],
            ]},
            {"title": _("Wat de school deed"), "lines": done},
            {"title": _("Contacten met het CLB"), "lines": [[_("CLB van de school"), known["clb"]], *clb]},
            {"title": _("Afwezigheden van dit schooljaar"), "lines": [
                [_("Samen"), known["afwezig"]], *_absences(by, referral, on),
            ]},
        ],
    }  # fmt: skip


def _why(by: Principal, referral: Referral) -> str:
    field = next(one for one in FLOWS["politie"].fields if one.name == "reden")
    finding = finding_of(by, referral.pupil)
    if referral.facts["reden"] == "ouders" and finding is not None and finding.kind in WHY:
        return _("%(what)s, vastgesteld op %(day)s") % {"what": WHY[finding.kind], "day": _day(finding.on)}
    return field.words(referral.facts["reden"])


def _facts(by: Principal, referral: Referral, kinds: tuple[str, ...], on: dt.date) -> list[list[str]]:
    rows = (
        policy.visible(Fact, to=by, act=acts.DUTY_VIEW)
        .filter(
            pupil_id=referral.pupil_id, kind__in=kinds, compartment__in=OPEN_TO_BOTH,
            date__range=(first_day(school_year(on)), on),
        )
        .order_by("date", "pk")
        .values_list("date", "kind")
    )  # fmt: skip
    return [[_day(day), str(words.ACTS[kind])] for day, kind in rows]


def _absences(by: Principal, referral: Referral, on: dt.date) -> list[list[str]]:
    rows = (
        policy.visible(HalfDay, to=by, act=acts.REGISTER_VIEW)
        .filter(pupil_id=referral.pupil_id, school_year=school_year(on), date__lte=on)
        .exclude(mark=Mark.LATE)
        .order_by("date", "-part")
        .values_list("date", "part", "mark")
    )
    by_day: dict[dt.date, list[str]] = {}
    for day, part, mark in rows:
        by_day.setdefault(day, []).append(f"{PARTS[part]}: {_code(mark)}")
    return [[_day(day), ", ".join(parts)] for day, parts in by_day.items()]


def _code(mark: str) -> str:
    return str(Mark(mark).label) if mark == Mark.UNKNOWN else str(met_naam(mark))


def _day(on: dt.date) -> str:
    return date_format(on, "j F Y")
