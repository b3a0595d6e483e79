"""Filling in a form about a pupil, or about the school; going on with it; withdrawing it."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from leerrecht.access import acts, policy
from leerrecht.access.domain import log
from leerrecht.access.domain.names import name_of
from leerrecht.access.principal import Principal
from leerrecht.forms.domain import catalogue
from leerrecht.forms.domain.definitions import Question, Section, from_json
from leerrecht.forms.models import About, FilledForm, SchoolForm
from leerrecht.notes.domain.places import place_of
from leerrecht.organisations.models import School
from leerrecht.people.models import Pupil

SHORT, LONG = 200, 4000


@transaction.atomic
def fill_form(
    *,
    by: Principal,
    pupil: Pupil,
    key: str,
    compartment: str,
    organisation_id: int,
    answers: Mapping[str, Any],
    finish: bool = True,
) -> FilledForm:
    """Keep answers about a pupil with the version of the form, in one compartment of one organisation.

    ``finish`` False keeps them to go on later. Raises ``Denied`` where one does not write there, ``ValidationError``
    by code of the question.
    """
    place = place_of(by, pupil, compartment, organisation_id)
    definition = catalogue.find(by, key, act=acts.NOTE_WRITE, about=About.PUPIL)
    clean = check_answers(definition.sections, answers, finish=finish)
    filled = FilledForm.objects.create(
        pupil=pupil, organisation_id=place.organisation_id, counterpart_id=place.counterpart_id,
        compartment=compartment, version=catalogue.kept(definition), name=definition.name, answers=clean,
        made_by_id=by.user_id, made_by=name_of(by), finished_at=timezone.now() if finish else None,
    )  # fmt: skip
    _log(by, filled, place.why)
    return filled


@transaction.atomic
def change_form(*, by: Principal, filled: FilledForm, answers: Mapping[str, Any], finish: bool) -> FilledForm:
    """Go on with a form that is not finished. Raises ``Denied``, or ``ValidationError`` where it was finished."""
    filled = FilledForm.objects.select_for_update().select_related("version", "pupil").get(pk=filled.pk)
    policy.require(by, acts.NOTE_VIEW, filled)
    place = place_of(by, filled.pupil, filled.compartment, filled.organisation_id)
    if filled.finished_at is not None or filled.withdrawn_at is not None:
        raise ValidationError(_("Dit formulier is afgewerkt en verandert niet meer. Vul het opnieuw in."))
    filled.answers = check_answers(from_json(filled.version.content), answers, finish=finish)
    filled.finished_at = timezone.now() if finish else None
    filled.save(update_fields=["answers", "finished_at", "changed_at"])
    _log(by, filled, place.why)
    return filled


@transaction.atomic
def withdraw_form(*, by: Principal, filled: FilledForm) -> FilledForm:
    """The form no longer stands and nobody reads its answers any more. Raises ``Denied``, ``ValidationError``."""
    why = policy.require(by, acts.NOTE_WITHDRAW, filled)
    filled = FilledForm.objects.select_for_update().get(pk=filled.pk)
    if filled.withdrawn_at is not None:
        raise ValidationError(_("Dit formulier is al ingetrokken."))
    filled.withdrawn_at, filled.withdrawn_by = timezone.now(), name_of(by)
    filled.save(update_fields=["withdrawn_at", "withdrawn_by"])
    log.record(
        by=by, act="form.withdraw", on=filled, pupil_id=filled.pupil_id, organisation_id=filled.organisation_id,
        why=why, detail={"compartment": filled.compartment},
    )  # fmt: skip
    return filled


@transaction.atomic
def fill_policy(
    *, by: Principal, school: School, key: str, answers: Mapping[str, Any], finish: bool = True
) -> SchoolForm:
    """Keep answers about how the school works. Raises ``Denied``, ``ValidationError`` by code of the question."""
    why = policy.require_at(by, acts.FORM_POLICY, school.pk)
    definition = catalogue.find(by, key, act=acts.FORM_POLICY, about=About.SCHOOL)
    clean = check_answers(definition.sections, answers, finish=finish)
    filled = SchoolForm.objects.create(
        school=school, version=catalogue.kept(definition), name=definition.name, answers=clean, made_by_id=by.user_id,
        made_by=name_of(by), finished_at=timezone.now() if finish else None,
    )  # fmt: skip
    log.record(by=by, act=acts.FORM_POLICY, on=filled, organisation_id=school.pk, why=why)
    return filled


@transaction.atomic
def change_policy(*, by: Principal, filled: SchoolForm, answers: Mapping[str, Any], finish: bool) -> SchoolForm:
    """Go on with one that is not finished. Raises ``Denied``, ``ValidationError``."""
    why = policy.require(by, acts.FORM_POLICY, filled)
    filled = SchoolForm.objects.select_for_update().select_related("version").get(pk=filled.pk)
    if filled.finished_at is not None:
        raise ValidationError(_("Dit formulier is afgewerkt en verandert niet meer. Vul het opnieuw in."))
    filled.answers = check_answers(from_json(filled.version.content), answers, finish=finish)
    filled.finished_at = timezone.now() if finish else None
    filled.save(update_fields=["answers", "finished_at", "changed_at"])
    log.record(by=by, act=acts.FORM_POLICY, on=filled, organisation_id=filled.school_id, why=why)
    return filled


def check_answers(sections: tuple[Section, ...], answers: Mapping[str, Any], *, finish: bool) -> dict[str, Any]:
    """The answers to questions that are asked, as they are stored. Raises ``ValidationError`` by code.

    What is not asked under the conditions is not kept; a question that must be answered may wait until the end.
    """
    clean: dict[str, Any] = {}
    wrong: dict[str, str] = {}
    for question in (one for section in sections for one in section.questions):
        if not question.asked(clean):
            continue
        try:
            value = _clean(question, answers.get(question.code))
        except ValidationError as error:
            wrong[question.code] = " ".join(error.messages)
            continue
        if value:
            clean[question.code] = value
        elif finish and question.required:
            wrong[question.code] = _("Deze vraag is nodig om het formulier af te werken.")
    if finish and not clean and not wrong:
        raise ValidationError(_("Er is nog niets ingevuld."))
    if wrong:
        raise ValidationError(wrong)
    return clean


def _clean(question: Question, value: Any) -> Any:
    if question.kind == "lijst":
        chosen = list(value or ())
        if not set(chosen) <= set(question.options):
            raise ValidationError(_("Kies alleen uit de lijst."))
        return [one for one in question.options if one in chosen]
    if question.kind == "datum":
        return _day(value)
    text = str(value or "").strip()
    if question.choices and text and text not in question.choices:
        raise ValidationError(_("Kies uit de lijst."))
    most = LONG if question.kind == "lang" else SHORT
    if len(text) > most:
        raise ValidationError(_("De tekst is te lang: hoogstens %(most)d tekens.") % {"most": most})
    return text


def _day(value: Any) -> str:
    if isinstance(value, date):
        return value.isoformat()
    try:
        return date.fromisoformat(value).isoformat() if value else ""
    except (TypeError, ValueError) as error:
        raise ValidationError(_("Geef een datum, zoals 2026-11-20.")) from error


def _log(by: Principal, filled: FilledForm, why: str) -> None:
    # Nothing of the answers, nor which form: only where it went.
    log.record(
        by=by, act="form.fill", on=filled, pupil_id=filled.pupil_id, organisation_id=filled.organisation_id, why=why,
        detail={"compartment": filled.compartment, "finished": filled.finished_at is not None},
    )  # fmt: skip
