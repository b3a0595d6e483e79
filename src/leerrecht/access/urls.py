from allauth.account.views import LoginView, LogoutView
from django.contrib.auth.decorators import login_required
from django.urls import path

from leerrecht.access.views import ChangePassword

urlpatterns = [
    path("aanmelden/", LoginView.as_view(template_name="access/sign_in.html"), name="account_login"),
    path("afmelden/", LogoutView.as_view(template_name="access/sign_out.html"), name="account_logout"),
    path("wachtwoord/", login_required(ChangePassword.as_view()), name="account_change_password"),
]
