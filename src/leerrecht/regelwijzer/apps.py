from django.apps import AppConfig


class RegelwijzerConfig(AppConfig):
    name = "leerrecht.regelwijzer"
    verbose_name = "Regelwijzer"
