"""The answer as a letter in plain Dutch: what must be done, what somebody has a right to, what may, what stands out.

Each rule names its sources by a number and the place in them; the texts stand at the end. The letter of a code is
explained where it stands or at the end. With the answer on the next date of change it also says what changes then.
"""

import re
import textwrap
from collections.abc import Iterable
from itertools import count

from leerrecht.law.calendar import school_year
from leerrecht.law.codes import CODES
from leerrecht.law.dates import voluit
from leerrecht.law.engine import Antwoord
from leerrecht.law.regels import FOUT, PLICHT, RECHT, REGELS, SIGNAAL, VERBOD
from leerrecht.law.sources import bron
from leerrecht.law.state import OPEN, VERVULD, Uitkomst

WIDTH = 100
GEZIN = frozenset({"leerling", "ouders"})
KOPPEN = (
    ("Wat moet er gebeuren", lambda one: one.aard == PLICHT and one.status == OPEN),
    ("Wat al gebeurd is", lambda one: one.status == VERVULD),
    ("Waar u recht op hebt", lambda one: one.aard == RECHT and GEZIN & set(one.voor)),
    ("Wat mag", lambda one: one.aard == RECHT and not GEZIN & set(one.voor)),
    ("Wat niet mag", lambda one: one.aard == VERBOD),
    ("Wat niet klopt", lambda one: one.aard == FOUT),
    ("Wat opvalt", lambda one: one.aard == SIGNAAL),
)
WIE = {
    "agodi": "AGODI",
    "clb": "het CLB",
    "school": "de school",
    "ouders": "de ouders",
    "leerling": "de leerling",
    "bednet": "Bednet",
    "gemeente": "de gemeente",
    "inspectie": "de onderwijsinspectie",
    "parket": "het parket",
    "lop": "het LOP",
    "commissie": "de Commissie inzake leerlingenrechten",
}
AFKORTINGEN = {
    "AGODI": "het agentschap van de Vlaamse overheid dat de leerplicht opvolgt",
    "CLB": "het centrum voor leerlingenbegeleiding dat met de school samenwerkt",
    "TOAH": "tijdelijk onderwijs aan huis",
    "NAFT": "een naadloos flexibel traject, tijdelijke begeleiding buiten de lessen",
    "LOP": "het lokaal overlegplatform van de scholen in een streek",
}
DADEN = {
    "contact_ouders": "contact met de ouders",
    "gesprek_leerling": "een gesprek met de leerling",
    "begeleidingsmaatregel": "een afgesproken begeleidingsmaatregel",
    "begeleidingsdossier": "een begeleidingsdossier",
    "melding_clb": "een melding aan het CLB",
    "clb_traject": "de start van een traject van het CLB",
    "aanvraag_toah": "een aanvraag van onderwijs aan huis",
    "zoekactie_school": "een poging om een nieuwe school te vinden",
    "ouders_geinformeerd_toah": "uitleg aan de ouders over onderwijs aan huis",
    "melding_toah": "de melding van het onderwijs aan huis",
    "melding_agodi": "de melding aan AGODI",
    "opvang_aangeboden": "opvang voor de leerling",
    "opvang_gemotiveerd_geweigerd": "een schriftelijke uitleg waarom opvang niet kan",
    "motivering_geen_begeleiding": "een uitleg waarom begeleiding vooraf niet kon",
    "deeltijds_akkoord_clb": "een afspraak waar het CLB achter staat",
}
IN_ORDE = {
    "verzuim.absoluut": "een inschrijving in een school, huisonderwijs of een vrijstelling",
    "onbekend.reden": "de juiste reden in het register",
    "du.zoeken": "een inschrijving in een nieuwe school; elke poging om er een te vinden telt mee als bewijs",
    "tucht.motivering": "een uitleg waarom begeleiding vooraf niet kon, of begeleiding van voor de maatregel",
}
ONBEKEND = "waarvan de reden nog niet bekend is"
_LETTER = re.compile(r"\b([ARZMHPB])\b(?!-attest)")


