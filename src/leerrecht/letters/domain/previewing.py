"""A template as it would look, with invented facts: nothing of a real pupil stands in it."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from leerrecht.access.principal import Principal
from leerrecht.law import calendar, tables
from leerrecht.letters.domain import wording
from leerrecht.letters.domain.blocks import blocks, plain
from leerrecht.letters.domain.placeholders import fill
from leerrecht.letters.domain.planning import CENTRE, Draft, Sender, printable, sender_of
from leerrecht.letters.domain.press import press
from leerrecht.organisations.models import Organisation

PUPIL = "Sam Voorbeeld"
SCHOOL = "School De Voorbeeldboom"
ADDRESS = ("Voorbeeldstraat 12 bus 3", "9000 Gent")
PARENTS = ("Kim Voorbeeld", "Alex Voorbeeld")


@dataclass(frozen=True, slots=True)
class Preview:
    """Pages as pictures (SVG), and the words for who does not see them."""

    pages: tuple[bytes, ...]
    text: str


def invented(by: Principal, house: Organisation, *, subject: str, body: str, language: str) -> Preview:
    """How a text would look. Raises ``ValidationError`` for a sign that cannot be printed."""
    sender = sender_of(by, house)
    values = _invented_values(sender, language, by.on)
    name = values["ontvanger"]
    draft = Draft(
        pupil_id=0, recipient="", recipient_name=name, language=language, version=0, addresses=(),
        subject=" ".join(fill(subject, values).split()), body=tuple(blocks(fill(body, values))),
        to=(name, wording.parents_of(PUPIL, language)), occasion="", counterpart_id=None,
        certificate_id=None, address=ADDRESS,
    )  # fmt: skip
    return drawn(draft, sender, by.on)


def drawn(draft: Draft, sender: Sender, on: date) -> Preview:
    """A letter as pictures. Raises as :func:`invented`."""
    with press(logo=bytes(sender.style.logo) if sender.style.logo else None) as machine:
        pages = machine.pages(printable(draft, sender, on))
    words = [*draft.to, *draft.address, "", draft.subject, "", plain(list(draft.body)), "", sender.name]
    return Preview(tuple(pages), "\n".join(words))


def _invented_values(sender: Sender, language: str, on: date) -> Mapping[str, Any]:
    year = calendar.school_year(on)
    first = calendar.first_day(year)
    days = [(on - dt.timedelta(days=4), "vm"), (on - dt.timedelta(days=4), "nm"), (on - dt.timedelta(days=3), "vm")]
    listed = wording.half_days(days, language)
    return {
        "leerling": PUPIL, "voornaam": PUPIL.split(maxsplit=1)[0], "klas": "3A",
        "school": SCHOOL if sender.house.kind == CENTRE else sender.house.name,
        "ontvanger": wording.listed(PARENTS, language), "afzender": sender.name,
        "geboortedatum": wording.in_words(date(on.year - 14, 3, 5), language),
        "telefoon": sender.style.phone or "09 000 00 00", "email": sender.style.email or "school@voorbeeld.be",
        "clb": sender.centre.name if sender.centre else "CLB", "datum": wording.in_words(on, language),
        "schooljaar": calendar.label(year), "halve_dagen_b": "6", "dagen_b": listed, "dagen_zonder_reden": listed,
        "briefjes": str(tables.waarde("ouderverklaring.keren", first)),
        "briefjes_toegelaten": str(tables.waarde("ouderverklaring.keren", first)),
        "briefje_dagen": str(tables.waarde("ouderverklaring.dagen", first)),
        "toah_dagen": str(tables.waarde("toah.wachttijd", on)),
        "toah_lestijden": str(tables.waarde("toah.lestijden", on)),
        "melding_vanaf": str(tables.waarde("b.melding", first)),
        "gesprek_datum": wording.with_weekday(on + dt.timedelta(days=7), language),
        "gesprek_uur": wording.at_time(dt.time(16, 30), language), "gesprek_plaats": "lokaal 12",
        "gesprek_met": "An Voorbeeld", "antwoord_tegen": wording.with_weekday(on + dt.timedelta(days=5), language),
        "afspraken": "- ...\n- ...", "stappen": "- ...\n- ...", "uitleg": "...",
        "toelichting": "...", "maatregel": "...",
        "maatregel_van": wording.with_weekday(on + dt.timedelta(days=7), language), "maatregel_tot": "...",
        "redenen": "...", "inzage": "...", "opvang": "...", "beroep": "...",
    }  # fmt: skip
