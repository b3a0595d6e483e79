"""Protocols: what organisations agreed to share, as a record on which a grant can rest."""

from collections.abc import Iterable
from datetime import date

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from leerrecht.access import acts, policy
from leerrecht.access.compartments import COMPARTMENTS, VanLeerling
from leerrecht.access.compartments import name_of as word_of
from leerrecht.access.domain import log
from leerrecht.access.domain.names import name_of
from leerrecht.access.principal import Principal, command
from leerrecht.access.standing import stand
from leerrecht.documents.domain.uploads import store_upload
from leerrecht.documents.models import Upload
from leerrecht.law.dates import add_years
from leerrecht.organisations.domain.periods import DAY, in_words, last_day, period
from leerrecht.organisations.models import Organisation, School
from leerrecht.people.models import Grant, Protocol

# Longer, and nobody thinks again about what is shared.
LONGEST_YEARS = 5
# What a pupil said in confidence is no organisation's to agree upon.
AGREED_UPON = frozenset(COMPARTMENTS) - {VanLeerling.key}


@transaction.atomic
def make_protocol(
    *,
    by: Principal,
    organisation: Organisation,
    parties: Iterable[Organisation],
    title: str,
    purpose: str,
    compartments: Iterable[str],
    first: date,
    last: date,
    document: "File[bytes] | None" = None,
) -> Protocol:
    """Note an agreement of ``organisation``, for which ``by`` speaks, with other ``parties``.

    Raises ``Denied``, ``ValidationError`` by field; nothing is kept then.
    """
    why = _require(by, organisation.pk)
    others = {party.pk for party in parties} - {organisation.pk}
    wanted = sorted(set(compartments))
    title, purpose = " ".join(title.split()), " ".join(purpose.split())
    _check(others, wanted, title, purpose, first, last)
    stored = None
    if document is not None:
        stored = store_upload(
            by=by, file=document, organisation_id=organisation.pk, pupil_id=None, compartment=""
        )  # fmt: skip
    protocol = Protocol.objects.create(
        title=title, purpose=purpose, compartments=wanted, period=period(first, last), document=stored,
        made_by=name_of(by), made_by_id=by.user_id,
    )  # fmt: skip
    protocol.parties.set([organisation.pk, *sorted(others)])
    log.record(
        by=by, act=acts.PROTOCOL_MANAGE, on=protocol, organisation_id=organisation.pk, why=why,
        detail={"parties": sorted(others)}, compartments=(),
    )  # fmt: skip
    return protocol


@transaction.atomic
def end_protocol(*, by: Principal, protocol: Protocol, last: date) -> Protocol:
    """The protocol ends after ``last``, today at the earliest; so does every grant that rests on it.

    Raises ``Denied``, and ``ValidationError`` for a day in the past or after the end.
    """
    why = policy.require(by, acts.PROTOCOL_MANAGE, protocol)
    protocol = Protocol.objects.select_for_update().get(pk=protocol.pk)
    ends = last_day(protocol.period)
    if last < by.on:
        raise ValidationError({"last": _("De laatste dag kan vandaag zijn, of later.")})
    if ends is not None and last > ends:
        raise ValidationError(
            {
                "last": _("Het protocol eindigt al op %(day)s. Noteer een nieuw om te verlengen.")
                % {"day": in_words(ends)}
            }
        )
    begun = protocol.period.lower
    protocol.period = period(begun, max(last, begun))
    protocol.save(update_fields=["period"])
    log.record(by=by, act="protocol.end", on=protocol, why=why, detail={"last": last.isoformat()}, compartments=())
    # Also what the other party gave on the ground of it, which this one does not see.
    with stand(command("einde van een protocol", by.on, vaults=COMPARTMENTS)):
        for grant in Grant.objects.filter(protocol=protocol, withdrawn_at=None, period__endswith__gt=last + DAY):
            _shorten(by, grant, last, why)
    return protocol