def letter(answer: Antwoord, later: Antwoord | None = None) -> str:
    """The answer as plain text; `later` is the answer on `verandert_op`."""
    title = f"Wat de regels zeggen op {voluit(answer.op)}"
    texts: dict[str, int] = {}
    numbers = count(1)
    told: dict[str, int] = {}
    body = [title, "=" * len(title), "", *_status(answer), "", *_counts(answer)]
    left = list(answer.uitkomsten)
    for heading, belongs in KOPPEN:
        found = [outcome for outcome in left if belongs(outcome)]
        if found:
            body += _heading(heading)
        for outcome in found:
            number = next(numbers)
            first = told.setdefault(f"{outcome.regel} {outcome.bron}", number)
            body += ["", *_facts(outcome, number)]
            body += _wrapped(f"De regel: zie {first}.") if first < number else _rule(outcome, texts)
    if not answer.uitkomsten:
        body += ["", "Er staat niets open en er valt niets op."]
    body += _change(answer, later)
    body += _words("\n".join(body))
    body += _sources(texts)
    return "\n".join(body) + "\n"


def _heading(text: str) -> list[str]:
    return ["", text, "-" * len(text)]


def _wrapped(text: str, indent: str = "   ", first: str | None = None) -> list[str]:
    return textwrap.wrap(
        text, WIDTH, initial_indent=indent if first is None else first, subsequent_indent=indent,
        break_long_words=False, break_on_hyphens=False,
    )  # fmt: skip


def _status(answer: Antwoord) -> list[str]:
    status = answer.status
    van, tot = status["leerplicht_van"], status["leerplicht_tot"]
    lines = [f"De leerling is {'' if status['leerplichtig'] else 'niet '}leerplichtig."]
    if van is not None:
        lines.append(f"De leerplicht loopt van {voluit(van)} tot {voluit(tot)}.")
    lines.append(f"De leerling is {'' if status['ingeschreven'] else 'niet '}ingeschreven in een school.")
    if status["deeltijds_toegelaten"]:
        lines.append("Deeltijds onderwijs is toegelaten.")
    if status["thuiszitter"]:
        lines.append("De leerling zit thuis.")
    return lines


def _counts(answer: Antwoord) -> list[str]:
    year = answer.tellers["schooljaar"]
    noted = [
        (number, _meaning(code))
        for code, number in answer.tellers.items()
        if code not in ("schooljaar", "lestijden_toah") and number
    ]
    if not noted:
        lines = [f"In schooljaar {year} is geen enkele halve dag afwezigheid genoteerd."]
    else:
        total = sum(number for number, _ in noted)
        lines = [f"Afwezig in schooljaar {year}: {_half_days(total)}."]
        lines += [f" - {_half_days(number)} {meaning}" for number, meaning in noted if len(noted) > 1 or meaning]
    hours = answer.tellers["lestijden_toah"]
    if hours:
        lines.append(f"Dat geeft recht op {hours} lestijden onderwijs aan huis.")
    return lines


def _half_days(number: int) -> str:
    return f"{number} halve dag{'' if number == 1 else 'en'}"


def _meaning(code: str) -> str:
    return f"{code} ({CODES[code].naam})" if code in CODES else ONBEKEND


def _facts(outcome: Uitkomst, number: int) -> list[str]:
    who = "Wie moet dit doen" if outcome.aard == PLICHT else "Voor wie"
    return [
        *_wrapped(REGELS[outcome.regel].titel, first=f"{number}. "),
        *_wrapped(f"{who}: {_listed(WIE[one] for one in outcome.voor)}. {_sentence(_when(outcome))}."),
        *_wrapped(f"Waarom: {'; '.join(outcome.omdat)}."),
    ]


def _rule(outcome: Uitkomst, texts: dict[str, int]) -> list[str]:
    rule = REGELS[outcome.regel]
    lines = _wrapped(f"De regel: {rule.uitleg}")
    done = IN_ORDE.get(rule.regel) or _listed((DADEN[act] for act in rule.handeling), "of")
    if done and outcome.status == OPEN:
        lines += _wrapped(f"In orde met: {done}.")
    if rule.te_verifieren:
        lines += _wrapped("Let op: dit is aangekondigd of nergens bevestigd, en dus nog te verifiëren.")
    elif outcome.advies:
        lines += _wrapped("Let op: dit is een aanbeveling of een keuze van Leerrecht, geen wet.")
    return lines + _wrapped(f"Bron: {_places(outcome.bron, texts)}.")


