from typing import Any

from allauth.account.forms import ChangePasswordForm, LoginForm, ReauthenticateForm
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as ReauthenticateCodeForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms
from django.core.cache import cache
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

# A code of an app is right for its own half minute and the one before and after.
CODE_COUNTS = 90
NAME_LENGTH = 40


def _without_placeholders(form: forms.Form) -> None:
    for field in form.fields.values():
        field.widget.attrs.pop("placeholder", None)


class SignInForm(LoginForm):
    """Name and password; the label says what goes where, so no placeholder repeats it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("Gebruikersnaam")
        self.fields["password"].label = _("Wachtwoord")
        self.fields["login"].widget.attrs.update(autocapitalize="none", spellcheck="false")
        _without_placeholders(self)


class PasswordForm(ChangePasswordForm):
    """The present password once, the new one twice."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["oldpassword"].label = _("Huidig wachtwoord")
        self.fields["password1"].label = _("Nieuw wachtwoord")
        self.fields["password2"].label = _("Nieuw wachtwoord, nog eens")
        _without_placeholders(self)


class ConfirmForm(ReauthenticateForm):
    """One's own password once more, before the ways of signing in change."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].label = _("Wachtwoord")
        _without_placeholders(self)


class _CodeOnce(forms.Form):
    """A code counts once, as long as it would be right: somebody who reads along cannot use it again."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["code"]
        field.label = pgettext_lazy("aanmelden", "Code")
        field.help_text = _("De zes cijfers die uw app nu toont, of een van uw herstelcodes van acht cijfers.")
        field.widget.attrs.update(inputmode="numeric", autocomplete="one-time-code")
        _without_placeholders(self)

    def clean_code(self) -> str:
        code: str = super().clean_code()  # type: ignore[misc]
        user: Any = self.user  # type: ignore[attr-defined]
        # The library passes over signs between the digits: so must what is remembered.
        plain = "".join(filter(str.isalnum, code)).lower()
        if not cache.add(f"leerrecht.code.{user.pk}.{plain}", value=True, timeout=CODE_COUNTS):
            raise get_adapter().validation_error("code_used")
        return code


class CodeForm(_CodeOnce, AuthenticateForm):
    """The second step, at signing in."""


class ConfirmCodeForm(_CodeOnce, ReauthenticateCodeForm):
    """The second step once more, before the ways of signing in change."""


class AppForm(ActivateTOTPForm):
    """The first code of an app, which shows that it has the secret."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["code"]
        field.label = _("Code die de app toont")
        field.widget.attrs.update(inputmode="numeric")
        _without_placeholders(self)


class KeyForm(AddWebAuthnForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"] = _key_name()
        self.fields["passwordless"].label = _("Ook aanmelden zonder wachtwoord")
        self.fields["passwordless"].help_text = _(
            "De sleutel vraagt dan zelf een vingerafdruk, uw gezicht of een pincode."
        )
        self.fields["credential"].error_messages["required"] = _("De sleutel gaf geen antwoord. Probeer opnieuw.")


class KeyNameForm(EditWebAuthnForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"] = _key_name()


def _key_name() -> forms.CharField:
    return forms.CharField(
        label=_("Naam van de sleutel"), max_length=NAME_LENGTH, help_text=_("Zoals “laptop van school” of “gsm”.")
    )


class RecoveryForm(forms.Form):
    """Ask to give somebody back an account."""

    username = forms.CharField(
        label=_("Gebruikersnaam"), max_length=60, help_text=_("Van het account dat hersteld moet worden.")
    )
    reason = forms.CharField(
        label=_("Reden"), max_length=200, help_text=_("Zoals “gsm kwijt”. Schrijf hier niets vertrouwelijks.")
    )
    seen = forms.BooleanField(
        label=_("Ik ken deze persoon en zag of sprak die zelf; een mailtje alleen volstaat niet."),
        error_messages={"required": _("Bevestig dat u de persoon zelf zag of sprak.")},
    )


class ApprovalForm(forms.Form):
    seen = RecoveryForm.base_fields["seen"]


class FinishForm(forms.Form):
    """The codes of the people who vouch, and a new password."""

    username = forms.CharField(
        label=_("Gebruikersnaam"),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}),
    )
    codes = forms.CharField(
        label=_("Codes"),
        max_length=100,
        help_text=_("De codes die u van twee mensen kreeg, met een spatie ertussen."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
    )
    password1 = forms.CharField(
        label=_("Nieuw wachtwoord"),
        strip=False,
        help_text=_("Neem een zin van minstens 14 tekens die u onthoudt."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    password2 = forms.CharField(
        label=_("Nieuw wachtwoord, nog eens"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean_password2(self) -> str:
        again: str = self.cleaned_data["password2"]
        if again != self.cleaned_data.get("password1"):
            raise forms.ValidationError(_("De twee wachtwoorden zijn niet gelijk. Typ ze opnieuw."))
        return again


class EmailForm(forms.Form):
    email = forms.EmailField(
        label=_("E-mailadres"),
        required=False,
        help_text=_("Waarmee de aanmelding van de eigen school dit account vindt. Er wordt niets naartoe gestuurd."),
    )
