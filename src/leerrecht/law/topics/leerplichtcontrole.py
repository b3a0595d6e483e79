"""AGODI's yearly check of compulsory education: the letter, the reminder, the municipality, the public prosecutor."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Annotated

from leerrecht.law.dates import ONE_DAY, voluit
from leerrecht.law.regel import AGODI, OUDERS, PLICHT, SIGNAAL, Regel
from leerrecht.law.tables import waarde
from leerrecht.law.topics.onderwerp import Feit, Onderwerp, plicht

if TYPE_CHECKING:
    from leerrecht.law.state import Stand

OKTOBER = 10
GEMEENTE = ("gemeente",)


@dataclass(frozen=True, slots=True, kw_only=True)
class Feiten:
    """How far the check came."""

    elders: Annotated[
        date | None, Feit("sinds wanneer de leerling elders les volgt: Franse Gemeenschap, alternatief of buitenland")
    ] = None
    brief: Annotated[date | None, Feit("dag van de brief van AGODI aan de ouders")] = None
    antwoord: Annotated[date | None, Feit("dag van het antwoord van de ouders")] = None
    herinnering: Annotated[date | None, Feit("dag van de herinneringsbrief")] = None
    gemeente: Annotated[date | None, Feit("dag waarop de naam naar het gemeentebestuur ging")] = None
    wijkagent: Annotated[date | None, Feit("dag waarop de gemeente of wijkagent langsging")] = None
    parket: Annotated[date | None, Feit("dag waarop het dossier naar de parketcriminoloog ging")] = None


REGELS = (
    Regel(
        "leerplichtcontrole.brief",
        PLICHT,
        AGODI,
        "Schrijf de ouders aan",
        "AGODI vergelijkt het rijksregister op 1 oktober met Discimus en schrijft de ouders aan van wie nergens "
        "gevonden wordt.",
        ("001:1158-1178",),
    ),
    Regel(
        "leerplichtcontrole.antwoord",
        PLICHT,
        OUDERS,
        "Antwoord op de brief van AGODI",
        "De ouders krijgen drie tot vier weken om te antwoorden.",
        ("001:1177-1178",),
    ),
    Regel(
        "leerplichtcontrole.herinnering",
        PLICHT,
        AGODI,
        "Stuur een herinnering",
        "Komt er na vier weken geen antwoord, dan volgt een herinneringsbrief.",
        ("001:1180",),
    ),
    Regel(
        "leerplichtcontrole.gemeente",
        PLICHT,
        AGODI,
        "Bezorg de naam aan de gemeente",
        "Wie ook na de herinnering niet antwoordt, komt op een lijst voor het college van burgemeester en schepenen.",
        ("001:1181-1182",),
    ),
    Regel(
        "leerplichtcontrole.wijkagent",
        SIGNAAL,
        GEMEENTE,
        "De gemeente kan langsgaan",
        "Gemeenten worden aangespoord om met hun wijkagenten aan de slag te gaan; elke gemeente doet dat anders.",
        ("001:1184-1185",),
        advies=True,
    ),
    Regel(
        "leerplichtcontrole.parket",
        PLICHT,
        AGODI,
        "Bezorg het dossier aan de parketcriminoloog",
        "De laatste stap is het doorsturen van het dossier naar het parket.",
        ("001:1187",),
    ),
)


def antwoord(stand: "Stand", feiten: tuple[Feiten, ...]) -> None:
    """Each step of the check, until the pupil is found."""
    known = feiten[0]
    _unfound(stand, known)
    letter = known.brief
    if letter is None or letter > stand.op:
        return
    deadline = letter + timedelta(weeks=waarde("leerplichtcontrole.antwoord"))
    stand.misschien_op(deadline + ONE_DAY)
    settled = _settled(stand, known, letter)
    plicht(
        stand,
        "leerplichtcontrole.antwoord",
        letter,
        f"brief van {voluit(letter)}, ten laatste na {waarde('leerplichtcontrole.antwoord')} weken",
        gedaan=settled,
        uiterlijk=deadline,
    )
    told = stand.bekend(known.gemeente)
    if told is not None and settled is None and stand.bekend(known.wijkagent) is None:
        stand.meld("leerplichtcontrole.wijkagent", told, f"de gemeente kreeg de naam op {voluit(told)}")
    since: date | None = deadline + ONE_DAY
    steps = (
        ("leerplichtcontrole.herinnering", f"geen antwoord op de brief van {voluit(letter)}", known.herinnering),
        ("leerplichtcontrole.gemeente", "geen antwoord op de herinnering", known.gemeente),
        ("leerplichtcontrole.parket", "de gemeente kreeg de naam", known.parket),
    )
    for rule, because, done in steps:
        if since is None or since > stand.op or (settled is not None and settled <= since):
            return
        done_on = stand.bekend(done)
        if settled is None or done_on is not None:
            plicht(stand, rule, since, because, gedaan=done_on)
        since = None if done_on is None else max(done_on, since)


def _unfound(stand: "Stand", known: Feiten) -> None:
    """On 1 October of this school year leerplichtig, and nowhere."""
    check = date(stand.year, OKTOBER, waarde("leerplichtcontrole.peildatum"))
    stand.misschien_op(check)
    if stand.op < check or not stand.is_leerplichtig(check):
        return
    pupil = stand.casus.leerling
    spans = [*pupil.huisonderwijs, *pupil.vrijstellingen]
    if any(period.omvat(check) for period in spans) or stand.casus.inschrijving_op(check) is not None:
        return
    if known.elders is not None and known.elders <= check:
        return
    sent = known.brief if known.brief is not None and known.brief >= check else None
    found = [day for day in (stand.bekend(sent), _settled(stand, known, check)) if day is not None]
    stand.meld(
        "leerplichtcontrole.brief",
        check,
        f"op {voluit(check)} leerplichtig en nergens gevonden",
        vervuld_op=min(found, default=None),
    )


def _settled(stand: "Stand", known: Feiten, since: date) -> date | None:
    """The first day from then on on which the parents answered or the pupil was somewhere."""
    pupil = stand.casus.leerling
    days = [van for van, _, _ in stand.casus.perioden]
    days += [period.van for period in (*pupil.huisonderwijs, *pupil.vrijstellingen)]
    days += [day for day in (known.antwoord, known.elders) if day is not None]
    return min((day for day in days if since <= day <= stand.op), default=None)


ONDERWERP = Onderwerp(
    "leerplichtcontrole",
    "De jaarlijkse leerplichtcontrole",
    "Welke stap van de leerplichtcontrole door AGODI is aan de orde?",
    Feiten,
    REGELS,
    antwoord,
)
