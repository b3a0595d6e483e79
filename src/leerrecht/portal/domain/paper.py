"""On paper, for whoever chose that: a letter that says that something waits, and never what."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import QuerySet
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from leerrecht.access import acts, policy
from leerrecht.access.compartments import COMPARTMENTS
from leerrecht.access.domain import log
from leerrecht.access.domain.names import name_of
from leerrecht.access.principal import Principal, command
from leerrecht.access.standing import stand
from leerrecht.enrolment.models import Enrolment
from leerrecht.portal.domain.readers import Reader, readers
from leerrecht.portal.languages import direction
from leerrecht.portal.models import Channel, Nudge, Quiet


@dataclass(frozen=True, slots=True)
class Sheet:
    """One letter: to whom, about whom (for the school alone), and the words in the reader's own language."""

    reader: Reader
    direction: str
    day: str
    subject: str
    lines: Sequence[str]


def sheets(by: Principal) -> list[Sheet]:
    """What this school has to print, one for each reader and pupil. The look is logged. Raises ``Denied``."""
    found = [_sheet(by, one) for one in _waiting(by)]
    if found:
        log.record_list(
            by=by, act="home.list", kind=Nudge._meta.label_lower, compartments=(),
            shown=[(one.reader.pupil.pk, None) for one in found],
        )  # fmt: skip
    return found


@transaction.atomic
def printed(*, by: Principal, keys: Collection[str]) -> int:
    """These letters left; how many. Keys of readers elsewhere are passed over. Raises ``Denied``."""
    left = [one for one in _waiting(by) if one.key in keys]
    with stand(command("berichten op papier", by.on, vaults=COMPARTMENTS)):
        for one in left:
            _open(by).filter(pupil=one.pupil, user_id=one.user_id).update(
                sent=True, printed_on=by.on, printed_by=name_of(by)
            )
    for one in left:
        log.record(by=by, act="home.print", kind=Nudge._meta.label_lower, pupil_id=one.pupil.pk)
    return len(left)


def _open(by: Principal) -> "QuerySet[Nudge]":
    here = Enrolment.objects.filter(school_id__in=by.organisations(acts.HOME_ANSWER), period__contains=by.on)
    return Nudge.objects.filter(channel=Channel.PAPER, printed_on=None, pupil__in=here.values("pupil"))


def _waiting(by: Principal) -> list[Reader]:
    """For whom a letter waits; nobody who lost access since, and no pupil under silence."""
    if not by.can(acts.HOME_ANSWER):
        raise policy.Denied(_("Uw functie laat dit hier niet toe."))
    with stand(command("berichten op papier", by.on, vaults=COMPARTMENTS)):
        silent = Quiet.objects.filter(ended_on=None).values("pupil")
        waits = set(_open(by).exclude(pupil__in=silent).values_list("pupil_id", "user_id"))
        found = readers(by.on, {pupil for pupil, _user in waits}, {user for _pupil, user in waits})
    return [one for one in found if (one.pupil.pk, one.user_id) in waits]


def _sheet(by: Principal, reader: Reader) -> Sheet:
    with translation.override(reader.language):
        return Sheet(
            reader, direction(reader.language), date_format(by.on, "j F Y"), _("Er staat iets nieuws op uw pagina"),
            (
                _("Er staat iets nieuws op uw pagina van de school. Meld u aan om het te lezen."),
                _("Lukt dat niet? Ga met uw identiteitskaart naar het secretariaat. Daar leest u het samen."),
            ),
        )  # fmt: skip
