"""The enquiry at schools that stand out, each night: who is asked, and what the register holds since."""

from collections.abc import Mapping
from datetime import date

from leerrecht.indicators import enquiry
from leerrecht.indicators.engine import Computation
from leerrecht.indicators.models import Question
from leerrecht.organisations.models import School


def ask(computation: Computation, year: int, schools: Mapping[int, School], on: date) -> None:
    """Ask whoever stands out now; of who was asked before, keep what changed and whether it still stands out.

    The register is the answer: who corrects it has answered, and a question that was asked stays.
    """
    registered = enquiry.registered(computation, year)
    found = {
        (schools[one.school].pk, one.indicator, one.direction): one
        for one in enquiry.striking(registered) if one.school in schools
    }  # fmt: skip
    numbers = {school.pk: number for number, school in schools.items()}
    asked = Question.objects.filter(school_year=year, organisation_id__in=numbers)
    known = {(one.organisation_id, one.indicator, one.direction): one for one in asked}
    for key, question in known.items():
        now = registered.counts[question.indicator].get(numbers[question.organisation_id], 0)
        if now != question.count_now:
            question.count_now, question.changed_on = now, on
        question.stands_out = key in found
    Question.objects.bulk_update(known.values(), ["count_now", "changed_on", "stands_out"])
    Question.objects.bulk_create(
        Question(
            organisation_id=key[0], school_year=year, indicator=one.indicator, direction=one.direction,
            count=one.count, count_now=one.count, asked_on=on,
        )
        for key, one in found.items() if key not in known
    )  # fmt: skip
