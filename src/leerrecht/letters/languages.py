"""The languages of letters: each a file in ``spoken``, so that one is added without programming.

Beside the file, a template is in a language once it has words in it: a part of the same name in the file of a
delivered template, or a text that a school wrote. Plain Dutch is a language of its own: not a translation, other
sentences.
"""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

SPOKEN = Path(__file__).resolve().parent / "spoken"
DUTCH, PLAIN = "nl", "nl-eenvoudig"


@dataclass(frozen=True, slots=True)
class Tongue:
    """How a language says dates, hours, lists, and what stands around every letter.

    ``trial``: what a letter says beneath while nobody who speaks the language at home read its texts yet; else empty.
    """

    name: str
    months: Sequence[str]
    days: Sequence[str]
    first: str
    hour: str
    joined: str
    parts: dict[str, str]
    parents_of: str
    closing: str
    mail_subject: str
    mail_text: str
    file: str
    trial: str


@cache
def tongues() -> dict[str, Tongue]:
    """By code, Dutch first. A file that lacks something stops the start, and names what."""
    found = {path.stem: _read(path) for path in sorted(SPOKEN.glob("*.toml"))}
    return {DUTCH: found.pop(DUTCH)} | found


def _read(path: Path) -> Tongue:
    raw = tomllib.loads(path.read_text(encoding="utf-8"))
    try:
        return Tongue(
            raw["naam"], raw["maanden"], raw["dagen"], raw["eerste"], raw["uur"], raw["en"],
            {"vm": raw["voormiddag"], "nm": raw["namiddag"]}, raw["ouders_van"], raw["groet"], raw["mail_onderwerp"],
            raw["mail_tekst"], raw["bestand"], raw.get("proef", ""),
        )  # fmt: skip
    except KeyError as missing:
        raise ValueError(f"{path.name}: {missing} ontbreekt") from missing


def tongue_of(language: str) -> Tongue:
    """Of plain Dutch: Dutch."""
    return tongues()[code_of(language)]


def code_of(language: str) -> str:
    """The code of the tongue itself."""
    return language.partition("-")[0]


def languages() -> dict[str, str]:
    """Code and name of each language of letters, as a school reads them."""
    found = {code: one.name for code, one in tongues().items()}
    return {DUTCH: found.pop(DUTCH), PLAIN: "eenvoudig Nederlands"} | found


def choices() -> list[tuple[str, str]]:
    return list(languages().items())
