"""A C attest that is contested (004:1075-1126): what comes next, by when, and where the pupil may go on meanwhile.

The days between the turns stand in the rules of the school: no document prints them, so each turn asks the next day.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from leerrecht.access import acts, policy
from leerrecht.access.compartments import Gedeeld
from leerrecht.access.domain import log
from leerrecht.access.domain.names import name_of
from leerrecht.access.principal import Principal, command
from leerrecht.access.standing import stand
from leerrecht.discipline.domain.procedures import enrolment_on
from leerrecht.discipline.domain.texts import columns, text
from leerrecht.discipline.models import Contest, Ending, Said, Turn, TurnDone
from leerrecht.enrolment.models import Attest, Enrolment, Level, YearResult
from leerrecht.facts.domain import changes
from leerrecht.notes.domain.places import Place
from leerrecht.organisations.domain.constraints import refusals
from leerrecht.people.domain.schools import centres_of
from leerrecht.people.models import Pupil

ANSWERS: Mapping[Turn, tuple[Said, ...]] = {
    Turn.ANSWER: (Said.YES, Said.NO),
    Turn.COUNCIL: (Said.STAYS, Said.TESTS, Said.OTHER),
    Turn.COMMISSION: (Said.STAYS, Said.TESTS, Said.OTHER, Said.INADMISSIBLE),
}
_APPEAL_UNTIL = gettext_lazy("Tot wanneer kan schriftelijk beroep? Dat staat in het schoolreglement.")
_TESTS_ON = gettext_lazy("Tegen wanneer zijn de bijkomende proeven afgelegd?")
_COUNCIL_ON = gettext_lazy("Wanneer komt de klassenraad samen?")
# What each turn fixes for the next, by what came of it.
ASKS: Mapping[tuple[Turn, str], str | Promise] = {
    (Turn.ANSWER, Said.YES): _COUNCIL_ON,
    (Turn.ANSWER, Said.NO): _APPEAL_UNTIL,
    (Turn.COUNCIL, Said.STAYS): _APPEAL_UNTIL,
    (Turn.COUNCIL, Said.TESTS): _TESTS_ON,
    (Turn.TESTS, ""): _COUNCIL_ON,
    (Turn.APPEAL, ""): gettext_lazy("Tegen wanneer beslist de beroepscommissie? Dat staat in het schoolreglement."),
    (Turn.COMMISSION, Said.TESTS): _TESTS_ON,
}
_NEXT: Mapping[tuple[Turn, str], Turn] = {
    (Turn.ANSWER, Said.YES): Turn.COUNCIL,
    (Turn.ANSWER, Said.NO): Turn.APPEAL,
    (Turn.COUNCIL, Said.STAYS): Turn.APPEAL,
    (Turn.COUNCIL, Said.TESTS): Turn.TESTS,
    (Turn.TESTS, ""): Turn.COUNCIL,
    (Turn.APPEAL, ""): Turn.COMMISSION,
    (Turn.COMMISSION, Said.TESTS): Turn.TESTS,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Contested:
    """What pupil or parents contest, and why."""

    attest_on: dt.date
    on: dt.date
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What happened in a turn. ``inside`` and ``outside`` are members of the commission."""

    on: dt.date
    answer: str = ""
    due_on: dt.date | None = None
    words: str = ""
    inside: str = ""
    outside: str = ""


def next_turn(contest: Contest, turns: Sequence[TurnDone]) -> Turn | None:
    """What comes next; None where nothing does."""
    if contest.closed_on is not None:
        return None
    if not turns:
        return Turn.ANSWER
    last = turns[-1]
    return _NEXT.get((Turn(last.turn), last.answer))


def due_on(turns: Sequence[TurnDone]) -> dt.date | None:
    """By when the next turn comes, as the last one fixed it."""
    return turns[-1].due_on if turns else None


def late_appeal(turns: Sequence[TurnDone]) -> bool:
    """Whether the appeal came after the day that the turn before it gave."""
    days = {turn.turn: number for number, turn in enumerate(turns)}
    if Turn.APPEAL not in days:
        return False
    appeal, before = turns[days[Turn.APPEAL]], turns[days[Turn.APPEAL] - 1]
    return before.due_on is not None and appeal.on > before.due_on


