import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

KINDS = [
    ("scholen", "scholen"),
    ("leerlingen", "leerlingen"),
    ("afwezigheden", "afwezigheden"),
    ("oneroster", "OneRoster"),
]


class Migration(migrations.Migration):
    dependencies = [
        ("enrolment", "0002_initial"),
        ("exchange", "0001_initial"),
        ("organisations", "0001_initial"),
        ("people", "0001_initial"),
    ]

    operations = [
        migrations.AlterField(
            model_name="importrun",
            name="kind",
            field=models.CharField(choices=KINDS, max_length=14, verbose_name="soort"),
        ),
        migrations.AlterField(
            model_name="mappingprofile",
            name="kind",
            field=models.CharField(choices=KINDS, max_length=14, verbose_name="soort"),
        ),
        migrations.AddField(
            model_name="importrun",
            name="end_missing",
            field=models.BooleanField(db_default=False, default=False, verbose_name="uitschrijven wie ontbreekt"),
        ),
        migrations.CreateModel(
            name="ImportChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("what", models.CharField(max_length=10, verbose_name="wat")),
                ("who", models.CharField(max_length=202, verbose_name="leerling")),
                ("field", models.CharField(max_length=60, verbose_name="gegeven")),
                ("before", models.CharField(blank=True, max_length=200, verbose_name="van")),
                ("after", models.CharField(blank=True, max_length=200, verbose_name="naar")),
                ("row", models.PositiveIntegerField(default=0, verbose_name="rij")),
                (
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="changes", to="exchange.importrun"
                    ),
                ),
            ],
            options={
                "verbose_name": "verandering door een invoer",
                "verbose_name_plural": "veranderingen door een invoer",
                "ordering": ["id"],
                "indexes": [models.Index(fields=["run", "what"], name="change_run_what")],
            },
        ),
        migrations.CreateModel(
            name="SchoolSource",
            fields=[
                (
                    "school",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="source",
                        serialize=False,
                        to="organisations.school",
                        verbose_name="school",
                    ),
                ),
                ("package", models.CharField(blank=True, max_length=60, verbose_name="schoolpakket")),
                (
                    "parts",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=20),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="komt uit het pakket",
                    ),
                ),
                (
                    "night",
                    models.CharField(
                        choices=[
                            ("opnemen", "alle goede rijen opnemen en verslag uitbrengen"),
                            ("wachten", "nakijken en op mijn beslissing wachten"),
                        ],
                        default="opnemen",
                        max_length=10,
                        verbose_name="bestanden in de map",
                    ),
                ),
                ("changed_by_id", models.BigIntegerField(null=True)),
                ("changed_at", models.DateTimeField(auto_now=True)),
                (
                    "absences_profile",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="exchange.mappingprofile",
                        verbose_name="profiel voor afwezigheden",
                    ),
                ),
                (
                    "pupils_profile",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="exchange.mappingprofile",
                        verbose_name="profiel voor leerlingen",
                    ),
                ),
            ],
            options={
                "verbose_name": "schoolpakket van een school",
                "verbose_name_plural": "schoolpakketten van scholen",
            },
        ),
        migrations.CreateModel(
            name="RosterLink",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("sourced_id", models.CharField(max_length=255)),
                (
                    "board",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="organisations.board"
                    ),
                ),
                (
                    "class_group",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="enrolment.classgroup",
                    ),
                ),
                (
                    "pupil",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="people.pupil"
                    ),
                ),
            ],
            options={
                "verbose_name": "naam in een schoolpakket",
                "verbose_name_plural": "namen in schoolpakketten",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("pupil", None), ("class_group", None), _connector="XOR"),
                        name="roster_link_names_one_thing",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("pupil", None), _negated=True),
                        fields=("board", "sourced_id"),
                        name="roster_link_pupil_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("class_group", None), _negated=True),
                        fields=("board", "sourced_id"),
                        name="roster_link_class_once",
                    ),
                ],
            },
        ),
    ]
