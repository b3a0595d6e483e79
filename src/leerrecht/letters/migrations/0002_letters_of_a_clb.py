from typing import Any, ClassVar

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Letters of a CLB: style, templates and runs hang on an organisation. The column keeps its values."""

    dependencies: ClassVar[list[Any]] = [
        ("letters", "0001_initial"),
        ("organisations", "0002_more_roles_and_kinds"),
    ]

    operations: ClassVar[list[Any]] = [
        migrations.RemoveIndex("run", "letter_run_school_at"),
        migrations.RemoveConstraint("lettertemplate", "letter_template_once"),
        *(migrations.RenameField(model, "school", "organisation") for model in ("run", "housestyle", "lettertemplate")),
        migrations.AlterField(
            "run",
            "organisation",
            models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="letter_runs",
                to="organisations.organisation", verbose_name="school of CLB",
            ),
        ),
        migrations.AlterField(
            "lettertemplate",
            "organisation",
            models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="letter_templates",
                to="organisations.organisation", verbose_name="school of CLB",
            ),
        ),
        migrations.AlterField(
            "housestyle",
            "organisation",
            models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE, related_name="house_style",
                to="organisations.organisation", verbose_name="school of CLB",
            ),
        ),
        migrations.AddIndex("run", models.Index(fields=["organisation", "-at"], name="letter_run_organisation_at")),
        migrations.AddConstraint(
            "lettertemplate",
            models.UniqueConstraint(fields=["organisation", "key"], name="letter_template_once"),
        ),
    ]
