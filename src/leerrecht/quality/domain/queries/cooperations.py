"""Reading what school and CLB agreed."""

from typing import Any

from leerrecht.access import acts, policy
from leerrecht.access.principal import Principal
from leerrecht.law.calendar import first_day, school_year
from leerrecht.law.dates import ONE_DAY
from leerrecht.quality.domain.definitions import cooperation_fields, cooperation_parts
from leerrecht.quality.models import Cooperation, CooperationVersion


def versions(by: Principal, cooperation: Cooperation) -> list[CooperationVersion]:
    """All versions, the last first."""
    rows = policy.visible(CooperationVersion, to=by, act=acts.COOPERATION_KEEP)
    return list(rows.filter(cooperation=cooperation).order_by("-number"))


def read(version: CooperationVersion) -> list[tuple[str, list[tuple[str, str]]]]:
    """The texts as the definition orders them; what is empty is left out."""
    found = [
        (part.title, [(one.name, version.content[one.code]) for one in part.fields if one.code in version.content])
        for part in cooperation_parts()
    ]
    return [(title, lines) for title, lines in found if lines]


def initial(by: Principal, last: CooperationVersion | None) -> dict[str, Any]:
    """Where one begins to write: the last version, else the proposals and this school year."""
    if last is not None:
        dates = {"begins_on": last.begins_on, "ends_on": last.ends_on, "review_on": last.review_on}
        return {**dates, **last.content}
    ends = first_day(school_year(by.on) + 1) - ONE_DAY
    proposals = {field.code: field.proposal for field in cooperation_fields()}
    return {**proposals, "begins_on": by.on, "ends_on": ends}


def may_confirm(by: Principal, cooperation: Cooperation, version: CooperationVersion) -> bool:
    """Whether the side of the reader still has to agree."""
    own = by.organisations(acts.COOPERATION_CONFIRM)
    return (cooperation.school_id in own and version.school_on is None) or (
        cooperation.centre_id in own and version.centre_on is None
    )
