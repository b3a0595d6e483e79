"""A short way to ask one topic and to read the whole of what it says."""

from datetime import date

from leerrecht.law.engine import antwoord
from leerrecht.law.topics import ONDERWERPEN
from tests.law.ask import make


def said(op, name, facts, **rest):
    """Each outcome of the topic on one line: rule, status, dates, what it is about, and why."""
    answer = antwoord(make(meer={name: facts}, **rest), date.fromisoformat(op))
    own = {rule.regel for rule in ONDERWERPEN[name].regels}
    return [line(outcome) for outcome in answer.uitkomsten if outcome.regel in own]


def line(outcome):
    parts = (
        outcome.regel,
        outcome.status,
        outcome.sinds,
        outcome.vervuld_op and f"vervuld {outcome.vervuld_op}",
        outcome.uiterlijk and f"uiterlijk {outcome.uiterlijk}",
        outcome.voorwerp and f"over {outcome.voorwerp}",
        f"| {'; '.join(outcome.omdat)}",
    )
    return " ".join(str(part) for part in parts if part)


def rules(lines):
    """Only rule and status of each line."""
    return [" ".join(one.split()[:2]) for one in lines]
