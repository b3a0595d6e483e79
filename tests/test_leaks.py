"""No page shows what its reader may not see: every address, as every persona, with data that could leak.

The addresses come from the URL table itself, so that a new page cannot escape. Every confidential text of the demo
holds a marker of its compartment and community, and the communities share no family name and no school name: a
marker or a word on the wrong page shows. Each persona must find exactly the markers of the contract: one too many is
a leak, one too few means that nothing was there to leak.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import product
from typing import Any

import pytest
from django.apps import apps
from django.db import models, transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from leerrecht.access.models import LogEntry, User
from leerrecht.attendance.models import Certificate
from leerrecht.cases.models import Case, Exit, Part, Participant, RoundTable, Track
from leerrecht.consent.models import Consent, ParentsWish
from leerrecht.demo.cases import CASE_CLASS
from leerrecht.demo.names import last_names
from leerrecht.demo.personae import PERSONAE, Persona
from leerrecht.demo.schools import NAMES
from leerrecht.directory.models import Offer, Region
from leerrecht.discipline.models import ClbAdvice, Contest, Incident, Involved, Measure, Member, Procedure, StepDone
from leerrecht.discipline.models import Report as Told
from leerrecht.documents.models import Upload
from leerrecht.duties.models import Outcome
from leerrecht.enrolment.models import ClassGroup, ClassTeam, Enrolment
from leerrecht.forms.models import FilledForm, Form, SchoolForm
from leerrecht.guidance.models import (
    Agreement,
    Begeleidingsdossier,
    Counsellor,
    Entry,
    Oudercontact,
    Plan,
    ThuisOpVraag,
)
from leerrecht.leerplicht.models import Candidate, Check, ListedChild
from leerrecht.leerplicht.models import Step as CheckStep
from leerrecht.letters.models import Letter, Run
from leerrecht.meetings.models import Meeting, Task
from leerrecht.notes.models import Aantekening
from leerrecht.organisations.models import Membership, Organisation, School
from leerrecht.people.models import AccessRequest, Contact, Grant, Protocol, Pupil, PupilAccount
from leerrecht.placement.models import Approach, SchoolSearch
from leerrecht.places.models import Application, Refusal, Slot
from leerrecht.portal.models import Matter, OwnWord
from leerrecht.quality.models import Cooperation, CooperationVersion, Evidence, PolicyAction, Round, Survey
from leerrecht.referrals.models import Document, Referral
from leerrecht.sick.models import Ziekteonderwijs
from leerrecht.thuiszitters.models import Thuiszitter
from leerrecht.trajectories.models import CareSignal, HomeEducation, Signal, Traject
from leerrecht.transfers.models import (
    DestructionLine,
    DestructionList,
    Objection,
    Transfer,
    TransferCopy,
    TransferItem,
)
from tests import looks
from tests.demo import at, plainly_rendered

# Thousands of pages: what runs in them is counted as covered by the tests that look at each.
pytestmark = [pytest.mark.django_db, pytest.mark.no_cover]

# Who reads what, from the contract; whoever is not named reads nothing.
READS = {
    "leerkracht": {"team"},
    "secretariaat": {"attest"},
    "begeleider": {"team", "zorg", "gedeeld", "attest"},
    "directeur": {"team", "zorg", "gedeeld", "tucht", "attest"},
    "clb": {"clb", "gedeeld", "partner"},
    "clbarts": {"medisch"},
    "naft": {"partner"},
    "vertrouwens": {"leerling"},
    "ouder": {"gedeeld", "tucht", "attest"},
    "leerling": {"gedeeld", "tucht", "leerling", "attest"},
}
COMPARTMENTS = ("team", "zorg", "gedeeld", "tucht", "clb", "medisch", "partner", "leerling", "attest")
MARKER = re.compile(r"\[\[\w+:[ab]\]\]")
# Keys in one place of an address: the first and the last, which lie in different communities; in `make drill` more.
FEW_KEYS, MORE_KEYS = 2, 4
# For everybody: what a page there shows, its visitor has filled in.
OPEN = {
    "regelwijzer/",
    "regelwijzer/antwoord/",
    "bevraging/",
    "bevraging/bedankt/",
    "gezond/",
    "gezond/klaar/",
    "cijfers/vlaanderen/openbaar/",
    "toegankelijkheid/",
    # What the interface can do; what it tells, it tells to a token alone.
    "api/v1/",
    "api/v1/openapi.json",
    "api/uitleg/",
}
# Numbers alone: records are counted there, and nobody reads of a pupil.
COUNTED = {"thuiszitters/aantallen/", "werking/"}
PUBLIC_PREFIXES = ("aanmelden/", "afmelden/", "static/")
# What the first words of an address count in.
KINDS: dict[str, type[models.Model]] = {
    "scholen": School, "plichten": Outcome, "leden": Membership, "leerkrachten": ClassTeam, "accounts": User,
    "protocollen": Protocol,
}  # fmt: skip
# The second community mirrors the first: who reads nothing of the one reads nothing of the other.
EVERYBODY = [
    pytest.param(persona, community, id=persona.username(community))
    for persona in PERSONAE
    for community in (("",) if persona.shared else ("a", "b") if persona.key in READS else ("a",))
]
# One for each way of reading, who together read every compartment; everybody walks in `make drill` (docs/developer).
WALKERS = {"leerkracht", "secretariaat", "directeur", "clb", "clbarts", "naft", "ouder", "leerling", "inspectie"}
FIRST = [one for one in EVERYBODY if one.values[1] != "b" and one.values[0].key in WALKERS]


@pytest.fixture(scope="module", autouse=True)
def demo(demo_database: str, django_db_blocker: Any) -> Iterator[None]:
    """The demo, for this file; each test undoes what it did."""
    _forget()
    with django_db_blocker.unblock(), at(demo_database), plainly_rendered():
        yield


def _forget() -> None:
    for kept in (_spread, _cases, _keys, _anything, _pupils, _own_page):
        kept.cache_clear()


@pytest.fixture
def more_keys(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(f"{__name__}.FEW_KEYS", MORE_KEYS)
    _forget()
    yield
    _forget()


def _patterns(resolver: URLResolver, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    for entry in resolver.url_patterns:
        path = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from _patterns(entry, path)
        else:
            yield path, entry


ADDRESSES = [path for path, _entry in _patterns(get_resolver()) if not path.startswith(PUBLIC_PREFIXES)]


@cache
def _spread(model: type[models.Model]) -> list[str]:
    """Keys of both communities: A is made before B."""
    keys = list(model._default_manager.order_by("pk").values_list("pk", flat=True))
    return [str(keys[place]) for place in sorted({0, len(keys) // 4, len(keys) * 3 // 4, len(keys) - 1}) if keys]


@cache
def _cases() -> list[Pupil]:
    """The pupil of A around whom everybody works, then that of B."""
    found = PupilAccount.objects.filter(user__username__startswith="leerling-").order_by("user__username")
    return [account.pupil for account in found.select_related("pupil")]


@cache
def _keys(path: str) -> list[str]:
    """What a guesser would put in a place of an address: keys of both communities."""
    first, _slash, rest = path.partition("/")
    chosen: dict[str, Any] = {
        "aantekeningen": _one_each(Aantekening),
        "attesten": Certificate.objects.exclude(scan=None),
        "brieven": _letters(rest),
        "formulieren": _forms(rest),
        "klassen": ClassGroup.objects.filter(name=CASE_CLASS),
        "registers": ClassGroup.objects.filter(name=CASE_CLASS),
        "contacten": Contact.objects.filter(pupil__in=_cases()),
        "inschrijvingen": Enrolment.objects.filter(pupil__in=_cases()),
        "overdrachten": _moved(rest),
        "vernietiging": (DestructionLine if rest.startswith("regels") else DestructionList).objects.order_by("pk"),
        "toestemmingen": Consent.objects.order_by("pk"),
        "wensen": ParentsWish.objects.order_by("pk"),
        "begeleidingsdossiers": Begeleidingsdossier.objects.filter(pupil__in=_cases()),
        "oudercontacten": Oudercontact.objects.all(),
        "begeleiders": Counsellor.objects.filter(file__pupil__in=_cases()),
        "stappen": _one_each(Entry).filter(pupil__in=_cases()),
        "plannen": Plan.objects.all(),
        "afspraken": Agreement.objects.all(),
        "thuis": ThuisOpVraag.objects.all(),
        # One of each house: who keeps one keeps the others there.
        "thuiszitters": Thuiszitter.objects.order_by("organisation_id", "pk").distinct("organisation_id"),
        "overleg": (Task if rest.startswith("taken") else Meeting)._default_manager.all(),
        "schoolbeleid": _policy(rest),
        "incidenten": (Involved if rest.startswith("betrokkenen") else Incident)._default_manager.all(),
        "maatregelen": Measure.objects.all(),
        "tucht": _procedure(rest),
        "zoektochten": _search(rest),
        "betwistingen": Contest.objects.all(),
        "casussen": _joint(rest),
        "aanbod": (Region if rest.startswith("streken") else Offer)._default_manager.order_by("pk"),
        "ziek": Ziekteonderwijs.objects.order_by("pk"),
        "plaatsen": Slot.objects.order_by("pk"),
        "wachtlijsten": Application.objects.order_by("pk"),
        "weigeringen": Refusal.objects.order_by("pk"),
        "clb": _door(rest),
        "doorverwijzingen": (Document if rest.startswith("documenten") else Referral)._default_manager.order_by("pk"),
        "mijn": Pupil.objects.filter(pk__in=[pupil.pk for pupil in _cases()]),
        "vragen-van-thuis": Matter.objects.order_by("pk"),
        "leerplicht": _check(rest),
        "cijfers": School.objects.filter(level="secundair"),
        # Without a token each answers the same, whatever the number.
        "api": ClassGroup.objects.filter(name=CASE_CLASS),
        "toegang": AccessRequest.objects.all() if rest.startswith("vragen") else Grant.objects.all(),
    }
    if first == "leerlingen":
        return [*(str(pupil.pk) for pupil in _cases()), *_spread(Pupil)[1:3]]
    if "<uuid:" in path and first not in chosen:
        return [UNKNOWN]
    if first in chosen:
        return _few([str(key) for key in chosen[first].values_list("pk", flat=True)])
    return _spread(KINDS[first]) if first in KINDS else _anything()


def _few(keys: list[str]) -> list[str]:
    """At most so many, spread evenly, the first and the last among them: every further one costs a page of each."""
    if len(keys) <= FEW_KEYS:
        return keys
    return [keys[place * (len(keys) - 1) // (FEW_KEYS - 1)] for place in range(FEW_KEYS)]


def _one_each(model: type[models.Model]) -> Any:
    """One record of each pupil in each place: who may read one there may read the others."""
    place = ("pupil_id", "organisation_id", "compartment")
    return model._default_manager.order_by(*place, "pk").distinct(*place)


def _letters(rest: str) -> Any:
    """Letters, runs of them, or the schools and CLBs to which templates and house style belong."""
    if rest.startswith("reeksen"):
        return Run.objects.all()
    houses = Organisation.objects.filter(kind__in=("school", "clb"))
    return houses if rest.startswith(("sjablonen", "huisstijl")) else Letter.objects.all()


def _moved(rest: str) -> Any:
    """A transfer, or what belongs to one."""
    kinds = {"stukken": TransferItem, "verzet": Objection, "ontvangen": TransferCopy}
    return kinds.get(rest.partition("/")[0], Transfer)._default_manager.order_by("pk")


def _joint(rest: str) -> Any:
    """A joint case, or what belongs to one."""
    kinds = {"stoelen": Participant, "trajecten": Track, "rondetafels": RoundTable, "partner": Part, "uitstroom": Exit}
    return kinds.get(rest.partition("/")[0], Case)._default_manager.order_by("pk")


def _door(rest: str) -> Any:
    """What stands at the front door of a CLB, and its file."""
    kinds = {"trajecten": Traject, "zorg": CareSignal, "huisonderwijs": HomeEducation}
    if (kind := kinds.get(rest.partition("/")[0])) is not None:
        return kind._default_manager.order_by("pk")
    return Signal.objects.order_by("centre_id", "about", "state", "pk").distinct("centre_id", "about", "state")


def _search(rest: str) -> Any:
    """A search for a school, or one of the schools that were asked."""
    if rest.startswith("scholen"):
        return Approach.objects.order_by("search_id", "pk").distinct("search_id")
    return SchoolSearch.objects.order_by("pk")


def _procedure(rest: str) -> Any:
    """A procedure, or what belongs to one."""
    kinds = {"advies": ClbAdvice, "meldingen": Told, "leden": Member, "stappen": StepDone}
    return kinds.get(rest.partition("/")[0], Procedure)._default_manager.order_by("pk")


def _check(rest: str) -> Any:
    """A child of the list in each state, a check, or what belongs to one."""
    kinds = {"kandidaten": Candidate, "controles": Check, "brieven": CheckStep}
    if (kind := kinds.get(rest.partition("/")[0])) is not None:
        return kind._default_manager.order_by("pk")[:2]
    place = ("state", "handed_on", "centre_id")
    return ListedChild.objects.order_by(*place, "pk").distinct(*place)


def _policy(rest: str) -> Any:
    """What a school keeps about its policy, or schools."""
    kinds = {
        "zelfaudit": Round, "bewijs": Evidence, "bevraging": Survey, "acties": PolicyAction, "afspraken": Cooperation,
        "versies": CooperationVersion,
    }  # fmt: skip
    return kinds.get(rest.partition("/")[0], School)._default_manager.order_by("pk")


def _forms(rest: str) -> Any:
    """Filled forms, those about a school, forms that a school made, or schools."""
    if rest.startswith("ingevuld"):
        return FilledForm.objects.all()
    if rest.startswith("beleid"):
        return SchoolForm.objects.all()
    return Form.objects.exclude(school=None) if rest.startswith("bouwen") else School.objects.all()


UNKNOWN = "00000000-0000-4000-8000-000000000000"


@cache
def _anything() -> list[str]:
    """For a kind that this test does not know: keys of every kind."""
    keys = set()
    for model in apps.get_models():
        if model.__module__.startswith("leerrecht.") and isinstance(model._meta.pk, models.AutoField):
            keys.update(_spread(model))
    return sorted(keys)[::12]


def _values(name: str, path: str) -> list[str]:
    own_form = "registratiebeleid" if path.startswith("formulieren/school") else "gesprekswijzer"
    if path.startswith("doorverwijzingen"):
        own_form = "naft-rondetafel"
    known = {
        "date": ["2026-11-20"], "datum": ["2026-11-20"], "dag": ["2026-11-20"], "part": ["vm"], "place": ["0"],
        "key": ["vierde-briefje"], "form": [own_form], "cell": ["leren-0"], "light": ["deeltijds"],
        "flow": ["naft", "m_document"], "step": ["horen" if path.startswith("tucht") else "rondetafel"],
        "what": ["contact", "brief"] if path.startswith("leerplicht") else ["verhaal"],
        "scope": ["school"], "indicator": ["vijf_b"],
        "chart": ["klasse-b"], "kind": ["brief"] if path.startswith("leerplicht") else ["csv"],
        "day": ["2026-11-20"],
    }  # fmt: skip
    if path.startswith("mijn/"):
        return _own_page(name)
    if path.startswith("wachtlijsten") and name == "what":
        return ["stopzetten"]
    if "tuchtprocedure" in path and name == "kind":
        return ["preventieve_schorsing"]
    if name == "pupil_id":
        return [str(pupil.pk) for pupil in _cases()]
    if name in {"pk", "number"} or name.endswith(("_id", "_pk")):
        return _keys(path)
    return known.get(name, ["1", "leerlingen"])


@cache
def _own_page(name: str) -> list[str]:
    """What the pages of pupil and parents ask beside the pupil."""
    kinds: dict[str, Any] = {"procedure": Procedure.objects.all(), "word": OwnWord.objects.filter(kind="vandaag")}
    if name in kinds:
        return [str(key) for key in kinds[name].values_list("pk", flat=True)]
    return {"pk": _keys("mijn/"), "kind": ["klacht"]}.get(name, [UNKNOWN])


def _concrete(path: str) -> Iterator[str]:
    names = re.findall(r"<(?:\w+:)?(\w+)>", path)
    for chosen in product(*(_values(name, path) for name in names)):
        address = path
        for value in chosen:
            address = re.sub(r"<[^>]+>", value, address, count=1)
        yield "/" + address


def _queries(address: str) -> Iterator[dict[str, str]]:
    """None, and where a page may search: the beginning of names, and numbers, of both communities."""
    yield {}
    if address.startswith("/werklijst/"):
        yield {"uitvoer": "csv"}
    own, other = _cases()
    lists, searches = address.count("/") <= 2, re.search(r"/(?:broers-en-zussen|samenvoegen|periode)/$", address)
    for pupil in (own, other) if lists or searches else ():
        yield {"q": pupil.last_name[:-1], "leerling": str(pupil.pk), "met": str(pupil.pk)}


def _asked(path: str) -> Iterator[tuple[str, dict[str, str]]]:
    for address in _concrete(path):
        for query in _queries(address):
            yield address, query


def _refuses_always(response: Any) -> bool:
    """Whether an address knows another method alone: it says so, empty-handed, whatever the number in it."""
    return response.status_code == 405 and not response.content


def _body(response: Any) -> str:
    """Headers (ETag and names of downloads among them) and everything that was sent."""
    content = b"".join(response.streaming_content) if response.streaming else response.content
    headers = " ".join(f"{key}: {value}" for key, value in response.headers.items())
    return headers + content.decode("utf-8", errors="replace")


@cache
def _words_of(community: str) -> re.Pattern[str]:
    names = NAMES[community]
    staff = [persona.names[community][1] for persona in PERSONAE if community in persona.names]
    # Which CLBs exist is public: a school chooses its own from the list.
    words = [*last_names(community), *staff, names.board, names.lager, names.secundair, names.partner]
    return _any_of(words)


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    """Finds whole words; looks at the first letter before it tries one after the other."""
    found = sorted(words)
    letters = "".join(sorted({re.escape(word[0]) for word in found}))
    return re.compile(rf"\b(?=[{letters}])(?:{'|'.join(map(re.escape, found))})\b")


@cache
def _staff_of(community: str) -> re.Pattern[str]:
    return _any_of(persona.names[community][1] for persona in PERSONAE if community in persona.names)


@cache
def _pupils() -> re.Pattern[str]:
    """Pupils of both communities, but for those who have an account: whoever keeps accounts knows whose they are."""
    known = {user.get_full_name() for user in User.objects.all()}
    return _any_of({str(pupil) for pupil in Pupil.objects.all()} - known)


@dataclass
class Seen:
    """What a persona was shown: markers and words, each with an address where they stood."""

    markers: dict[str, str] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)

    def look(self, address: str, text: str, words: list[re.Pattern[str]]) -> None:
        for found in MARKER.findall(text):
            self.markers.setdefault(found, address)
        for pattern in words:
            for found in pattern.findall(text):
                self.words.setdefault(found, address)


def _client(persona: Persona, community: str) -> Client:
    client = Client(raise_request_exception=True)
    client.force_login(User.objects.get(username=persona.username(community)))
    return client


def _foreign(persona: Persona, community: str) -> list[re.Pattern[str]]:
    """Words of the communities to which the persona does not belong."""
    if persona.role == "beheerder":
        return [_pupils()]
    if persona.role == "agodi":
        # Pupils and their schools are AGODI's to check each year; who works there is not.
        return [_staff_of("a"), _staff_of("b")]
    if persona.shared:
        return [_words_of("a"), _words_of("b")]
    return [_words_of("b" if community == "a" else "a")]


@pytest.mark.parametrize(("persona", "community"), FIRST)
def test_every_address_shows_exactly_what_the_contract_lets_the_persona_read(persona, community):
    _walk(persona, community)


@pytest.mark.twin
@pytest.mark.usefixtures("more_keys")
@pytest.mark.parametrize(("persona", "community"), EVERYBODY)
def test_every_address_with_more_keys_shows_exactly_what_the_contract_lets_the_persona_read(persona, community):
    _walk(persona, community)


def _walk(persona: Persona, community: str) -> None:
    """Ask for every address and compare what was shown with the contract, and what was looked at with the log."""
    client, seen, words = _client(persona, community), Seen(), _foreign(persona, community)
    user, silent = int(client.session["_auth_user_id"]), {}
    for path in ADDRESSES:
        for address, query in _asked(path):
            before = looks.last_entry()
            with looks.reading() as read:
                response = client.get(address, query)
            seen.look(address, _body(response), words)
            counted = path in COUNTED
            if read and not counted and response.status_code == 200 and not looks.looked_since(before, user):
                silent.setdefault(path, sorted(read))
            if _refuses_always(response):
                break
    # Whoever is shown confidential records leaves a trace, on lists too.
    assert [f"{path}: {', '.join(columns)}" for path, columns in silent.items()] == []
    allowed = {f"[[{compartment}:{community}]]" for compartment in READS.get(persona.key, ())}
    assert {marker: address for marker, address in seen.markers.items() if marker not in allowed} == {}
    assert set(seen.markers) == allowed
    assert seen.words == {}


def _numbers_of(pupil: Pupil) -> dict[str, Any]:
    """Fields in which forms take numbers, each with one of this pupil, school, class or house."""
    enrolment = Enrolment.objects.get(pupil=pupil)
    group = ClassGroup.objects.get(name=CASE_CLASS, school=enrolment.school_id)
    school = enrolment.school_id
    return {
        "leerling": pupil.pk, "sibling": pupil.pk, "met": pupil.pk, "pupil": pupil.pk, "pupils": [pupil.pk],
        "class_group": group.pk, "klas": group.pk, "school": school, "organisation": school,
        "organisation_id": school, "what": f"toegang-{school}", "compartments": list(COMPARTMENTS),
        "place": f"zorg-{school}", "title": "x", "text": "x", "reason": "x",
        "until": "2026-12-01", "last": "2026-12-01",
    }  # fmt: skip


@pytest.mark.twin
@pytest.mark.parametrize(("persona", "community"), [one for one in EVERYBODY if one.values[1] == "a"])
def test_numbers_of_the_other_community_in_forms_tell_nothing(persona, community):
    """Every form, sent with the other community's numbers in whatever field takes one; nothing of it stays."""
    client, seen, words = _client(persona, community), Seen(), _foreign(persona, community)
    theirs = _numbers_of(_cases()[1])
    for path in ADDRESSES:
        for address in _concrete(path):
            point = transaction.savepoint()
            response = client.post(address, theirs)
            seen.look(address, _body(response), words)
            transaction.savepoint_rollback(point)
            if _refuses_always(response):
                break
    allowed = {f"[[{compartment}:{community}]]" for compartment in READS.get(persona.key, ())}
    assert {marker: address for marker, address in seen.markers.items() if marker not in allowed} == {}
    assert seen.words == {}


