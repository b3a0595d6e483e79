"""Tags and filters that every template may use."""

from collections.abc import Iterable, Sized
from dataclasses import dataclass
from typing import Any

from django import template
from django.core.paginator import Page
from django.db.models import Model
from django.forms import BoundField, CheckboxInput
from django.template.context import Context
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

from leerrecht.access import acts, policy
from leerrecht.access.compartments import name_of
from leerrecht.access.principal import Principal
from leerrecht.ui.choosing import TOGETHER
from leerrecht.ui.codes import Code, code_of
from leerrecht.ui.drawing import weeks_of
from leerrecht.ui.explanation import sources
from leerrecht.ui.strip import Month

register = template.Library()


@dataclass(frozen=True, slots=True)
class Item:
    """A place in the navigation: for whom any of the acts is allowed; ``also`` are views beneath it.

    ``says`` is what one finds there, for who begins with a list of places.
    """

    name: str
    label: str | Promise
    acts: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    says: str | Promise = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Places that go together; without a name they stand in the bar itself."""

    label: str | Promise
    items: tuple[Item, ...]


NAVIGATION = (
    Group(
        "",
        (
            Item("start", _("Start"), also=("worklist-registers", "worklist-unknown", "worklist-p", "worklist-notes")),
            Item("register-list", _("Registers"), (acts.REGISTER_TAKE, acts.REGISTER_VIEW), ("register", "gathering")),
            Item("worklist-who", _("Wie heeft ons nodig"), (acts.DUTY_VIEW,), ("worklist-settled", "outcome")),
            Item("guidance-today", _("Begeleiding"), (acts.GUIDANCE_KEEP,), ("guidance",)),
            Item("clb-door", _("Signalen"), (acts.CLB_DOOR,), ("clb",)),
            Item(
                "case-parts", _("Mijn trajecten"), (acts.CASE_JOIN,), ("case-part",),
                _("de leerlingen met wie u werkt, en waarvoor u uitgenodigd bent"),
            ),
        ),
    ),
    Group(
        _("Leerlingen"),
        (
            Item(
                "pupil-list",
                _("Leerlingen"),
                (acts.PUPIL_VIEW,),
                ("pupil", "contact", "enrolment", "consent", "wish", "ability"),
            ),
            Item("home-matters", _("Vragen van thuis"), (acts.HOME_ANSWER,), ("home-matter",)),
            Item("class-list", _("Klassen"), (acts.PUPIL_VIEW,), ("class",)),
            Item("certificate-list", _("Attesten"), (acts.CERTIFICATE_VIEW,), ("certificate",)),
            Item("sick-list", _("Zieke leerlingen"), (acts.SICK_VIEW,), ("sick",)),
            Item(
                "thuis-list", _("Thuiszitters"), (acts.SITTER_VIEW, acts.SITTER_FIGURES), ("thuis",),
                _("wie geen of geen voltijds onderwijs krijgt"),
            ),
            Item("transfer-list", _("Overdrachten"), (acts.TRANSFER_PREPARE,), ("transfer",)),
            Item(
                "leerplicht-list", _("Leerplicht"), (acts.LEERPLICHT_VIEW, acts.LEERPLICHT_FIGURES, acts.DUTY_VIEW),
                ("leerplicht",), _("kinderen die in geen school gevonden zijn"),
            ),
        ),
    ),
    Group(
        _("Zorg"),
        (
            Item("meeting-list", _("Overleg"), (acts.MEETING_ATTEND,), ("meeting",)),
            Item("cases", _("Casussen"), (acts.GUIDANCE_KEEP, acts.CASE_WATCH), ("case", "exit")),
            Item("clb-reports", _("Aan het CLB"), (acts.CLB_REPORT,), ("clb-report", "clb-care", "clb-discreet")),
            Item("referral-list", _("Doorverwijzingen"), (acts.REFERRAL_MAKE,), ("referral",)),
            Item(
                "placement-list", _("Zoeken naar een school"), (acts.PLACEMENT_KEEP, acts.PLACEMENT_LOP),
                ("placement", "pupil-placement"), _("leerlingen die na een uitsluiting of weigering een school zoeken"),
            ),
            Item(
                "directory-list", _("Aanbod"), (acts.DIRECTORY_VIEW,), ("directory",),
                _("wat partners in uw streek aanbieden, en hoeveel plaats er is"),
            ),
            Item(
                "places-list", _("Plaatsen"), (acts.PLACES_VIEW, acts.PLACES_FIGURES),
                ("places", "waiting", "refusal"), _("waar er plaats is, wie wacht en wie geweigerd werd"),
            ),
            Item(
                "incident-list", _("Orde en tucht"), (acts.INCIDENT_RECORD,),
                ("incident", "discipline", "measure", "procedure", "search", "contest"),
            ),
        ),
    ),
    Group(
        _("Papier"),
        (
            Item("letter-list", _("Brieven"), (acts.LETTER_SEND,), ("letter",)),
            Item("form-list", _("Formulieren"), (acts.FORM_POLICY,), ("form", "policy", "own-form")),
        ),
    ),
    Group(
        _("School"),
        (
            Item(
                "figures", _("Cijfers"), (acts.FIGURES_VIEW,), ("figures",),
                _("afwezigheid, uitsluiting en uitval, met hun betekenis en hun bron"),
            ),
            Item("quality-home", _("Schoolbeleid"), (acts.QUALITY_KEEP, acts.COOPERATION_KEEP), ("quality",)),
            Item(
                "inclusion-list", _("Inclusie"), (acts.INCLUSION_VIEW, acts.INCLUSION_FIGURES), ("inclusion",),
                _("waar scholen steun kunnen gebruiken"),
            ),
            Item(
                "school-list", _("Scholen"), (acts.SCHOOL_VIEW,), ("school", "location", "board", "centre", "sub-code"),
            ),
            Item("member-list", _("Wie werkt er"), (acts.MEMBER_MANAGE,), ("member", "account", "recovery")),
            Item("protocol-list", _("Protocollen"), (acts.PROTOCOL_MANAGE,), ("protocol",)),
            Item("destruction-list", _("Vernietiging"), (acts.RETENTION_DECIDE,), ("destruction",)),
            Item("log-check-list", _("Logboek"), (acts.LOG_VERIFY,)),
            Item("operations", _("Werking"), (acts.OPERATIONS_KEEP,), ("operations",)),
            Item("import-list", _("Invoer"), (acts.IMPORT_RUN,), ("import",)),
            Item("link-list", _("Koppelingen"), (acts.API_MANAGE,), ("link",)),
            Item("discimus", _("Discimus"), (acts.DISCIMUS_KEEP,), ("discimus",)),
            Item("export", _("Uitvoer"), (acts.EXPORT_RUN,)),
        ),
    ),
)  # fmt: skip
# So many places fit beside each other; who has more finds them by what they are about.
FEW = 7


@register.filter
def can(principal: Principal | None, act: str) -> bool:
    """``principal|can:"register.take"``: whether a menu or button is worth showing; never a guard."""
    # Pages for errors are drawn without a principal.
    return principal.can(act) if principal else False


@register.filter
def many(pieces: Sized) -> bool:
    """``schools|many``: more than are read beneath each other; the page then folds them, or asks for one."""
    return len(pieces) > TOGETHER


@register.inclusion_tag("ui/navigation.html", takes_context=True)
def navigation(context: Context) -> dict[str, Any]:
    """The places this user may go, the current one marked."""
    request, principal = context.get("request"), context.get("principal")
    match = getattr(request, "resolver_match", None)
    current = match.url_name if match and match.url_name else ""
    groups = [
        (group.label, [_place(item, current) for item in group.items if _open(item, principal)]) for group in NAVIGATION
    ]
    if sum(len(places) for _label, places in groups) <= FEW:
        groups = [("", [place for _label, places in groups for place in places])]
    return {"groups": [_group(label, places) for label, places in groups if places]}


@register.inclusion_tag("ui/doors.html", takes_context=True)
def doors(context: Context) -> dict[str, Any]:
    """The places of this user with what one finds there, for a page that would else be empty."""
    items = (item for group in NAVIGATION for item in group.items if item.says and _open(item, context["principal"]))
    return {"places": [{"url": reverse(item.name), "label": item.label, "says": item.says} for item in items]}


def _open(item: Item, principal: Principal | None) -> bool:
    return not item.acts or any(can(principal, act) for act in item.acts)


def _place(item: Item, current: str) -> dict[str, Any]:
    beneath = any(current == start or current.startswith(f"{start}-") for start in item.also)
    here = "page" if current == item.name else "true" if beneath else ""
    return {"url": reverse(item.name), "label": item.label, "current": here}


def _group(label: str | Promise, places: list[dict[str, Any]]) -> dict[str, Any]:
    """A group of one is no group: its place stands in the bar."""
    folded = bool(label) and len(places) > 1
    return {"label": label if folded else "", "places": places, "current": any(place["current"] for place in places)}


@register.inclusion_tag("ui/ground.html", takes_context=True)
def ground(context: Context) -> dict[str, Any]:
    """On which ground this reader is here: the roles of today, and of a pupil's page the ground for that pupil."""
    principal, record = context.get("principal"), context.get("pupil")
    if principal is None or principal.user_id is None:
        return {}
    why = policy.ground_of(principal, acts.CASE_VIEW, record) if isinstance(record, Model) else ""
    return {"record": record, "why": why, "seats": list(dict.fromkeys(seat.why for seat in principal.seats))}


