from django import forms
from django.utils.translation import gettext_lazy as _

from leerrecht.attendance.domain.lessons import LAST_HOUR, LONGEST_LATE
from leerrecht.attendance.models import LessonKind
from leerrecht.ui.forms import DateField


class LessonForm(forms.Form):
    """A lesson hour or workplace hour that was missed."""

    date = DateField(label=_("Datum"))
    part = forms.ChoiceField(label=_("Dagdeel"), choices=[("vm", _("voormiddag")), ("nm", _("namiddag"))])
    hour = forms.IntegerField(label=_("Lesuur"), min_value=1, max_value=LAST_HOUR)
    kind = forms.ChoiceField(label=_("Soort"), choices=LessonKind.choices)
    subject = forms.CharField(label=_("Vak"), required=False, max_length=60)
    late_minutes = forms.IntegerField(
        label=_("Minuten te laat"),
        required=False,
        min_value=1,
        max_value=LONGEST_LATE,
        help_text=_("Alleen als de leerling wel kwam, maar te laat."),
    )
