"""What school and CLB agree: writing a version, confirming it by both sides."""

import datetime as dt
from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from leerrecht.access import acts, policy
from leerrecht.access.domain import log
from leerrecht.access.domain.names import name_of
from leerrecht.access.principal import Principal
from leerrecht.organisations.models import Centre, School, Service
from leerrecht.quality.domain.common import LONG
from leerrecht.quality.domain.definitions import cooperation_fields
from leerrecht.quality.models import Cooperation, CooperationVersion


@transaction.atomic
def begin_cooperation(*, by: Principal, school: School) -> Cooperation:
    """The agreements with the CLB that serves the school now; those that are there already stay as they are.

    Raises ``Denied``, ``ValidationError`` where no CLB serves the school.
    """
    own = by.organisations(acts.COOPERATION_KEEP)
    service = Service.objects.filter(school=school, period__contains=by.on).select_related("centre").first()
    if not by.system and school.pk not in own and (service is None or service.centre_id not in own):
        raise policy.Denied(_("Dit doen de school en haar CLB zelf."))
    if service is None:
        raise ValidationError(_("Geen enkel CLB begeleidt deze school vandaag. Noteer dat eerst bij Scholen."))
    found, made = Cooperation.objects.get_or_create(school=school, centre=Centre.objects.get(pk=service.centre_id))
    if made:
        _log(by, acts.COOPERATION_KEEP, found)
    return found


@transaction.atomic
def write_version(
    *,
    by: Principal,
    cooperation: Cooperation,
    content: Mapping[str, str],
    begins_on: dt.date,
    ends_on: dt.date,
    review_on: dt.date,
    seen: str | None = None,
) -> CooperationVersion:
    """A new version; a last one that not both confirmed is written anew, and loses what was confirmed.

    ``seen`` is the stamp of the last version that one read. Raises ``Denied``, ``ValidationError`` by field, or where
    somebody else wrote after that.
    """
    policy.require(by, acts.COOPERATION_KEEP, cooperation)
    cooperation = Cooperation.objects.select_for_update().get(pk=cooperation.pk)
    fields = {field.code: field for field in cooperation_fields()}
    kept = {code: content.get(code, "").strip() for code in fields}
    wrong = {code: _("Vul dit in.") for code, field in fields.items() if field.required and not kept[code]}
    wrong |= {code: _("De tekst is te lang.") for code, text in kept.items() if len(text) > LONG}
    if ends_on < begins_on:
        wrong["ends_on"] = _("De laatste dag ligt voor de eerste.")
    if not begins_on < review_on <= ends_on:
        wrong["review_on"] = _("Kies een dag na het begin, en ten laatste de laatste dag.")
    if wrong:
        raise ValidationError(wrong)
    last = cooperation.versions.first()
    if seen is not None and seen != (last.stamp if last else ""):
        raise ValidationError(
            _(
                "%(who)s wijzigde deze afspraken intussen. Bekijk ze in een ander venster. "
                "Bewaart u opnieuw, dan geldt uw tekst."
            )
            % {"who": last.written_by if last else ""}
        )
    version = last if last is not None and not last.confirmed else CooperationVersion(cooperation=cooperation)
    version.number = version.number or (last.number + 1 if last else 1)
    version.content = {code: text for code, text in kept.items() if text}
    version.begins_on, version.ends_on, version.review_on = begins_on, ends_on, review_on
    version.written_on, version.written_by = by.on, name_of(by)
    version.school_by = version.centre_by = ""
    version.school_on = version.centre_on = None
    version.save()
    _log(by, acts.COOPERATION_KEEP, cooperation)
    return version


@transaction.atomic
def confirm_version(*, by: Principal, version: CooperationVersion, stamp: str) -> CooperationVersion:
    """Agree for one's own side: the director for the school, who leads the CLB for the CLB.

    Raises ``Denied``, ``ValidationError`` where the side confirmed already, or the words are others by now.
    """
    policy.require(by, acts.COOPERATION_CONFIRM, version)
    cooperation = Cooperation.objects.select_for_update().get(pk=version.cooperation_id)
    version = CooperationVersion.objects.select_for_update().get(pk=version.pk)
    if version.stamp != stamp or cooperation.versions.filter(number__gt=version.number).exists():
        raise ValidationError(_("De afspraken zijn intussen veranderd. Lees ze opnieuw en bevestig ze dan."))
    own = by.organisations(acts.COOPERATION_CONFIRM)
    now = False
    if cooperation.school_id in own and version.school_on is None:
        version.school_on, version.school_by, now = by.on, name_of(by), True
    if cooperation.centre_id in own and version.centre_on is None:
        version.centre_on, version.centre_by, now = by.on, name_of(by), True
    if not now:
        raise ValidationError(_("Uw kant heeft deze versie al bevestigd."))
    version.save(update_fields=["school_on", "school_by", "centre_on", "centre_by"])
    _log(by, acts.COOPERATION_CONFIRM, cooperation)
    return version


def _log(by: Principal, act: str, cooperation: Cooperation) -> None:
    log.record(by=by, act=act, on=cooperation, organisation_id=cooperation.school_id, why=by.why(act))
