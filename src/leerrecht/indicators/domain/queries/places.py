"""Of which places somebody may open the picture."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from leerrecht.access import acts, policy
from leerrecht.access.principal import Principal, command
from leerrecht.indicators.models import Audience, Description, Figure, Scope
from leerrecht.indicators.rules import PUBLIC_SCHOOLS
from leerrecht.organisations.models import School

ALWAYS = "ingeschreven"  # every place with a pupil has it


@dataclass(frozen=True, slots=True)
class Place:
    """A school, board, CLB, region or Flanders; ``near``: small numbers are shown to this reader."""

    scope: str
    pk: int
    name: str
    near: bool = False
    level: str = ""
    kind: str = ""

    @property
    def title(self) -> str:
        return _("Vlaanderen") if self.scope == Scope.FLANDERS else self.name

    @property
    def is_school(self) -> bool:
        return self.scope == Scope.SCHOOL

    @property
    def filter(self) -> dict[str, object]:
        found: dict[str, object] = {"scope": self.scope}
        if self.scope in (Scope.SCHOOL, Scope.BOARD, Scope.CENTRE):
            found["organisation_id"] = self.pk
        elif self.scope == Scope.REGION:
            found["region_id"] = self.pk
        return found


def places(by: Principal) -> list[Place]:
    """Every place of which this reader sees figures: one query."""
    rows = (
        policy.visible(Figure, to=by, act=acts.FIGURES_VIEW).filter(indicator=ALWAYS, breakdown="")
        .order_by().values_list("scope", "organisation_id", "organisation__name", "region_id", "region__name",
                                "audience")
        .distinct()
    )  # fmt: skip
    found: dict[tuple[str, int], Place] = {}
    for scope, organisation, name, region, region_name, audience in rows:
        key = (scope, organisation or region or 0)
        near = audience == Audience.CLOSE or (key in found and found[key].near)
        found[key] = Place(scope, key[1], name or region_name or "", near)
    order = list(Scope.values)
    return sorted(found.values(), key=lambda one: (order.index(one.scope), one.name))


def find_place(by: Principal, scope: str, pk: int) -> Place:
    """The place, if its figures may be seen; else as if it were not there: one query, for a school two."""
    wanted = Place(scope, pk, "")
    rows = (
        policy.visible(Figure, to=by, act=acts.FIGURES_VIEW).filter(indicator=ALWAYS, breakdown="", **wanted.filter)
        .order_by().values_list("organisation__name", "region__name", "audience").distinct()
    )  # fmt: skip
    found = list(rows) if scope in Scope.values and (scope == Scope.FLANDERS) == (pk == 0) else []
    if not found:
        raise Http404(_("Van deze plaats zijn er geen cijfers."))
    name = found[0][0] or found[0][1] or ""
    near = any(row[2] == Audience.CLOSE for row in found)
    if scope != Scope.SCHOOL:
        return Place(scope, pk, name, near)
    school = policy.find(School, pk, by=by, act=acts.FIGURES_VIEW)
    return Place(scope, pk, name, near, school.level, school.school_kind)


def public_figures(names: Sequence[str]) -> list[Figure]:
    """Figures of Flanders that anybody may see: what is not hidden, of the latest year, where schools are many."""
    rows = policy.visible(Figure, to=anybody(), act=acts.FIGURES_VIEW).filter(
        scope=Scope.FLANDERS, audience=Audience.OPEN, hidden=False, breakdown="", indicator__in=names,
        publication__schools__gte=PUBLIC_SCHOOLS,
    )  # fmt: skip
    return list(rows.select_related("publication").order_by("school_year"))


def public_words(names: Sequence[str]) -> dict[str, Description]:
    """The words of those figures."""
    rows = policy.visible(Description, to=anybody(), act=acts.FIGURES_VIEW).filter(name__in=names)
    return {one.name: one for one in rows}


def anybody() -> Principal:
    """Who did not sign in, by name: for the figures of Flanders alone."""
    return command("openbare cijfers", timezone.localdate())
