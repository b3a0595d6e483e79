"""Small OneRoster zips, made here."""

import csv
import io
import zipfile

from leerrecht.exchange.domain.roster import tables

ORG = {"sourcedId": "o1", "name": "Grand Bend High School", "type": "school", "identifier": "901001"}
YEAR = {
    "sourcedId": "s1", "title": "2026-2027", "type": "schoolYear", "startDate": "2026-09-01", "endDate": "2027-07-01",
    "schoolYear": "2027",
}  # fmt: skip
COURSE = {"sourcedId": "v1", "title": "Klas", "orgSourcedId": "o1"}


def group(key, name, **cells):
    return {
        "sourcedId": key, "title": f"Klas {name}", "courseSourcedId": "v1", "classCode": name, "classType": "homeroom",
        "schoolSourcedId": "o1", "termSourcedIds": "s1", **cells,
    }  # fmt: skip


def user(key, number, first="Noor", last="Janssens", **cells):
    return {
        "sourcedId": key, "enabledUser": "true", "username": f"u{number}", "givenName": first, "familyName": last,
        "identifier": number, **cells,
    }  # fmt: skip


def place(key, who, where, **cells):
    return {
        "sourcedId": key, "classSourcedId": where, "schoolSourcedId": "o1", "userSourcedId": who, "role": "student",
        **cells,
    }  # fmt: skip


def born(key, day, **cells):
    return {"sourcedId": key, "birthDate": day, **cells}


def whole(**files):
    """The rows of a complete zip with two pupils, with some files replaced."""
    return {
        "orgs": [ORG],
        "academicSessions": [YEAR],
        "courses": [COURSE],
        "classes": [group("k1", "3A"), group("k2", "3B")],
        "users": [user("u1", "1"), user("u2", "2", "Bram", "Peeters")],
        "enrollments": [place("p1", "u1", "k1"), place("p2", "u2", "k2")],
        "demographics": [born("u1", "2011-05-03", sex="female"), born("u2", "2011-07-15")],
        **files,
    }


def zipped(files, *, modes=None, heads=None, manifest=None, extra=None):
    """The bytes of a zip: ``modes`` say which files are a delta, ``heads`` replace a heading row."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        kinds = dict.fromkeys(tables.NAMES, "absent") | dict.fromkeys(files, "bulk") | (modes or {})
        lines = [("propertyName", "value"), ("manifest.version", "1.0"), ("oneroster.version", "1.2")]
        lines += [(f"file.{name}", kind) for name, kind in sorted(kinds.items())]
        archive.writestr("manifest.csv", manifest if manifest is not None else _text(lines))
        for name, rows in files.items():
            head = (heads or {}).get(name) or [each.name for each in tables.FIELDS[name]]
            archive.writestr(f"{name}.csv", _text([head, *([row.get(cell, "") for cell in head] for row in rows)]))
        for name, content in (extra or {}).items():
            archive.writestr(name, content)
    return out.getvalue()


def delta(day="2026-11-20", **files):
    """A zip with only what changed, on a day."""
    moment = f"{day}T05:00:00.000Z"
    rows = {
        name: [{"status": "active", "dateLastModified": moment, **row} for row in rows] for name, rows in files.items()
    }
    return zipped(rows, modes=dict.fromkeys(files, "delta"))


def _text(rows):
    text = io.StringIO(newline="")
    csv.writer(text).writerows(rows)
    return text.getvalue()
