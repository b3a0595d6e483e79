"""Filled forms of the demo: about the pupil of the case, each with its marker, and one about the school."""

from collections.abc import Mapping
from datetime import date

from leerrecht.access.principal import Principal, principal_of
from leerrecht.demo.schools import Community
from leerrecht.forms.domain import fill_form, fill_policy, make_form, publish, put_question, put_section
from leerrecht.forms.domain.definitions import Question, delivered

# Who fills in, which form, in which compartment, and the answers by the words of the question.
FORMS = (
    (
        "begeleider", "gesprekswijzer", "zorg",
        {
            "In de eigen woorden van de leerling": "Ik slaap slecht en dan durf ik niet meer",
            "Wat gaat goed, en wie helpt daarbij?": "De lessen houttechniek, en een vriend in de klas",
        },
    ),
    (
        "begeleider", "terugkeer", "gedeeld",
        {
            "Vindt de leerling het goed dat de klas iets hoort?": "ja",
            "Wat wil de leerling dat de klas weet, en hoe?": "Dat het beter gaat, verteld door de titularis",
        },
    ),
    (
        "leerkracht", "volgkaart", "team",
        {"Wat ik wil doen (gedrag dat anderen kunnen zien, één per regel)": "Op tijd in de klas zijn"},
    ),
    (
        "directeur", "doorzoeken", "tucht",
        {
            "Alle drie nodig": ["iemand van de directie doet het"],
            "Welke reden of welk signaal?": "Een melding van een klasgenoot",
        },
    ),
    ("secretariaat", "toah", "attest", {"Wie geeft welke les, en wanneer?": "Wiskunde, op dinsdag"}),
    ("clb", "rots", "clb", {"Vanuit": "het CLB", "De vraag": "Welk traject past bij wie graag met hout werkt?"}),
    ("naft", "uitstroomgesprek", "partner", {"In eigen woorden": "Ik wil later een eigen zaak"}),
    ("leerling", "uitstroomgesprek", "leerling", {"In eigen woorden": "Ik wil eerst hier afmaken"}),
)  # fmt: skip


def make_forms(community: Community, *, today: date) -> None:
    """What each of them filled in, the policy of the school, and a form that the school made itself."""
    pupil = community.users["leerling"].pupil_account.pupil
    houses = {"clb": community.centre.pk, "partner": community.partner.pk}
    for key, form, compartment, answers in FORMS:
        marker = f"[[{compartment}:{community.key}]]"
        fill_form(
            by=_as(community, key, today), pupil=pupil, key=form, compartment=compartment,
            organisation_id=houses.get(compartment, community.secundair.pk), answers=_by_code(form, answers, marker),
        )  # fmt: skip
    by = _as(community, "directeur", today)
    key = "registratiebeleid"
    policy = _by_code(key, {"Wie neemt op wie er niet is, en hoe?": "De leerkracht, bij het begin"}, "")
    fill_policy(by=by, school=community.secundair, key=key, answers=policy)
    own = make_form(by=by, school=community.secundair, name="Onze startkaart", about="leerling", compartment="zorg")
    put_section(by=by, form=own, place=None, title="Bij de start van de week")
    put_question(by=by, form=own, section=0, question=Question("", "schaal", "Hoe is het weekend verlopen?"))
    publish(by=by, form=own)


def _as(community: Community, key: str, today: date) -> Principal:
    user = community.users[key]
    return principal_of(user_id=user.pk, name=user.username, on=today)


def _by_code(form: str, answers: Mapping[str, object], marker: str) -> dict[str, object]:
    """Answers by code; each text ends with the marker, each choice stays as it is."""
    found: dict[str, object] = {}
    for question in delivered()[form].questions:
        if question.text in answers:
            value = answers[question.text]
            found[question.code] = f"{value} {marker}".strip() if question.kind in {"tekst", "lang"} else value
    return found
