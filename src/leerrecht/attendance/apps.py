from django.apps import AppConfig


class AttendanceConfig(AppConfig):
    name = "leerrecht.attendance"
    verbose_name = "Aanwezigheid"

    def ready(self) -> None:
        from leerrecht.access import acts
        from leerrecht.access.policy import register_scope
        from leerrecht.attendance import contributors, models, rules, wall
        from leerrecht.attendance.domain.counting import count_marks
        from leerrecht.attendance.domain.merging import HalfDayChooser, merge, move_marks
        from leerrecht.enrolment.domain.marks import register_counter, register_mover
        from leerrecht.people.domain.merging import register_chooser, register_merger

        register_scope(models.HalfDay, rules.half_days, beyond_roles=frozenset({acts.OWN_VIEW}))
        register_scope(models.HalfDayHistory, rules.half_days)
        register_scope(models.HalfDayNote, rules.half_days)
        register_scope(models.Register, rules.registers)
        register_scope(models.LessonMark, rules.lesson_marks)
        register_scope(models.Certificate, rules.certificates)
        register_scope(models.SubCode, rules.sub_codes)

        register_counter(count_marks)
        register_mover(move_marks)
        register_merger("halve dagen", merge)
        register_chooser(HalfDayChooser())
        contributors.register()
        wall.guard()
