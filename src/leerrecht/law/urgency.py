"""Whom to see first, by stated criteria: an order with its reasons, never a score.

The criteria of the West-Vlaams plan (001:2265-2285): the age (a young child's bond with school is easier to restore, an
older pupil in the third grade leaves sooner), parents who are not reached, the speed at which absences pile up, and
known difficulties or absences in earlier years. How long the absence lasts settles what is left equal.
"""

from dataclasses import dataclass

from leerrecht.law.tables import waarde

JONG_TOT = 12
DERDE_GRAAD_VAN = 5
"""The third grade of secondary education begins with its fifth year."""


@dataclass(frozen=True, slots=True)
class Feiten:
    """What is known of a pupil who needs following up.

    `afwezig_6_weken` counts absent half-days with any code in the last six weeks; `dagen` how many days the present
    concern has lasted; `ouders_bereikt` None where nobody tried; `b_halve_dagen` of this school year.
    """

    leeftijd: int
    derde_graad: bool = False
    b_halve_dagen: int = 0
    afwezig_6_weken: int = 0
    ouders_bereikt: bool | None = None
    gekende_moeilijkheid: bool = False
    afwezig_vorige_jaren: bool = False
    dagen: int = 0


@dataclass(frozen=True, slots=True, order=True)
class Urgentie:
    """Sort ascending by `key`: the most urgent first. `redenen`, in Dutch, are what a person sees."""

    key: tuple[int, ...]
    redenen: tuple[str, ...]


def urgentie(feiten: Feiten) -> Urgentie:
    """The place of a pupil in the order, and why: more criteria first, then in the order in which they are stated."""
    frequent = feiten.b_halve_dagen >= waarde("b.melding")
    speed = feiten.afwezig_6_weken >= waarde("tempo.aantal")
    criteria = (
        (feiten.leeftijd < JONG_TOT, f"{feiten.leeftijd} jaar: nog veel ruimte om de band met de school te herstellen"),
        (feiten.derde_graad and frequent, "derde graad en vaak ongewettigd afwezig: kans op vroeg vertrek"),
        (feiten.ouders_bereikt is False, "ouders niet bereikt of zonder medewerking"),
        (speed, f"{feiten.afwezig_6_weken} afwezige halve dagen in zes weken, alle codes samen"),
        (feiten.gekende_moeilijkheid, "gekende moeilijkheid"),
        (feiten.afwezig_vorige_jaren, "ook in vorige schooljaren vaak afwezig"),
    )
    reasons = tuple(text for holds, text in criteria if holds)
    order = tuple(int(not holds) for holds, _ in criteria)
    if feiten.dagen:
        reasons += (f"duurt {feiten.dagen} {'dag' if feiten.dagen == 1 else 'dagen'}",)
    return Urgentie((sum(order), *order, -feiten.dagen), reasons)
