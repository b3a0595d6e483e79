"""The policy cycle in the demo: a round of last year and one that is going on, a closed survey, actions, agreements."""

from collections.abc import Mapping
from datetime import date, timedelta
from random import Random

from leerrecht.access.principal import Principal, principal_of
from leerrecht.demo.schools import Community
from leerrecht.law.begeleiding import DOMEINEN
from leerrecht.quality.domain import acting, auditing, cooperating, surveying
from leerrecht.quality.domain.definitions import norms_at, places, survey_content
from leerrecht.quality.models import PolicyAction, Round

LAST_YEAR = timedelta(days=330)
# Phase by phase, what the school said of every domain last year; and of some cells now.
THEN = {
    0: ("gedaan", "Elke klas heeft een vast onthaal en afspraken die overal gelden."),
    1: ("papier", "De stappen staan in het beleidsplan, niet iedereen kent ze."),
    2: ("papier", "We melden aan bij het CLB; wie intussen wat doet, ligt niet vast."),
    3: ("niets", "Dit doen we per leerling, zonder afspraken vooraf."),
}
WHOLE = ("papier", "Het beleidsplan dateert van drie jaar geleden en is sindsdien niet bekeken.")
NOW = {
    "geheel": ("gedaan", "Het plan is herwerkt met de hele ploeg en besproken op twee pedagogische dagen."),
    "leren-0": ("gedaan", "Het taalbeleid loopt in elke les; een taalcoach kijkt mee."),
    "psychosociaal-0": ("bijgestuurd", "Na de bevraging kwamen er vaste momenten waarop leerlingen meebeslissen."),
    "psychosociaal-1": ("gedaan", "Wie er niet is, hoort dezelfde dag van het secretariaat of het zorgteam."),
    "gezondheid-0": ("papier", "De afspraken met het CLB staan op papier."),
}  # fmt: skip
# group -> how many codes, how many answered, and around which warmth and demands
ANSWERS = {"leerlingen": (160, 118, 3.3, 3.8), "personeel": (40, 31, 3.9, 3.6)}
CONTACTS = {
    "contact_school": "Het zorgteam, elke schooldag van 8 tot 16 uur.",
    "contact_clb": "De vaste contactpersoon, op dinsdag en vrijdag op school.",
    "signalen": "Het zorgteam meldt aan met wat al geprobeerd is; binnen vijf schooldagen is er een antwoord.",
    "afwezigheden": "Elke maand bekijken we samen de cijfers en zeggen bij wie het eerst dringt.",
    "psychosociaal_school": "Werkt aan een school waar leerlingen bij horen en volgt afwezigheden op.",
    "psychosociaal_clb": "Denkt mee bij leerlingen die lang wegblijven en gaat zo nodig mee op huisbezoek.",
}


def make_quality(community: Community, *, today: date) -> None:
    """Of the secondary school, by those who work there."""
    before = today - LAST_YEAR
    _audit_of_last_year(community, before)
    acted = _actions(community, before)
    _survey(community, before + timedelta(days=30))
    _audit_of_now(community, today)
    acting.evaluate_action(
        by=_as(community, "begeleider", today), action=acted, done="ja", worked="deels",
        evaluation="Leerkrachten gebruiken de tips, in de praktijkvakken nog weinig.",
    )  # fmt: skip
    _agreements(community, today)


def _as(community: Community, key: str, on: date) -> Principal:
    user = community.users[key]
    return principal_of(user_id=user.pk, name=user.username, on=on)


def _judge(by: Principal, round_: Round, cells: Mapping[str, tuple[str, str]]) -> None:
    for key, (step, text) in cells.items():
        answers = {norm.code: "ja" if step != "niets" else "nee" for norm in norms_at(round_.norms, key)}
        auditing.judge(by=by, round_=round_, place=key, step=step, text=text, answers=answers)


def _audit_of_last_year(community: Community, on: date) -> None:
    by = _as(community, "directeur", on)
    round_ = auditing.begin_round(
        by=by, school=community.secundair, held_on=on, took_part="directie, zorgteam en zes leerkrachten"
    )
    cells = {f"{domain}-{phase}": THEN[phase] for domain in DOMEINEN for phase in THEN}
    _judge(by, round_, {**cells, "geheel": WHOLE})
    auditing.show(
        by=by, round_=round_, place="geheel", label="Beleidsplan leerlingenbegeleiding",
        address="https://www.onderwijs.vlaanderen.be/",
    )  # fmt: skip
    auditing.fix_round(by=by, round_=round_)


def _audit_of_now(community: Community, today: date) -> None:
    by = _as(community, "begeleider", today)
    round_ = auditing.begin_round(
        by=by, school=community.secundair, held_on=today, took_part="directie, zorgteam, leerlingenraad en CLB"
    )
    _judge(by, round_, NOW)
    for figure in ("contact", "dossiers"):
        auditing.show(by=by, round_=round_, place="psychosociaal-1", figure=figure)


def _actions(community: Community, on: date) -> PolicyAction:
    """One that is done by now, which is given back, and one that is late."""
    by = _as(community, "begeleider", on)
    acting.plan_action(
        by=by, school=community.secundair, place="psychosociaal-2", what="Vastleggen wie wat doet na een aanmelding",
        who="Zorgteam met het CLB", until=on + timedelta(days=320), signs="Niemand valt tussen twee stoelen",
    )  # fmt: skip
    return acting.plan_action(
        by=by, school=community.secundair, place="leren-0", what="Een taalcoach kijkt mee in de les",
        who="Vakgroep Nederlands", until=on + timedelta(days=200), signs="Leerlingen vragen minder om herhaling",
    )  # fmt: skip


def _survey(community: Community, on: date) -> None:
    by, draw, content = _as(community, "directeur", on), Random(len(places())), survey_content()
    survey = surveying.open_survey(by=by, school=community.secundair, opens_on=on, closes_on=on + timedelta(days=14))
    for group, (made, answering, warmth, demands) in ANSWERS.items():
        codes = surveying.make_codes(by=by, survey=survey, group=group, number=made)
        for code in codes[:answering]:
            means = {"warmte": draw.gauss(warmth, 0.5), "eisen": draw.gauss(demands, 0.4)}
            given = {}
            for item in content["items"]:
                value = min(5, max(1, round(draw.gauss(means[item["axis"]], 0.7))))
                given[item["code"]] = str(6 - value if item["reversed"] else value)
            surveying.answer(code=code, answers=given, on=on)
    closing = _as(community, "directeur", on + timedelta(days=15))
    survey = surveying.close_survey(by=closing, survey=survey, handed={"leerlingen": 152, "personeel": 40})
    acting.plan_action(
        by=closing, school=community.secundair, survey=survey, what="Elke maand een klasraad die beslist",
        who="Leerlingenraad", until=on + timedelta(days=310), signs="De zin over meetellen gaat vooruit",
    )  # fmt: skip


def _agreements(community: Community, today: date) -> None:
    begins = today - timedelta(days=60)
    by = _as(community, "begeleider", begins)
    found = cooperating.begin_cooperation(by=by, school=community.secundair)
    version = cooperating.write_version(
        by=by, cooperation=found, content=CONTACTS, begins_on=begins, ends_on=begins + timedelta(days=364),
        review_on=today + timedelta(days=10),
    )  # fmt: skip
    for key in ("directeur", "clbhoofd"):
        cooperating.confirm_version(by=_as(community, key, begins), version=version, stamp=version.stamp)
