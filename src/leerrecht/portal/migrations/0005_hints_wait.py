from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('portal', '0004_remarks_on_minutes'),
    ]

    operations = [
        migrations.AddField(
            model_name='nudge',
            name='tried_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='geprobeerd op'),
        ),
    ]
