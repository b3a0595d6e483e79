"""Friendly words at an absence and at coming back: shown on the own page, and hinted at by e-mail.

An e-mail says that something waits, never what. Nothing is shown or sent where a school keeps silence about a pupil.
"""

import smtplib
from collections.abc import Collection, Iterable
from datetime import date

from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from leerrecht.access import acts, policy
from leerrecht.access.compartments import COMPARTMENTS, Zorg
from leerrecht.access.domain import log
from leerrecht.access.domain.names import name_of
from leerrecht.access.principal import Principal, command
from leerrecht.access.standing import stand
from leerrecht.attendance.models import HalfDay, Mark
from leerrecht.cases.kinds import Party
from leerrecht.cases.models import Invitation
from leerrecht.discipline.models import Step, StepDone
from leerrecht.law import calendar
from leerrecht.letters.domain.delivering import refused_for_good
from leerrecht.organisations.models import School
from leerrecht.portal import rules
from leerrecht.portal.domain.queries.presence import Presence
from leerrecht.portal.domain.queries.who import Me
from leerrecht.portal.domain.readers import Reader, readers
from leerrecht.portal.languages import DUTCH, languages
from leerrecht.portal.models import Channel, Matter, MessageKind, Nudge, Preference, Quiet, Wording


def greeting(by: Principal, me: Me, seen: Presence) -> str:
    """What the page says first today, in the words of the school; empty where there is nothing, or silence."""
    kind = _kind(seen, by.on)
    if kind is None or me.school is None or _silent(by.on, me.pupil.pk):
        return ""
    language = translation.get_language() or DUTCH
    own = Wording.objects.filter(school_id=me.school.pk, kind=kind, language=language).first()
    return own.text if own else str(rules.WORDINGS[kind])


def _kind(seen: Presence, on: date) -> MessageKind | None:
    known = {half.date for month in seen.months for half in month.halves if not half.late}
    away = {half.date for half in seen.open} | known
    if any(half.date == on and not half.waits for half in seen.open):
        before = {half.date for half in seen.open if half.date < on}
        again = any(day >= on - rules.HISTORY for day in before)
        return MessageKind.AGAIN if again else MessageKind.FIRST
    recent = [day for day in away if on - rules.BACK_WITHIN <= day < on]
    back = on not in away and calendar.is_school_day(on) and len(recent) >= rules.BACK_DAYS
    return MessageKind.BACK if back and max(recent) >= on - rules.JUST_BACK else None


def _silent(on: date, pupil_id: int) -> bool:
    # The family does not see that a school keeps silence, and yet it holds.
    with stand(command("berichten naar huis", on, vaults=[Zorg.key])):
        return Quiet.objects.filter(pupil_id=pupil_id, ended_on=None).exists()


@transaction.atomic
def word(*, by: Principal, school: School, kind: str, text: str, language: str = DUTCH) -> Wording | None:
    """The school's own words for a message in one language; empty takes them away.

    Raises ``Denied``, ``ValidationError`` by field.
    """
    why = policy.require_at(by, acts.QUIET_SET, school.pk)
    if kind not in rules.WORDINGS:
        raise ValidationError({"kind": _("Kies wanneer dit bericht getoond wordt.")})
    if language not in languages():
        raise ValidationError({"language": _("Kies een taal uit de lijst.")})
    found = Wording.objects.filter(school=school, kind=kind, language=language)
    made = None
    if text.strip():
        values = {"text": " ".join(text.split()), "changed_by": name_of(by)}
        made, _new = Wording.objects.update_or_create(school=school, kind=kind, language=language, defaults=values)
    else:
        found.delete()
    log.record(by=by, act="home.wording", kind=Wording._meta.label_lower, organisation_id=school.pk, why=why)
    return made


def nudge_absent(on: date) -> int:
    """Tell the family of who is away without a known reason that something waits; how many e-mails left."""
    with stand(_messenger(on)):
        missing = HalfDay.objects.filter(
            school_year=calendar.school_year(on), date=on, mark=Mark.UNKNOWN
        ).values_list("pupil_id", flat=True)  # fmt: skip
        _note(set(missing), MessageKind.FIRST, on)
    return send_waiting(on)