def test_those_who_walk_each_time_read_every_compartment():
    assert {compartment for key in WALKERS for compartment in READS.get(key, ())} == set(COMPARTMENTS)


def test_demo_holds_every_compartment_of_both_communities_in_text_and_in_names_of_files():
    wanted = {f"[[{compartment}:{community}]]" for compartment in COMPARTMENTS for community in ("a", "b")}
    texts = " ".join(Aantekening.objects.values_list("text", flat=True))
    names = " ".join(Upload.objects.values_list("name", flat=True))
    assert set(MARKER.findall(texts)) == wanted
    assert set(MARKER.findall(names)) == wanted


def test_demo_holds_what_moves_what_rests_on_agreement_and_what_is_old_enough_to_go():
    arrived = Transfer.objects.filter(accepted_at=None).values_list("sender__name", "receiver__name")
    assert sorted(arrived) == sorted((NAMES[key].lager, NAMES[key].secundair) for key in ("a", "b"))
    old = DestructionLine.objects.values_list("list__organisation__name", "kind")
    assert sorted(old) == sorted((NAMES[key].secundair, "notes.aantekening") for key in ("a", "b"))
    assert (Consent.objects.count(), ParentsWish.objects.count(), Protocol.objects.count()) == (10, 2, 2)


def test_log_holds_no_confidential_text():
    entries = LogEntry.objects.values_list("act", "kind", "object_id", "why", "detail")
    assert [entry for entry in entries if MARKER.search(repr(entry))] == []


