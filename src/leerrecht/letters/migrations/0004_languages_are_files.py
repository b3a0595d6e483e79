from django.db import migrations, models

import leerrecht.letters.languages


class Migration(migrations.Migration):

    dependencies = [
        ('letters', '0003_addresses_and_attempts'),
    ]

    operations = [
        migrations.AlterField(
            model_name='letter',
            name='language',
            field=models.CharField(choices=leerrecht.letters.languages.choices, max_length=14, verbose_name='taal'),
        ),
        migrations.AlterField(
            model_name='templatetext',
            name='language',
            field=models.CharField(choices=leerrecht.letters.languages.choices, max_length=14, verbose_name='taal'),
        ),
    ]
