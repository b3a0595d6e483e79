from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "leerrecht.ui"
    verbose_name = "Scherm"
