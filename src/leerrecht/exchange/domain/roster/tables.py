"""The tables of OneRoster 1.2, CSV binding, as data: fields in their order, whether required, and of what type.

Source: 1EdTech, OneRoster CSV Binding 1.2.1, final release of 22 August 2023
(https://www.imsglobal.org/spec/oneroster/v1p2/bind/csv). Files of the gradebook and of resources are known by
name, for the manifest, and not read. Type words: ``guid``, ``text``, ``texts``, ``date``, ``datetime``, ``year``,
``boolean``, ``ref FILE`` and ``refs FILE`` (a sourcedId of that file), ``enum NAME``. In the files of the rostering
part the end of a period is the day after its last day.
"""

from collections.abc import Mapping
from typing import NamedTuple

VERSION, MANIFEST_VERSION = "1.2", "1.0"
MANIFEST = "manifest"
BULK, DELTA, ABSENT = "bulk", "delta", "absent"
MODES = (ABSENT, BULK, DELTA)
ACTIVE, TO_BE_DELETED = "active", "tobedeleted"
STATUSES = (ACTIVE, TO_BE_DELETED)
EXTENSION = "ext:"
METADATA = "metadata."
SOURCE = "OneRoster CSV Binding 1.2.1, 1EdTech, 22/08/2023"

ORGS, SESSIONS, COURSES, CLASSES = "orgs", "academicSessions", "courses", "classes"
USERS, ROLES, ENROLLMENTS, DEMOGRAPHICS = "users", "roles", "enrollments", "demographics"
PROFILES = "userProfiles"
# In the order in which one refers to another.
READ = (ORGS, SESSIONS, COURSES, CLASSES, USERS, ROLES, ENROLLMENTS, DEMOGRAPHICS)
OTHERS = (
    PROFILES, "categories", "classResources", "courseResources", "lineItemLearningObjectiveIds", "lineItems",
    "lineItemScoreScales", "resources", "resultLearningObjectiveIds", "results", "resultScoreScales", "scoreScales",
    "userResources",
)  # fmt: skip
NAMES = frozenset({*READ, *OTHERS})


class Enumeration(NamedTuple):
    words: tuple[str, ...]
    open: bool = True  # may be extended with words that begin with "ext:"


ENUMERATIONS: Mapping[str, Enumeration] = {
    "status": Enumeration(STATUSES, open=False),
    "org": Enumeration(("department", "school", "district", "local", "state", "national")),
    "session": Enumeration(("gradingPeriod", "semester", "schoolYear", "term")),
    "class": Enumeration(("homeroom", "scheduled")),
    "roleType": Enumeration(("primary", "secondary"), open=False),
    "role": Enumeration(
        (
            "aide", "counselor", "districtAdministrator", "guardian", "parent", "principal", "proctor", "relative",
            "siteAdministrator", "student", "systemAdministrator", "teacher",
        )
    ),
    "enrollment": Enumeration(("administrator", "proctor", "student", "teacher")),
    "sex": Enumeration(("male", "female", "unspecified", "other")),
}  # fmt: skip


class Field(NamedTuple):
    name: str
    kind: str
    required: bool = False


def _fields(text: str) -> tuple[Field, ...]:
    """One field a line: its name, ``!`` where it is required, its type; before them the three that all files have."""
    found = [
        Field("sourcedId", "guid", required=True),
        Field("status", "enum status"),
        Field("dateLastModified", "datetime"),
    ]
    for line in text.strip().splitlines():
        name, kind = line.split(None, 1)
        found.append(Field(name.rstrip("!"), kind.strip(), required=name.endswith("!")))
    return tuple(found)


FIELDS: Mapping[str, tuple[Field, ...]] = {
    ORGS: _fields("""
        name!                                 text
        type!                                 enum org
        identifier                            text
        parentSourcedId                       ref orgs
    """),
    SESSIONS: _fields("""
        title!                                text
        type!                                 enum session
        startDate!                            date
        endDate!                              date
        parentSourcedId                       ref academicSessions
        schoolYear!                           year
    """),
    COURSES: _fields("""
        schoolYearSourcedId                   ref academicSessions
        title!                                text
        courseCode                            text
        grades                                texts
        orgSourcedId!                         ref orgs
        subjects                              texts
        subjectCodes                          texts
    """),
    CLASSES: _fields("""
        title!                                text
        grades                                texts
        courseSourcedId!                      ref courses
        classCode                             text
        classType!                            enum class
        location                              text
        schoolSourcedId!                      ref orgs
        termSourcedIds!                       refs academicSessions
        subjects                              texts
        subjectCodes                          texts
        periods                               texts
    """),
    USERS: _fields("""
        enabledUser!                          boolean
        username!                             text
        userIds                               texts
        givenName!                            text
        familyName!                           text
        middleName                            text
        identifier                            text
        email                                 text
        sms                                   text
        phone                                 text
        agentSourcedIds                       refs users
        grades                                texts
        password                              text
        userMasterIdentifier                  text
        preferredGivenName                    text
        preferredMiddleName                   text
        preferredFamilyName                   text
        primaryOrgSourcedId                   ref orgs
        pronouns                              text
    """),
    ROLES: _fields("""
        userSourcedId!                        ref users
        roleType!                             enum roleType
        role!                                 enum role
        beginDate                             date
        endDate                               date
        orgSourcedId!                         ref orgs
        userProfileSourcedId                  ref userProfiles
    """),
    ENROLLMENTS: _fields("""
        classSourcedId!                       ref classes
        schoolSourcedId!                      ref orgs
        userSourcedId!                        ref users
        role!                                 enum enrollment
        primary                               boolean
        beginDate                             date
        endDate                               date
    """),
    DEMOGRAPHICS: _fields("""
        birthDate                             date
        sex                                   enum sex
        americanIndianOrAlaskaNative          boolean
        asian                                 boolean
        blackOrAfricanAmerican                boolean
        nativeHawaiianOrOtherPacificIslander  boolean
        white                                 boolean
        demographicRaceTwoOrMoreRaces         boolean
        hispanicOrLatinoEthnicity             boolean
        countryOfBirthCode                    text
        stateOfBirthAbbreviation              text
        cityOfBirth                           text
        publicSchoolResidenceStatus           text
    """),
}
