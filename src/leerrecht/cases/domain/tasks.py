"""Tasks across organisations: what which house does by when."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from leerrecht.access import acts, policy
from leerrecht.access.domain import log
from leerrecht.access.domain.names import name_of
from leerrecht.access.principal import Principal
from leerrecht.cases.domain.cases import as_organisation, record, writing
from leerrecht.cases.domain.places import columns, partner_place
from leerrecht.cases.models import Case, CaseTask, Track
from leerrecht.notes.domain.places import Place
from leerrecht.organisations.models import Organisation, OrganisationKind


@transaction.atomic
def assign_task(
    *,
    by: Principal,
    case: Case,
    what: str,
    organisation: Organisation | int,
    due_on: dt.date,
    track: Track | None = None,
    who: str = "",
) -> CaseTask:
    """A house does something by a day. Raises ``Denied``, ``ValidationError`` by field.

    One of a partner is given by the CLB, and lies in the compartment of that partner.
    """
    case, why = writing(by, case)
    house = as_organisation(organisation)
    text = " ".join(what.split())
    wrong = {}
    if not text:
        wrong["what"] = _("Schrijf wat er gebeurt.")
    if due_on < case.opened_on:
        wrong["due_on"] = _("Kies een dag na het begin van de casus.")
    if track is not None and track.case_id != case.pk:
        wrong["track"] = _("Kies een traject van deze casus.")
    if wrong:
        raise ValidationError(wrong)
    task = CaseTask(
        **columns(by, case.pupil_id, _place(by, case, house)), case=case, track=track, what=text, house=house,
        who=" ".join(who.split()), due_on=due_on,
    )  # fmt: skip
    task.save(force_insert=True)
    record(by, "case.task", case, why, house=house.pk)
    return task


def _place(by: Principal, case: Case, house: Organisation) -> Case | Place:
    if house.kind != OrganisationKind.PARTNER:
        return case
    try:
        return partner_place(by, case, house)
    except policy.Denied as error:
        raise ValidationError({"organisation": str(error)}) from error


@transaction.atomic
def finish_task(*, by: Principal, task: CaseTask, on: dt.date) -> CaseTask:
    """It is done; twice is once. A partner does so for its own tasks. Raises ``Denied``, ``ValidationError``."""
    act = acts.CASE_JOIN if by.can(acts.CASE_JOIN) and not by.system else acts.GUIDANCE_KEEP
    why = policy.require(by, act, task)
    task = CaseTask.objects.select_for_update().get(pk=task.pk)
    if task.done_on is not None:
        return task
    if on > by.on:
        raise ValidationError({"on": _("Kies een dag die al voorbij is, of vandaag.")})
    task.done_on, task.done_by = on, name_of(by)
    task.save(update_fields=["done_on", "done_by"])
    log.record(
        by=by, act="case.task", on=task, pupil_id=task.pupil_id, organisation_id=task.organisation_id, why=why
    )  # fmt: skip
    return task
