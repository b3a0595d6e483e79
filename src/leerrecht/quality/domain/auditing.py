"""The self-audit: beginning a round, what a cell says, what shows it, and fixing the round."""

import datetime as dt
from collections.abc import Mapping
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from leerrecht.access import acts, policy
from leerrecht.access.domain import log
from leerrecht.access.domain.names import name_of
from leerrecht.access.principal import Principal
from leerrecht.documents.domain.uploads import store_upload
from leerrecht.organisations.domain.constraints import refusals
from leerrecht.organisations.models import School
from leerrecht.quality.domain.common import LONG, SHORT, needed, require_school
from leerrecht.quality.domain.definitions import norms_at, norms_for, places
from leerrecht.quality.domain.queries.figures import known_figures
from leerrecht.quality.models import Answer, Cell, Evidence, Round, Step

if TYPE_CHECKING:
    from django.core.files.base import File


@transaction.atomic
def begin_round(*, by: Principal, school: School, held_on: dt.date, took_part: str) -> Round:
    """A new draft with the norms of now. Raises ``Denied``, ``ValidationError`` where a draft is there already."""
    why = require_school(by, acts.QUALITY_KEEP, school.pk)
    clean = needed(took_part=took_part)
    if held_on > by.on:
        raise ValidationError({"held_on": _("Kies vandaag of een dag die voorbij is.")})
    with refusals({"round_one_draft_a_school": _("Er is al een zelfaudit bezig. Zet die eerst vast.")}):
        made = Round.objects.create(
            school=school, held_on=held_on, norms=norms_for(_level(school)), made_by=name_of(by), **clean
        )
    log.record(by=by, act="quality.audit", on=made, organisation_id=school.pk, why=why)
    return made


def _level(school: School) -> str:
    return "secundair" if school.level == "secundair" else "basis"


@transaction.atomic
def judge(
    *,
    by: Principal,
    round_: Round,
    place: str,
    step: str,
    text: str,
    answers: Mapping[str, str],
    seen: str | None = None,
) -> Cell:
    """What the school says of a cell: how far it is, in words, and norm by norm.

    ``seen`` is the stamp of what one read there. Raises ``Denied``, ``ValidationError`` by field; also where the round
    is fixed, or somebody else changed the cell after that.
    """
    why = policy.require(by, acts.QUALITY_KEEP, round_)
    round_ = _draft(round_)
    codes = {norm.code for norm in norms_at(round_.norms, place)}
    wrong = {}
    if place not in places():
        raise ValidationError(_("Dit vak bestaat niet."))
    if step not in ("", *Step.values):
        wrong["step"] = _("Kies uit de lijst.")
    if len(text) > LONG:
        wrong["text"] = _("De tekst is te lang: hoogstens %(most)d tekens.") % {"most": LONG}
    if step and not text.strip():
        wrong["text"] = _("Zeg in een paar woorden waarop dit oordeel rust.")
    for code, answer in answers.items():
        if code not in codes or answer not in ("", *Answer.values):
            wrong[code] = _("Kies uit de lijst.")
    if wrong:
        raise ValidationError(wrong)
    last = round_.cells.filter(place=place).first()
    if seen is not None and seen != (last.stamp if last else ""):
        raise ValidationError(
            _("%(who)s wijzigde dit vak intussen. Er staat nu: “%(text)s”. Bewaart u opnieuw, dan geldt uw tekst.")
            % {"who": last.written_by if last else "", "text": last.text if last else ""}
        )
    cell, _made = Cell.objects.update_or_create(
        round=round_, place=place,
        defaults={
            "step": step, "text": text.strip(), "answers": {code: one for code, one in answers.items() if one},
            "written_by": name_of(by),
        },
    )  # fmt: skip
    log.record(by=by, act="quality.audit", on=round_, organisation_id=round_.school_id, why=why, detail={"cell": place})
    return cell


@transaction.atomic
def show(
    *,
    by: Principal,
    round_: Round,
    place: str,
    label: str = "",
    address: str = "",
    file: "File[bytes] | None" = None,
    figure: str = "",
) -> Evidence:
    """Add evidence to a cell: an address, a file or a figure of the system as it stands today.

    Raises ``Denied``, ``ValidationError`` by field.
    """
    why = policy.require(by, acts.QUALITY_KEEP, round_)
    round_ = _draft(round_)
    if place not in places():
        raise ValidationError(_("Dit vak bestaat niet."))
    if [bool(address), file is not None, bool(figure)].count(True) != 1:
        raise ValidationError(_("Kies één ding: een adres, een bestand of een cijfer."))
    cell, _made = Cell.objects.get_or_create(round=round_, place=place, defaults={"written_by": name_of(by)})
    made = Evidence(cell=cell, on=by.on)
    if figure:
        made.label, made.figure = _figure(by, round_.school_id, figure)
    else:
        made.label = needed(label=label)["label"][:200]
    if address:
        made.address = _address(address)
    if file is not None:
        made.upload = store_upload(by=by, file=file, organisation_id=round_.school_id, pupil_id=None, compartment="")
    made.save(force_insert=True)
    log.record(by=by, act="quality.audit", on=round_, organisation_id=round_.school_id, why=why, detail={"cell": place})
    return made


def _figure(by: Principal, school_id: int, key: str) -> tuple[str, str]:
    found = {one.key: one for one in known_figures(by, school_id)}.get(key)
    if found is None:
        raise ValidationError({"figure": _("Dit cijfer is er vandaag niet.")})
    return found.label, found.value


def _address(address: str) -> str:
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or not parts.netloc or len(address) > SHORT:
        raise ValidationError({"address": _("Geef een volledig adres, zoals https://www.onzeschool.be/beleid.")})
    return address


@transaction.atomic
def take_away(*, by: Principal, evidence: Evidence) -> None:
    """Evidence of a draft goes, with its file. Raises ``Denied``, ``ValidationError``."""
    why = policy.require(by, acts.QUALITY_KEEP, evidence)
    round_ = _draft(evidence.cell.round)
    upload = evidence.upload
    evidence.delete()
    if upload is not None:
        upload.delete()
    log.record(by=by, act="quality.audit", on=round_, organisation_id=round_.school_id, why=why)


@transaction.atomic
def fix_round(*, by: Principal, round_: Round) -> Round:
    """The round stands from now on. Raises ``Denied``, ``ValidationError`` while a cell has no judgement."""
    why = policy.require(by, acts.QUALITY_FIX, round_)
    round_ = _draft(round_)
    judged = set(round_.cells.exclude(step="").values_list("place", flat=True))
    empty = [place.name for key, place in places().items() if key not in judged]
    if empty:
        raise ValidationError(
            _("Nog geen oordeel over: %(cells)s. “Nog niets afgesproken” is ook een oordeel.")
            % {"cells": "; ".join(empty)}
        )
    round_.fixed_on, round_.fixed_by = by.on, name_of(by)
    round_.save(update_fields=["fixed_on", "fixed_by"])
    log.record(by=by, act="quality.fix", on=round_, organisation_id=round_.school_id, why=why)
    return round_


def _draft(round_: Round) -> Round:
    """The round, locked. Raises ``ValidationError`` where it was fixed."""
    round_ = Round.objects.select_for_update().get(pk=round_.pk)
    if round_.fixed_on is not None:
        raise ValidationError(_("Deze zelfaudit is vastgezet en verandert niet meer. Begin een nieuwe."))
    return round_
