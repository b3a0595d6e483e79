"""What would be written to whom: the letters of a run before they are printed, and who is left out and why."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from leerrecht.access.compartments import Gedeeld
from leerrecht.access.domain.names import name_of
from leerrecht.access.principal import Principal
from leerrecht.law import calendar, tables
from leerrecht.letters.domain import wording
from leerrecht.letters.domain.blocks import Block, blocks
from leerrecht.letters.domain.catalogue import Template, Text
from leerrecht.letters.domain.facts import Known, known
from leerrecht.letters.domain.placeholders import FIELDS, asked, fill, used
from leerrecht.letters.languages import DUTCH, PLAIN, code_of, tongue_of, tongues
from leerrecht.letters.models import HouseStyle, Letter, Occasion, Recipient
from leerrecht.organisations.models import Organisation
from leerrecht.people.domain.schools import centres_of
from leerrecht.people.models import Contact

LONGEST_NAME = 330
CENTRE = "clb"


@dataclass(frozen=True, slots=True)
class Sender:
    """Who signs, for which school or CLB, in which house style."""

    house: Organisation
    style: HouseStyle
    name: str
    role: str
    centre: Organisation | None


@dataclass(frozen=True, slots=True)
class Draft:
    """A letter before it is printed. ``earlier``: the same letter, made before.

    ``address`` are the lines beneath the names; ``no_address`` says that there should be some, and nobody knows them.
    """

    pupil_id: int
    recipient: str
    recipient_name: str
    language: str
    version: int
    addresses: tuple[str, ...]
    subject: str
    body: tuple[Block, ...]
    to: tuple[str, ...]
    occasion: str
    counterpart_id: int | None
    certificate_id: int | None
    address: tuple[str, ...] = ()
    no_address: bool = False
    earlier: Letter | None = None


@dataclass(frozen=True, slots=True)
class LeftOut:
    pupil_id: int
    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class Plan:
    drafts: list[Draft]
    left_out: list[LeftOut]

    @property
    def no_address(self) -> int:
        """How many letters have no address where there should be one."""
        return sum(draft.no_address for draft in self.drafts)


@dataclass(frozen=True, slots=True)
class _To:
    """One letter's recipient: parents under one roof get one letter together."""

    key: str
    name: str
    lines: tuple[str, ...]
    language: str
    addresses: tuple[str, ...]
    address: tuple[str, ...] = ()
    by_post: bool = True


def sender_of(by: Principal, house: Organisation) -> Sender:
    """The signature and the style of a school or CLB: three queries."""
    seat = next((seat for seat in by.seats if seat.organisation_id == house.pk), None)
    style = HouseStyle.objects.filter(organisation_id=house.pk).first() or HouseStyle(organisation_id=house.pk)
    centre: Organisation | None = house
    if house.kind != CENTRE:
        centre = Organisation.objects.filter(pk__in=centres_of(frozenset({house.pk}), by.on)).first()
    return Sender(house, style, name_of(by), seat.role.name if seat else "", centre)


def check_values(template: Template, sender: Sender, values: Mapping[str, Any]) -> None:
    """Raise ``ValidationError`` by field where the sender left out something that the template names."""
    wrong: dict[str, str] = {}
    for name in asked(*template.words):
        if not values.get(name) and not FIELDS[name].optional:
            wrong[name] = _("Vul dit in: de brief noemt het.")
    for name, value in (("telefoon", sender.style.phone), ("email", sender.style.email)):
        if name in used(*template.words) and not value:
            wrong["__all__"] = _(
                "De brief noemt telefoon of e-mailadres van wie schrijft. Vul ze eerst in bij de huisstijl."
            )
    if wrong:
        raise ValidationError(wrong)


def plan(
    by: Principal,
    sender: Sender,
    template: Template,
    pupil_ids: Sequence[int],
    values: Mapping[str, Any],
    *,
    language: str = "",
    on: date,
) -> Plan:
    """The letters for these pupils: a fixed number of queries, whatever their number.

    ``language`` for all; empty for that of each recipient. A letter that was made before is in the plan with
    ``earlier`` set: whoever makes them decides.
    """
    found = known(by, sender.house, pupil_ids, compartment=template.compartment, on=on)
    drafts: list[Draft] = []
    left_out = [LeftOut(pk, "", _not_reached(sender)) for pk in dict.fromkeys(pupil_ids) if pk not in found]
    for one in sorted(found.values(), key=lambda known: (known.pupil.sort_key, known.pupil.pk)):
        reason = _hindrance(template, one, sender)
        if reason:
            left_out.append(LeftOut(one.pupil.pk, str(one.pupil), reason))
            continue
        for to in _recipients(template, one, sender, language):
            text = template.in_language(to.language)
            drafts.append(_draft(template, text, one, to, sender, values, on))
    return Plan(_with_earlier(drafts, template, sender.house), left_out)


