"""Forms about certificates."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from leerrecht.attendance.models import Certificate, CertificateKind
from leerrecht.documents.domain.uploads import ACCEPT
from leerrecht.documents.interfaces.limits import told_at_once
from leerrecht.organisations.models import School
from leerrecht.ui.forms import DateField


class CertificateForm(forms.Form):
    """A new certificate, or the correction of one (``certificate``); the verb checks what belongs together."""

    school = forms.ModelChoiceField(label=_("School"), queryset=School.objects.none())
    kind = forms.ChoiceField(label=_("Soort"), choices=[("", _("Kies…")), *CertificateKind.choices])
    first_day = DateField(label=_("Van"))
    last_day = DateField(label=_("Tot en met"), help_text=_("Voor één dag is dit dezelfde dag."))
    received_on = DateField(label=_("Ontvangen op"))
    doubtful = forms.BooleanField(
        label=_("Dit attest is twijfelachtig"),
        required=False,
        help_text=_(
            "Bijvoorbeeld een dixit-attest, of een attest waarop datums veranderd zijn. "
            "Het wettigt de afwezigheid dan niet: halve dagen zonder reden worden B."
        ),
    )
    note = forms.CharField(
        label=_("Opmerking"),
        required=False,
        max_length=300,
        help_text=_("Geen diagnose: die hoort niet in het register."),
    )
    scan = forms.FileField(
        label=_("Scan of foto"),
        required=False,
        help_text=_("PDF, JPEG, PNG of WebP van hoogstens 10 MB."),
        widget=forms.ClearableFileInput(attrs={"accept": ACCEPT, **told_at_once(settings.MAX_SCAN_BYTES)}),
    )
    over_present = forms.BooleanField(
        label=_("Zet ook halve dagen om waarop het register de leerling aanwezig telde"),
        required=False,
        help_text=_("Zonder dit vinkje blijven die aanwezig; u krijgt ze na het bewaren te zien."),
    )
    over_b = forms.BooleanField(
        label=_("Zet ook halve dagen met code B (problematisch afwezig) om"),
        required=False,
        help_text=_("Zonder dit vinkje blijft elke B staan; u krijgt ze na het bewaren te zien."),
    )

    def __init__(
        self,
        data: Any = None,
        files: Any = None,
        *,
        schools: list[School],
        certificate: Certificate | None = None,
        initial: dict[str, Any] | None = None,
    ) -> None:
        known: dict[str, Any] = {"received_on": timezone.localdate(), "school": schools[0] if schools else None}
        if certificate is not None:
            known = {
                name: getattr(certificate, name)
                for name in ("kind", "first_day", "last_day", "received_on", "doubtful", "note")
            }
        super().__init__(data, files, initial={**known, **(initial or {})})
        field = self.fields["school"]
        field.queryset = School.objects.filter(pk__in=[school.pk for school in schools])  # type: ignore[attr-defined]
        if certificate is not None:
            del self.fields["school"]
        elif len(schools) == 1:
            field.widget = forms.HiddenInput()
        if certificate is not None and certificate.scan_id:
            self.fields["scan"].help_text = _("Er is al een scan. Kies alleen een bestand om ze te vervangen.")

    def values(self) -> dict[str, Any]:
        """What the verbs take, but for who and which pupil."""
        data = dict(self.cleaned_data)
        school = data.pop("school", None)
        data["scan"] = data["scan"] or None
        return {**data, "school_id": school.pk} if school is not None else data
