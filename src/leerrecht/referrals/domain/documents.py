"""Forms that belong to a referral: kept in the compartment of the form, listed with the referral."""

import re
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from leerrecht.access import acts
from leerrecht.access.domain.names import name_of
from leerrecht.access.principal import Principal
from leerrecht.forms.domain import catalogue, fill_form
from leerrecht.forms.models import About
from leerrecht.people.models import Pupil
from leerrecht.referrals.domain.common import opened, written
from leerrecht.referrals.domain.places import fitting
from leerrecht.referrals.engine import asked
from leerrecht.referrals.judging import Told
from leerrecht.referrals.models import Document, Referral

NAMELESS = {"consult": ("naam", "zonder")}


@transaction.atomic
def attach_form(
    *, by: Principal, referral: Referral, key: str, answers: Mapping[str, Any], finish: bool = True
) -> Document:
    """Fill in a form of the flow. Raises ``Denied``, ``ValidationError`` by code of the question.

    In a form without a name no name of the pupil may stand.
    """
    referral, told, _side, why = opened(by, referral)
    step = next((one for one in asked(told) if key in one.forms), None)
    if step is None:
        raise ValidationError(_("Dit formulier hoort niet bij deze doorverwijzing."))
    if nameless(told):
        _check_names(referral.pupil, answers)
    definition = catalogue.find(by, key, act=acts.NOTE_WRITE, about=About.PUPIL)
    compartment, house = fitting(by, referral.pupil, referral, definition.compartment)
    filled = fill_form(
        by=by, pupil=referral.pupil, key=key, compartment=compartment, organisation_id=house, answers=answers,
        finish=finish,
    )  # fmt: skip
    document = Document.objects.create(
        referral=referral, kind=key, filled=filled, made_on=by.on, made_by=name_of(by),
        step=referral.steps.filter(kind=step.key, on__isnull=False).order_by("on").last(),
    )  # fmt: skip
    written(by, "referral.form", referral, why)
    return document


def nameless(told: Told) -> bool:
    """Whether nothing of it may tell who the pupil is."""
    asked_for = NAMELESS.get(told.flow.key)
    return asked_for is not None and told.facts.get(asked_for[0]) == asked_for[1]


def _check_names(pupil: Pupil, answers: Mapping[str, Any]) -> None:
    names = [name for name in (pupil.first_name, pupil.last_name) if name]
    found = re.compile("|".join(rf"\b{re.escape(name)}\b" for name in names), re.IGNORECASE)
    wrong = {
        code: _("Het consult is zonder naam. Haal de naam van de leerling uit dit antwoord.")
        for code, value in answers.items()
        if isinstance(value, str) and found.search(value)
    }
    if wrong:
        raise ValidationError(wrong)
