"""Onthaal: whoever comes to the door of a CLB, with or without a school; and children educated at home."""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from leerrecht.access import acts, policy
from leerrecht.access.compartments import Clb
from leerrecht.access.domain import log
from leerrecht.access.domain.names import name_of
from leerrecht.access.models import User
from leerrecht.access.principal import Principal, command
from leerrecht.access.standing import stand
from leerrecht.attendance.models import HalfDay
from leerrecht.duties.domain.recompute import recompute
from leerrecht.enrolment.models import Enrolment
from leerrecht.facts.domain import changes
from leerrecht.law import school_year
from leerrecht.law.tables import waarde
from leerrecht.notes.domain import write_note
from leerrecht.organisations.domain.constraints import refusals
from leerrecht.people.domain.pupils import create_pupil
from leerrecht.people.domain.queries.pupils import same_child
from leerrecht.people.domain.schools import schools_of
from leerrecht.people.models import Pupil
from leerrecht.trajectories.domain.answering import put_on_case
from leerrecht.trajectories.domain.common import refuse, require_past
from leerrecht.trajectories.models import About, HomeEducation, Motive, Signal, Source

_AGAIN = {"signal_live_once": _("Voor deze leerling staat al een vraag open bij dit CLB.")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Newcomer:
    """A child of whom no school has told."""

    first_name: str
    last_name: str
    birth_date: dt.date


@transaction.atomic
def ask(*, by: Principal, pupil: Pupil, centre_id: int, source: str, text: str = "") -> Signal:
    """Somebody brings a question about a pupil whom the centre knows: the school is not told.

    The words go into the file of the CLB, also where the writer does not read it. Raises ``Denied``,
    ``ValidationError`` by field.
    """
    why = _require_door(by, centre_id)
    policy.find(Pupil, pupil.pk, by=by, act=acts.CASE_VIEW)
    _check_source(source)
    here = sorted(schools_of(pupil.pk, by.on) & by.places(acts.CLB_DOOR))
    signal = Signal(
        pupil=pupil, school_id=here[0] if here else None, centre_id=centre_id, about=About.QUESTION, source=source,
        shared=False, arisen_on=by.on, reported_on=by.on, reported_by=name_of(by), reported_by_id=by.user_id,
    )  # fmt: skip
    if text.strip():
        writer = command(name_of(by), by.on, vaults={Clb.key})
        with stand(writer):
            signal.note = write_note(
                by=writer, pupil=pupil, compartment=Clb.key, organisation_id=centre_id, title=_("Onthaal"), text=text
            )
    with refusals(_AGAIN):
        signal.save(force_insert=True)
    log.record(
        by=by, act=acts.CLB_DOOR, on=signal, pupil_id=pupil.pk, organisation_id=centre_id, why=why,
        compartments=[Clb.key],
    )  # fmt: skip
    return signal


@transaction.atomic
def take_in(*, by: Principal, centre_id: int, newcomer: Newcomer, source: str, text: str) -> Signal:
    """A child without a school comes in: who takes it in stands on the case. Raises ``Denied``, ``ValidationError``."""
    _require_door(by, centre_id)
    refuse(
        (not text.strip(), "text", _("Schrijf wat de vraag is.")),
        (newcomer.birth_date > by.on, "birth_date", _("De geboortedatum ligt in de toekomst.")),
        (
            same_child(
                by, first_name=newcomer.first_name, last_name=newcomer.last_name, birth_date=newcomer.birth_date
            ).exists(),
            "last_name", _("Deze leerling is al gekend. Zoek de naam op in de lijst hierboven."),
        ),
    )  # fmt: skip
    _check_source(source)
    pupil = create_pupil(
        by=command(name_of(by), by.on), first_name=newcomer.first_name, last_name=newcomer.last_name,
        birth_date=newcomer.birth_date,
    )  # fmt: skip
    signal = Signal(
        pupil=pupil, centre_id=centre_id, about=About.QUESTION, source=source, shared=False, arisen_on=by.on,
        reported_on=by.on, reported_by=name_of(by), reported_by_id=by.user_id,
    )  # fmt: skip
    signal.save(force_insert=True)
    if by.user_id is not None:
        # Nobody knew of this child a moment ago: whoever takes it in is the first on its case.
        user = User.objects.get(pk=by.user_id)
        put_on_case(by=by, pupil=pupil, centre_id=centre_id, user=user, first=True)
    signal.note = write_note(
        by=by, pupil=pupil, compartment=Clb.key, organisation_id=centre_id, title=_("Onthaal"), text=text
    )
    signal.save(update_fields=["note"])
    log.record(
        by=by, act=acts.CLB_DOOR, on=signal, pupil_id=pupil.pk, organisation_id=centre_id, compartments=[Clb.key]
    )
    changes.notify([pupil.pk])
    return signal


@transaction.atomic
def record_home_education(
    *, by: Principal, pupil: Pupil, centre_id: int, begins_on: dt.date, motive: str = Motive.UNKNOWN
) -> HomeEducation:
    """A child is educated at home from a day on: the law counts it. After many B it stands at the front door.

    Many is the number at which a school must tell the CLB. Raises ``Denied``, ``ValidationError`` by field.
    """
    why = _require_door(by, centre_id)
    policy.find(Pupil, pupil.pk, by=by, act=acts.CASE_VIEW)
    refuse((motive not in Motive.values, "motive", _("Kies het motief.")))
    # Also what was marked at a school that another centre serves: only the number is kept.
    with stand(command("huisonderwijs", by.on)):
        before = b_before(pupil, begins_on)
    kept = HomeEducation(
        pupil=pupil, centre_id=centre_id, begins_on=begins_on, motive=motive, b_before=before, noted_by=name_of(by)
    )
    with refusals({"home_education_open_once": _("Dit huisonderwijs is al genoteerd.")}):
        kept.save(force_insert=True)
    log.record(by=by, act="clb.home", on=kept, pupil_id=pupil.pk, organisation_id=centre_id, why=why)
    if before >= waarde("b.melding", begins_on):
        _alarm(by, kept)
    _recount(pupil)
    return kept


@transaction.atomic
def end_home_education(*, by: Principal, home: HomeEducation, on: dt.date) -> HomeEducation:
    """``on`` is the last day of home education. Raises ``Denied``, ``ValidationError`` by field."""
    why = policy.require(by, acts.CLB_DOOR, home)
    home = HomeEducation.objects.select_for_update(of=("self",)).select_related("pupil").get(pk=home.pk)
    refuse(
        (home.ends_on is not None, "on", _("Dit huisonderwijs is al beëindigd.")),
        (on < home.begins_on, "on", _("Kies een dag na het begin.")),
    )
    require_past(by, on=on)
    home.ends_on = on
    home.save(update_fields=["ends_on"])
    log.record(by=by, act="clb.home", on=home, pupil_id=home.pupil_id, organisation_id=home.centre_id, why=why)
    _recount(home.pupil)
    return home


def b_before(pupil: Pupil, on: dt.date) -> int:
    """Half-days B of the school year in which the pupil was enrolled last before a day."""
    last = (
        Enrolment.objects.filter(pupil=pupil, period__startswith__lte=on)
        .order_by("-school_year")
        .values_list("school_year", flat=True)
        .first()
    )
    if last is None:
        return 0
    return HalfDay.objects.filter(
        pupil_id=pupil.pk, school_year__in={last, school_year(on)}, mark="B", date__lt=on
    ).count()


def _alarm(by: Principal, home: HomeEducation) -> None:
    left = sorted(schools_of(home.pupil_id, by.on) & by.places(acts.CLB_DOOR))
    signal = Signal(
        pupil_id=home.pupil_id, school_id=left[0] if left else None, centre_id=home.centre_id, about=About.HOME,
        source=Source.CENTRE, shared=False, arisen_on=home.begins_on, reported_on=by.on, reported_by=name_of(by),
        reported_by_id=by.user_id,
    )  # fmt: skip
    with refusals(_AGAIN):
        signal.save(force_insert=True)


def _recount(pupil: Pupil) -> None:
    changes.notify([pupil.pk])
    recompute([pupil.pk], timezone.localdate()).raise_refused()


def _require_door(by: Principal, centre_id: int) -> str:
    if by.system or centre_id in by.organisations(acts.CLB_DOOR):
        return by.why(acts.CLB_DOOR)
    raise policy.Denied(_("Dit is voor wie bij het CLB werkt."))


def _check_source(source: str) -> None:
    refuse((source not in Source.values or source == Source.RULES, "source", _("Kies wie de vraag stelt.")))
