"""The answer of a CLB to a signal: seen, taken up, waiting or not; and what it tells the school afterwards."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from leerrecht.access import acts, policy
from leerrecht.access.compartments import Clb, Gedeeld, VanLeerling
from leerrecht.access.domain import log
from leerrecht.access.domain.names import name_of
from leerrecht.access.models import User
from leerrecht.access.principal import Principal, command
from leerrecht.access.standing import stand
from leerrecht.notes.domain import write_note
from leerrecht.notes.domain.places import places
from leerrecht.notes.models import Aantekening
from leerrecht.organisations.domain.periods import period
from leerrecht.people.domain import grants
from leerrecht.people.domain.openings import CASE_COMPARTMENTS
from leerrecht.people.models import Grant, GrantKind, Pupil
from leerrecht.trajectories.domain.arising import renumber
from leerrecht.trajectories.domain.common import on_case, refuse, trusted, vaults_of, worker
from leerrecht.trajectories.models import Answer, AnswerKind, Signal, State, WhyNot


@transaction.atomic
def see(*, by: Principal, signal: Signal) -> Signal:
    """Somebody of the centre looked, and will answer. Raises ``Denied``, ``ValidationError`` where it was answered."""
    signal, why = _open(by, signal)
    if signal.state != State.NEW:
        raise ValidationError(_("Dit signaal is al gezien."))
    return _answer(by, signal, why, State.SEEN, Answer(kind=AnswerKind.SEEN))


@transaction.atomic
def put_on_waiting_list(*, by: Principal, signal: Signal, by_when: date, text: str = "") -> Signal:
    """Not now: the school hears by when. Raises ``Denied``, ``ValidationError`` by field."""
    signal, why = _open(by, signal)
    refuse((by_when <= by.on, "by_when", _("Kies een dag in de toekomst.")))
    signal.by_when = by_when
    answer = Answer(kind=AnswerKind.WAITING, by_when=by_when, note=_note(by, signal, text))
    return _answer(by, signal, why, State.WAITING, answer)


@transaction.atomic
def take_up(
    *, by: Principal, signal: Signal, who_id: int | None, by_when: date | None = None, text: str = ""
) -> Signal:
    """Somebody of the centre takes it up, and is put on the pupil's case where that was not so yet.

    Who divides the cases of the CLB gives it to anybody there; who works on the case, to themselves or a colleague.
    Never to the trust person of the pupil. Raises ``Denied``, ``ValidationError`` by field.
    """
    signal, why = _open(by, signal)
    refuse((by_when is not None and by_when < by.on, "by_when", _("Kies vandaag of een dag in de toekomst.")))
    user = worker(who_id, signal.centre_id, by.on)
    put_on_case(by=by, pupil=signal.pupil, centre_id=signal.centre_id, user=user)
    signal.who_id, signal.who, signal.by_when = user.pk, user.get_full_name(), by_when
    answer = Answer(kind=AnswerKind.TAKEN, who=signal.who, by_when=by_when, note=_note(by, signal, text))
    return _answer(by, signal, why, State.TAKEN, answer)


@transaction.atomic
def decline(*, by: Principal, signal: Signal, why_not: str, text: str = "") -> Signal:
    """Not taken up, and the school hears why. What the law asks of the CLB stays. Raises as :func:`see`."""
    signal, why = _open(by, signal)
    refuse((why_not not in WhyNot.values, "why_not", _("Kies waarom het CLB dit niet opneemt.")))
    signal.why_not = why_not
    answer = Answer(kind=AnswerKind.DECLINED, why_not=why_not, note=_note(by, signal, text))
    return _answer(by, signal, why, State.DECLINED, answer)


@transaction.atomic
def feed_back(*, by: Principal, signal: Signal, text: str, not_for_parents: str = "") -> Answer:
    """What the school may know of how it goes: a text of its own, never the file. Raises ``Denied``."""
    why = policy.require(by, acts.CLB_DOOR, signal)
    refuse((not text.strip(), "text", _("Schrijf wat de school mag weten.")))
    answer = Answer(kind=AnswerKind.FEEDBACK, note=_note(by, signal, text, not_for_parents))
    return _keep(by, signal, why, answer)


def close(by: Principal, signal: Signal, text: str) -> None:
    """The traject ended: the school hears it, with what it may know."""
    why = policy.require(by, acts.CLB_DOOR, signal)
    answer = Answer(kind=AnswerKind.CLOSED, note=_note(by, signal, text))
    signal.why_not = ""
    _answer(by, signal, why, State.CLOSED, answer)


def put_on_case(*, by: Principal, pupil: Pupil, centre_id: int, user: User, first: bool = False) -> None:
    """See to it that a colleague may work in the pupil's file; ``first``: of a child that was unknown until now.

    Raises ``Denied``, ``ValidationError`` at ``who``.
    """
    with stand(command("op het dossier", by.on, vaults={Clb.key, VanLeerling.key})):
        there, mine = (on_case(one, pupil.pk, centre_id, by.on) for one in (user.pk, by.user_id))
        trust = trusted(pupil.pk, by.on).filter(user=user).exists()
    if trust:
        raise ValidationError(
            {"who": _("%(name)s is vertrouwenspersoon van deze leerling en begeleidt dus niet.") % {
                "name": user.get_full_name(),
            }}
        )  # fmt: skip
    if there:
        return
    if not (by.system or first or mine or centre_id in by.organisations(acts.CASE_ASSIGN)):
        raise policy.Denied(
            _("Het hoofd van het CLB verdeelt de dossiers. Vraag het hoofd om u op het dossier te zetten.")
        )
    grants.save(
        Grant(
            user=user, pupil=pupil, kind=GrantKind.CASE, organisation_id=centre_id, held_at_id=centre_id,
            compartments=sorted(CASE_COMPARTMENTS), reason=_("Neemt het signaal op voor het CLB"),
            period=period(by.on, None), given_by_id=by.user_id,
        ),
        by=by, act=acts.GRANT_GIVE, why=by.why(acts.CLB_DOOR),
    )  # fmt: skip


def _open(by: Principal, signal: Signal) -> tuple[Signal, str]:
    why = policy.require(by, acts.CLB_DOOR, signal)
    signal = Signal.objects.select_for_update(of=("self",)).select_related("pupil").get(pk=signal.pk)
    if not signal.is_open:
        raise ValidationError(_("Dit signaal is al beantwoord. Laad de lijst opnieuw."))
    return signal, why


def _answer(by: Principal, signal: Signal, why: str, state: State, answer: Answer) -> Signal:
    signal.state, signal.answered_on = state, by.on
    if state not in (State.SEEN, State.WAITING):
        signal.rank = None
    signal.save()
    if signal.school_id is not None and signal.rank is None:
        renumber(signal.school_id)
    _keep(by, signal, why, answer)
    return signal


def _keep(by: Principal, signal: Signal, why: str, answer: Answer) -> Answer:
    answer.signal, answer.on, answer.by_id, answer.by = signal, by.on, by.user_id, name_of(by)
    answer.save(force_insert=True)
    log.record(
        by=by, act=acts.CLB_DOOR, on=signal, pupil_id=signal.pupil_id, organisation_id=signal.centre_id, why=why,
        detail={"answer": str(answer.kind)}, compartments=vaults_of(signal),
    )  # fmt: skip
    return answer


def _note(by: Principal, signal: Signal, text: str, not_for_parents: str = "") -> Aantekening | None:
    """A text for the school, where the signal is of a school: with those who share the case, and no further."""
    if not text.strip():
        return None
    if signal.school_id is None or not signal.shared:
        raise ValidationError({"text": _("Dit signaal is niet van een school: er is niemand om dit aan te schrijven.")})
    there = {(place.compartment, place.organisation_id) for place in places(by, signal.pupil)}
    if not by.system and (Gedeeld.key, signal.school_id) not in there:
        raise ValidationError(
            {"text": _("Een tekst voor de school schrijft wie op het dossier staat. Laat dit leeg: de rest komt door.")}
        )
    return write_note(
        by=by, pupil=signal.pupil, compartment=Gedeeld.key, organisation_id=signal.school_id, text=text,
        title=_("Van het CLB aan de school"), not_for_parents=not_for_parents,
    )  # fmt: skip
