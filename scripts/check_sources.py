"""Looks whether the documents say what the rules claim: `python scripts/check_sources.py FOLDER`.

FOLDER holds the five texts, each named by its number (`001_….txt`). For every reference in the tables of the law:
it resolves, its lines exist, they hold the words that `source_words.txt` keeps beside it, and the number of the law
stands in at least one of the places it refers to. Every fault is one line; exit code 1 when there is one.
"""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from leerrecht.law.codes import CODES, GRONDEN
from leerrecht.law.conversion import OUDE_CODES, ROLLEN, TUCHT, may_register
from leerrecht.law.dates import MAANDEN
from leerrecht.law.regels import REGELS
from leerrecht.law.sources import BESLUIT, BESLUITEN, DOCUMENTEN, bron, regels_van
from leerrecht.law.tables import GETALLEN, INSTELLINGEN, Getal

HERE = Path(__file__).parent
WORDS = HERE / "source_words.txt"
CHOICES = HERE.parent / "docs" / "decisions" / "0105-numbered-choices.md"
IN_WORDS = {
    1: "een|eerste|één", 2: "twee|tweede", 3: "drie|derde", 4: "vier|vierde", 5: "vijf|vijfde", 6: "zes|zesde",
    7: "zeven", 8: "acht", 9: "negen", 10: "tien|tiende", 12: "twaalf", 14: "veertien", 15: "vijftien", 18: "achttien",
    20: "twintig", 30: "dertig",
}  # fmt: skip
WEEK = 7
OURS = ("criteria",)
"""Units of numbers that the text does not print but that count what it lists."""


def main(folder: Path) -> int:
    """Print what is wrong; 1 when anything is."""
    texts = {name: lines for name in DOCUMENTEN if (lines := _lines(folder, name)) is not None}
    faults = [f"document {name}: geen bestand {name}*.txt in {folder}" for name in DOCUMENTEN if name not in texts]
    uses = dict(_uses())
    words = _words()
    for reference, names in sorted(uses.items()):
        faults += [f"{reference} ({', '.join(names)}): {fault}" for fault in _faults(reference, texts, words)]
    faults += [f"{reference}: staat in {WORDS.name}, maar geen regel noemt het" for reference in words.keys() - uses]
    faults += list(_numbers(texts))
    for fault in faults:
        sys.stdout.write(fault + "\n")
    sys.stdout.write(f"{len(uses)} verwijzingen nagekeken, {len(faults)} fouten\n")
    return 1 if faults else 0


def _lines(folder: Path, name: str) -> list[str] | None:
    found = sorted(folder.glob(f"{name}*.txt"))
    return found[0].read_text(encoding="utf-8").split("\n") if found else None


def _uses() -> dict[str, list[str]]:
    """Each reference with the names of what rests on it."""
    uses: dict[str, list[str]] = {}
    for name, references in _tables():
        for reference in references:
            uses.setdefault(reference, []).append(name)
    return uses


def _tables() -> Iterator[tuple[str, tuple[str, ...]]]:
    yield from ((rule.regel, rule.bron) for rule in REGELS.values())
    yield from ((number.naam, number.bron) for number in GETALLEN)
    yield from ((setting.naam, setting.bron) for setting in INSTELLINGEN.values())
    yield from ((f"code {code.letter}", code.bron) for code in CODES.values())
    yield from ((f"grond {ground.slug}", ground.bron) for ground in GRONDEN.values())
    yield from ((f"oude code {old.letter}", old.bron) for old in OUDE_CODES.values())
    yield from (
        (f"registratie {code} door {role}", may_register(code, role, "lager").bron)
        for code in (*CODES, TUCHT)
        for role in ROLLEN
    )


def _words() -> dict[str, list[str]]:
    """The words kept beside each reference to a document: one reference a line, its words after it, split by |."""
    found = {}
    for line in WORDS.read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            reference, *words = (part.strip() for part in line.split("|"))
            found[reference] = words
    return found


def _faults(reference: str, texts: dict[str, list[str]], words: dict[str, list[str]]) -> Iterator[str]:
    try:
        bron(reference)
    except (KeyError, ValueError):
        yield "deze verwijzing is nergens uitgelegd (law/sources.py)"
        return
    kind, _, place = reference.partition(":")
    if kind == BESLUIT and not _chosen(int(place)):
        yield f"beslissing {place} staat niet in {CHOICES.name}"
    if kind not in texts:
        return
    text = _passage(texts[kind], place)
    if text is None:
        yield f"document {kind} heeft maar {len(texts[kind])} regels"
    elif not text:
        yield "die regels zijn leeg"
    elif reference not in words:
        yield f"geen woorden in {WORDS.name} om na te kijken"
    else:
        missing = [word for word in words[reference] if word.lower() not in text]
        if missing:
            yield f"daar staat niet: {', '.join(missing)}"


def _chosen(number: int) -> bool:
    return number in BESLUITEN and f"\n## {number}. " in CHOICES.read_text(encoding="utf-8")


def _passage(lines: list[str], place: str) -> str | None:
    """The lines in one piece, in small letters with single spaces; words that a line end broke are made whole."""
    first, last = regels_van(place)
    if last > len(lines):
        return None
    text = "\n".join(lines[first - 1 : last]).lower()
    return " ".join(re.sub(r"(?<=\w)-\s*\n\s*(?=\w)", "", text).split())


def _numbers(texts: dict[str, list[str]]) -> Iterator[str]:
    """The numbers of the law that stand in none of the places they refer to; a choice of ours stands nowhere."""
    for number in GETALLEN:
        places = [reference.split(":") for reference in number.bron if reference[:3] in texts]
        ours = any(reference.startswith(f"{BESLUIT}:") for reference in number.bron)
        if number.te_verifieren or ours or number.eenheid in OURS or not places or len(places) < len(number.bron):
            continue
        said = re.compile("|".join(_said(number)))
        if not any(said.search(_passage(texts[name], place) or "") for name, place in places):
            yield f"{number.naam}: het getal {number.waarde} staat niet in {', '.join(number.bron)}"


def _said(number: Getal) -> Iterator[str]:
    """The ways in which a text can say a number: digits, a word, weeks for days, a per cent, a day of the year."""
    value = number.waarde
    if number.eenheid == "maand en dag":
        yield rf"\b{value % 100} {MAANDEN[value // 100 - 1]}\b"
        return
    if number.eenheid == "promille":
        yield rf"\b{value / 10:g}\b ?%".replace(".", ",")
    yield rf"\b{value}(ste|de)?\b"
    if value in IN_WORDS:
        yield rf"\b({IN_WORDS[value]})"
    if number.eenheid == "kalenderdagen" and value % WEEK == 0:
        yield rf"\b({value // WEEK}|{IN_WORDS.get(value // WEEK, value // WEEK)}) weken"


if __name__ == "__main__":
    if len(sys.argv) != 2:  # noqa: PLR2004 (the command and the folder)
        sys.stderr.write("gebruik: python scripts/check_sources.py MAP-MET-DE-VIJF-DOCUMENTEN\n")
        raise SystemExit(2)
    raise SystemExit(main(Path(sys.argv[1])))
