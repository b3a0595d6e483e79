from allauth.account.views import LogoutView
from django.contrib.auth.decorators import login_required
from django.urls import URLPattern, path

from leerrecht.access.views import accounts, entrance, log_check, matrix, password, recoveries, second_step, sign_ins

# The names with an underscore are those by which the library for accounts finds its pages.
urlpatterns: list[URLPattern] = [
    path("aanmelden/", entrance.SignIn.as_view(), name="account_login"),
    path("aanmelden/tweede-stap/", second_step.TakeSecondStep.as_view(), name="mfa_authenticate"),
    path("aanmelden/sleutel/", entrance.KeySignIn.as_view(), name="mfa_login_webauthn"),
    path("aanmelden/herstel/", recoveries.recovery_finish, name="recovery-finish"),
    path("aanmelden/school/<slug:provider_id>/", entrance.school_sign_in, name="openid_connect_login"),
    path("aanmelden/school/<slug:provider_id>/terug/", entrance.school_return, name="openid_connect_callback"),
    path("afmelden/", LogoutView.as_view(template_name="access/sign_out.html"), name="account_logout"),
    path("wachtwoord/", login_required(password.ChangePassword.as_view()), name="account_change_password"),
    path("aanmeldingen/", sign_ins.sign_in_list, name="sign-in-list"),
    path("aanmeldingen/einde/", sign_ins.sign_in_end, name="sign-in-end"),
    path("beveiliging/", second_step.Security.as_view(), name="mfa_index"),
    path("beveiliging/bevestigen/", second_step.ConfirmPassword.as_view(), name="account_reauthenticate"),
    path("beveiliging/bevestigen/code/", second_step.ConfirmCode.as_view(), name="mfa_reauthenticate"),
    path("beveiliging/bevestigen/sleutel/", second_step.ConfirmKey.as_view(), name="mfa_reauthenticate_webauthn"),
    path("beveiliging/app/", second_step.AppOn.as_view(), name="mfa_activate_totp"),
    path("beveiliging/app/weg/", second_step.AppOff.as_view(), name="mfa_deactivate_totp"),
    path("beveiliging/codes/", second_step.Codes.as_view(), name="mfa_view_recovery_codes"),
    path("beveiliging/codes/nieuw/", second_step.CodesNew.as_view(), name="mfa_generate_recovery_codes"),
    path("beveiliging/sleutels/nieuw/", second_step.KeyNew.as_view(), name="mfa_add_webauthn"),
    path("beveiliging/sleutels/<int:pk>/naam/", second_step.KeyName.as_view(), name="mfa_edit_webauthn"),
    path("beveiliging/sleutels/<int:pk>/weg/", second_step.KeyOff.as_view(), name="mfa_remove_webauthn"),
    path("beveiliging/school/<int:pk>/ontkoppelen/", second_step.unlink, name="identity-unlink"),
    path("herstel/", recoveries.recovery_list, name="recovery-list"),
    path("herstel/nieuw/", recoveries.recovery_new, name="recovery-new"),
    path("herstel/<int:pk>/goedkeuren/", recoveries.recovery_approve, name="recovery-approve"),
    path("herstel/<int:pk>/stoppen/", recoveries.recovery_stop, name="recovery-stop"),
    path("toegang/matrix/", matrix.matrix, name="access-matrix"),
    path("logboek/", log_check.log_checks, name="log-check-list"),
    path("logboek/controle/", log_check.check_now, name="log-check-now"),
    path("accounts/", accounts.account_list, name="account-list"),
    path("accounts/<int:pk>/", accounts.account, name="account"),
    path("accounts/<int:pk>/wijzigen/", accounts.account_change, name="account-change"),
]
