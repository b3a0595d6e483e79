"""Reading filled forms: the look is logged in the transaction of the reading."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from leerrecht.access import acts, policy
from leerrecht.access.domain import log
from leerrecht.access.principal import Principal
from leerrecht.forms.domain.definitions import Question, from_json
from leerrecht.forms.models import FilledForm, FormVersion, SchoolForm
from leerrecht.organisations.models import Organisation, School
from leerrecht.people.models import Pupil


@dataclass(frozen=True, slots=True)
class Line:
    """A question with its answer; ``items`` of a checklist, each with whether it was ticked."""

    question: Question
    answer: str
    items: tuple[tuple[str, bool], ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    title: str
    text: str
    lines: tuple[Line, ...]


@transaction.atomic
def of_pupil(by: Principal, pupil: Pupil) -> list[FilledForm]:
    """The forms about a pupil that this reader may see, latest first, without their answers; the look is logged."""
    rows = policy.visible(FilledForm, to=by, act=acts.NOTE_VIEW).filter(pupil=pupil)
    found = list(rows.defer("answers").select_related("version").order_by("-made_at", "pk"))
    for organisation_id in sorted({one.organisation_id for one in found}):
        own = [one for one in found if one.organisation_id == organisation_id]
        log.record(
            by=by, act="form.list", kind=FilledForm._meta.label_lower, pupil_id=pupil.pk,
            organisation_id=organisation_id, why=policy.ground_of(by, acts.NOTE_VIEW, own[0]),
            detail={"compartments": sorted({one.compartment for one in own}), "shown": len(own)},
        )  # fmt: skip
    return found


@transaction.atomic
def read(by: Principal, pk: object) -> FilledForm:
    """One filled form; of a withdrawn one no answers. The look is logged. Raises ``Http404``."""
    filled = policy.find(FilledForm, pk, by=by, act=acts.NOTE_VIEW)
    log.record(
        by=by, act="form.view", on=filled, pupil_id=filled.pupil_id, organisation_id=filled.organisation_id,
        why=policy.ground_of(by, acts.NOTE_VIEW, filled), detail={"compartment": filled.compartment},
    )  # fmt: skip
    if filled.withdrawn_at is not None:
        filled.answers = {}
    return filled


def names_of(organisation_ids: Iterable[int]) -> dict[int, str]:
    """The names of the organisations that own records which somebody reads."""
    return dict(Organisation.objects.filter(pk__in=set(organisation_ids)).values_list("pk", "name"))


def last_answers(by: Principal, school: School, name: str) -> dict[str, Any]:
    """What the school wrote in the form of that name last; empty where it never did."""
    seen = policy.visible(SchoolForm, to=by, act=acts.FORM_POLICY).filter(school=school, name=name)
    last = seen.order_by("-made_at").first()
    return dict(last.answers) if last else {}


def parts(version: FormVersion, answers: dict[str, Any]) -> list[Part]:
    """Questions with their answers, as the version asked them; what was not asked is left out."""
    return [
        Part(
            section.title,
            section.text,
            tuple(_line(one, answers.get(one.code)) for one in section.questions if one.asked(answers)),
        )
        for section in from_json(version.content)
    ]


def _line(question: Question, value: Any) -> Line:
    if question.kind == "lijst":
        chosen = set(value or ())
        return Line(question, "", tuple((one, one in chosen) for one in question.options))
    if question.kind == "datum" and value:
        year, month, day = value.split("-")
        return Line(question, f"{day}/{month}/{year}")
    if question.kind == "schaal" and value:
        return Line(question, f"{value} / 5")
    return Line(question, value or "")
