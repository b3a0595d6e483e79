from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "leerrecht.meetings"
    verbose_name = "Cel leerlingenbegeleiding"

    def ready(self) -> None:
        from django.db.models import Q

        from leerrecht.access.policy import register_scope
        from leerrecht.documents.retention import register
        from leerrecht.guidance.domain.queries.today import register_tasks
        from leerrecht.meetings import models, rules, wall
        from leerrecht.meetings.domain.merging import merge
        from leerrecht.meetings.domain.queries.lists import tasks_of_today
        from leerrecht.people.domain.merging import register_merger
        from leerrecht.transfers.domain import terms

        register_scope(models.Meeting, rules.meetings)
        register_scope(models.Item, rules.items)
        for model in (models.Minute, models.Task):
            register_scope(model, rules.of_entry, beyond_roles=rules.BEYOND_ROLES)
        # Who was discussed when, is of the care file of the school; what was said, is kept with its entry.
        register(models.Item, terms.ground, terms.date_of, organisation="school_id", made="added_at", whole="zorg")
        register_merger("overleg", merge)
        register_tasks(tasks_of_today, Q(task__who_id__isnull=False))
        wall.guard()
