"""Short ways to write a casus in the form of the contract and to read the answer."""

from datetime import date

from leerrecht.law.engine import Antwoord, antwoord
from leerrecht.law.reader import parse_casus

SCHOOL = {"school": "S1", "niveau": "secundair", "van": "2025-09-01"}


def absent(van, tot=None, code="B", parts=None, grond=None):
    entry = {"van": van, "tot": tot or van, "code": code}
    if parts:
        entry["dagdelen"] = list(parts)
    if grond:
        entry["grond"] = grond
    return entry


def event(datum, soort, **rest):
    return {"datum": datum, "soort": soort, **rest}


def measure(soort, van, tot=None, school="S1"):
    return {"soort": soort, "van": van, "tot": tot, "school": school}


def make(born="2011-05-03", pupil=None, school=None, **rest):
    """A casus; one enrolment from 1 September 2025 unless `inschrijvingen` is given."""
    data = {"leerling": {"geboortedatum": born, **(pupil or {})}}
    data["inschrijvingen"] = [{**SCHOOL, **(school or {})}]
    data.update(rest)
    return parse_casus(data)


def ask(op, **rest) -> Antwoord:
    return antwoord(make(**rest), date.fromisoformat(op))


def found(answer, regel):
    """(status, sinds, vervuld_op, uiterlijk, voorwerp) of each outcome of a rule, as text without what is empty."""
    return [
        " ".join(
            str(part)
            for part in (
                outcome.status,
                outcome.sinds,
                outcome.vervuld_op and f"vervuld {outcome.vervuld_op}",
                outcome.uiterlijk and f"uiterlijk {outcome.uiterlijk}",
                outcome.voorwerp and f"over {outcome.voorwerp}",
            )
            if part
        )
        for outcome in answer.uitkomsten
        if outcome.regel == regel
    ]
