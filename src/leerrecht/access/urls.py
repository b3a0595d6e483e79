from allauth.account.views import LoginView, LogoutView
from django.urls import path

urlpatterns = [
    path("aanmelden/", LoginView.as_view(template_name="access/sign_in.html"), name="account_login"),
    path("afmelden/", LogoutView.as_view(template_name="access/sign_out.html"), name="account_logout"),
]
