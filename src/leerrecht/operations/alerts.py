"""Telling about problems by mail: each once a day, and once more when it is over.

What was told stands in a file of the installation, so that it works when the database does not.
"""

import json
import os
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from leerrecht.operations.judging import Problem

MEMORY = "waak.json"


@dataclass(frozen=True, slots=True)
class Told:
    """A problem of which was told: its words, and the day it was told last."""

    title: str
    on: date


@dataclass(frozen=True, slots=True)
class News:
    """What to tell now, and what to remember once it was told."""

    wrong: tuple[Problem, ...] = ()
    over: tuple[str, ...] = ()
    memory: dict[str, Told] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.wrong or self.over)


def news(found: Iterable[Problem], memory: dict[str, Told], today: date, *, blind: bool = False) -> News:
    """What changed since the last time. ``blind``: only the database was looked for, so that nothing else is over."""
    now = {each.key: each for each in found}
    told = {key: each for key, each in memory.items() if key not in now}
    wrong = [each for each in now.values() if each.key not in memory or memory[each.key].on < today]
    kept = told if blind else {}
    after = {**kept, **{key: Told(each.title, today) for key, each in now.items()}}
    over = () if blind else tuple(each.title for each in told.values())
    return News(tuple(wrong), over, after)


def message(tidings: News, *, site: str) -> tuple[str, str]:
    """Subject and text of the mail."""
    if tidings.wrong:
        number = len(tidings.wrong)
        subject = f"Leerrecht: {number} {'problemen' if number > 1 else 'probleem'} op {site}"
    else:
        subject = f"Leerrecht: voorbij op {site}"
    lines = [f"{each.title}.\n  Wat te doen: {each.remedy}.\n" for each in tidings.wrong]
    lines += [f"Voorbij: {each}.\n" for each in tidings.over]
    lines.append(f"Alles staat op {site}/werking/, voor wie beheerder is.\n")
    return subject, "\n".join(lines)


def remembered(home: Path) -> dict[str, Told]:
    """What was told before; nothing where the file is not there or was damaged: then it is told once more."""
    try:
        kept = json.loads((home / MEMORY).read_text(encoding="utf-8"))
        return {key: Told(title, date.fromisoformat(on)) for key, (title, on) in kept.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}


def remember(home: Path, memory: dict[str, Told]) -> None:
    text = json.dumps({key: [each.title, each.on.isoformat()] for key, each in memory.items()}, ensure_ascii=False)
    part = home / f".{MEMORY}.{os.getpid()}"
    part.write_text(text, encoding="utf-8")
    part.replace(home / MEMORY)
