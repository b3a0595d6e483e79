import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("organisations", "0002_more_roles_and_kinds"),
        ("indicators", "0001_initial"),
    ]

    operations = [
        migrations.AddField("figure", "expected", models.FloatField(null=True, verbose_name="te verwachten aandeel")),
        migrations.AddField("figure", "as_of", models.DateField(null=True, verbose_name="stand van")),
        migrations.AddField(
            "figure", "last_shown", models.IntegerField(null=True, verbose_name="laatst getoonde teller")
        ),
        migrations.AddField(
            "figure", "last_shown_of", models.IntegerField(null=True, verbose_name="laatst getoonde noemer")
        ),
        migrations.RemoveConstraint("figure", "figure_hidden_holds_nothing"),
        migrations.AddConstraint(
            "figure",
            models.CheckConstraint(
                condition=models.Q(
                    ("hidden", False),
                    models.Q(
                        ("curve", []), ("expected", None), ("high", None), ("low", None), ("median", None),
                        ("numerator", None), ("share", None),
                    ),
                    _connector="OR",
                ),
                name="figure_hidden_holds_nothing",
            ),
        ),
        migrations.AddConstraint(
            "figure",
            models.CheckConstraint(
                condition=models.Q(("hidden", True), ("last_shown", None), _connector="OR"),
                name="figure_shown_before_only_where_hidden",
            ),
        ),
        migrations.CreateModel(
            name="Likeness",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("school_year", models.PositiveSmallIntegerField(verbose_name="schooljaar")),
                ("poverty", models.PositiveSmallIntegerField(null=True, verbose_name="kansarmoede")),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+",
                        to="organisations.organisation", verbose_name="school",
                    ),
                ),
                (
                    "publication",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="likenesses",
                        to="indicators.publication", verbose_name="berekening",
                    ),
                ),
            ],
            options={
                "verbose_name": "klasse van een school",
                "verbose_name_plural": "klassen van scholen",
                "constraints": [
                    models.UniqueConstraint(fields=("organisation", "school_year"), name="likeness_one_a_year"),
                    models.CheckConstraint(
                        condition=models.Q(("poverty", None), ("poverty__range", (1, 4)), _connector="OR"),
                        name="likeness_of_four",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Question",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("school_year", models.PositiveSmallIntegerField(verbose_name="schooljaar")),
                ("indicator", models.CharField(max_length=60, verbose_name="indicator")),
                (
                    "direction",
                    models.CharField(
                        choices=[("veel", "opvallend veel"), ("weinig", "opvallend weinig")], max_length=6,
                        verbose_name="wat opvalt",
                    ),
                ),
                ("count", models.PositiveIntegerField(verbose_name="aantal toen")),
                ("asked_on", models.DateField(verbose_name="gevraagd op")),
                ("count_now", models.PositiveIntegerField(verbose_name="aantal nu")),
                ("changed_on", models.DateField(null=True, verbose_name="verbeterd op")),
                ("stands_out", models.BooleanField(default=True, verbose_name="valt nog op")),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+",
                        to="organisations.organisation", verbose_name="school",
                    ),
                ),
            ],
            options={
                "verbose_name": "vraag aan een school",
                "verbose_name_plural": "vragen aan scholen",
                "ordering": ["-school_year", "indicator", "organisation__name"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisation", "school_year", "indicator", "direction"), name="question_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("changed_on", None), ("count_now", models.F("count"))),
                            ("changed_on__gte", models.F("asked_on")),
                            _connector="OR",
                        ),
                        name="question_changed_on_a_day",
                    ),
                ],
            },
        ),
    ]
