from django.db import migrations

# So that a table of marks can hang on an enrolment with its pupil and its school at once.
FORWARD = (
    "ALTER TABLE enrolment_enrolment ADD CONSTRAINT enrolment_with_whom_and_where UNIQUE (id, pupil_id, school_id)"
)
BACKWARD = "ALTER TABLE enrolment_enrolment DROP CONSTRAINT enrolment_with_whom_and_where"


class Migration(migrations.Migration):
    dependencies = [("enrolment", "0002_initial")]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
