"""One pupil of each community around whom everybody works: accounts, grants, and a text in every compartment.

Each text and each file's name holds the marker of its compartment and community, so that one on the wrong page shows.
"""

from datetime import date, timedelta

from django.core.files.uploadedfile import SimpleUploadedFile

from leerrecht.access.domain.users import create_user
from leerrecht.access.models import User
from leerrecht.access.principal import Principal, principal_of
from leerrecht.demo.absences import PDF, mark_name
from leerrecht.demo.personae import PASSWORD
from leerrecht.demo.pupils import Enrolled
from leerrecht.demo.schools import Community
from leerrecht.notes.domain import write_note
from leerrecht.people import domain as people
from leerrecht.people.domain.openings import CASE_COMPARTMENTS
from leerrecht.people.models import Pupil

CASE_CLASS, CASE_SEAT = "3B1", 3

# Compartment: who writes it, what it is called, what it says.
TEXTS = {
    "team": ("leerkracht", "Afspraak in de klas", "Zit vooraan en mag na een vraag even naar buiten"),
    "zorg": ("begeleider", "Gesprek met de leerling", "Slaapt weinig; we bekijken het lesrooster opnieuw"),
    "gedeeld": ("begeleider", "Afspraken van het overleg", "Halve dagen opbouwen, elke vrijdag even bellen"),
    "tucht": ("directeur", "Verslag van het gesprek", "Na het incident op de speelplaats: een ordemaatregel"),
    "clb": ("clb", "Verslag van het onthaal", "Vertelt over thuis; we verkennen welke hulp past"),
    "medisch": ("clbarts", "Consult", "Klachten besproken, de huisarts volgt mee op"),
    "partner": ("naft", "Tweede week van het traject", "Komt op tijd en werkt graag met hout"),
    "leerling": ("leerling", "Wat ik kwijt wil", "Ik durf de bus niet meer te nemen"),
    "attest": ("secretariaat", "Bij het attest", "Afgegeven door de grootmoeder, het origineel zit in de kast"),
}


def make_case(community: Community, everyone: list[Enrolled], *, by: Principal, today: date) -> None:
    """Accounts of the family, who is on the case, and what each of them wrote."""
    in_class = [enrolled for enrolled in everyone if enrolled.class_group.name == CASE_CLASS]
    pupil = in_class[CASE_SEAT].pupil
    _make_family(community, pupil, by=by)
    _give_access(community, pupil, today=today)
    for compartment in TEXTS:
        _write(community, pupil, compartment, today=today)


def _make_family(community: Community, pupil: Pupil, *, by: Principal) -> None:
    child = _account(community, "leerling", pupil.first_name, pupil.last_name, by=by)
    people.link_pupil(by=by, user=child, pupil=pupil)
    parent = pupil.contacts.filter(legal_role="ouder", barred=False).earliest("pk")
    first_name, _space, last_name = parent.name.partition(" ")
    people.link_contact(by=by, user=_account(community, "ouder", first_name, last_name, by=by), contact=parent)
    # With authority and an account, so that only the judge's decision keeps this parent out.
    barred = people.add_contact(
        by=by, pupil=pupil, name=f"Frank {pupil.last_name}", legal_role="ouder", relation="vader", lives_with=False,
        order=9,
    )  # fmt: skip
    user = _account(community, "ouder2", "Frank", pupil.last_name, by=by)
    people.link_contact(by=by, user=user, contact=barred)
    people.change_contact(by=by, contact=barred, barred=True)


def _account(community: Community, key: str, first_name: str, last_name: str, *, by: Principal) -> User:
    user = create_user(
        by=by, username=f"{key}-{community.key}", first_name=first_name, last_name=last_name, password=PASSWORD,
        demo=True,
    )  # fmt: skip
    community.users[key] = user
    return user


def _as(community: Community, key: str, today: date) -> Principal:
    user = community.users[key]
    return principal_of(user_id=user.pk, name=user.username, on=today)


def _give_access(community: Community, pupil: Pupil, *, today: date) -> None:
    users, centre = community.users, community.centre.pk
    people.give_grant(
        by=_as(community, "clbhoofd", today), pupil=pupil, user=users["clb"], kind="zaak", organisation_id=centre,
        compartments=CASE_COMPARTMENTS, reason="Volgt deze leerling op voor het CLB", first=today - timedelta(days=40),
    )  # fmt: skip
    people.give_grant(
        by=_as(community, "clb", today), pupil=pupil, user=users["naft"], kind="partner", organisation_id=centre,
        compartments=["partner"], reason=f"Traject van dertien weken [[partner:{community.key}]]",
        last=today + timedelta(days=91),
    )  # fmt: skip
    people.give_grant(
        by=_as(community, "leerling", today), pupil=pupil, user=users["vertrouwens"], kind="vertrouwenspersoon",
        organisation_id=community.secundair.pk, compartments=["leerling"],
        reason=f"Die luistert tenminste [[leerling:{community.key}]]",
    )  # fmt: skip
    # What is over opens nothing any more.
    people.give_grant(
        by=_as(community, "directeur", today), pupil=pupil, user=users["leerkracht"], kind="toegang",
        organisation_id=community.secundair.pk, compartments=["zorg"], reason="Bereidt het overleg voor",
        first=today - timedelta(days=30), last=today - timedelta(days=1),
    )  # fmt: skip
    people.request_access(
        by=_as(community, "leerkracht", today), pupil=pupil, organisation_id=community.secundair.pk,
        compartments=["zorg"], reason="Wil weten wat helpt bij een toets", until=today + timedelta(days=30),
    )  # fmt: skip


def _write(community: Community, pupil: Pupil, compartment: str, *, today: date) -> None:
    writer, title, text = TEXTS[compartment]
    marker = f"[[{compartment}:{community.key}]]"
    houses = {"clb": community.centre.pk, "medisch": community.centre.pk, "partner": community.partner.pk}
    note = write_note(
        by=_as(community, writer, today), pupil=pupil, compartment=compartment,
        organisation_id=houses.get(compartment, community.secundair.pk), title=f"{title} {marker}",
        text=f"{text} {marker}.", file=SimpleUploadedFile("bijlage.pdf", PDF, "application/pdf"),
    )  # fmt: skip
    mark_name(note.file, f"bijlage {marker}.pdf")
