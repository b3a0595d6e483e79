"""Forms of parents' meetings."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from leerrecht.enrolment.models import ClassGroup
from leerrecht.guidance.domain.parents import Key
from leerrecht.guidance.domain.queries.parents import Row
from leerrecht.guidance.models import Came
from leerrecht.organisations.interfaces.forms import VerbForm
from leerrecht.organisations.models import School
from leerrecht.ui.forms import DateField


class MeetingForm(VerbForm):
    """A moment for the parents of one class, or of the school where the planner may plan for all of it."""

    title = forms.CharField(label=_("Naam"), max_length=80, initial=_("oudercontact"))
    on = DateField(label=_("Wanneer"), initial=timezone.localdate)
    whom = forms.ChoiceField(label=_("Voor wie"))

    def __init__(self, *args: Any, schools: list[School], classes: Iterable[ClassGroup], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._groups = {f"klas-{group.pk}": group for group in classes}
        self._schools = {f"school-{school.pk}": school for school in schools}
        whole = [(key, _("heel %(school)s") % {"school": one.name}) for key, one in self._schools.items()]
        field: Any = self.fields["whom"]
        field.choices = [*whole, *((key, f"{one.name} ({one.school.name})") for key, one in self._groups.items())]

    def values(self) -> dict[str, Any]:
        data = self.cleaned_data
        group = self._groups.get(data["whom"])
        school = group.school if group else self._schools[data["whom"]]
        return {"title": data["title"], "on": data["on"], "class_group": group, "school": school}

    def refuse(self, error: Any) -> None:
        """What concerns class or school is said at the choice of both."""
        if hasattr(error, "error_dict") and "class_group" in error.error_dict:
            error.error_dict["whom"] = error.error_dict.pop("class_group")
        super().refuse(error)


def came_of(rows: Iterable[Row], data: Mapping[str, str], *, rest: bool) -> dict[Key, str]:
    """What was sent for the lines of a sheet; ``rest``: pupils of whom nothing is known, did not come."""
    found: dict[Key, str] = {}
    for row in rows:
        sent = {_key(parent.key): data.get(parent.key, parent.came) for parent in row.parents}
        if rest and not any(sent.values()):
            sent = dict.fromkeys(sent, Came.ABSENT.value)
        found |= sent
    return found


def _key(name: str) -> Key:
    _word, pupil, contact = name.split("-")
    return int(pupil), int(contact) or None
