"""What moves, rests on agreement, or is old enough to go: consents, a protocol, a transfer, a proposal to destroy."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from leerrecht.access.principal import Principal, Seat, principal_of
from leerrecht.access.roles import Directeur
from leerrecht.consent import domain as consent
from leerrecht.demo.names import FIRST, last_names
from leerrecht.demo.pupils import Enrolled
from leerrecht.demo.schools import Community
from leerrecht.enrolment.domain import enrolments
from leerrecht.notes.domain import write_note
from leerrecht.notes.models import Aantekening
from leerrecht.organisations.models import Organisation, School
from leerrecht.people import domain as people
from leerrecht.people.models import Pupil
from leerrecht.transfers import domain as transfers
from leerrecht.transfers.domain import retention
from leerrecht.transfers.models import Sort

FIRST_YEAR, LAST_YEAR_OF_LAGER = "1A1", 6
# Who left so long ago that the term of a school's records is over.
LONG_GONE = 12


def make_moving(community: Community, everyone: list[Enrolled], *, by: Principal, today: date) -> None:
    """Around other pupils than the one of the case, so that who reads that one stays as it is."""
    newcomers = [enrolled.pupil for enrolled in everyone if enrolled.class_group.name == FIRST_YEAR]
    _agree(community, by=by)
    _ask_consent(community, newcomers[0], newcomers[1], today=today)
    _bring_along(community, newcomers[2], by=by, today=today)
    _keep_too_long(community, by=by)


def _agree(community: Community, *, by: Principal) -> None:
    """School, CLB and partner say what they share."""
    organisations = Organisation.objects.in_bulk(
        [community.secundair.pk, community.centre.pk, community.partner.pk]
    )  # fmt: skip
    people.make_protocol(
        by=by, organisation=organisations[community.secundair.pk],
        parties=[organisations[community.centre.pk], organisations[community.partner.pk]],
        title="Samen voor wie vaak afwezig is", purpose="Afspraken delen over leerlingen in een traject",
        compartments=["gedeeld"], first=date(community.year, 9, 1), last=date(community.year + 2, 8, 31),
    )  # fmt: skip


def _ask_consent(community: Community, one: Pupil, other: Pupil, *, today: date) -> None:
    counsellor, school = _as(community, "begeleider", today), community.secundair.pk
    mother = one.contacts.earliest("pk")
    for purpose, answer, contact in (
        ("begeleiding", "toestemming", mother), ("overleg", "weigering", mother), ("overleg", "toestemming", None),
    ):  # fmt: skip
        consent.record_consent(
            by=counsellor, pupil=one, organisation_id=school, purpose=purpose, answer=answer, how="gesprek",
            first=today - timedelta(days=20), contact=contact,
        )  # fmt: skip
    consent.record_wish(
        by=counsellor, pupil=other, organisation_id=school, stated_on=today - timedelta(days=9), how="gesprek",
        respected=True, reason="Praat vrijer zo; de ouders zijn niet nodig om hulp te starten",
    )  # fmt: skip


def _bring_along(community: Community, pupil: Pupil, *, by: Principal, today: date) -> None:
    """Last year in the basisschool of the same board, which sends what helps; it waits to be accepted."""
    sender = community.lager
    enrolments.enrol(
        by=by, pupil=pupil, school=sender, school_year=community.year - 1, first_day=date(community.year - 1, 9, 1),
        level="lager", grade=LAST_YEAR_OF_LAGER,
    )  # fmt: skip
    note = write_note(
        by=by, pupil=pupil, compartment="zorg", organisation_id=sender.pk,
        title=f"Wat helpt bij lezen [[zorg:{community.key}]]",
        text=f"Leest met een lat en krijgt meer tijd [[zorg:{community.key}]].",
    )  # fmt: skip
    head = _head_of(sender, today)
    transfer = transfers.prepare_transfer(
        by=head, pupil=pupil, kind="school", receiver=community.secundair, sender_id=sender.pk
    )
    transfers.choose(by=head, transfer=transfer, note=note, sort=Sort.CARE)
    transfers.check_reports(by=head, transfer=transfer)
    transfers.announce(by=head, transfer=transfer, on=today - timedelta(days=30), how="brief aan de ouders")
    transfers.send(by=head, transfer=transfer)


def _keep_too_long(community: Community, *, by: Principal) -> None:
    """A record of who left long ago: proposed for destruction, for the director to decide."""
    year = community.year - LONG_GONE
    gone = people.create_pupil(
        by=by, first_name=FIRST["v"][0], last_name=last_names(community.key)[0], birth_date=date(year - 13, 4, 2)
    )
    enrolments.enrol(
        by=by, pupil=gone, school=community.secundair, school_year=year, first_day=date(year, 9, 1),
        level="secundair", grade=2,
    )  # fmt: skip
    note = write_note(
        by=by, pupil=gone, compartment="zorg", organisation_id=community.secundair.pk, title="Oud gesprek",
        text=f"Een gesprek van lang geleden [[zorg:{community.key}]].",
    )  # fmt: skip
    then = timezone.make_aware(datetime.combine(date(year, 11, 4), time(10)))
    Aantekening.objects.filter(pk=note.pk).update(written_at=then)


def propose(*, by: Principal, today: date) -> None:
    """What the monthly run would put on the lists."""
    retention.propose(by=by, on=today)


def _as(community: Community, key: str, today: date) -> Principal:
    user = community.users[key]
    return principal_of(user_id=user.pk, name=user.username, on=today)


def _head_of(school: School, today: date) -> Principal:
    """Somebody of a school where no user of the demo works."""
    return Principal(
        name=school.name, seats=(Seat(Directeur, school.pk, school.name, frozenset({school.pk})),), on=today
    )
