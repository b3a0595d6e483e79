from django.db import migrations

# As Django's own cache in a table wants it. What counts attempts need not outlive a fall of the server.
TABLE = """
CREATE UNLOGGED TABLE access_count (
    cache_key varchar(255) PRIMARY KEY,
    value text NOT NULL,
    expires timestamptz NOT NULL
);
CREATE INDEX access_count_expires ON access_count (expires);
"""


class Migration(migrations.Migration):
    dependencies = [("access", "0005_log_is_kept")]

    operations = [migrations.RunSQL(TABLE, "DROP TABLE access_count")]
