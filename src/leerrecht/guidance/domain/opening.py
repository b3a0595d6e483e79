"""The formal begeleidingsdossier: opened by the duty of the law, or by hand; and closed."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from leerrecht.access import acts, policy
from leerrecht.access.compartments import Gedeeld
from leerrecht.access.domain import log
from leerrecht.access.domain.names import name_of
from leerrecht.access.principal import Principal, command
from leerrecht.access.standing import stand
from leerrecht.duties.domain.recompute import recompute
from leerrecht.facts.domain.facts import record_fact
from leerrecht.guidance.models import Begeleidingsdossier, Counsellor, Opening
from leerrecht.organisations.domain.constraints import refusals
from leerrecht.organisations.models import Service
from leerrecht.people.models import Pupil

DOSSIER = "begeleidingsdossier"


def require_house(by: Principal, organisation_id: int) -> str:
    """Only who keeps files at that very place: a CLB keeps none for a school. Raises ``Denied``."""
    if by.system or organisation_id in by.organisations(acts.GUIDANCE_KEEP):
        return by.why(acts.GUIDANCE_KEEP)
    raise policy.Denied(_("Dit dossier houdt de school zelf bij."))


def open_by_duty(arisen: Sequence[dict[str, Any]], on: dt.date) -> None:
    """Where the law begins to ask for a file, an empty one lies ready; the duty is fulfilled by the first entry."""
    by = command("plichten", on, vaults={Gedeeld.key})
    with stand(by):
        _open(by, arisen, on)


def _open(by: Principal, arisen: Sequence[dict[str, Any]], on: dt.date) -> None:
    wanted = {(row["pupil_id"], row["school_id"]) for row in arisen if row["school_id"] and row["status"] == "open"}
    there = set(
        Begeleidingsdossier.objects.filter(
            pupil_id__in={pupil_id for pupil_id, _school_id in wanted}, closed_on=None
        ).values_list("pupil_id", "organisation_id")
    )
    served = dict(
        Service.objects.filter(
            school_id__in={school_id for _pupil_id, school_id in wanted}, period__contains=on
        ).values_list("school_id", "centre_id")
    )
    made = [
        Begeleidingsdossier(
            pupil_id=pupil_id, organisation_id=school_id, counterpart_id=served.get(school_id),
            compartment=Gedeeld.key, opened_on=on, opening=Opening.DUTY, written_by=by.name,
        )
        for pupil_id, school_id in sorted(wanted - there)
    ]  # fmt: skip
    Begeleidingsdossier.objects.bulk_create(made)
    for file in made:
        log.record(
            by=by, act="guidance.open", on=file, pupil_id=file.pupil_id, organisation_id=file.organisation_id,
        )  # fmt: skip


@transaction.atomic
def open_file(*, by: Principal, pupil: Pupil, school_id: int) -> Begeleidingsdossier:
    """Open a file by hand: an act that fulfils the duty. Raises ``Denied``, ``ValidationError`` where one is open."""
    why = require_house(by, school_id)
    policy.find(Pupil, pupil.pk, by=by, act=acts.CASE_VIEW)
    served = Service.objects.filter(school_id=school_id, period__contains=by.on).values_list("centre_id", flat=True)
    file = Begeleidingsdossier(
        pupil=pupil, organisation_id=school_id, counterpart_id=served.first(), compartment=Gedeeld.key,
        opened_on=by.on, opening=Opening.HAND, written_by_id=by.user_id, written_by=name_of(by),
    )  # fmt: skip
    with refusals({"file_open_once": _("Er is al een begeleidingsdossier open voor deze leerling.")}):
        file.save(force_insert=True)
    log.record(by=by, act="guidance.open", on=file, pupil_id=pupil.pk, organisation_id=school_id, why=why)
    keep_myself(by, file)
    record_opening(by=by, pupil_id=pupil.pk, school_id=school_id)
    return file


def keep_myself(by: Principal, file: Begeleidingsdossier) -> None:
    """Who opens a file by hand keeps it, until somebody else takes over."""
    if by.user_id is not None:
        Counsellor.objects.create(file=file, who_id=by.user_id, who=name_of(by), first=file.opened_on)


def record_opening(*, by: Principal, pupil_id: int, school_id: int) -> None:
    """The bare fact that a person keeps this file: fulfils the duty of the law at once."""
    record_fact(
        by=by, pupil_id=pupil_id, date=min(by.on, timezone.localdate()), kind=DOSSIER, school_id=school_id,
        compartment="zorg", act=acts.GUIDANCE_KEEP,
    )  # fmt: skip
    recompute([pupil_id], timezone.localdate()).raise_refused()


@transaction.atomic
def close_file(*, by: Principal, file: Begeleidingsdossier, reason: str) -> Begeleidingsdossier:
    """Close a file, with the reason in a few words. Raises ``Denied``, ``ValidationError``."""
    why = policy.require(by, acts.GUIDANCE_KEEP, file)
    require_house(by, file.organisation_id)
    file = Begeleidingsdossier.objects.select_for_update().get(pk=file.pk)
    text = " ".join(reason.split())
    if file.closed_on is not None:
        raise ValidationError(_("Dit begeleidingsdossier is al gesloten."))
    if not text:
        raise ValidationError({"reason": _("Schrijf waarom het dossier gesloten wordt.")})
    file.closed_on, file.closed_reason, file.closed_by = by.on, text, name_of(by)
    file.save(update_fields=["closed_on", "closed_reason", "closed_by"])
    log.record(
        by=by, act="guidance.close", on=file, pupil_id=file.pupil_id, organisation_id=file.organisation_id, why=why
    )  # fmt: skip
    return file
