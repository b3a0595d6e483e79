"""Letters of the demo: a house style, and two letters about the pupil of the case, each with its marker."""

import datetime as dt
from datetime import date
from typing import Any

from leerrecht.access.principal import principal_of
from leerrecht.demo.absences import mark_name
from leerrecht.demo.schools import Community
from leerrecht.letters.domain import change_style, posted, start_run
from leerrecht.letters.models import Letter

COLOURS = {"a": "#1f5c4d", "b": "#7a2f4f"}
# Template, what the sender fills in, and whether it went out.
LETTERS: tuple[tuple[str, dict[str, Any], bool], ...] = (
    (
        "uitnodiging-gesprek",
        {"gesprek_uur": dt.time(16, 30), "gesprek_plaats": "het onthaal", "gesprek_met": "de leerlingenbegeleider"},
        True,
    ),
    ("toah-informatie", {}, False),
)


def make_letters(community: Community, *, today: date) -> None:
    """The style of the secondary school, then the letters, made by the director."""
    user = community.users["directeur"]
    by = principal_of(user_id=user.pk, name=user.username, on=today)
    school = community.secundair
    change_style(
        by=by, school=school, colour=COLOURS[community.key], address="Schoolstraat 1", town="Voorbeeldstad",
        phone="09 000 00 00", email="school@voorbeeld.be", website="www.voorbeeld.be",
    )  # fmt: skip
    pupil = community.users["leerling"].pupil_account.pupil
    for key, values, sent in LETTERS:
        filled = {**values, "gesprek_datum": today + dt.timedelta(days=6)}
        run = start_run(by=by, school=school, key=key, pupil_ids=[pupil.pk], values=filled)
        for letter in Letter.objects.filter(run=run).select_related("file"):
            marker = f"[[{letter.compartment}:{community.key}]]"
            letter.subject = f"{letter.subject} {marker}"
            letter.save(update_fields=["subject"])
            mark_name(letter.file, f"brief {marker}.pdf")
            if sent:
                posted(by=by, letters=[letter])
