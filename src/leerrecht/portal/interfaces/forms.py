"""Forms for pupils and parents: few fields, each with what happens with it."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from leerrecht.documents.domain.sounds import ACCEPT as SOUNDS
from leerrecht.documents.domain.uploads import ACCEPT
from leerrecht.notes.domain.writing import LONGEST
from leerrecht.organisations.interfaces.forms import VerbForm
from leerrecht.places.models import Refusal, SlotKind, Way
from leerrecht.portal.domain.matters import Told
from leerrecht.portal.domain.trust import Person
from leerrecht.portal.languages import DUTCH, direction, languages
from leerrecht.portal.models import Audience, Channel, Kind, MessageKind, Outcome, WordKind
from leerrecht.portal.rules import WORDINGS
from leerrecht.portal.terms import said
from leerrecht.ui.forms import DateField


def _text(label: Any, *, rows: int = 5, help_text: Any = "") -> forms.CharField:
    return forms.CharField(label=label, max_length=LONGEST, help_text=help_text, widget=forms.Textarea({"rows": rows}))


def _said(choices: Iterable[tuple[Any, Any]]) -> list[tuple[Any, str]]:
    """Choices of another room, in the language of the reader."""
    return [(value, said(label)) for value, label in choices]


class WordForm(VerbForm):
    """What the pupil says, and for whom."""

    kind = forms.ChoiceField(label=_("Waarover gaat het?"), choices=WordKind.choices)
    text = _text(_("In uw eigen woorden"), help_text=_("Schrijf zoals u praat. Niemand geeft hier punten op."))
    audience = forms.ChoiceField(
        label=_("Wie mag dit lezen?"), choices=Audience.choices, widget=forms.RadioSelect, initial=Audience.TRUST
    )


class MatterForm(VerbForm):
    """One form for every kind; ``FIELDS`` says what each asks beside the text."""

    FIELDS: dict[str, tuple[str, ...]] = {
        Kind.ABSENCE: ("first", "last", "file"),
        Kind.REASON: ("first", "last", "file"),
        Kind.CORRECTION: ("first", "part"),
        Kind.KEPT_HOME: ("first",),
        Kind.STATEMENT: ("companion", "recording"),
        Kind.REMARK: ("recording",),
    }

    first = DateField(label=_("Welke dag?"))
    last = DateField(label=_("Tot en met"), required=False, help_text=_("Alleen nodig voor meer dan één dag."))
    part = forms.ChoiceField(
        label=_("Wanneer?"), required=False,
        choices=[("", _("de hele dag")), ("vm", _("voormiddag")), ("nm", _("namiddag"))],
    )  # fmt: skip
    text = _text(_("Vertel het"))
    companion = forms.CharField(
        label=_("Wie komt mee?"), max_length=160, required=False,
        help_text=_("Bijvoorbeeld een vertrouwenspersoon, een familielid of een advocaat."),
    )  # fmt: skip
    file = forms.FileField(
        label=_("Foto of scan van het attest"), required=False, widget=forms.ClearableFileInput({"accept": ACCEPT})
    )
    recording = forms.FileField(
        label=_("Opname van uw verhaal (geluid)"), required=False,
        help_text=_("U mag uw verhaal ook inspreken met uw telefoon, in de plaats van te schrijven."),
        widget=forms.ClearableFileInput({"accept": SOUNDS}),
    )  # fmt: skip

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        wanted = {"text", *self.FIELDS.get(kind, ())}
        # Who speaks needs not write; the verb asks one of the two.
        self.fields["text"].required = "recording" not in wanted
        for name in list(self.fields):
            if name not in wanted:
                del self.fields[name]

    def told(self, **more: Any) -> Told:
        given = {key: value for key, value in self.cleaned_data.items() if value not in (None, "")}
        return Told(**{"text": ""} | given | more)


class SignForm(VerbForm):
    how = forms.ChoiceField(
        label=_("Uw antwoord"), widget=forms.RadioSelect,
        choices=[("portaal", _("Ik ga akkoord")), ("niet", _("Ik ga niet akkoord"))],
    )  # fmt: skip


class PreferenceForm(VerbForm):
    language = forms.ChoiceField(label=_("In welke taal leest u?"), choices=lambda: list(languages().items()))
    channel = forms.ChoiceField(
        label=_("Hoe wilt u weten dat er iets nieuws is?"), choices=Channel.choices, widget=forms.RadioSelect,
        help_text=_("In een e-mail of sms staat nooit wat er in het dossier staat."),
    )  # fmt: skip
    interpreter = forms.BooleanField(label=_("Ik wil een tolk bij een gesprek op school"), required=False)

    def __init__(self, *args: Any, itself: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if itself:
            del self.fields["interpreter"]


class TrustForm(VerbForm):
    """Whom the pupil trusts."""

    person = forms.TypedChoiceField(label=_("Wie kiest u?"), coerce=int)

    def __init__(self, *args: Any, people: Iterable[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["person"]
        field.choices = [("", _("kies")), *((one.pk, f"{one.name} ({one.what})") for one in people)]


class AnswerForm(VerbForm):
    outcome = forms.ChoiceField(label=_("Wat doet de school?"), choices=Outcome.choices, widget=forms.RadioSelect)
    text = _text(_("Antwoord"), help_text=_("Leerling en ouders lezen dit. Gewone woorden, en altijd waarom."))


class QuietForm(VerbForm):
    reason = forms.CharField(
        label=_("Waarom gaan er geen berichten naar huis?"), max_length=300,
        help_text=_("Alleen het zorgteam en de directeur lezen dit."),
    )  # fmt: skip


class WordingForm(VerbForm):
    """The text for each occasion; empty takes the words of the installation."""

    def __init__(self, *args: Any, own: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for kind, usual in WORDINGS.items():
            for language, name in languages().items():
                field = kind if language == DUTCH else f"{kind}-{language}"
                with translation.override(language):
                    example = str(usual)
                self.fields[field] = forms.CharField(
                    label=f"{MessageKind(kind).label.capitalize()}: {name}", max_length=400, required=False,
                    initial=own.get(field, ""), help_text=example,
                    widget=forms.Textarea({"rows": 2, "lang": language, "dir": direction(language)}),
                )  # fmt: skip


class RefusalForm(VerbForm):
    """That a school did not let somebody in; what the regulations call it, is for who follows it up."""

    school_name = forms.CharField(label=_("Welke school?"), max_length=160)
    on = DateField(label=_("Welke dag?"))
    way = forms.ChoiceField(label=_("Wat deed die school?"), choices=lambda: _said(Way.choices))
    ground = forms.ChoiceField(
        label=_("Welke reden gaf de school?"), required=False,
        choices=lambda: [("", _("geen reden")), *_said(Refusal._meta.get_field("ground").flatchoices)],
    )  # fmt: skip
    kind = forms.ChoiceField(label=_("Voor welk onderwijs?"), choices=lambda: _said(SlotKind.choices))
    words = _text(_("Vertel het"))
