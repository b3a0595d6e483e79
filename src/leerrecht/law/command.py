"""The regelwijzer: reads a casus, asks the law on a date, and answers as JSON or as a letter in Dutch."""

import json
from datetime import date

from leerrecht.law.calendar import BuitenKalender
from leerrecht.law.casus import CasusFout
from leerrecht.law.engine import Antwoord, antwoord
from leerrecht.law.reader import read_casus
from leerrecht.law.regels import AARDEN, FOUT, PLICHT, RECHT, REGELS, SIGNAAL, VERBOD
from leerrecht.law.state import OPEN, VERVULD, Uitkomst

JSON, TEKST = "json", "tekst"
KOPPEN = {
    PLICHT: "Wat moet gebeuren",
    RECHT: "Waar recht op is",
    VERBOD: "Wat niet mag",
    FOUT: "Wat niet klopt",
    SIGNAAL: "Wat aandacht vraagt",
}
MAANDEN = (
    "januari", "februari", "maart", "april", "mei", "juni",
    "juli", "augustus", "september", "oktober", "november", "december",
)  # fmt: skip
WIE = {"agodi": "AGODI", "clb": "CLB", "school": "school", "ouders": "ouders", "leerling": "leerling"}


def regelwijzer(text: str, op: date, form: str = JSON) -> str:
    """The answer to a casus in YAML or JSON on a date, as "json" or "tekst"; raises CasusFout."""
    try:
        answer = antwoord(read_casus(text), op)
    except BuitenKalender as error:
        raise CasusFout(f"datum: {error}") from error
    if form == TEKST:
        return letter(answer)
    return json.dumps(answer.as_dict(), ensure_ascii=False, indent=2) + "\n"


def dutch(day: date) -> str:
    """A date in words: 6 oktober 2025."""
    return f"{day.day} {MAANDEN[day.month - 1]} {day.year}"


def letter(answer: Antwoord) -> str:
    """The answer as plain text that anyone can read."""
    lines = [f"Op {dutch(answer.op)}", "", *_status(answer), *_counts(answer)]
    for kind in AARDEN:
        found = [outcome for outcome in answer.uitkomsten if outcome.aard == kind]
        if found:
            lines += ["", KOPPEN[kind], "-" * len(KOPPEN[kind])]
        for outcome in found:
            lines += ["", *_outcome(outcome)]
    if not answer.uitkomsten:
        lines += ["", "Er staat niets open en er is niets op te merken."]
    if answer.verandert_op is not None:
        lines += ["", f"Gebeurt er niets nieuws, dan kan dit pas veranderen op {dutch(answer.verandert_op)}."]
    return "\n".join(lines) + "\n"


def _status(answer: Antwoord) -> list[str]:
    status = answer.status
    van, tot = status["leerplicht_van"], status["leerplicht_tot"]
    span = "" if van is None else f" (van {dutch(van)} tot {dutch(tot)})"
    return [
        f"De leerling is {'' if status['leerplichtig'] else 'niet '}leerplichtig{span}.",
        f"De leerling is {'' if status['ingeschreven'] else 'niet '}ingeschreven in een school.",
        *(["Deeltijds onderwijs is toegelaten."] if status["deeltijds_toegelaten"] else []),
        *(["De leerling zit thuis."] if status["thuiszitter"] else []),
    ]


def _counts(answer: Antwoord) -> list[str]:
    noted = [
        f"{number} halve dag{'en' if number != 1 else ''} {'zonder reden' if code == '-' else code}"
        for code, number in answer.tellers.items()
        if code not in ("schooljaar", "lestijden_toah") and number
    ]
    lines = [f"Afwezig in {answer.tellers['schooljaar']}: {', '.join(noted) or 'geen enkele halve dag'}."]
    if answer.tellers["lestijden_toah"]:
        lines.append(f"Recht op {answer.tellers['lestijden_toah']} lestijden onderwijs aan huis.")
    return lines


def _outcome(outcome: Uitkomst) -> list[str]:
    rule = REGELS[outcome.regel]
    state = {OPEN: " (open)", VERVULD: " (vervuld)"}.get(outcome.status, "")
    lines = [
        f"* {rule.titel}{state}",
        f"  Voor: {', '.join(WIE[one] for one in outcome.voor)}. Sinds {dutch(outcome.sinds)}.",
    ]
    if outcome.uiterlijk is not None:
        lines.append(f"  Ten laatste op {dutch(outcome.uiterlijk)}.")
    if outcome.vervuld_op is not None:
        lines.append(f"  Gedaan op {dutch(outcome.vervuld_op)}.")
    lines += [f"  Omdat: {'; '.join(outcome.omdat)}.", f"  {rule.uitleg}"]
    if rule.te_verifieren:
        lines.append("  Aangekondigd, te verifiëren: dit is nog geen bevestigde regel.")
    elif outcome.advies:
        lines.append("  Dit is een advies of een keuze van Leerrecht, geen wettelijke regel.")
    lines.append(f"  Bron: {', '.join(outcome.bron)}")
    return lines