def _places(references: tuple[str, ...], texts: dict[str, int]) -> str:
    """The numbers of the texts with the places in each, and the articles of law; new texts get the next number."""
    found: dict[int, list[str]] = {}
    articles: dict[str, None] = {}
    for source in map(bron, references):
        text = f"{source.tekst}, {source.adres}" if source.adres else source.tekst
        places = found.setdefault(texts.setdefault(text, len(texts) + 1), [])
        if source.plaats:
            places.append(source.plaats.removeprefix("regel ") if places else source.plaats)
        if source.artikel:
            articles[source.artikel] = None
    cited = "; ".join(" ".join([f"[{number}]", ", ".join(places)]).rstrip() for number, places in found.items())
    return f"{cited}. In de wet: {'; '.join(articles)}" if articles else cited


def _when(outcome: Uitkomst) -> str:
    when = f"sinds {voluit(outcome.sinds)}"
    if outcome.vervuld_op is not None:
        return f"{when}; gedaan op {voluit(outcome.vervuld_op)}"
    return when if outcome.uiterlijk is None else f"{when}, ten laatste op {voluit(outcome.uiterlijk)}"


def _listed(words: Iterable[str], last: str = "en") -> str:
    *most, final = tuple(words) or ("",)
    return f"{', '.join(most)} {last} {final}" if most else final


def _change(answer: Antwoord, later: Antwoord | None) -> list[str]:
    if answer.verandert_op is None:
        return []
    lines = _heading("Wanneer dit kan veranderen")
    lines += _wrapped(
        f"Gebeurt er niets nieuws, dan blijft dit zo tot {voluit(answer.verandert_op)}. Een nieuwe afwezigheid, een "
        "gesprek, een melding of een attest kan het altijd veranderen.",
        "",
    )
    if later is None:
        return lines
    said = list(_differences(answer, later)) or ["wordt een datum in dit antwoord anders"]
    return [*lines, f"Op {voluit(later.op)}:", *(line for text in said for line in _wrapped(text, "   ", " - "))]


def _differences(answer: Antwoord, later: Antwoord) -> Iterable[str]:
    if school_year(later.op) != school_year(answer.op):
        yield "begint een nieuw schooljaar en beginnen de tellingen opnieuw"
    elif answer.tellers != later.tellers:
        yield "tellen er halve dagen mee die al genoteerd staan"
    for key, words in (
        ("leerplichtig", "leerplichtig"),
        ("ingeschreven", "ingeschreven in een school"),
        ("thuiszitter", "thuiszitter"),
    ):
        if answer.status[key] != later.status[key]:
            yield f"is de leerling {'' if later.status[key] else 'niet meer '}{words}"
    if later.status["deeltijds_toegelaten"] and not answer.status["deeltijds_toegelaten"]:
        yield "is deeltijds onderwijs toegelaten"
    now, then = (list(dict.fromkeys(_stands(one) for one in each.uitkomsten)) for each in (answer, later))
    yield from (f"komt erbij: {_titled(one)}" for one in then if one not in now)
    yield from (f"valt weg: {_titled(one)}" for one in now if one not in then)


def _stands(outcome: Uitkomst) -> tuple[str, str]:
    return outcome.regel, outcome.status


def _titled(stands: tuple[str, str]) -> str:
    rule, status = stands
    return f"{REGELS[rule].titel}{' (gedaan)' if status == VERVULD else ''}"


def _words(text: str) -> list[str]:
    """What the codes and the short names in the letter mean."""
    codes = sorted(set(_LETTER.findall(text)))
    meanings = [f"{code}: {CODES[code].naam}" for code in codes]
    meanings += [f"{short}: {meaning}" for short, meaning in AFKORTINGEN.items() if re.search(rf"\b{short}\b", text)]
    if not meanings:
        return []
    lines = _heading("Wat de woorden betekenen")
    for meaning in meanings:
        lines += _wrapped(meaning, "   ", " - ")
    return lines


def _sources(texts: dict[str, int]) -> list[str]:
    if not texts:
        return []
    lines = _heading("Waar dit staat")
    for text, number in texts.items():
        lines += _wrapped(_sentence(text), "    ", f"[{number}] ")
    return lines


def _sentence(text: str) -> str:
    return text[0].upper() + text[1:]
