"""One reference instead of three: a half-day is of the pupil and of the school of its enrolment.

Each reference is a lookup at every mark; and one to the school, the same for all who save at that moment, made them
all lock that one row. Merging two pupils changes both sides in one transaction: looked at when it ends.
"""

from django.db import migrations

FORWARD = """
ALTER TABLE attendance_halfday ADD CONSTRAINT half_day_of_enrolment FOREIGN KEY (enrolment_id, pupil_id, school_id)
    REFERENCES enrolment_enrolment (id, pupil_id, school_id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE attendance_halfday
    DROP CONSTRAINT attendance_halfday_pupil_id_fkey,
    DROP CONSTRAINT attendance_halfday_enrolment_id_fkey,
    DROP CONSTRAINT attendance_halfday_school_id_fkey;
"""

BACKWARD = """
ALTER TABLE attendance_halfday ADD FOREIGN KEY (pupil_id) REFERENCES people_pupil,
    ADD FOREIGN KEY (enrolment_id) REFERENCES enrolment_enrolment,
    ADD FOREIGN KEY (school_id) REFERENCES organisations_school,
    DROP CONSTRAINT half_day_of_enrolment;
"""


class Migration(migrations.Migration):
    dependencies = [("attendance", "0004_halfdaynote"), ("enrolment", "0003_enrolment_with_whom_and_where")]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
