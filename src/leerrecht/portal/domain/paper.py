"""On paper, for whoever chose that: a letter that says that something waits, and never what."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from leerrecht.access import acts, policy
from leerrecht.access.compartments import COMPARTMENTS
from leerrecht.access.domain import log
from leerrecht.access.principal import Principal, command
from leerrecht.access.standing import stand
from leerrecht.enrolment.models import Enrolment
from leerrecht.guidance.domain.opening import name_of
from leerrecht.people.models import ContactAccount, Pupil
from leerrecht.people.rules import PARENTAL
from leerrecht.portal.languages import DUTCH, direction, languages
from leerrecht.portal.models import Channel, Nudge, Quiet


@dataclass(frozen=True, slots=True)
class Sheet:
    """One letter: to whom, about whom (for the school alone), and the words in the reader's own language."""

    key: int
    pupil: Pupil
    to: str
    address: Sequence[str]
    language: str
    direction: str
    day: str
    subject: str
    lines: Sequence[str]


def sheets(by: Principal) -> list[Sheet]:
    """What this school has to print, one for each reader and pupil. The look is logged. Raises ``Denied``."""
    if not by.can(acts.HOME_ANSWER):
        raise policy.Denied(_("Uw functie laat dit hier niet toe."))
    with stand(command("berichten op papier", by.on, vaults=COMPARTMENTS)):
        found = [_sheet(row, by.on) for row in _readers(by)]
    if found:
        log.record_list(
            by=by, act="home.list", kind=Nudge._meta.label_lower, compartments=(),
            shown=[(one.pupil.pk, None) for one in found],
        )  # fmt: skip
    return found


@transaction.atomic
def printed(*, by: Principal, keys: Collection[int]) -> int:
    """These letters left; how many. Keys of readers elsewhere are passed over. Raises ``Denied``."""
    if not by.can(acts.HOME_ANSWER):
        raise policy.Denied(_("Uw functie laat dit hier niet toe."))
    with stand(command("berichten op papier", by.on, vaults=COMPARTMENTS)):
        rows = [row for row in _readers(by) if row.pk in keys]
        for row in rows:
            _open(by).filter(pupil_id=row.contact.pupil_id, user_id=row.user_id).update(
                sent=True, printed_on=by.on, printed_by=name_of(by)
            )
    for row in rows:
        log.record(by=by, act="home.print", kind=Nudge._meta.label_lower, pupil_id=row.contact.pupil_id)
    return len(rows)


def _open(by: Principal) -> "QuerySet[Nudge]":
    here = Enrolment.objects.filter(school_id__in=by.organisations(acts.HOME_ANSWER), period__contains=by.on)
    return Nudge.objects.filter(channel=Channel.PAPER, printed_on=None, pupil__in=here.values("pupil"))


def _readers(by: Principal) -> "QuerySet[ContactAccount]":
    """Accounts of parents for whom a letter waits; nobody whom a judge keeps away, and no pupil under silence."""
    waits = _open(by).filter(pupil=OuterRef("contact__pupil"), user=OuterRef("user"))
    rows = ContactAccount.objects.filter(
        Exists(waits), contact__legal_role__in=PARENTAL, contact__barred=False, withdrawn_at=None
    ).exclude(contact__pupil__in=Quiet.objects.filter(ended_on=None).values("pupil"))  # fmt: skip
    return (
        rows.select_related("contact__pupil")
        .prefetch_related("contact__pupil__contacts")
        .order_by("contact__pupil__sort_key", "pk")
    )


def _sheet(row: ContactAccount, on: date) -> Sheet:
    contact = row.contact
    language = contact.language if contact.language in languages() else DUTCH
    # Who lives with the pupil may have no address of its own: then that of another there, never of another household.
    home = [one.address for one in contact.pupil.contacts.all() if one.lives_with and one.street]
    address = contact.address or (home[0] if contact.lives_with and home else ())
    with translation.override(language):
        return Sheet(
            row.pk, contact.pupil, contact.name, address, language, direction(language), date_format(on, "j F Y"),
            _("Er staat iets nieuws op uw pagina"),
            (
                _("Er staat iets nieuws op uw pagina van de school. Meld u aan om het te lezen."),
                _("Lukt dat niet? Ga met uw identiteitskaart naar het secretariaat. Daar leest u het samen."),
            ),
        )  # fmt: skip