def elsewhere_since(contest: Contest, on: dt.date) -> dt.date | None:
    """Since when the pupil goes to another school, where the right to go on for the time being is lost."""
    with stand(command("betwisting", on)):
        moved = Enrolment.objects.filter(
            pupil_id=contest.pupil_id, period__startswith__gt=contest.attest_on, period__startswith__lte=on
        ).exclude(school_id=contest.organisation_id)  # fmt: skip
        first = moved.order_by("period").first()
    return None if first is None else first.period.lower


@transaction.atomic
def contest_attest(*, by: Principal, pupil: Pupil, school_id: int, contested: Contested) -> Contest:
    """Note that a C attest is contested. Raises ``Denied``; ``ValidationError`` by field where there is none."""
    why = policy.require_at(by, acts.ATTEST_CONTEST, school_id)
    policy.find(Pupil, pupil.pk, by=by, act=acts.CASE_VIEW)
    _check(pupil, school_id, contested)
    centre = _centre(school_id, by.on)
    contest = Contest(
        **columns(by, pupil, school_id, Gedeeld.key), counterpart_id=centre, attest_on=contested.attest_on,
        contested_on=contested.on,
        why=text(
            by, pupil, compartment=Gedeeld.key, school_id=school_id, title=_("Waarom het C-attest betwist wordt"),
            words=contested.words, place=Place(Gedeeld.key, school_id, centre, why),
        ),
    )  # fmt: skip
    twice = {"attest_on": _("Dit C-attest is al betwist. Ga daar verder.")}
    with refusals({"contest_once": twice}):
        contest.save(force_insert=True)
    _log(by, acts.ATTEST_CONTEST, contest, why)
    changes.notify([pupil.pk])
    return contest


@transaction.atomic
def take_turn(*, by: Principal, contest: Contest, turn: str, told: Told) -> TurnDone:
    """What happened next. Raises ``Denied``; ``ValidationError`` by field, and where another turn comes first.

    An appeal after its last day is kept: the commission says whether it takes it.
    """
    why = policy.require(by, acts.ATTEST_CONTEST, contest)
    contest = Contest.objects.select_for_update(of=("self",)).select_related("pupil").get(pk=contest.pk)
    turns = list(contest.turns.all())
    _check_turn(contest, turns, turn, told)
    note = text(
        by, contest.pupil, compartment=Gedeeld.key, school_id=contest.organisation_id, title=str(Turn(turn).label),
        words=told.words, place=Place(Gedeeld.key, contest.organisation_id, contest.counterpart_id, why),
    )  # fmt: skip
    with refusals({"contest_turn_once": _("Deze stap is al genoteerd.")}):
        row = TurnDone.objects.create(
            contest=contest, turn=turn, on=told.on, answer=told.answer, due_on=told.due_on,
            inside=" ".join(told.inside.split()), outside=" ".join(told.outside.split()), note=note,
            by_name=name_of(by),
        )  # fmt: skip
    _log(by, "contest.step", contest, why)
    ending = _ending(turns, row)
    if ending:
        _end(contest, row.on, ending)
    changes.notify([contest.pupil_id])
    return row


@transaction.atomic
def stop_contest(*, by: Principal, contest: Contest) -> Contest:
    """Pupil and parents go no further: the C attest stays. Raises ``Denied``, ``ValidationError``."""
    why = policy.require(by, acts.ATTEST_CONTEST, contest)
    contest = Contest.objects.select_for_update().get(pk=contest.pk)
    if contest.closed_on is not None:
        raise ValidationError(_("Deze betwisting is al afgesloten."))
    _end(contest, by.on, Ending.STOPPED)
    _log(by, "contest.close", contest, why)
    changes.notify([contest.pupil_id])
    return contest


