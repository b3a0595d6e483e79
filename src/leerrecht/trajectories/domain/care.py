"""What a CLB sees in the care of a school, and what the school answers: it must, by a day (004:664-677)."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from leerrecht.access import acts, policy
from leerrecht.access.domain import log
from leerrecht.access.domain.names import name_of
from leerrecht.access.principal import Principal
from leerrecht.access.roles import Reach
from leerrecht.law.begeleiding import DOMEINEN, FASEN
from leerrecht.organisations.models import School
from leerrecht.trajectories.domain.common import centre_of, refuse, words
from leerrecht.trajectories.models import CareSignal, Reply
from leerrecht.trajectories.rules import ANSWER_WITHIN

LONGEST = 4000


@transaction.atomic
def give_care_signal(
    *, by: Principal, school: School, domain: str, fase: int, title: str, text: str, answer_by: dt.date | None = None
) -> CareSignal:
    """Tell a school what the CLB sees in its care; no names of pupils. Raises ``Denied``, ``ValidationError``."""
    centre_id = centre_of(school.pk, by.on)
    if not (by.system or centre_id in by.organisations(acts.CLB_DOOR)):
        raise policy.Denied(_("Een signaal over de zorg geeft het CLB van de school."))
    due = answer_by or by.on + ANSWER_WITHIN
    refuse(
        (domain not in DOMEINEN, "domain", _("Kies het domein.")),
        (fase not in FASEN, "fase", _("Kies de fase.")),
        (not words(title), "title", _("Schrijf in enkele woorden waarover het gaat.")),
        (not text.strip(), "text", _("Schrijf wat het CLB ziet, zonder namen van leerlingen.")),
        (len(text) > LONGEST, "text", _("Hou het korter: hoogstens %(n)d tekens.") % {"n": LONGEST}),
        (due <= by.on, "answer_by", _("Kies een dag in de toekomst.")),
    )
    signal = CareSignal(
        centre_id=centre_id, school=school, domain=domain, fase=fase, title=words(title), text=text.strip(),
        sent_on=by.on, sent_by=name_of(by), answer_by=due,
    )  # fmt: skip
    signal.save(force_insert=True)
    log.record(by=by, act="clb.care", on=signal, organisation_id=school.pk, why=by.why(acts.CLB_DOOR))
    return signal


@transaction.atomic
def answer_care_signal(*, by: Principal, signal: CareSignal, reply: str, text: str) -> CareSignal:
    """The school says what it will do about it, and why. Raises ``Denied``, ``ValidationError`` by field."""
    signal = _of_school(by, signal)
    if signal.answered_on is not None:
        raise ValidationError(_("Dit signaal is al beantwoord."))
    refuse(
        (reply not in Reply.values, "reply", _("Kies wat de school doet.")),
        (not text.strip(), "text", _("Schrijf wat de school doet, en waarom.")),
        (len(text) > LONGEST, "text", _("Hou het korter: hoogstens %(n)d tekens.") % {"n": LONGEST}),
    )
    signal.reply, signal.answer = reply, text.strip()
    signal.answered_on, signal.answered_by = by.on, name_of(by)
    return _save(by, signal)


@transaction.atomic
def note_change(*, by: Principal, signal: CareSignal, text: str) -> CareSignal:
    """What really changed at the school afterwards. Raises ``Denied``, ``ValidationError`` by field."""
    signal = _of_school(by, signal)
    refuse(
        (signal.answered_on is None, "text", _("Beantwoord eerst het signaal.")),
        (not text.strip(), "text", _("Schrijf wat er veranderde.")),
        (len(text) > LONGEST, "text", _("Hou het korter: hoogstens %(n)d tekens.") % {"n": LONGEST}),
    )
    signal.changed, signal.changed_on, signal.changed_by = text.strip(), by.on, name_of(by)
    return _save(by, signal)


def _of_school(by: Principal, signal: CareSignal) -> CareSignal:
    policy.require(by, acts.COOPERATION_KEEP, signal)
    if not (by.system or signal.school_id in by.places(acts.COOPERATION_KEEP, Reach.SCHOOL)):
        raise policy.Denied(_("Dit beantwoordt de school zelf."))
    return CareSignal.objects.select_for_update().get(pk=signal.pk)


def _save(by: Principal, signal: CareSignal) -> CareSignal:
    signal.save()
    log.record(
        by=by, act="clb.care", on=signal, organisation_id=signal.school_id, why=by.why(acts.COOPERATION_KEEP)
    )  # fmt: skip
    return signal
