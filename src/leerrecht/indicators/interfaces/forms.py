"""Forms of the figures."""

from django.utils.translation import gettext_lazy as _

from leerrecht.organisations.interfaces.forms import VerbForm
from leerrecht.ui.forms import DateField


class DayForm(VerbForm):
    """A day of which somebody wants the figures."""

    on = DateField(label=_("Stand op"), help_text=_("Wat na deze dag kwam, telt niet mee."))
