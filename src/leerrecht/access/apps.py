from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "leerrecht.access"
    verbose_name = "Toegang"
