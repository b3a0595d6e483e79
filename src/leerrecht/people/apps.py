from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "leerrecht.people"
    verbose_name = "Personen"

    def ready(self) -> None:
        from leerrecht.facts.contributors import register
        from leerrecht.people.contributors import leerlingen

        register("leerling", leerlingen)
