from django.apps import AppConfig


class LogbookConfig(AppConfig):
    name = "leerrecht.logbook"
    verbose_name = "Logboek"

    def ready(self) -> None:
        from leerrecht.access import acts
        from leerrecht.access.models import LogEntry
        from leerrecht.access.policy import register_scope
        from leerrecht.logbook import rules, wall

        register_scope(LogEntry, rules.entries, beyond_roles=frozenset({acts.LOG_VIEW}))
        wall.guard()
