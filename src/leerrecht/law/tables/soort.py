"""What a number of the law and a setting are."""

import operator
from dataclasses import dataclass
from datetime import date

OPERATOREN = {">=": operator.ge, ">": operator.gt, "<=": operator.le, "<": operator.lt, "=": operator.eq}


@dataclass(frozen=True, slots=True)
class Getal:
    """A number of the law. `niveau` and `stelsel` are "" where it holds for all.

    `operator` says when it bites: a count of 5 with ">=" from the fifth on, a term of 21 days with ">" from day 22 on,
    a limit with "<=" as long as it is not passed; "=" is a plain amount. `uitleg` says what it is the number of.
    """

    naam: str
    waarde: int
    eenheid: str
    bron: tuple[str, ...]
    valid_from: date | None = None
    valid_to: date | None = None
    niveau: str = ""
    stelsel: str = ""
    te_verifieren: bool = False
    operator: str = ">="
    uitleg: str = ""

    def raakt(self, aantal: int) -> bool:
        """Whether a count or a term of that many bites."""
        return bool(OPERATOREN[self.operator](aantal, self.waarde))


@dataclass(frozen=True, slots=True)
class Instelling:
    """A setting: a choice of the product or a rule that no source confirms, with its default; `datum`: it is a date."""

    naam: str
    standaard: int | date | None
    uitleg: str
    bron: tuple[str, ...]
    te_verifieren: bool = False
    datum: bool = False