def _not_reached(sender: Sender) -> str:
    if sender.house.kind == CENTRE:
        return _("Niet op een school die uw CLB begeleidt, of niet uw dossier.")
    return _("Niet ingeschreven in deze school, of niet voor u zichtbaar.")


def printable(draft: Draft, sender: Sender, on: date) -> dict[str, Any]:
    """The data for the press."""
    style = sender.style
    where = f"{style.town}, " if style.town else ""
    lines = [line for line in (style.address, " · ".join(filter(None, (style.phone, style.email)))) if line]
    return {
        "title": draft.subject, "lang": code_of(draft.language), "date": [on.year, on.month, on.day],
        "style": {
            "name": sender.house.name, "colour": style.colour, "lines": lines, "foot": style.website,
            "logo": bool(style.logo), "logo_alt": _("Logo van %(school)s") % {"school": sender.house.name},
            "window": style.window,
        },
        "to": [*draft.to, *draft.address], "place_and_date": where + wording.in_words(on, draft.language),
        "blocks": list(draft.body), "closing": tongue_of(draft.language).closing,
        "sender": [line for line in (sender.name, sender.role, sender.house.name) if line],
        "trial": tongue_of(draft.language).trial,
    }  # fmt: skip


def _hindrance(template: Template, one: Known, sender: Sender) -> str:
    """Why there is no letter for this pupil; empty where there is."""
    names = used(*template.words)
    hindrances = (
        (template.recipient == Recipient.CENTRE and sender.centre is None, _("De school heeft vandaag geen CLB.")),
        ("dagen_zonder_reden" in names and not one.unknown, _("Van elke afwezigheid is de reden bekend.")),
        (
            ("dagen_b" in names or "halve_dagen_b" in names) and not one.b,
            _("Er is dit schooljaar geen halve dag B (problematisch afwezig)."),
        ),
        (template.recipient == Recipient.SCHOOL and one.school is None, _("De leerling zit vandaag in geen klas.")),
        (
            template.occasion == Occasion.NOTE and not one.notes,
            _("Er is dit schooljaar geen briefje van de ouders."),
        ),
        *(_hindrances_of_parents(template, one) if template.recipient == Recipient.PARENTS else ()),
    )
    return next((reason for holds, reason in hindrances if holds), "")


def _hindrances_of_parents(template: Template, one: Known) -> tuple[tuple[bool, str], ...]:
    return (
        (one.adult, _("De leerling is meerderjarig: schrijf de leerling zelf aan.")),
        (
            not one.parents,
            _("Er staat geen ouder of voogd bij de contactpersonen aan wie de school mag schrijven."),
        ),
        (
            template.compartment == Gedeeld.key and not one.told,
            _("De leerling wil niet dat de ouders dit weten, en dat is genoteerd."),
        ),
    )


def _recipients(template: Template, one: Known, sender: Sender, language: str) -> list[_To]:
    if template.recipient == Recipient.CENTRE and sender.centre is not None:
        name = sender.centre.name
        return [_To(f"clb-{sender.centre.pk}", name, (name,), language or DUTCH, (), by_post=False)]
    if template.recipient == Recipient.SCHOOL and one.school is not None:
        name = one.school.name
        return [_To(f"school-{one.school.pk}", name, (name,), language or DUTCH, (), by_post=False)]
    home = [contact for contact in one.parents if contact.lives_with]
    if template.recipient == Recipient.PUPIL:
        name, address = str(one.pupil), next((contact.address for contact in home if contact.street), ())
        return [_To(f"leerling-{one.pupil.pk}", name, (name,), language or DUTCH, (), address)]
    groups = _roofs(home) + [[contact] for contact in one.parents if not contact.lives_with]
    return [_household(group, one, language) for group in groups]


def _roofs(home: list[Contact]) -> list[list[Contact]]:
    """Who lives with the pupil, by address: whose address is not known, lives with the first."""
    found: dict[tuple[str, ...], list[Contact]] = {}
    first = next((contact.address for contact in home if contact.street), ())
    for contact in home:
        found.setdefault(contact.address or first, []).append(contact)
    return list(found.values())


def _household(group: list[Contact], one: Known, language: str) -> _To:
    # Who reads a language in which there are no letters, gets plain Dutch.
    chosen = language or (group[0].language if group[0].language in tongues() else PLAIN)
    name = wording.listed([contact.name for contact in group], chosen)[:LONGEST_NAME]
    about = wording.parents_of(one.pupil, chosen)
    addresses = tuple(dict.fromkeys(contact.email.lower() for contact in group if contact.email))
    address = next((contact.address for contact in group if contact.street), ())
    return _To(f"contact-{group[0].pk}", name, (name, about), chosen, addresses, address)


