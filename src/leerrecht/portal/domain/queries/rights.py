"""What somebody may ask at each step, and whom: by the situation of this pupil, from the law and the school."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from leerrecht.access.principal import Principal
from leerrecht.discipline.domain.school import agreed_of
from leerrecht.discipline.models import Procedure, Step
from leerrecht.law.tucht import DEFINITIEF, beroep_tot
from leerrecht.portal.domain.queries.overview import procedures_of, record_look
from leerrecht.portal.domain.queries.who import Me
from leerrecht.portal.rules import COMMISSIONER
from leerrecht.portal.terms import said


@dataclass(frozen=True, slots=True)
class Right:
    """``whom`` is whom one turns to; ``href`` where it is done here; ``check`` where no source confirms it."""

    what: str
    how: str
    whom: str = ""
    href: str = ""
    check: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    title: str
    rights: Sequence[Right]


def rights(by: Principal, me: Me) -> list[Group]:
    """First what belongs to a procedure that runs now, then what holds always. The look is logged."""
    procedures = procedures_of(by, me.pupil)
    record_look(by, me, procedures)
    found = [
        Group(_("Nu: %(what)s") % {"what": said(one.get_kind_display())}, _in_procedure(me, one)) for one in procedures
    ]
    return [*found, Group(_("Altijd"), _always(me)), Group(_("Als u er met de school niet uit raakt"), _outside(me))]


def _school(me: Me) -> str:
    return me.school.name if me.school else ""


def _in_procedure(me: Me, one: Procedure) -> list[Right]:
    agreed = agreed_of(one.organisation_id)
    talk = reverse("portal-hearing", args=[me.pupil.pk, one.pk])
    found = [
        Right(_("U wordt gehoord voor er iets beslist wordt"), _("Vertel uw kant, of schrijf ze vooraf."),
              _school(me), talk),
        Right(_("U mag iemand meebrengen"), _("Bijvoorbeeld een vertrouwenspersoon of een advocaat."), "", talk),
        Right(_("U mag het dossier lezen"), _("Ook vóór het gesprek. Vraag het aan de directeur."), _school(me),
              reverse("portal-file", args=[me.pupil.pk])),
    ]  # fmt: skip
    if one.kind == DEFINITIEF:
        found.append(_appeal(one, agreed.appeal_days, agreed.appeal_to, confirmed=agreed.appeal_confirmed))
        found.append(Right(
            _("De school en het CLB helpen mee zoeken naar een nieuwe school"),
            _("Uw kind blijft ingeschreven tot er een nieuwe school is."), me.centre.name if me.centre else "",
        ))  # fmt: skip
    return found


def _appeal(one: Procedure, days: int | None, to: str, *, confirmed: bool) -> Right:
    told = [step.received_on or step.on for step in one.done.all() if step.step == Step.LETTER and step.counts]
    until: dt.date | None = beroep_tot(max(told), days, {}) if told else None
    how = (
        _("In beroep gaan kan tot en met %(day)s.") % {"day": date_format(until, "j F Y")}
        if until
        else _("De brief met de beslissing zegt tot wanneer dat kan.")
    )
    return Right(_("U kunt in beroep gaan tegen de uitsluiting"), how, to, check=not confirmed)


def _always(me: Me) -> list[Right]:
    pk = me.pupil.pk
    found = [
        Right(_("Lezen en meenemen wat er over u genoteerd is"), _("Een kopie van het dossier vragen is gratis."),
              _school(me), reverse("portal-file", args=[pk])),
        Right(_("Zien wie in het dossier keek"), _("Elke keer dat iemand kijkt, wordt dat genoteerd."), "",
              reverse("portal-looks", args=[pk])),
        Right(_("Een fout laten verbeteren"), _("Zeg welke dag niet klopt, en waarom."), _school(me),
              reverse("portal-ask", args=[pk, "fout"])),
        Right(_("Een maatregel opnieuw laten bekijken"), _("Zeg wat u er niet eerlijk aan vindt."), _school(me),
              reverse("portal-ask", args=[pk, "herziening"])),
        Right(_("Praten met het CLB"), _("Gratis, en het CLB vertelt niet verder wat u zegt zonder dat u het weet."),
              me.centre.name if me.centre else ""),
    ]  # fmt: skip
    if me.itself:
        found.insert(0, Right(
            _("Een vertrouwenspersoon kiezen"), _("Wat u die in vertrouwen zegt, leest niemand anders."), "",
            reverse("portal-access", args=[pk]),
        ))  # fmt: skip
    return found


def _outside(me: Me) -> list[Right]:
    centre = me.centre.name if me.centre else ""
    return [
        Right(_("Een klacht over de school"), _("Eerst bij de directeur, dan bij het schoolbestuur."), _school(me),
              reverse("portal-ask", args=[me.pupil.pk, "klacht"])),
        Right(_("De school vraagt om thuis te blijven"), _("Dat mag niet zomaar. Meld het: ook het CLB leest mee."),
              centre, reverse("portal-ask", args=[me.pupil.pk, "thuis"])),
        Right(_("Een school weigert een inschrijving"),
              _("Vraag de weigering op papier. Het lokaal overlegplatform (LOP) bemiddelt."),
              _("Lokaal overlegplatform (LOP) van uw gemeente"),
              reverse("portal-refusal", args=[me.pupil.pk]), check=True),
        Right(_("Die weigering was niet eerlijk"), _("Dien een klacht in."), _("Commissie inzake Leerlingenrechten"),
              check=True),
        Right(_("Niemand luistert"), _("Het Kinderrechtencommissariaat luistert en bemiddelt."), str(COMMISSIONER)),
    ]  # fmt: skip