@register.simple_tag
def code(mark: str) -> Code:
    """``{% code "B" as c %}``: letter, meaning and class name of a mark."""
    return code_of(mark)


@register.simple_tag
def strip_weeks(month: Month) -> SafeString:
    """The weeks of a month of the year strip."""
    return weeks_of(month)


@register.filter
def get(mapping: dict[Any, Any], key: Any) -> Any:
    """``counts|get:"B"``: a value by a key that is a variable or no identifier."""
    return mapping.get(key)


@register.filter
def compartment(key: str) -> str:
    """``"zorg"|compartment``: its name."""
    return name_of(key)


@register.filter
def language(code: str) -> str:
    """``"ar"|language``: its name; a code that nobody knows stays as it was typed."""
    try:
        return str(get_language_info(code)["name_translated"])
    except KeyError:
        return code


@register.filter
def is_checkbox(field: BoundField) -> bool:
    """A single box to tick: its label stands beside it."""
    return isinstance(field.field.widget, CheckboxInput)


@register.filter
def in_filter(field: BoundField) -> bool:
    """Fields of a filter are all optional, so they do not say it."""
    return bool(getattr(field.form, "is_filter", False))


@register.filter
def in_sources(references: Iterable[str] | str) -> SafeString:
    """References to sources as citations: ``("000:1468-1486", "002:2467")`` becomes "Bron: ...", in words."""
    return sources((references,) if isinstance(references, str) else tuple(references))


@register.simple_tag(takes_context=True)
def page_query(context: Context, name: str, number: int) -> str:
    """The address of another page of the same list: the query of now with one value changed."""
    query = context["request"].GET.copy()
    query[name] = str(number)
    return f"?{query.urlencode()}"


@register.filter
def page_numbers(page: Page[Any]) -> list[int | None]:
    """First, last and nearest pages; None where some are left out."""
    last, near = page.paginator.num_pages, 2
    wanted = sorted({1, last, *range(max(1, page.number - near), min(last, page.number + near) + 1)})
    numbers: list[int | None] = []
    for number in wanted:
        if numbers and numbers[-1] is not None and number - numbers[-1] > 1:
            numbers.append(None)
        numbers.append(number)
    return numbers
