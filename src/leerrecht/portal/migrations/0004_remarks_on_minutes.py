from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('portal', '0003_paper_and_languages'),
    ]

    operations = [
        migrations.AlterField(
            model_name='matter',
            name='kind',
            field=models.CharField(choices=[('afwezig', 'Een afwezigheid melden'), ('reden', 'Zeggen waarom iemand er niet was'), ('fout', 'Een fout in de aanwezigheid melden'), ('herziening', 'Een maatregel opnieuw laten bekijken'), ('klacht', 'Een klacht'), ('thuis', 'De school vraagt om thuis te blijven'), ('verhaal', 'Mijn verhaal voor een gesprek over een maatregel'), ('opmerking', 'Een opmerking bij het verslag van een gesprek'), ('verslag', 'Een opmerking bij het verslag van een overleg')], max_length=10, verbose_name='wat'),
        ),
    ]
