from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "leerrecht.people"
    verbose_name = "Personen"