def nudge_invited(on: date) -> int:
    """Tell the family that an invitation to a talk or a round table waits; how many e-mails left."""
    since = on - rules.INVITED_WITHIN
    with stand(_messenger(on)):
        notices = StepDone.objects.filter(
            step=Step.NOTICE, counts=True, due_on__gte=on, at__date__gte=since, procedure__closed_on=None
        ).values_list("procedure__pupil_id", "at__date")  # fmt: skip
        tables = Invitation.objects.filter(
            party__in=(Party.PUPIL, Party.PARENTS), on__gte=on, written_at__date__gte=since
        ).values_list("pupil_id", "written_at__date")  # fmt: skip
        latest: dict[int, date] = {}
        for pupil, day in (*notices, *tables):
            latest[pupil] = max(day, latest.get(pupil, day))
        told = Nudge.objects.filter(kind=MessageKind.INVITED, pupil__in=latest, on__gte=since)
        already = {pupil for pupil, day in told.values_list("pupil_id", "on") if day >= latest[pupil]}
        _note(latest.keys() - already, MessageKind.INVITED, on)
    return send_waiting(on)


def nudge_answered(matter_id: str, on: date) -> int:
    """Tell who asked that the school answered."""
    with stand(_messenger(on)):
        matter = Matter.objects.get(pk=matter_id)
        _note({matter.pupil_id}, MessageKind.ANSWER, on, only=matter.written_by_id)
    return send_waiting(on)


def send_waiting(on: date) -> int:
    """Send what waits since yesterday: what is new, and what the mail server did not take; how many left."""
    with transaction.atomic(), stand(_messenger(on)):
        waiting = Nudge.objects.filter(
            channel=Channel.EMAIL, sent=False, tried_at=None, on__gte=on - rules.HINT_WAITS
        ).order_by("pk")  # fmt: skip
        found = list(waiting.values_list("pk", flat=True))
    return sum(_send(pk, on) for pk in found)


def _messenger(on: date) -> Principal:
    return command("berichten naar huis", on, vaults=COMPARTMENTS)


def _told(pupils: Iterable[int], users: Collection[int], on: date) -> list[Reader]:
    """Who of these may be told of these pupils; nobody where the school keeps silence."""
    silent = Quiet.objects.filter(pupil__in=pupils, ended_on=None).values_list("pupil_id", flat=True)
    return readers(on, set(pupils) - set(silent), users)


def _note(pupils: Iterable[int], kind: MessageKind, on: date, only: int | None = None) -> None:
    """Note who is to be told: by e-mail right after, on paper when the school prints it."""
    chosen = Preference.objects.filter(channel__in=(Channel.EMAIL, Channel.PAPER))
    if only is not None:
        chosen = chosen.filter(user=only)
    wanted = dict(chosen.values_list("user_id", "channel"))
    Nudge.objects.bulk_create(
        [
            Nudge(pupil=one.pupil, user_id=one.user_id, kind=kind, on=on, channel=wanted[one.user_id])
            for one in _told(pupils, wanted.keys(), on)
            if wanted[one.user_id] == Channel.PAPER or one.email
        ],
        ignore_conflicts=True,
    )


def _send(pk: int, on: date) -> bool:
    """In three steps: say that it is tried, try, and keep what came of it. What may have left is never sent again."""
    with transaction.atomic(), stand(_messenger(on)):
        nudge = Nudge.objects.select_for_update().filter(pk=pk, sent=False, tried_at=None).first()
        reader = next(iter(_told([nudge.pupil_id], [nudge.user_id], on)), None) if nudge else None
        if nudge is None or reader is None or not reader.email:
            return False
        nudge.tried_at = timezone.now()
        nudge.save(update_fields=["tried_at"])
    connection = get_connection()
    with translation.override(reader.language):
        message = EmailMessage(
            _("Er staat iets nieuws op uw pagina"),
            _("Dag,\n\nEr staat iets nieuws op uw pagina van de school. Meld u aan om het te lezen."),
            to=[reader.email], connection=connection,
        )  # fmt: skip
    again = left = False
    try:
        left = bool(message.send()) and not getattr(connection, "only_pretends", False)
    except (smtplib.SMTPException, OSError) as error:
        again = not refused_for_good(error)
    with transaction.atomic(), stand(_messenger(on)):
        Nudge.objects.filter(pk=pk).update(sent=left, tried_at=None if again else nudge.tried_at)
    return left
