"""Rounds, surveys and agreements for the tests of this room."""

from datetime import date, timedelta
from typing import Any

from django.test import Client

from leerrecht.access.models import User
from leerrecht.access.principal import Principal
from leerrecht.quality.domain import auditing, cooperating, surveying
from leerrecht.quality.domain.definitions import places
from leerrecht.quality.models import Cooperation, CooperationVersion, Round, Survey
from tests.factories import TODAY
from tests.notes.world import World


def client_of(by: Principal) -> Client:
    client = Client()
    client.force_login(User.objects.get(pk=by.user_id))
    return client


def a_round(by: Principal, school: Any, held_on: date = TODAY, **values: str) -> Round:
    return auditing.begin_round(by=by, school=school, held_on=held_on, took_part="Zorgteam", **values)


def fill(by: Principal, round_: Round, step: str = "papier", text: str = "Staat in het beleidsplan") -> None:
    for key in places():
        auditing.judge(by=by, round_=round_, place=key, step=step, text=text, answers={})


def fixed(by: Principal, school: Any, held_on: date, step: str = "papier", text: str = "Toen") -> Round:
    round_ = a_round(by, school, held_on)
    fill(by, round_, step, text)
    return auditing.fix_round(by=by, round_=round_)


def a_survey(by: Principal, school: Any, days: int = 7) -> Survey:
    return surveying.open_survey(by=by, school=school, opens_on=by.on, closes_on=by.on + timedelta(days=days))


def sheet(warmth: int, demands: int) -> dict[str, str]:
    """Everybody the same on an axis; sentences that count the other way are turned."""
    turned = {"w5": 6 - warmth, "e5": 6 - demands}
    values = {f"w{n}": warmth for n in range(1, 6)} | {f"e{n}": demands for n in range(1, 6)} | turned
    return {code: str(value) for code, value in values.items()}


def answered(by: Principal, survey: Survey, group: str, sheets: list[dict[str, str]], spare: int = 0) -> None:
    codes = surveying.make_codes(by=by, survey=survey, group=group, number=len(sheets) + spare)
    for code, one in zip(codes, sheets, strict=False):
        surveying.answer(code=code, answers=one, on=by.on)


def agreed(world: World, by: Principal) -> CooperationVersion:
    found: Cooperation = cooperating.begin_cooperation(by=by, school=world.school)
    return write(by, found)


def write(by: Principal, found: Cooperation, seen: str | None = None, **texts: str) -> CooperationVersion:
    content = {"contact_school": "Sofie", "contact_clb": "Hilde", "signalen": "Per mail"} | texts
    return cooperating.write_version(
        by=by, cooperation=found, content=content, begins_on=TODAY, ends_on=date(2027, 8, 31),
        review_on=date(2027, 5, 3), seen=seen,
    )  # fmt: skip
