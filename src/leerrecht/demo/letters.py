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
OF_THE_CENTRE: tuple[tuple[str, dict[str, Any]], ...] = (
    (
        "clb-uitnodiging",
        {"gesprek_uur": dt.time(14, 0), "gesprek_plaats": "CLB-plein 3", "gesprek_met": "de CLB-medewerker"},
    ),
    ("clb-terugkoppeling", {"afspraken": "- De school stuurt elke vrijdag een bericht."}),
)


def make_letters(community: Community, *, today: date) -> None:
    """The style of the secondary school, then the letters, made by the director."""
    user = community.users["directeur"]
    by = principal_of(user_id=user.pk, name=user.username, on=today)
    school = community.secundair
    change_style(
        by=by, house=school, colour=COLOURS[community.key], address="Schoolstraat 1", town="Voorbeeldstad",
        phone="09 000 00 00", email="school@voorbeeld.be", website="www.voorbeeld.be",
    )  # fmt: skip
    pupil = community.users["leerling"].pupil_account.pupil
    for key, values, sent in LETTERS:
        filled = {**values, "gesprek_datum": today + dt.timedelta(days=6)}
        run = start_run(by=by, house=school, key=key, pupil_ids=[pupil.pk], values=filled)
        for letter in Letter.objects.filter(run=run).select_related("file"):
            marker = f"[[{letter.compartment}:{community.key}]]"
            letter.subject = f"{letter.subject} {marker}"
            letter.save(update_fields=["subject"])
            mark_name(letter.file, f"brief {marker}.pdf")
            if sent:
                posted(by=by, letters=[letter])
    _of_the_centre(community, today=today)


def _of_the_centre(community: Community, *, today: date) -> None:
    """What the CLB writes on its own paper: to the parents from its file, and to the school what it shares."""
    head, worker = (
        principal_of(user_id=user.pk, name=user.username, on=today)
        for user in (community.users["clbhoofd"], community.users["clb"])
    )
    change_style(
        by=head, house=community.centre, colour="#4a3b76", address="CLB-plein 3", town="Voorbeeldstad",
        phone="09 000 00 01", email="clb@voorbeeld.be", website="www.voorbeeld.be",
    )  # fmt: skip
    pupil = community.users["leerling"].pupil_account.pupil
    for key, values in OF_THE_CENTRE:
        filled = {**values, "gesprek_datum": today + dt.timedelta(days=9)}
        run = start_run(by=worker, house=community.centre, key=key, pupil_ids=[pupil.pk], values=filled)
        for letter in Letter.objects.filter(run=run).select_related("file"):
            marker = f"[[{letter.compartment}:{community.key}]]"
            letter.subject = f"{letter.subject} {marker}"
            letter.save(update_fields=["subject"])
            mark_name(letter.file, f"brief {marker}.pdf")
            posted(by=worker, letters=[letter])
