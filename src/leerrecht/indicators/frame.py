"""What the expressions read: the tables of one school year, and a few that several indicators share."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import ibis
from ibis import _

from leerrecht.indicators import schema
from leerrecht.indicators.definition import Attribution, reference_dates
from leerrecht.law import calendar
from leerrecht.law.codes import CODES, ONBEKEND

Table = Any  # ibis.Table has no types for its columns
ABSENT = (*CODES, ONBEKEND)
BROUGHT = ("B",)  # the code whose half-days come along from a school that is not in the snapshot
OKI_CLASSES = (80, 100, 130)
START = calendar.START_MONTH
# What goes from an enrolment along with whatever is counted of a pupil.
CARRIED = (
    "school", "niveau", "soort", "onderwijsvorm", "stelsel", "stroom", "finaliteit", "opleidingsvorm", "buo_type",
    "leerplichtig", "geslacht", "ses", "geboortejaar", "regulier", "gekwalificeerd",
)  # fmt: skip


@dataclass
class Frame:
    """``read`` opens a table of a year, or None where the snapshot has none; ``keep`` makes an expression a table.

    ``several``: the snapshot is one of several installations, and a pupil can stand in more than one. With ``cut`` the
    tables of the year are read as they stood on the day ``on_date``.
    """

    read: Callable[[str, int], Table | None]
    keep: Callable[[Table], Table]
    year: int
    several: bool = False
    on_date: date | None = None
    attribution: Attribution = Attribution.LAST
    cut: bool = False
    _kept: dict[tuple[str, object], Table] = field(default_factory=dict)

    @property
    def on(self) -> date:
        """The reference day of a stock."""
        return reference_dates(self.year, self.on_date)

    def has(self, year: int) -> bool:
        return self.read(schema.INSCHRIJVINGEN.name, year) is not None

    def table(self, name: str, year: int | None = None) -> Table:
        """A table of the school year; raises LookupError where the snapshot has no such year."""
        wanted = self.year if year is None else year
        found = self.read(name, wanted)
        if found is None:
            raise LookupError(f"{name} {year}")
        if self.cut and self.on_date is not None and wanted == self.year:
            return self._known(schema.TABLES[name], found, self.on_date)
        return found

    @property
    def last_day(self) -> date:
        """The last day of the school year, or the day on which the tables are cut off."""
        last = calendar.last_day(self.year)
        return min(last, self.on_date) if self.cut and self.on_date is not None else last

    def _known(self, table: schema.Table, rows: Table, on: date) -> Table:
        """What was known on a day: rows that had come into being, without the days that came later."""
        day = ibis.literal(on, "date")
        if table is schema.REGISTERS:
            months = [month for month in range(1, 13) if (month - START) % 12 <= (on.month - START) % 12]
            return rows if on > calendar.last_day(self.year) else rows.filter(rows.maand.isin(months))
        if not table.arises:
            return rows
        rows = rows.filter(rows[table.arises] <= day)
        if table is schema.INSCHRIJVINGEN:
            return rows.mutate(laatste=_newest(rows) == 0)
        return rows.mutate(
            **{name: ibis.ifelse(rows[name] <= day, rows[name], ibis.null("date")) for name in table.later}
        )

    def kept(self, name: str, make: Callable[[], Table], key: object = None) -> Table:
        """A shared expression, computed once."""
        if (name, key) not in self._kept:
            self._kept[name, key] = self.keep(make())
        return self._kept[name, key]

    def with_school(self, rows: Table) -> Table:
        """Add what is known of the school: region, net and class of poverty."""
        # A school that stands in two installations is one school.
        schools = self.table("scholen").select("school", "regio", "net", "oki").distinct(on="school")
        low, middle, high = OKI_CLASSES
        schools = schools.mutate(
            oki_klasse=ibis.cases(
                (_.oki.isnull(), ibis.null("int64")), (_.oki < low, 1), (_.oki < middle, 2), (_.oki < high, 3), else_=4
            )
        ).drop("oki")
        return rows.left_join(schools, "school").drop("school_right")

    def counts(self, codes: tuple[str, ...], year: int | None = None) -> Table:
        """Half-days ``aantal`` with one of the codes, per pupil and school; who has none is not there."""
        wanted = self.year if year is None else year

        def make() -> Table:
            rows = self.table("halve_dagen", wanted)
            return rows.filter(rows.code.isin(codes)).group_by("leerling", "school").agg(aantal=_.count())

        return self.kept("counts", make, (codes, wanted))

    def pupils(self, year: int | None = None) -> Table:
        """One row per pupil: the last enrolment of the school year, and what is known of its school."""
        wanted = self.year if year is None else year

        def make() -> Table:
            rows = self.table("inschrijvingen", wanted)
            last = rows.filter(rows.laatste)
            if self.several:
                # In each installation one enrolment is the last: of those the latest counts.
                last = last.mutate(volgorde=_newest(last)).filter(_.volgorde == 0)
            last = last.select("leerling", *CARRIED)
            return self.with_school(last) if wanted == self.year else last

        return self.kept("pupils", make, wanted)

    def places(self) -> Table:
        """One row per pupil and school: the last enrolment there."""

        def make() -> Table:
            rows = self.table("inschrijvingen")
            latest = rows.group_by("leerling", "school").agg(van=rows.van.max())
            there = rows.select("leerling", *CARRIED, "van").inner_join(latest, ["leerling", "school", "van"])
            return self.with_school(there.select("leerling", *CARRIED))

        return self.kept("places", make)

    def counted(self, codes: tuple[str, ...], year: int | None = None) -> Table:
        """Pupils by last enrolment, or pupils by school, as asked, with their half-days ``aantal``."""
        counts = self.counts(codes, year)
        if self.attribution is Attribution.WHERE:
            return self.at_places(counts)
        whole = counts.group_by("leerling").agg(aantal=_.aantal.sum())
        joined = self.pupils(year).left_join(whole, "leerling").drop("leerling_right")
        joined = joined.mutate(aantal=_.aantal.fill_null(0))
        if codes != BROUGHT:
            return joined
        rows = self.table("inschrijvingen", year)
        brought = rows.filter(rows.b_meegebracht > 0).group_by("leerling").agg(mee=_.b_meegebracht.cast("int64").sum())
        joined = joined.left_join(brought, "leerling").drop("leerling_right")
        return joined.mutate(aantal=_.aantal + _.mee.fill_null(0))

    def at_places(self, counts: Table) -> Table:
        """Pupils by school, with their half-days ``aantal`` there."""
        joined = self.places().left_join(counts, ["leerling", "school"]).drop("leerling_right", "school_right")
        return joined.mutate(aantal=_.aantal.fill_null(0))

    def calendar(self) -> Table:
        return self.table("kalender")

    def day_number(self, rows: Table, column: str, name: str) -> Table:
        """Add the running number of the school day on which a date falls."""
        days = self.calendar().select(**{f"{name}_datum": "datum", name: "dagnummer"})
        return rows.left_join(days, rows[column] == days[f"{name}_datum"]).drop(f"{name}_datum")


def _newest(rows: Table) -> Any:
    """The place of an enrolment among those of the pupil, the latest first."""
    return ibis.row_number().over(group_by="leerling", order_by=[rows.van.desc(), rows.school])
