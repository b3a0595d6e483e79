"""How somebody reads the portal and wants to be told, and the silence that a school keeps about a pupil."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from leerrecht.access import acts, policy
from leerrecht.access.domain import log
from leerrecht.access.domain.names import name_of
from leerrecht.access.models import User
from leerrecht.access.principal import Principal, command
from leerrecht.access.standing import stand
from leerrecht.organisations.domain.constraints import refusals
from leerrecht.people.domain.grounds import PARENT, SELF
from leerrecht.people.models import Contact, Pupil
from leerrecht.portal.domain.queries.who import Me, mine
from leerrecht.portal.languages import DUTCH, languages
from leerrecht.portal.models import Channel, Preference, Quiet


def preference_of(by: Principal) -> Preference:
    """What this account chose, else the beginning: the language that the school knows."""
    found = Preference.objects.filter(user_id=by.user_id or 0).first()
    return found or Preference(user_id=by.user_id or 0, language=language_of(by))


def language_of(by: Principal, *, otherwise: str = DUTCH) -> str:
    """What this account chose; else what the school noted of a parent, since its letter came in that language."""
    known = languages()
    chosen = Preference.objects.filter(user_id=by.user_id or 0).values_list("language", flat=True).first()
    if chosen in known:
        return str(chosen)
    noted = (contact.language for _pupil, contact in mine(by) if contact is not None)
    return next((one for one in noted if one in known and one != DUTCH), otherwise)


def choose_language(*, by: Principal, language: str) -> Preference:
    """Read the portal in this language from now on. Raises ``ValidationError``."""
    if language not in languages():
        raise ValidationError({"language": _("Kies een taal uit de lijst.")})
    chosen, _made = Preference.objects.update_or_create(user_id=by.user_id or 0, defaults={"language": language})
    return chosen


@transaction.atomic
def choose(*, by: Principal, me: Me, language: str, channel: str, interpreter: bool) -> Preference:
    """Language, channel, and whether an interpreter is wanted; the last is kept with the parent's contact.

    Raises ``ValidationError`` by field.
    """
    if channel not in Channel.values:
        raise ValidationError({"channel": _("Kies hoe u bericht wilt krijgen.")})
    if channel == Channel.EMAIL and not _email_of(by, me):
        raise ValidationError(
            {"channel": _("De school kent uw e-mailadres niet. Geef het aan het secretariaat, of kies iets anders.")}
        )
    chosen = choose_language(by=by, language=language)
    chosen.channel = channel
    chosen.save(update_fields=["channel"])
    if me.contact is not None:
        # The desk keeps contacts; of the own one a parent says these two things.
        with stand(command("taal en tolk", by.on)):
            Contact.objects.filter(pk=me.contact.pk).update(language=language, interpreter=interpreter)
    log.record(
        by=by, act="own.choose", kind=Contact._meta.label_lower, pupil_id=me.pupil.pk, why=SELF if me.itself else PARENT
    )  # fmt: skip
    return chosen


def _email_of(by: Principal, me: Me) -> str:
    if me.contact is not None:
        return me.contact.email
    return User.objects.filter(pk=by.user_id or 0).values_list("email", flat=True).first() or ""


@transaction.atomic
def be_quiet(*, by: Principal, pupil: Pupil, organisation_id: int, reason: str) -> Quiet:
    """No message goes home about this pupil from now on. Raises ``Denied``, ``ValidationError`` by field."""
    policy.find(Pupil, pupil.pk, by=by, act=acts.QUIET_SET)
    why = policy.require_at(by, acts.QUIET_SET, organisation_id)
    if not reason.strip():
        raise ValidationError({"reason": _("Schrijf waarom er geen berichten naar huis gaan.")})
    with refusals({"quiet_one_at_a_time": _("De berichten liggen al stil.")}):
        made = Quiet.objects.create(
            pupil=pupil, organisation_id=organisation_id, reason=" ".join(reason.split()), set_on=by.on,
            set_by=name_of(by),
        )  # fmt: skip
    _log(by, "quiet.set", made, why)
    return made


@transaction.atomic
def speak_again(*, by: Principal, quiet: Quiet) -> Quiet:
    """Messages go home again. Raises ``Denied``, ``ValidationError``."""
    why = policy.require(by, acts.QUIET_SET, quiet)
    quiet = Quiet.objects.select_for_update().get(pk=quiet.pk)
    if quiet.ended_on is not None:
        raise ValidationError(_("De berichten gaan al weer naar huis."))
    quiet.ended_on, quiet.ended_by = by.on, name_of(by)
    quiet.save(update_fields=["ended_on", "ended_by"])
    _log(by, "quiet.end", quiet, why)
    return quiet


def _log(by: Principal, act: str, quiet: Quiet, why: str) -> None:
    log.record(
        by=by, act=act, on=quiet, pupil_id=quiet.pupil_id, organisation_id=quiet.organisation_id, why=why,
        detail={"compartment": quiet.compartment},
    )  # fmt: skip
