"""The own pages of families in the demo: own words, what was asked and told, and each way in which that can stand.

Beside the pupil around whom everybody works there is a second household, a pupil of twelve and one of seventeen. Each
confidential text holds the marker of its compartment and community.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from leerrecht.access.compartments import COMPARTMENTS, Gedeeld
from leerrecht.access.domain.users import create_user
from leerrecht.access.models import User
from leerrecht.access.principal import Principal, command, principal_of
from leerrecht.access.standing import stand
from leerrecht.demo.personae import PASSWORD
from leerrecht.demo.pupils import Enrolled
from leerrecht.demo.schools import Community
from leerrecht.discipline.models import Procedure
from leerrecht.guidance.models import Entry, Kind
from leerrecht.law.dates import add_years
from leerrecht.notes.models import Aantekening
from leerrecht.people import domain as people
from leerrecht.people.models import Pupil, PupilAccount
from leerrecht.portal.domain import matters, preferences, words
from leerrecht.portal.domain.queries.who import me
from leerrecht.portal.models import Matter

WORDS = (
    ("helpt", "Als ik vooraan zit en eerst hoor wat er komt", "team"),
    ("weten", "Ik slaap slecht voor een toets", "zorg"),
    ("vandaag", "Vandaag gaat het beter dan vorige week", "leerling"),
)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a family asks; ``outcome`` and ``answer`` of the school, ``ago`` days back."""

    kind: str
    compartment: str
    text: str
    outcome: str = ""
    answer: str = ""
    ago: int = 0
    withdrawn: bool = False


# One in each state: followed, followed in part, not followed, waiting, too late, and taken back.
ASKED = (
    Asked("fout", "attest", "Vorige week was mijn kind wel op school, het was bij de kapper van de klas", "ja",
          "Nagekeken en verbeterd"),
    Asked("herziening", "tucht", "Drie dagen in de studie vinden wij te lang", "deels",
          "Het wordt twee dagen, omdat er intussen een gesprek was"),
    Asked("herziening", "tucht", "De straf voor het te laat komen is niet eerlijk", "nee",
          "De afspraak geldt voor iedereen, en de bus reed die dag"),
    Asked("klacht", "tucht", "Wij kregen geen antwoord op onze vraag over de middagpauze"),
    Asked("klacht", "tucht", "Niemand belde terug over de uitstap", ago=40),
    Asked("klacht", "tucht", "De turnzak was weg, intussen is hij terug", withdrawn=True),
    Asked("thuis", "gedeeld", "De school vroeg om elke vrijdag thuis te blijven tot na de examens"),
)  # fmt: skip


def make_own_pages(community: Community, everyone: list[Enrolled], *, by: Principal, today: date) -> None:
    """Words for the trust person, the care team and the teachers; questions in each state; remarks and a statement."""
    pupil = PupilAccount.objects.get(user=community.users["leerling"]).pupil
    child, parent = _as(community, "leerling", today), _as(community, "ouder", today)
    for kind, text, audience in WORDS:
        word = words.say(by=child, pupil=pupil, kind=kind, text=_said(community, "leerling", text), audience=audience)
        copies = Aantekening.objects.filter(own_word__word=word.word).exclude(compartment="leerling")
        copies.update(text=_said(community, audience, text))
    for asked in ASKED:
        _ask(community, parent, pupil, asked, today)
    procedure = Procedure.objects.filter(pupil=pupil, closed_on=None).latest("opened_on")
    for who, text in ((child, "Ik duwde terug, ik begon niet"), (parent, "Het was geen gewone week thuis")):
        told = matters.Told(text=_said(community, "tucht", text), about=str(procedure.pk), companion="oma")
        matters.bring(by=who, me=me(who, pupil.pk), kind="verhaal", told=told)
    _remark(community, parent, pupil)
    _second_household(community, pupil, by=by, today=today)
    _of_age(community, everyone, 12, "Ik ken hier nog niemand", by=by, today=today)
    _of_age(community, everyone, 17, "Ik wil na dit jaar gaan werken", by=by, today=today)


