from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("consent", "0002_purpose_klas"),
    ]

    operations = [
        migrations.AlterField(
            model_name="consent",
            name="purpose",
            field=models.CharField(
                choices=[
                    ("begeleiding", "begeleiding door het CLB"),
                    ("arts", "wat de CLB-arts aan de school zegt"),
                    ("hulp", "gegevens voor hulp buiten de school"),
                    ("traject", "een traject met een partner (NAFT)"),
                    ("zorginformatie", "zorginformatie voor de volgende school"),
                    ("klas", "de klas inlichten over de terugkeer"),
                    ("vdab", "overdracht aan de VDAB"),
                    ("overleg", "bespreking in een overleg met anderen"),
                    ("begeleiding_bezwaar", "bezwaar tegen een begeleider"),
                    ("gebruik", "bezwaar tegen het gebruik van gegevens"),
                ],
                max_length=20,
                verbose_name="waarvoor",
            ),
        ),
    ]
