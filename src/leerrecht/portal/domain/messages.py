"""Friendly words at an absence and at coming back: shown on the own page, and hinted at by e-mail.

An e-mail says that something waits, never what. Nothing is shown or sent where a school keeps silence about a pupil.
"""

import smtplib
from collections.abc import Iterable
from datetime import date

from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from leerrecht.access import acts, policy
from leerrecht.access.compartments import COMPARTMENTS, Zorg
from leerrecht.access.domain import log
from leerrecht.access.principal import Principal, command
from leerrecht.access.standing import stand
from leerrecht.attendance.models import HalfDay, Mark
from leerrecht.cases.kinds import Party
from leerrecht.cases.models import Invitation
from leerrecht.discipline.models import Step, StepDone
from leerrecht.guidance.domain.opening import name_of
from leerrecht.law import calendar
from leerrecht.organisations.models import School
from leerrecht.people.models import ContactAccount
from leerrecht.people.rules import PARENTAL
from leerrecht.portal import rules
from leerrecht.portal.domain.queries.presence import Presence
from leerrecht.portal.domain.queries.who import Me
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
    away = {half.date for half in seen.open} | {half.date for month in seen.months for half in month.halves}
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
    """Tell parents of who is away without a known reason, and who want e-mail, that something waits; how many left."""
    by = command("berichten naar huis", on, vaults=COMPARTMENTS)
    with stand(by):
        missing = HalfDay.objects.filter(
            school_year=calendar.school_year(on), date=on, mark=Mark.UNKNOWN
        ).values_list("pupil_id", flat=True)  # fmt: skip
        return _nudge(set(missing), MessageKind.FIRST, on)


def nudge_invited(on: date) -> int:
    """Tell parents that an invitation to a talk or a round table waits; how many e-mails left."""
    by = command("berichten naar huis", on, vaults=COMPARTMENTS)
    since = on - rules.INVITED_WITHIN
    with stand(by):
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
        return _nudge(latest.keys() - already, MessageKind.INVITED, on)


def nudge_answered(matter_id: str, on: date) -> int:
    """Tell who asked that the school answered."""
    by = command("berichten naar huis", on, vaults=COMPARTMENTS)
    with stand(by):
        matter = Matter.objects.get(pk=matter_id)
        return _nudge({matter.pupil_id}, MessageKind.ANSWER, on, only=matter.written_by_id)


def _nudge(pupils: Iterable[int], kind: MessageKind, on: date, only: int | None = None) -> int:
    silent = Quiet.objects.filter(pupil__in=pupils, ended_on=None).values_list("pupil_id", flat=True)
    chosen = Preference.objects.filter(channel__in=(Channel.EMAIL, Channel.PAPER))
    wanted = dict(chosen.values_list("user_id", "channel"))
    rows = ContactAccount.objects.filter(
        contact__pupil__in=set(pupils) - set(silent), contact__legal_role__in=PARENTAL, contact__barred=False,
        withdrawn_at=None, user__in=list(wanted), user__is_active=True,
    )  # fmt: skip
    if only is not None:
        rows = rows.filter(user=only)
    return sum(_tell(row, kind, on, wanted[row.user_id]) for row in rows.select_related("contact").order_by("pk"))


def _tell(account: ContactAccount, kind: MessageKind, on: date, channel: str) -> bool:
    """By e-mail now; on paper it waits until the school prints it."""
    contact = account.contact
    if channel == Channel.EMAIL and not contact.email:
        return False
    nudge, new = Nudge.objects.get_or_create(
        pupil_id=contact.pupil_id, user_id=account.user_id, kind=kind, on=on, defaults={"channel": channel}
    )
    if not new or channel == Channel.PAPER:
        return False
    with translation.override(contact.language if contact.language in languages() else DUTCH):
        message = EmailMessage(
            _("Er staat iets nieuws op uw pagina"),
            _("Dag,\n\nEr staat iets nieuws op uw pagina van de school. Meld u aan om het te lezen."),
            to=[contact.email],
        )
    connection = get_connection()
    message.connection = connection
    try:
        left = bool(message.send()) and not getattr(connection, "only_pretends", False)
    except (smtplib.SMTPException, OSError):
        left = False
    Nudge.objects.filter(pk=nudge.pk).update(sent=left)
    return left