def test_record_of_the_other_community_answers_as_one_that_does_not_exist():
    """Not found is not found: status and page are the same but for the number in the address."""
    client = Client()
    client.force_login(User.objects.get(username="directeur-a"))
    theirs = _cases()[1]
    note = Aantekening.objects.filter(pupil=theirs).latest("written_at")
    for guessed, absent in (
        (f"/leerlingen/{theirs.pk}/", "/leerlingen/99999999/"),
        (f"/leerlingen/{theirs.pk}/dossier/", "/leerlingen/99999999/dossier/"),
        (f"/leerlingen/{theirs.pk}/toegang/", "/leerlingen/99999999/toegang/"),
        (f"/aantekeningen/{note.pk}/bestand/", "/aantekeningen/00000000-0000-4000-8000-000000000000/bestand/"),
    ):
        one, other = client.get(guessed), client.get(absent)
        assert (one.status_code, other.status_code) == (404, 404)
        assert re.sub(r'"[^"]{60,}"', "", _body(one).replace(guessed, "")) == re.sub(
            r'"[^"]{60,}"', "", _body(other).replace(absent, "")
        )


CLOSED = sorted({path.partition("/")[0] for path in ADDRESSES if path not in OPEN})


@pytest.mark.parametrize("first", CLOSED)
def test_page_without_sign_in_asks_to_sign_in(first):
    shown = {}
    for path in (path for path in ADDRESSES if path not in OPEN and path.partition("/")[0] == first):
        address = next(_concrete(path), None)
        if address is None:
            continue
        response = Client().get(address)
        asks = response.status_code != 302 or response.headers["Location"].startswith("/aanmelden/?next=")
        if response.status_code not in {302, 401, 405} or not asks:
            shown[address] = response.status_code
    assert shown == {}
