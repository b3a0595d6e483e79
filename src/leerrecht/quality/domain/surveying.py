"""The climate survey: opening it, handing out codes, answering without a name, closing it.

Who answers is nobody here: no entry of the log, no time and no row of their own is kept of an answer, only the box of
the group as it reads afterwards.
"""

import datetime as dt
import json
import secrets
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from leerrecht.access import acts, policy
from leerrecht.access.domain import log
from leerrecht.access.domain.names import name_of
from leerrecht.access.principal import Principal, command
from leerrecht.access.standing import stand
from leerrecht.law.tables import waarde
from leerrecht.organisations.domain.constraints import refusals
from leerrecht.organisations.models import School
from leerrecht.quality.domain.common import WORKER, require_school
from leerrecht.quality.domain.definitions import survey_content
from leerrecht.quality.domain.measuring import counted
from leerrecht.quality.models import Box, Group, Survey
from leerrecht.quality.rules import MOST_CODES

# Without signs that one takes for another.
_SIGNS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
_LENGTH = 10


@transaction.atomic
def open_survey(*, by: Principal, school: School, opens_on: dt.date, closes_on: dt.date) -> Survey:
    """A survey for pupils and for staff, with the questions of now. Raises ``Denied``, ``ValidationError`` by field."""
    why = require_school(by, acts.QUALITY_FIX, school.pk)
    if closes_on < opens_on:
        raise ValidationError({"closes_on": _("De laatste dag ligt voor de eerste.")})
    if closes_on < by.on:
        raise ValidationError({"closes_on": _("Kies een laatste dag die nog komt.")})
    with refusals({"survey_one_open_a_school": _("Er is al een bevraging bezig. Sluit die eerst af.")}):
        made = Survey.objects.create(
            school=school, opens_on=opens_on, closes_on=closes_on, content=survey_content(), made_by=name_of(by)
        )
    with _working(by.on):
        Box.objects.bulk_create(Box(survey=made, group=group) for group in Group.values)
    log.record(by=by, act="quality.survey", on=made, organisation_id=school.pk, why=why)
    return made


@transaction.atomic
def make_codes(*, by: Principal, survey: Survey, group: str, number: int) -> list[str]:
    """New codes for a group, to hand out on paper: they are shown once, and kept as digests only.

    Raises ``Denied``, ``ValidationError`` by field.
    """
    why = policy.require(by, acts.QUALITY_KEEP, survey)
    survey = _still_open(survey)
    if group not in Group.values:
        raise ValidationError({"group": _("Kies uit de lijst.")})
    if not 1 <= number <= MOST_CODES:
        raise ValidationError({"number": _("Kies een aantal van 1 tot %(most)d.") % {"most": MOST_CODES}})
    made = ["".join(secrets.choice(_SIGNS) for _place in range(_LENGTH)) for _code in range(number)]
    with _working(by.on):
        box = Box.objects.select_for_update().get(survey=survey, group=group)
        box.codes = sorted([*box.codes, *map(_digest, made)])
        box.made += number
        box.save(update_fields=["codes", "made"])
    log.record(
        by=by, act="quality.survey", on=survey, organisation_id=survey.school_id, why=why,
        detail={"group": group, "codes": number},
    )  # fmt: skip
    return [f"{code[:5]}-{code[5:]}" for code in made]


def asked(*, code: str, on: dt.date) -> tuple[str, dict[str, Any]]:
    """For whom the questions are that a code opens, and the questions. Raises ``ValidationError``, kindly."""
    with _working(on):
        box = _box(code, on)
        return box.group, box.survey.content


@transaction.atomic
def answer(*, code: str, answers: Mapping[str, str], on: dt.date) -> None:
    """Put an answer in the box; the code then counts no more. Nothing joins the two.

    Raises ``ValidationError``: by code of the question, or where the code opens nothing (any more).
    """
    with _working(on):
        box = _box(code, on, lock=True)
        given = _checked(box.survey.content, answers)
        box.codes.remove(_digest(code))
        box.answers = sorted([*box.answers, given], key=lambda one: json.dumps(one, sort_keys=True))
        box.save(update_fields=["codes", "answers"])


def _checked(content: Mapping[str, Any], answers: Mapping[str, str]) -> dict[str, int]:
    steps = {str(number) for number in range(1, len(content["scale"]) + 1)}
    given = {item["code"]: answers.get(item["code"], "") for item in content["items"]}
    wrong = {code: _("Kies een van de antwoorden.") for code, one in given.items() if one and one not in steps}
    if wrong:
        raise ValidationError(wrong)
    kept = {code: int(one) for code, one in given.items() if one}
    if not kept:
        raise ValidationError(_("U hebt nog niets aangeduid. Duid minstens één antwoord aan."))
    return kept


@transaction.atomic
def close_survey(*, by: Principal, survey: Survey, handed: Mapping[str, int | None]) -> Survey:
    """Count, keep the counts, and throw the answers away. ``handed``: how many codes each group really got.

    Raises ``Denied``, ``ValidationError`` by field (``handed_`` and the group).
    """
    why = policy.require(by, acts.QUALITY_FIX, survey)
    survey = _still_open(survey)
    result = {}
    with _working(by.on):
        for box in Box.objects.select_for_update().filter(survey=survey).order_by("group"):
            number = box.made if handed.get(box.group) is None else int(handed[box.group] or 0)
            if not len(box.answers) <= number <= box.made:
                raise ValidationError(
                    {
                        f"handed_{box.group}": _("Kies een aantal van %(least)d (zoveel antwoordden) tot %(most)d.")
                        % {"least": len(box.answers), "most": box.made}
                    }
                )
            result[box.group] = counted(
                survey.content, box.answers, handed=number, least=waarde("bevraging.groep"),
                least_item=waarde("bevraging.zin"),
            )  # fmt: skip
        Box.objects.filter(survey=survey).delete()
    survey.result, survey.closed_on = result, by.on
    survey.save(update_fields=["result", "closed_on"])
    log.record(by=by, act="quality.survey.close", on=survey, organisation_id=survey.school_id, why=why)
    return survey


def _still_open(survey: Survey) -> Survey:
    survey = Survey.objects.select_for_update().get(pk=survey.pk)
    if survey.closed_on is not None:
        raise ValidationError(_("Deze bevraging is afgesloten."))
    return survey


def _box(code: str, on: dt.date, *, lock: bool = False) -> Box:
    boxes = Box.objects.filter(codes__contains=[_digest(code)]).select_related("survey")
    box = (boxes.select_for_update(of=("self",)) if lock else boxes).first()
    if box is None:
        raise ValidationError(
            _(
                "Deze code werkt niet. Kijk na of u ze juist overtypte. "
                "Elke code werkt maar één keer: misschien is ze al gebruikt."
            )
        )
    if on < box.survey.opens_on:
        raise ValidationError(
            _("De bevraging begint op %(day)s. Kom dan terug met dezelfde code.")
            % {"day": f"{box.survey.opens_on:%d/%m/%Y}"}
        )
    if on > box.survey.closes_on:
        raise ValidationError(_("Deze bevraging is voorbij. Bedankt dat u wilde meedoen."))
    return box


def _digest(code: str) -> str:
    """Whoever reads the database cannot hand in a code: it is told from its digest, made with the key of the server."""
    plain = "".join(sign for sign in code.upper() if sign in _SIGNS)
    return salted_hmac("leerrecht.quality.code", plain, algorithm="sha256").hexdigest()


def _working(on: dt.date) -> Any:
    """Stand for the command that alone opens the boxes."""
    return stand(command(WORKER, on))
