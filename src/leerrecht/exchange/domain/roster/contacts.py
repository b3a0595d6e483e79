"""Parents and others around a pupil in a OneRoster zip: somebody to reach, and nothing more than that.

No role in a file is a right. Whoever comes in is ``andere contactpersoon``, who gets no letter, no account and no page;
a person at the school confirms the legal role. What a person typed of role, household or a judge's decision, no file
changes.
"""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from leerrecht.access import acts, policy
from leerrecht.exchange.domain import differences
from leerrecht.exchange.domain.roster import tables
from leerrecht.exchange.domain.roster.lines import Line
from leerrecht.exchange.domain.roster.work import Work, one
from leerrecht.organisations.domain.sources import CONTACTS
from leerrecht.people.domain.contacts import add_contact, change_contact
from leerrecht.people.domain.names import fold
from leerrecht.people.models import Contact, Pupil
from leerrecht.people.models.contact import LegalRole

# What the package calls somebody; shown beside the name, for the person who settles the legal role.
RELATIONS = {
    "parent": gettext_lazy("ouder"), "guardian": gettext_lazy("voogd"), "relative": gettext_lazy("familie"),
}  # fmt: skip


def take_contacts(work: Work) -> None:
    """Make or change contacts of pupils at schools that say their contacts come from the package."""
    schools = {school.pk for school in work.known.schools.values() if work.known.takes(CONTACTS, school)}
    here = {pupil_id for pupil_id, school_id in work.at if school_id in schools}
    if not here:
        return
    relations = _relations(work)
    users = work.roster.of(tables.USERS)
    stored: dict[int, list[Contact]] = {}
    for contact in policy.visible(Contact, to=work.by, act=acts.PUPIL_EDIT).filter(pupil__in=here):
        stored.setdefault(contact.pupil_id, []).append(contact)
    told = set()
    for pupil, key in _pairs(work):
        if pupil.pk not in here:
            continue
        told.add((pupil.pk, key))
        line = users.get(key)
        if line is not None and not line.gone:
            with one(work, line):
                _take(work, pupil, line, relations.get(key, ""), stored.setdefault(pupil.pk, []))
    _tell_gone(work, here, told)


def _relations(work: Work) -> dict[str, str]:
    """What the package calls each contact: the first of its roles that is one."""
    found: dict[str, str] = {}
    for role in work.roster.of(tables.ROLES).values():
        if role["role"] in RELATIONS and not role.gone:
            found.setdefault(role["userSourcedId"], str(RELATIONS[role["role"]]))
    return found


def _pairs(work: Work) -> Iterator[tuple[Pupil, str]]:
    """Each pupil with each contact once: as either row tells of the other, and as it was known before."""
    pupils = {**work.linked_pupils, **work.links}
    users = work.roster.of(tables.USERS)
    said: dict[tuple[str, str], None] = {}
    for key, line in users.items():
        if line.gone and key in pupils:
            continue
        for other in line.several("agentSourcedIds"):
            said[(key, other) if key in pupils else (other, key)] = None
    pairs = {(pupils[key].pk, other): pupils[key] for key, other in said if key in pupils and other not in pupils}
    if not work.roster.full(tables.USERS):
        by_number = {pupil.pk: pupil for pupil in pupils.values()}
        for key, known in work.linked_contacts.items():
            if key in users:
                pairs |= {(pupil_id, key): by_number[pupil_id] for pupil_id in known if pupil_id in by_number}
    for (_pupil_id, key), pupil in pairs.items():
        yield pupil, key


def _take(work: Work, pupil: Pupil, line: Line, relation: str, stored: list[Contact]) -> None:
    name = " ".join(f"{line['givenName']} {line['familyName']}".split())
    linked = work.linked_contacts.get(line.key, {}).get(pupil.pk)
    found = next((each for each in stored if linked is not None and each.pk == linked.pk), None)
    found = found or next((each for each in stored if fold(each.name) == fold(name)), None)
    if found is None and not relation:
        return  # no parent, guardian or relative: a mentor, a coach
    given: dict[str, Any] = {
        field: value for field, value in (("phone", line["sms"] or line["phone"]), ("email", line["email"])) if value
    }
    if found is None:
        found = add_contact(
            by=work.by, pupil=pupil, name=name, legal_role=LegalRole.OTHER, lives_with=False,
            relation=_("%(relation)s, zegt het schoolpakket") % {"relation": relation}, **given,
        )  # fmt: skip
        stored.append(found)
        work.changes.add(
            differences.NEW, pupil, _("Contactpersoon"), "",
            _("%(name)s, %(relation)s: nog zonder rechten. Bevestig de juridische rol op de pagina van de leerling.")
            % {"name": name, "relation": relation},
        )  # fmt: skip
        changed = True
    else:
        changed = _change(work, pupil, found, {"name": name, **given})
    work.contact_links.append((line.key, found))
    work.tally.count(changed=changed)


def _change(work: Work, pupil: Pupil, contact: Contact, given: dict[str, Any]) -> bool:
    """Name, telephone and e-mail as the package has them; never of whom a judge keeps away."""
    new = {field: value for field, value in given.items() if getattr(contact, field) != value}
    if contact.barred or not new:
        return False
    for field, value in new.items():
        label = _("%(field)s van contactpersoon %(name)s") % {
            "field": str(Contact._meta.get_field(field).verbose_name).capitalize(),  # type: ignore[union-attr]
            "name": contact.name,
        }
        work.changes.add(differences.CHANGED, pupil, label, getattr(contact, field), value)
    change_contact(by=work.by, contact=contact, verified_on=None, **new)
    return True


def _tell_gone(work: Work, here: set[int], told: set[tuple[int, str]]) -> None:
    """Contacts whom the package no longer has: told, and left for a person to take away."""
    users = work.roster.of(tables.USERS)
    whole = work.roster.full(tables.USERS) and not work.roster.lost.get(tables.USERS)
    for key, known in work.linked_contacts.items():
        line = users.get(key)
        for pupil_id, contact in known.items():
            missing = whole and pupil_id in work.met and (pupil_id, key) not in told
            if pupil_id in here and (missing or (line is not None and line.gone)):
                work.changes.add(differences.GONE, contact.pupil, _("Contactpersoon"), contact.name)
