"""The steps of the form with what was filled in, for the templates and for the summary on paper."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from leerrecht.law.casus import CasusFout
from leerrecht.law.codes import GRONDEN
from leerrecht.law.nodes import to_date
from leerrecht.regelwijzer.interfaces.filled import OFF, Values, row_numbers, steps_of
from leerrecht.regelwijzer.interfaces.sheet import (
    Choice,
    Field,
    Group,
    Step,
    ground_choices,
)
from leerrecht.ui.explanation import day_in_words

OPEN_STEPS = ("leerling", "inschrijvingen", "afwezigheden")
NEW_ROW = "__rij__"


@dataclass(frozen=True, slots=True)
class BoundField:
    """A field with its name, its value as text, the choices it offers now and what is wrong with it."""

    field: Field
    name: str
    value: str = ""
    off: bool = False
    error: str = ""
    choices: tuple[Choice, ...] = ()

    @property
    def off_name(self) -> str:
        return f"{self.name}-{OFF}"

    @property
    def shown(self) -> str:
        """The value in words."""
        if self.off:
            return _("uitgeschakeld")
        if self.choices:
            return dict(self.choices).get(self.value, self.value)
        return ", ".join(_in_words(part) for part in self.value.split("\n"))


class _Fields:
    """What stands in sight and what is folded away, of a row or of a step."""

    __slots__ = ()
    fields: tuple[BoundField, ...]
    groups: tuple["BoundGroup", ...] = ()

    @property
    def plain(self) -> list[BoundField]:
        return [field for field in self.fields if not field.field.rare]

    @property
    def rare(self) -> list[BoundField]:
        return [field for field in self.fields if field.field.rare]

    @property
    def unfolded(self) -> bool:
        """Something rare was filled in."""
        return any(field.value or field.error for field in self.rare) or any(group.rows for group in self.groups)


@dataclass(frozen=True, slots=True)
class BoundRow(_Fields):
    number: str
    title: str
    fields: tuple[BoundField, ...]

    @property
    def shown(self) -> str:
        """The row in words, without what was left empty."""
        return ", ".join(f"{field.field.label_inside} {field.shown}" for field in self.fields if field.value)


@dataclass(frozen=True, slots=True)
class BoundGroup:
    """A list of rows; ``spare`` is the empty one that comes next, ``blank`` the pattern of a row for the script."""

    group: Group
    rows: tuple[BoundRow, ...]
    spare: BoundRow
    blank: BoundRow


@dataclass(frozen=True, slots=True)
class BoundStep(_Fields):
    number: int
    step: Step
    fields: tuple[BoundField, ...]
    groups: tuple[BoundGroup, ...]

    @property
    def filled(self) -> int:
        """How much was filled in."""
        return sum(bool(field.value or field.off) for field in self.fields) + sum(len(one.rows) for one in self.groups)

    @property
    def open(self) -> bool:
        wrong = any(field.error for field in self._all_fields())
        return self.step.key in OPEN_STEPS or bool(self.filled) or wrong

    def _all_fields(self) -> Iterator[BoundField]:
        yield from self.fields
        for one in self.groups:
            for row in one.rows:
                yield from row.fields


def bind(values: Values, errors: Mapping[str, str]) -> tuple[BoundStep, ...]:
    """Every step, and every topic that is asked, with the values and the errors by the name of the field."""
    return tuple(
        BoundStep(
            number,
            step,
            tuple(_field(field, step.name(field), values, errors) for field in step.fields),
            tuple(_group(group, values, errors) for group in step.groups),
        )
        for number, step in enumerate(steps_of(values), start=1)
    )


def _group(group: Group, values: Values, errors: Mapping[str, str]) -> BoundGroup:
    numbers = row_numbers(group, values)
    following = str(numbers[-1] + 1 if numbers else 0)
    return BoundGroup(
        group,
        tuple(_row(group, str(number), str(order), values, errors) for order, number in enumerate(numbers, start=1)),
        _row(group, following, str(len(numbers) + 1), {}, errors),
        _row(group, NEW_ROW, "", {}, {}),
    )


def _row(group: Group, number: str, order: str, values: Values, errors: Mapping[str, str]) -> BoundRow:
    code = values.get(f"{group.key}-{number}-code", "")
    fields = []
    for field in group.fields:
        choices = field.choices
        if field.key == "grond" and code:
            # Only the grounds of the code of the row: each row would otherwise carry all of them.
            choices = (field.choices[0], *ground_choices(code), *_other_ground(values, group, number, code))
        fields.append(_field(field, group.name(number, field), values, errors, choices))
    return BoundRow(number, f"{group.one} {order}".strip(), tuple(fields))


def _other_ground(values: Values, group: Group, number: str, code: str) -> tuple[Choice, ...]:
    """A ground that does not belong to the code, so that it shows why the reader refuses it."""
    slug = values.get(f"{group.key}-{number}-grond", "")
    ground = GRONDEN.get(slug)
    return ((slug, f"{ground.code}: {ground.label}"),) if ground and ground.code != code else ()


def _field(
    field: Field, name: str, values: Values, errors: Mapping[str, str], choices: tuple[Choice, ...] | None = None
) -> BoundField:
    value = values.get(name, "")
    offered = field.choices if choices is None else choices
    if offered and value not in dict(offered):
        # What somebody sent stays visible, with the error that goes with it.
        offered = (*offered, (value, value))
    return BoundField(field, name, value, f"{name}-{OFF}" in values, errors.get(name, ""), offered)


def _in_words(text: str) -> str:
    try:
        return day_in_words(to_date(text, ""))
    except CasusFout:
        return text