def _shorten(by: Principal, grant: Grant, last: date, why: str) -> None:
    grant.period = period(grant.period.lower, max(last, grant.period.lower))
    grant.save(update_fields=["period"])
    log.record(
        by=by, act="grant.end", on=grant, pupil_id=grant.pupil_id, organisation_id=grant.organisation_id, why=why,
        detail={"user": grant.user_id, "last": last.isoformat()},
    )  # fmt: skip


def live_protocols(organisation_ids: Iterable[int], on: date) -> "QuerySet[Protocol]":
    """Protocols of which one of these is a party, that count on a day."""
    found = Protocol.objects.filter(parties__in=list(organisation_ids), period__contains=on)
    return found.distinct().order_by("title", "pk")


def require_rests(protocol: Protocol, *, parties: set[int], compartments: Iterable[str], last: date | None) -> None:
    """Raise ``ValidationError`` unless a grant between these organisations can rest on the protocol."""
    found = set(protocol.parties.values_list("pk", flat=True))
    if not parties <= found:
        raise ValidationError(
            {"protocol": _("Dit protocol geldt niet tussen deze organisaties: wie toegang krijgt, werkt er niet.")}
        )
    beyond = set(compartments) - set(protocol.compartments)
    if beyond:
        names = ", ".join(word_of(key) for key in sorted(beyond))
        raise ValidationError({"protocol": _("Dit protocol spreekt niet over: %(names)s.") % {"names": names}})
    ends = last_day(protocol.period)
    if ends is not None and (last is None or last > ends):
        raise ValidationError(
            {
                "last": _("Het protocol eindigt op %(day)s. Kies een laatste dag die niet later valt.")
                % {"day": in_words(ends)}
            }
        )


@transaction.atomic
def document_of(*, by: Principal, protocol: Protocol) -> Upload:
    """The signed document, for who sees the protocol; the look is logged. Raises ``Http404``."""
    if protocol.document_id is None:
        raise policy.missing(Upload)
    log.record(by=by, act="protocol.file", on=protocol, why=by.why(acts.PROTOCOL_VIEW), compartments=())
    return Upload.objects.get(pk=protocol.document_id)


def named(text: str) -> Organisation | None:
    """An organisation by its whole name, a school by its number: nothing is listed of who else is here."""
    wanted = " ".join(text.split())
    school = School.objects.filter(number=wanted).first()
    if school is not None:
        return Organisation.objects.get(pk=school.pk)
    return Organisation.objects.exclude(kind="school").filter(name__iexact=wanted).first()


def _require(by: Principal, organisation_id: int) -> str:
    if by.system:
        return by.name
    for seat in by.seats:
        if acts.PROTOCOL_MANAGE in seat.role.acts and seat.organisation_id == organisation_id:
            return seat.why
    raise policy.Denied(_("Uw functie laat niet toe om voor deze organisatie een protocol te noteren."))


def _check(others: set[int], compartments: list[str], title: str, purpose: str, first: date, last: date) -> None:
    wrong: dict[str, str] = {}
    if not others:
        wrong["parties"] = _("Noem minstens één andere organisatie.")
    if not title:
        wrong["title"] = _("Geef het protocol een titel.")
    if not purpose:
        wrong["purpose"] = _("Schrijf waarvoor er gedeeld wordt.")
    if not compartments or not set(compartments) <= AGREED_UPON:
        wrong["compartments"] = _("Kies minstens één vak. Wat een leerling in vertrouwen zei, staat in geen protocol.")
    if last < first:
        wrong["last"] = _("De laatste dag ligt vóór de eerste dag.")
    elif last > add_years(first, LONGEST_YEARS):
        wrong["last"] = _("Kies een einde binnen %(years)d jaar; daarna kunt u opnieuw afspreken.") % {
            "years": LONGEST_YEARS
        }
    if wrong:
        raise ValidationError(wrong)