def _draft(
    template: Template, text: Text, one: Known, to: _To, sender: Sender, values: Mapping[str, Any], on: date
) -> Draft:
    filled = _values(template, text, one, to, sender, values, on)
    return Draft(
        pupil_id=one.pupil.pk, recipient=to.key, recipient_name=to.name, language=text.language, version=text.version,
        addresses=to.addresses, subject=" ".join(fill(text.subject, filled).split())[:300],
        body=tuple(blocks(fill(text.body, filled))), to=to.lines, occasion=_occasion(template, one, values, on),
        counterpart_id=_counterpart(template, one, sender), address=to.address,
        no_address=to.by_post and not to.address,
        certificate_id=one.notes[-1][0] if template.occasion == Occasion.NOTE else None,
    )  # fmt: skip


def _counterpart(template: Template, one: Known, sender: Sender) -> int | None:
    """Who reads along in what is shared: the CLB of the school; of a CLB the school that it writes to."""
    if template.compartment != Gedeeld.key:
        return None
    if sender.house.kind == CENTRE:
        return one.school.pk if one.school and template.recipient == Recipient.SCHOOL else None
    return sender.centre.pk if sender.centre else None


def _occasion(template: Template, one: Known, values: Mapping[str, Any], on: date) -> str:
    if template.occasion == Occasion.UNKNOWN and one.unknown:
        day, part = one.unknown[-1]
        return f"tot {day.isoformat()} {part}"
    if template.occasion == Occasion.NOTE and one.notes:
        return f"attest {one.notes[-1][0]}"
    if template.occasion == Occasion.TALK and values.get("gesprek_datum"):
        return f"gesprek {values['gesprek_datum']}"
    if template.occasion == Occasion.YEAR:
        return calendar.label(calendar.school_year(on))
    return on.isoformat()


def _values(
    template: Template, text: Text, one: Known, to: _To, sender: Sender, values: Mapping[str, Any], on: date
) -> dict[str, str]:
    """Every place with its words, in the language of the text."""
    lang, year = text.language, calendar.school_year(on)
    first = calendar.first_day(year)
    pupil = one.pupil
    found = {
        "leerling": str(pupil), "voornaam": pupil.first_name, "klas": one.class_name, "ontvanger": to.name,
        "geboortedatum": wording.in_words(pupil.birth_date, lang), "school": _school_name(one, sender),
        "telefoon": sender.style.phone, "email": sender.style.email, "afzender": sender.name,
        "clb": sender.centre.name if sender.centre else "", "datum": wording.in_words(on, lang),
        "schooljaar": calendar.label(year), "halve_dagen_b": str(len(one.b)), "dagen_b": wording.half_days(one.b, lang),
        "dagen_zonder_reden": wording.half_days(one.unknown, lang), "briefjes": str(len(one.notes)),
        "briefjes_toegelaten": str(tables.waarde("ouderverklaring.keren", first)),
        "briefje_dagen": str(tables.waarde("ouderverklaring.dagen", first)),
        "toah_dagen": str(tables.waarde("toah.wachttijd", on)),
        "toah_lestijden": str(tables.waarde("toah.lestijden", on)),
        "melding_vanaf": str(tables.waarde("b.melding", first)),
    }  # fmt: skip
    return found | {name: _said(values.get(name), lang) for name in asked(*template.words)}


def _school_name(one: Known, sender: Sender) -> str:
    if sender.house.kind == CENTRE:
        return one.school.name if one.school else ""
    return sender.house.name


def _said(value: Any, language: str) -> str:
    """An answer of the sender in words; a date and an hour came as ISO text where they were kept for a job."""
    if isinstance(value, dt.date):
        return wording.with_weekday(value, language)
    if isinstance(value, dt.time):
        return wording.at_time(value, language)
    return str(value or "").strip()


def revived(values: Mapping[str, Any]) -> dict[str, Any]:
    """Answers as they were before they were kept as JSON."""
    kinds = {"date": dt.date.fromisoformat, "time": dt.time.fromisoformat}
    return {
        name: kinds[FIELDS[name].kind](value) if value and FIELDS[name].kind in kinds else value
        for name, value in values.items()
        if name in FIELDS
    }


def _with_earlier(drafts: list[Draft], template: Template, house: Organisation) -> list[Draft]:
    """The drafts with the letter that each would repeat: one query. The last copy of it counts."""
    made = Letter.objects.filter(
        organisation_id=house.pk, template_key=template.key, pupil__in={draft.pupil_id for draft in drafts}
    ).order_by("copy")
    earlier = {(letter.pupil_id, letter.recipient, letter.occasion): letter for letter in made}
    return [replace(draft, earlier=earlier.get((draft.pupil_id, draft.recipient, draft.occasion))) for draft in drafts]
