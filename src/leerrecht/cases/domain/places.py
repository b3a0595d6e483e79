"""Where what belongs to a case lies: with school and CLB together, or with the CLB alone."""

from typing import Any

from django.utils.translation import gettext as _

from leerrecht.access import acts, policy
from leerrecht.access.compartments import Clb, Gedeeld, Partner
from leerrecht.access.domain.names import name_of
from leerrecht.access.principal import Principal
from leerrecht.cases.models import Case
from leerrecht.consent.models import Answer, Consent
from leerrecht.notes.domain import write_note
from leerrecht.notes.domain.places import Place, places, system_place
from leerrecht.notes.models import Aantekening
from leerrecht.organisations.models import Organisation, OrganisationKind
from leerrecht.people.domain.schools import centres_of, schools_of
from leerrecht.people.models import Pupil
from leerrecht.people.rules import cases


def place_for(by: Principal, pupil: Pupil, organisation: Organisation) -> Place:
    """Where a case that this school or CLB opens lies. Raises ``Denied``."""
    if by.system:
        return _system(by, pupil, organisation)
    if organisation.pk in by.organisations(acts.GUIDANCE_KEEP):
        found = [
            place for place in places(by, pupil) if organisation.pk in (place.organisation_id, place.counterpart_id)
        ]
        for key in (Gedeeld.key, Clb.key):
            for place in found:
                if place.compartment == key:
                    return place
    raise policy.Denied(_("Voor deze leerling mag u hier geen casus openen."))


def _system(by: Principal, pupil: Pupil, organisation: Organisation) -> Place:
    here = schools_of(pupil.pk, by.on)
    if organisation.kind == OrganisationKind.SCHOOL:
        return system_place(by, Gedeeld.key, organisation.pk)
    served = sorted(school for school in here if organisation.pk in centres_of(frozenset({school}), by.on))
    if served:
        return system_place(by, Gedeeld.key, served[0])
    return Place(Clb.key, organisation.pk, None, by.name)


def home_of(by: Principal, pupil: Pupil) -> Organisation:
    """The house for which somebody who starts something with a pupil works: the school or CLB. Raises ``Denied``."""
    if by.system:
        school = next(iter(sorted(schools_of(pupil.pk, by.on))), None)
        if school is not None:
            return Organisation.objects.get(pk=school)
    own = by.organisations(acts.GUIDANCE_KEEP)
    for place in places(by, pupil) if own else ():
        for house in (place.organisation_id, place.counterpart_id):
            if place.compartment in (Gedeeld.key, Clb.key) and house in own:
                return Organisation.objects.get(pk=house)
    raise policy.Denied(_("Voor deze leerling mag u hier geen casus openen."))


def columns(by: Principal, pupil_id: int, place: Any) -> dict[str, Any]:
    """What every record of this room begins with; ``place`` a place, or a record that lies in it."""
    return {
        "pupil_id": pupil_id,
        "organisation_id": place.organisation_id,
        "counterpart_id": place.counterpart_id,
        "compartment": place.compartment,
        "written_by_id": by.user_id,
        "written_by": name_of(by),
    }


def note_in(by: Principal, record: Any, title: str, text: str, why: str) -> Aantekening | None:
    """A text that belongs to a record, where that record lies; the caller asked whether ``by`` writes there.

    None where there is nothing to write down.
    """
    if not text.strip():
        return None
    place = Place(record.compartment, record.organisation_id, record.counterpart_id, why)
    return write_note(
        by=by, pupil=record.pupil, compartment=place.compartment, organisation_id=place.organisation_id, title=title,
        text=text, place=place,
    )  # fmt: skip


def partner_place(by: Principal, case: Case, house: Organisation) -> Place:
    """The compartment of a partner in this case, for who works on the case at the CLB. Raises ``Denied``."""
    centre = case.counterpart_id or case.organisation_id
    works = cases(by, centre).filter(pupil_id=case.pupil_id, compartments__contains=[Partner.key])
    if by.system or (centre in by.organisations(acts.GUIDANCE_KEEP) and works.exists()):
        return Place(Partner.key, house.pk, centre, by.why(acts.GUIDANCE_KEEP))
    raise policy.Denied(_("Een partner werkt in naam van het CLB. Vraag het aan wie bij het CLB op de casus werkt."))


def consent_for(by: Principal, pupil_id: int, purposes: frozenset[str]) -> bool:
    """Whether somebody said yes to one of these purposes and did not take it back, and nobody said no."""
    found = policy.visible(Consent, to=by, act=acts.CONSENT_VIEW).filter(
        pupil_id=pupil_id, purpose__in=purposes, withdrawn_on=None, period__contains=by.on
    )  # fmt: skip
    answers = set(found.values_list("answer", flat=True))
    return Answer.CONSENT in answers and Answer.REFUSAL not in answers
