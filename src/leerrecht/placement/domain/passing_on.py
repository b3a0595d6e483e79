"""A refusal that was met in a search goes on to the meldpunt: nobody types it twice."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from leerrecht.access import acts, policy
from leerrecht.access.principal import Principal
from leerrecht.notes.models import Aantekening
from leerrecht.placement.domain.common import done, is_centre, opened
from leerrecht.placement.domain.standing import last_enrolment
from leerrecht.placement.domain.terms import agreement_of
from leerrecht.placement.models import Answer, Approach, SchoolSearch, Why
from leerrecht.places.domain.queries.free import kind_of
from leerrecht.places.domain.refusing import Told, report_refusal
from leerrecht.places.models import CRITERIA, About, Impact, Refusal, Reporter, SlotKind, Way

# How a refusal without a document stands at the meldpunt; the reason of a school makes it a formal one.
_WAYS = {Answer.SILENT: Way.NO_CALL, Answer.TABLE: Way.OTHER, Answer.REFUSED: Way.OTHER}
_KINDS = {
    ("kleuter", "gewoon"): SlotKind.KLEUTER, ("lager", "gewoon"): SlotKind.LAGER,
    ("kleuter", "buitengewoon"): SlotKind.BUBAO, ("lager", "buitengewoon"): SlotKind.BUBAO,
    ("secundair", "buitengewoon"): SlotKind.BUSO,
}  # fmt: skip


@transaction.atomic
def pass_on(*, by: Principal, approach: Approach) -> Refusal:
    """Report the refusal of a school at the meldpunt, with everything that the search knows; once.

    The house for which ``by`` works at the search follows it up. What was told goes along where ``by`` reads it.
    Raises ``Denied``, ``ValidationError``.
    """
    search, why = opened(by, approach.search, ended=True)
    approach = Approach.objects.select_related("search__pupil", "school").get(pk=approach.pk)
    if not approach.refused:
        raise ValidationError(_("Deze school weigerde niet. Noteer eerst haar antwoord."))
    house = _house(by, search)
    told = _told(by, search, approach)
    known = policy.visible(Refusal, to=by, act=acts.REFUSAL_KEEP).filter(
        pupil_id=search.pupil_id, on=told.on, handled_by_id=house
    )
    if approach.school is None:
        known = known.filter(school=None, school_name=told.school_name)
    else:
        known = known.filter(school=approach.school)
    before = known.first()
    if before is not None:
        return before
    found = report_refusal(by=by, pupil=search.pupil, told=told, house_id=house)
    done(by, search, "placement.contest", why)
    return found


def _house(by: Principal, search: SchoolSearch) -> int | None:
    own = by.organisations(acts.REFUSAL_KEEP)
    return next((one for one in (search.organisation_id, search.counterpart_id) if one in own), None)


def _told(by: Principal, search: SchoolSearch, approach: Approach) -> Told:
    on = approach.answered_on or approach.on
    agreed = agreement_of(search.region_id, on) is not None
    attest = approach.attest_on
    return Told(
        on=on, way=Way.FORMAL if approach.ground else _WAYS[Answer(approach.answer)], ground=approach.ground,
        kind=_kind(search, by), school_id=approach.school_id, school_name=" ".join(approach.name.split()),
        study=search.study,
        about=About.EXCLUDED if search.why == Why.EXCLUDED else About.UNKNOWN,
        impact=Impact.NO_SCHOOL if search.ended_on is None else Impact.UNKNOWN,
        excluded_on=search.excluded_on, lop_agreement=agreed,
        criteria=tuple(key for key, _words in CRITERIA) if agreed else (),
        reporter=Reporter.CENTRE if is_centre(by, search) else Reporter.SCHOOL,
        document_on=attest if attest is not None and on <= attest <= by.on else None,
        words=_words(by, approach),
    )  # fmt: skip


def _kind(search: SchoolSearch, by: Principal) -> SlotKind:
    """What was asked: as the last enrolment was, where the search is for the same level."""
    known = _KINDS.get((search.level, search.kind))
    if known is not None:
        return known
    if search.from_2b:
        return SlotKind.STREAM_B
    last = last_enrolment(search.pupil_id, by.on)
    return kind_of(last) if last is not None and last.level == search.level else SlotKind.UPPER


def _words(by: Principal, approach: Approach) -> str:
    if approach.note_id is None:
        return ""
    note = policy.visible(Aantekening, to=by, act=acts.NOTE_VIEW).filter(pk=approach.note_id, withdrawn_at=None).first()
    return "" if note is None else note.text
