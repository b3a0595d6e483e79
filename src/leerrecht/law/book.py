"""The book of the law: pages made from the tables, so that what is printed is what is computed."""

from collections.abc import Iterable
from datetime import date

from leerrecht.law.codes import CODES, GRONDEN
from leerrecht.law.regels import REGELS, Regel
from leerrecht.law.tables import GETALLEN, INSTELLINGEN

_HEAD = (
    "Deze pagina wordt gemaakt uit de tabellen in `src/leerrecht/law/` (`make docs`). Een bron als 001:784-786 is\n"
    "document en regels.\n"
)


def pages() -> dict[str, str]:
    """Name of each page and its Markdown."""
    return {
        "README.md": _index(),
        "regels.md": _rules(),
        "codes.md": _codes(),
        "getallen.md": _numbers(),
    }


def _index() -> str:
    rows = [
        ("[Regels](regels.md)", f"{len(REGELS)} plichten, rechten, verboden, fouten en signalen"),
        ("[Codes en gronden](codes.md)", "welke code op welk niveau, met welk bewijs"),
        ("[Getallen, termijnen en instellingen](getallen.md)", "elke drempel met haar periode en bron"),
    ]
    return f"# De wet in Leerrecht\n\n{_HEAD}\n{_table(('pagina', 'wat'), rows)}"


def _rules() -> str:
    return f"# Regels\n\n{_HEAD}\n" + "\n".join(_rule(rule) for rule in REGELS.values())


def _rule(rule: Regel) -> str:
    facts = [
        ("aard", rule.aard),
        ("voor", ", ".join(rule.voor)),
        ("geldt", _period(rule.van_kracht, rule.tot)),
        ("bron", ", ".join(rule.bron)),
    ]
    if rule.handeling:
        facts.append(("vervuld door", ", ".join(rule.handeling)))
    if rule.advies:
        facts.append(("let op", "aanbeveling of keuze van Leerrecht, geen wet"))
    if rule.te_verifieren:
        facts.append(("let op", "te verifiëren"))
    lines = "\n".join(f"- {name}: {value}" for name, value in facts)
    return f"## {rule.titel}\n`{rule.regel}`\n\n{rule.uitleg}\n\n{lines}\n"


def _codes() -> str:
    codes = [
        (
            code.letter, code.naam, {True: "ja", False: "nee", None: "niet beoordeeld"}[code.gewettigd],
            ", ".join(code.niveaus), ", ".join(code.soorten), code.bewijs, _period(code.valid_from, code.valid_to),
            ", ".join(code.bron),
        )
        for code in CODES.values()
    ]  # fmt: skip
    grounds = [
        (
            ground.code, ground.label, ", ".join(ground.niveaus), _period(ground.valid_from, ground.valid_to),
            ", ".join(ground.bron) + (" (te verifiëren)" if ground.te_verifieren else ""),
        )
        for ground in GRONDEN.values()
    ]  # fmt: skip
    heads = ("code", "naam", "gewettigd", "niveau", "soort", "bewijs", "geldt", "bron")
    return (
        f"# Codes en gronden\n\n{_HEAD}\n{_table(heads, codes)}\n## Gronden\n\n"
        f"{_table(('code', 'grond', 'niveau', 'geldt', 'bron'), grounds)}"
    )


def _numbers() -> str:
    numbers = [
        (
            f"`{number.naam}`", f"{number.waarde} {number.eenheid}", f"{number.niveau} {number.stelsel}".strip(),
            _period(number.valid_from, number.valid_to),
            ", ".join(number.bron) + (" (te verifiëren)" if number.te_verifieren else ""),
        )
        for number in GETALLEN
    ]  # fmt: skip
    settings = [
        (f"`{item.naam}`", "uit" if item.standaard is None else str(item.standaard), item.uitleg, ", ".join(item.bron))
        for item in INSTELLINGEN.values()
    ]
    return (
        f"# Getallen, termijnen en instellingen\n\n{_HEAD}\n"
        f"{_table(('naam', 'waarde', 'waar', 'geldt', 'bron'), numbers)}\n## Instellingen\n\n"
        f"{_table(('naam', 'standaard', 'uitleg', 'bron'), settings)}"
    )


def _period(first: date | None, last: date | None) -> str:
    if first is None and last is None:
        return "altijd"
    begin = f"vanaf {first.isoformat()}" if first else ""
    end = f"tot en met {last.isoformat()}" if last else ""
    return " ".join(part for part in (begin, end) if part)


def _table(heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = ["| " + " | ".join(heads) + " |", "|" + " --- |" * len(heads)]
    lines += ["| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in rows]
    return "\n".join(lines) + "\n"