def _ask(community: Community, by: Principal, pupil: Pupil, asked: Asked, today: date) -> None:
    first = today - timedelta(days=7) if asked.kind == "fout" else None
    told = matters.Told(text=_said(community, asked.compartment, asked.text), first=first)
    brought = matters.bring(by=by, me=me(by, pupil.pk), kind=asked.kind, told=told)
    if asked.withdrawn:
        matters.take_back(by=by, matter=brought)
    if asked.ago:
        # Nobody asks in the past: it was asked today, and then it was long ago.
        back = timedelta(days=asked.ago)
        Matter.objects.filter(pk=brought.pk).update(on=brought.on - back, due_on=brought.due_on - back)
    if asked.outcome:
        school = command("demo", today, vaults=COMPARTMENTS)
        with stand(school):
            text = _said(community, asked.compartment, asked.answer)
            matters.answer(by=school, matter=brought, outcome=asked.outcome, text=text)


def _remark(community: Community, by: Principal, pupil: Pupil) -> None:
    """The parents say something beside the minutes of the meeting."""
    minutes = Entry.objects.filter(pupil=pupil, kind=Kind.MEETING, compartment=Gedeeld.key, withdrawn_at=None).first()
    told = matters.Told(text=_said(community, Gedeeld.key, "Bel liever na vier uur, dan is er iemand thuis"))
    matters.bring(by=by, me=me(by, pupil.pk), kind="verslag", told=told, beside=minutes)


def _second_household(community: Community, pupil: Pupil, *, by: Principal, today: date) -> None:
    """A second parent with authority, elsewhere, who reads French and wants letters on paper."""
    contact = people.add_contact(
        by=by, pupil=pupil, name=f"Claire {pupil.last_name}", legal_role="ouder", relation="ouder",
        lives_with=False, order=8, street="Rue du Midi", house_number="4", postcode="1000", municipality="Brussel",
    )  # fmt: skip
    user = _account(community, "ouder3", "Claire", pupil.last_name, by=by)
    people.link_contact(by=by, user=user, contact=contact)
    parent = _as(community, "ouder3", today)
    who = me(parent, pupil.pk)
    preferences.choose(by=parent, me=who, language="fr", channel="brief", interpreter=True)
    _ask(
        community, parent, pupil, Asked("klacht", "tucht", "Ik kreeg geen uitnodiging", "ja", "Die vertrekt vandaag"),
        today,
    )  # fmt: skip


def _of_age(community: Community, everyone: list[Enrolled], age: int, text: str, *, by: Principal, today: date) -> None:
    """A pupil of this age with an account, who said something and asked something."""
    taken = PupilAccount.objects.values("pupil")
    born = add_years(today, -age)
    of_age = Pupil.objects.filter(
        pk__in=[one.pupil.pk for one in everyone if one.school == community.secundair],
        birth_date__gt=add_years(born, -1), birth_date__lte=born,
    )  # fmt: skip
    pupil = of_age.exclude(pk__in=taken).order_by("pk").first()
    if pupil is None:
        return
    key = f"leerling{age}"
    people.link_pupil(by=by, user=_account(community, key, pupil.first_name, pupil.last_name, by=by), pupil=pupil)
    child = _as(community, key, today)
    words.say(by=child, pupil=pupil, kind="weten", text=_said(community, "leerling", text), audience="leerling")
    asked = Asked("fout", "attest", "Op maandag was ik er wel", "ja", "Dat klopt, het is verbeterd")
    _ask(community, child, pupil, asked, today)


def _account(community: Community, key: str, first_name: str, last_name: str, *, by: Principal) -> User:
    user = create_user(
        by=by, username=f"{key}-{community.key}", first_name=first_name, last_name=last_name, password=PASSWORD,
        demo=True,
    )  # fmt: skip
    community.users[key] = user
    return user


def _said(community: Community, compartment: str, text: str) -> str:
    return f"{text} [[{compartment}:{community.key}]]."


def _as(community: Community, key: str, today: date) -> Principal:
    user = community.users[key]
    return principal_of(user_id=user.pk, name=user.username, on=today)
