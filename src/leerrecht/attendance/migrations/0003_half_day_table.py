"""The partitioned table of half-days and its history, by SQL: Django does not make partitions."""

from typing import ClassVar

from django.db import migrations
from django.db.migrations.operations.base import Operation

FIELDS = """
    school_year smallint NOT NULL,
    pupil_id bigint NOT NULL,
    date date NOT NULL,
    part varchar(2) NOT NULL,
    enrolment_id bigint NOT NULL,
    school_id bigint NOT NULL,
    mark varchar(1) NOT NULL,
    ground varchar(40) NOT NULL DEFAULT '',
    sub_code_id bigint,
    late_minutes smallint,
    verification varchar(12) NOT NULL DEFAULT '',
    certificate_id bigint,
    approved_by_id bigint,
    approved_at timestamptz,
    source varchar(10) NOT NULL,
    entered_by_id bigint,
    entered_at timestamptz NOT NULL DEFAULT now(),
    version integer NOT NULL DEFAULT 1
"""

COLUMNS = (
    "school_year, pupil_id, date, part, enrolment_id, school_id, mark, ground, sub_code_id, late_minutes, "
    "verification, certificate_id, approved_by_id, approved_at, source, entered_by_id, entered_at, version"
)

FORWARD = f"""
CREATE TABLE attendance_halfday ({FIELDS},
    PRIMARY KEY (school_year, pupil_id, date, part),
    CONSTRAINT half_day_part CHECK (part IN ('vm', 'nm')),
    CONSTRAINT half_day_mark CHECK (mark IN ('A', 'B', 'H', 'M', 'P', 'R', 'Z', '-', 'L')),
    CONSTRAINT half_day_school_year CHECK (
        date >= make_date(school_year, 9, 1) AND date < make_date(school_year + 1, 9, 1)),
    CONSTRAINT half_day_weekday CHECK (
        extract(isodow FROM date) <= 5 AND NOT (extract(isodow FROM date) = 3 AND part = 'nm')),
    CONSTRAINT half_day_late_minutes CHECK (late_minutes IS NULL OR mark = 'L'),
    CONSTRAINT half_day_verification CHECK (
        verification = '' OR (mark = 'B' AND verification IN ('aanvaard', 'verworpen'))),
    CONSTRAINT half_day_approved_p CHECK (
        (approved_at IS NULL AND approved_by_id IS NULL) OR (approved_at IS NOT NULL AND mark = 'P')),
    FOREIGN KEY (pupil_id) REFERENCES people_pupil,
    FOREIGN KEY (enrolment_id) REFERENCES enrolment_enrolment,
    FOREIGN KEY (school_id) REFERENCES organisations_school
) PARTITION BY LIST (school_year);

CREATE TABLE attendance_halfday_other PARTITION OF attendance_halfday DEFAULT;
DO $$ BEGIN
    FOR year IN 2015..2035 LOOP
        EXECUTE format('CREATE TABLE attendance_halfday_%s PARTITION OF attendance_halfday FOR VALUES IN (%s)',
                       year, year);
    END LOOP;
END $$;

CREATE INDEX half_day_school_date ON attendance_halfday (school_id, date);
CREATE INDEX half_day_unknown ON attendance_halfday (school_id, school_year) WHERE mark = '-';
CREATE INDEX half_day_p_open ON attendance_halfday (school_id, school_year) WHERE mark = 'P' AND approved_at IS NULL;

CREATE TABLE attendance_halfdayhistory (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    change varchar(1) NOT NULL CHECK (change IN ('U', 'D')),
    replaced_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    replaced_by_id bigint,
    {FIELDS}
);
CREATE INDEX half_day_history_pupil ON attendance_halfdayhistory (pupil_id, date);

CREATE FUNCTION attendance_keep_half_day() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO attendance_halfdayhistory (change, replaced_by_id, {COLUMNS})
    SELECT CASE TG_OP WHEN 'UPDATE' THEN 'U' ELSE 'D' END,
           nullif(current_setting('leerrecht.user', true), '')::bigint,
           (OLD).school_year, (OLD).pupil_id, (OLD).date, (OLD).part, (OLD).enrolment_id, (OLD).school_id,
           (OLD).mark, (OLD).ground, (OLD).sub_code_id, (OLD).late_minutes, (OLD).verification,
           (OLD).certificate_id, (OLD).approved_by_id, (OLD).approved_at, (OLD).source, (OLD).entered_by_id,
           (OLD).entered_at, (OLD).version;
    RETURN NULL;
END $$;
CREATE TRIGGER half_day_keep AFTER UPDATE OR DELETE ON attendance_halfday
    FOR EACH ROW EXECUTE FUNCTION attendance_keep_half_day();
"""

BACKWARD = """
DROP TABLE attendance_halfday;
DROP TABLE attendance_halfdayhistory;
DROP FUNCTION attendance_keep_half_day();
"""


class Migration(migrations.Migration):
    dependencies: ClassVar[list[tuple[str, str]]] = [
        ("attendance", "0002_initial"),
        ("enrolment", "0002_initial"),
        ("people", "0001_initial"),
        ("organisations", "0001_initial"),
    ]

    operations: ClassVar[list[Operation]] = [migrations.RunSQL(FORWARD, BACKWARD)]