def _check(pupil: Pupil, school_id: int, contested: Contested) -> None:
    wrong: dict[str, str] = {}
    today = timezone.localdate()
    if contested.attest_on > today:
        wrong["attest_on"] = _("De datum ligt in de toekomst.")
    elif refusal := _no_attest(pupil, school_id, contested.attest_on):
        wrong["attest_on"] = refusal
    if contested.on < contested.attest_on or contested.on > today:
        wrong["on"] = _("Kies een dag van het C-attest tot vandaag.")
    if not contested.words.strip():
        wrong["words"] = _("Schrijf waarom leerling of ouders het niet eens zijn.")
    if wrong:
        raise ValidationError(wrong)


def _no_attest(pupil: Pupil, school_id: int, on: dt.date) -> str:
    enrolment = enrolment_on(pupil.pk, school_id, on)
    if enrolment is None:
        return _("Op die dag was de leerling niet in deze school ingeschreven.")
    if enrolment.level != Level.SECUNDAIR:
        return _("Een C-attest bestaat alleen in het secundair onderwijs.")
    with stand(command("betwisting", on)):
        result = YearResult.objects.filter(enrolment=enrolment).exclude(attest="").first()
    if result is not None and result.attest != Attest.C:
        return _("Bij de inschrijving staat geen C-attest, maar: %(attest)s.") % {"attest": result.get_attest_display()}
    return ""


def _check_turn(contest: Contest, turns: Sequence[TurnDone], turn: str, told: Told) -> None:
    expected = next_turn(contest, turns)
    if expected is None:
        raise ValidationError(_("Deze betwisting is afgesloten."))
    if turn != expected:
        raise ValidationError(_("Nu komt eerst: %(turn)s.") % {"turn": str(expected.label).lower()})
    wrong = _wrong_days(contest, turns, expected, told)
    if told.answer not in ANSWERS.get(expected, ("",)):
        wrong["answer"] = _("Kies de uitkomst.")
    if expected in (Turn.COUNCIL, Turn.APPEAL, Turn.COMMISSION) and not told.words.strip():
        wrong["words"] = _("Schrijf de redenen.")
    if expected == Turn.COMMISSION:
        for name in ("inside", "outside"):
            if not str(getattr(told, name)).strip():
                wrong[name] = _("In de commissie zit iemand van binnen en iemand van buiten het schoolbestuur.")
    if wrong:
        raise ValidationError(wrong)


def _wrong_days(contest: Contest, turns: Sequence[TurnDone], turn: Turn, told: Told) -> dict[str, str]:
    wrong: dict[str, str] = {}
    first = turns[-1].on if turns else contest.contested_on
    if told.on < first or told.on > timezone.localdate():
        wrong["on"] = _("Kies een dag van %(day)s tot vandaag.") % {"day": f"{first:%d/%m/%Y}"}
    if (turn, told.answer) not in ASKS or _ends(turns, turn, told.answer):
        return wrong
    if told.due_on is None:
        wrong["due_on"] = str(ASKS[turn, told.answer])
    elif told.due_on < told.on:
        wrong["due_on"] = _("Die dag valt voor deze stap.")
    return wrong


def _ends(turns: Sequence[TurnDone], turn: Turn, answer: str) -> bool:
    """After an appeal no second one follows: what the klassenraad then says, stays."""
    appealed = any(one.turn == Turn.APPEAL for one in turns)
    return turn == Turn.COUNCIL and answer == Said.STAYS and appealed


def _ending(turns: Sequence[TurnDone], row: TurnDone) -> str:
    if row.answer == Said.OTHER:
        return Ending.OTHER
    turn = Turn(row.turn)
    if _ends(turns, turn, row.answer) or (turn == Turn.COMMISSION and row.answer != Said.TESTS):
        return Ending.STAYS
    return ""


def _end(contest: Contest, on: dt.date, how: str) -> None:
    contest.closed_on, contest.closed_how = on, how
    contest.save(update_fields=["closed_on", "closed_how"])


def _centre(school_id: int, on: dt.date) -> int | None:
    with stand(command("betwisting", on)):
        return next(iter(centres_of(frozenset({school_id}), on)), None)


def _log(by: Principal, act: str, contest: Contest, why: str) -> None:
    log.record(
        by=by, act=act, on=contest, pupil_id=contest.pupil_id, organisation_id=contest.organisation_id, why=why,
        detail={"compartment": contest.compartment},
    )  # fmt: skip
