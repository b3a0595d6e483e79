"""The regelwijzer: reads a casus, asks the law on a date, and answers as JSON or as a letter in Dutch."""

import json
from datetime import date

from leerrecht.law.calendar import FIRST_YEAR, LAST_YEAR, BuitenKalender, label, school_year
from leerrecht.law.casus import Casus, CasusFout
from leerrecht.law.codes import KLEUTER
from leerrecht.law.dates import add_months, add_years, voluit
from leerrecht.law.engine import Antwoord, antwoord
from leerrecht.law.letter import letter
from leerrecht.law.reader import read_casus

JSON, TEKST = "json", "tekst"
JONGSTE, OUDSTE = 3, 35
INSTAP_MAANDEN = 30


def regelwijzer(text: str, op: date, form: str = JSON) -> str:
    """The answer to a casus in YAML or JSON on a date, as "json" or "tekst"; raises CasusFout."""
    casus = read_casus(text)
    controleer(casus, op)
    try:
        answer = antwoord(casus, op)
        if form == TEKST:
            return letter(answer, _later(casus, answer))
    except BuitenKalender as error:
        raise CasusFout(f"datum: {error}") from error
    return json.dumps(answer.as_dict(), ensure_ascii=False, indent=2) + "\n"


def controleer(casus: Casus, op: date) -> None:
    """Raise CasusFout where the date has no school calendar, or the pupil cannot be a pupil on it.

    A child may enter a kleuterschool at two and a half; nobody asks about a pupil of forty.
    """
    if not FIRST_YEAR <= school_year(op) <= LAST_YEAR:
        known = f"wel van {label(FIRST_YEAR)} tot {label(LAST_YEAR)}"
        raise CasusFout(f"datum: voor {voluit(op)} is er geen schoolkalender ({known})")
    born = casus.leerling.geboortedatum
    if born > op:
        raise CasusFout(f"leerling.geboortedatum: {born.isoformat()} ligt na de datum van de vraag, {op.isoformat()}")
    enrolment = casus.inschrijving_op(op)
    young = enrolment is not None and enrolment.niveau == KLEUTER and op >= add_months(born, INSTAP_MAANDEN)
    if (op < add_years(born, JONGSTE) and not young) or op >= add_years(born, OUDSTE + 1):
        raise CasusFout(
            f"leerling.geboortedatum: geboren op {born.isoformat()} is {_age(born, op)} jaar op {op.isoformat()}; de "
            f"regelwijzer gaat over leerlingen van {JONGSTE} tot en met {OUDSTE} jaar, en kleuters vanaf tweeënhalf"
        )


def _age(born: date, op: date) -> int:
    years = op.year - born.year
    return years if add_years(born, years) <= op else years - 1


def _later(casus: Casus, answer: Antwoord) -> Antwoord | None:
    """The answer on the day on which it changes, where the calendar reaches so far."""
    change = answer.verandert_op
    if change is None or school_year(change) > LAST_YEAR:
        return None
    return antwoord(casus, change, verandert=False)
