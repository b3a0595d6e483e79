import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models.lookups import Exact


class Migration(migrations.Migration):
    dependencies = [
        ("exchange", "0002_roster_and_sources"),
        ("people", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="importrun",
            name="with_staff",
            field=models.BooleanField(
                db_default=False, default=False, verbose_name="functies van medewerkers geven"
            ),
        ),
        migrations.AddField(
            model_name="schoolsource",
            name="staff",
            field=models.JSONField(blank=True, null=True, verbose_name="functies van medewerkers"),
        ),
        migrations.AddField(
            model_name="rosterlink",
            name="contact",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="people.contact"
            ),
        ),
        migrations.AddField(
            model_name="rosterlink",
            name="user",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.RemoveConstraint(model_name="rosterlink", name="roster_link_names_one_thing"),
        migrations.AddConstraint(
            model_name="rosterlink",
            constraint=models.CheckConstraint(
                condition=Exact(
                    models.Func(
                        "pupil", "class_group", "contact", "user", function="num_nonnulls",
                        output_field=models.IntegerField(),
                    ),
                    1,
                ),
                name="roster_link_names_one",
            ),
        ),
        migrations.AddConstraint(
            model_name="rosterlink",
            constraint=models.UniqueConstraint(
                condition=models.Q(("contact", None), _negated=True), fields=("board", "sourced_id", "contact"),
                name="roster_link_contact_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="rosterlink",
            constraint=models.UniqueConstraint(
                condition=models.Q(("user", None), _negated=True), fields=("board", "sourced_id"),
                name="roster_link_user_once",
            ),
        ),
    ]
