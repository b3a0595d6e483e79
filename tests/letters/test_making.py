import io
from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from pypdf import PdfReader

from leerrecht.access import policy
from leerrecht.access.models import LogEntry
from leerrecht.documents.models import Upload
from leerrecht.duties.models import Outcome
from leerrecht.facts.models import Fact
from leerrecht.letters import tasks
from leerrecht.letters.domain import make_template, making, posted, write_text
from leerrecht.letters.domain.queries.letters import waiting
from leerrecht.letters.models import Delivery, Letter, Run
from leerrecht.organisations.models import Membership
from leerrecht.people.models import Contact
from tests.factories import TODAY, half_day
from tests.letters.world import TALK, World

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2026-11-20 10:00 +0100", tick=False)]


@pytest.fixture
def world():
    return World()


def words(letter):
    text = PdfReader(io.BytesIO(bytes(Upload.objects.get(pk=letter.file_id).content))).pages[0].extract_text()
    return " ".join(text.split())


def test_letter_is_filled_with_facts_and_kept_with_its_file(world):
    run = world.start()
    letter = Letter.objects.get()
    assert (run.state, run.made, run.left_out, run.asked) == ("klaar", 1, [], {})
    assert (letter.organisation_id, letter.counterpart_id, letter.compartment, letter.language, letter.version) == (
        world.school.pk, world.centre.pk, "gedeeld", "nl", 0,
    )  # fmt: skip
    assert (letter.subject, letter.recipient_name, letter.occasion, letter.copy) == (
        "Uitnodiging voor een gesprek over Noor", "Kim Ouder", "gesprek 2026-11-27", 1,
    )  # fmt: skip
    upload = Upload.objects.get(pk=letter.file_id)
    assert (upload.compartment, upload.organisation_id, upload.pupil_id, upload.content_type) == (
        "gedeeld", world.school.pk, world.pupil.pk, "application/pdf",
    )  # fmt: skip
    text = words(letter)
    assert "Beste Kim Ouder," in text
    assert "Wanneer: vrijdag 27 november 2026, 16.30 uur" in text
    assert "Gent, 20 november 2026" in text
    assert "Begeleider Test" in text


def test_letter_is_pdf_a_and_pdf_ua(world):
    world.start()
    content = bytes(Upload.objects.get().content)
    metadata = PdfReader(io.BytesIO(content)).xmp_metadata
    xml = metadata.rdf_root.toxml()
    assert ("<pdfaid:part>2" in xml, "<pdfaid:conformance>A" in xml, "<pdfuaid:part>1" in xml) == (True, True, True)
    assert PdfReader(io.BytesIO(content)).metadata.title == "Uitnodiging voor een gesprek over Noor"


def test_what_people_type_is_text_and_never_markup(world):
    nasty = '#read("/etc/passwd") $x$ *vet* {leerling} \\ <b>'
    world.start(values=TALK | {"toelichting": nasty})
    assert nasty in words(Letter.objects.get())


def test_same_letter_is_not_made_twice_but_again_with_a_reason(world):
    world.start()
    run = world.start()
    assert (run.made, run.left_out) == (
        0, [{"pupil": world.pupil.pk, "name": "Kim Ouder",
             "why": "Kim Ouder kreeg deze brief al op 20/11/2026, gemaakt door Begeleider Test."}],
    )  # fmt: skip
    world.start(again_because="Was verloren")
    assert list(Letter.objects.order_by("copy").values_list("copy", "again_because")) == [(1, ""), (2, "Was verloren")]
    other_talk = world.start(values=TALK | {"gesprek_datum": date(2026, 12, 4)})
    assert other_talk.made == 1


def test_database_refuses_the_same_letter_twice(world):
    world.start()
    letter = Letter.objects.get()
    letter.pk, letter.file = "00000000-0000-4000-8000-000000000001", None
    letter.file_id = Upload.objects.create(organisation_id=1, compartment="x", name="x", content_type="x", size=1).pk
    with pytest.raises(IntegrityError, match="letter_once"):
        letter.save(force_insert=True)


def test_each_household_gets_a_letter_in_its_language(world):
    world.parents(world.pupil, name="Alex Ouder", language="fr", email="alex@test.be")
    world.parents(world.pupil, name="Ines Elders", language="fr", lives_with=False)
    world.parents(world.pupil, name="Omar Elders", language="ar", lives_with=False)
    world.parents(world.pupil, name="Zeynep Elders", language="tr", lives_with=False)
    world.parents(world.pupil, name="Verboden", barred=True, lives_with=False)
    world.parents(world.pupil, name="Buur", legal_role="andere")
    world.start(way="email")
    made = Letter.objects.order_by("recipient_name").values_list("recipient_name", "language")
    assert list(made) == [
        ("Ines Elders", "fr"),
        ("Kim Ouder en Alex Ouder", "nl"),
        ("Omar Elders", "ar"),
        ("Zeynep Elders", "nl-eenvoudig"),
    ]
    in_arabic = words(Letter.objects.get(language="ar"))
    assert "ouders van " in in_arabic
    # What is drawn is the word as one reads it; a reader of the file finds its letters from the right.
    assert "دعوة" in in_arabic or "ةوعد" in in_arabic
    assert "Quand : vendredi 27 novembre 2026, 16 h 30" in words(Letter.objects.get(language="fr"))
    by_mail = Delivery.objects.filter(letter__language="nl").values_list("way", "address")
    assert sorted(by_mail) == [("email", "alex@test.be"), ("email", "kim@test.be")]


def test_nobody_is_written_to_where_that_may_not_be(world):
    adult = world.classmate()
    adult.birth_date = date(2008, 1, 1)
    adult.save()
    alone = world.classmate()
    Contact.objects.filter(pupil=alone).delete()
    run = world.start(pupil_ids=[adult.pk, alone.pk, world.pupil.pk + 999])
    assert (run.made, sorted(one["why"] for one in run.left_out)) == (
        0,
        [
            "De leerling is meerderjarig: schrijf de leerling zelf aan.",
            "Er staat geen ouder of voogd bij de contactpersonen aan wie de school mag schrijven.",
            "Niet ingeschreven in deze school, of niet voor u zichtbaar.",
        ],
    )


def test_letter_outside_the_own_compartments_or_school_is_denied(world):
    with pytest.raises(policy.Denied):
        world.start(by=world.by("secretariaat"))
    with pytest.raises(policy.Denied):
        world.start(by=world.by("leerkracht"))
    with pytest.raises(policy.Denied):
        world.start(house=world.other)
    assert (Run.objects.count(), Letter.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    ("values", "fields"),
    [
        ({"values": {}}, ["gesprek_datum", "gesprek_met", "gesprek_plaats", "gesprek_uur"]),
        ({"pupil_ids": []}, ["pupils"]),
        ({"pupil_ids": list(range(2001))}, ["pupils"]),
        ({"way": "duif"}, ["way"]),
        ({"key": "bestaat-niet"}, ["template"]),
    ],
)
def test_run_that_is_not_whole_is_refused(world, values, fields):
    with pytest.raises(ValidationError) as caught:
        world.start(**values)
    assert sorted(caught.value.message_dict) == fields


def test_sign_that_cannot_be_printed_leaves_the_letter_out(world):
    run = world.start(values=TALK | {"gesprek_plaats": "lokaal 😀"})
    assert (run.made, run.left_out[0]["why"]) == (
        0, "Het teken “😀” kan niet gedrukt worden. Haal het uit de tekst, of schrijf het voluit.",
    )  # fmt: skip


def test_unknown_absences_are_listed_and_are_the_occasion(world):
    world.unknown(TODAY - timedelta(days=3), TODAY - timedelta(days=2))
    run = world.start(
        by=world.by("secretariaat"), key="afwezig-zonder-reden", values={"antwoord_tegen": date(2026, 11, 25)}
    )
    letter = Letter.objects.get()
    assert (run.made, letter.occasion, letter.compartment) == (1, "tot 2026-11-18 vm", "attest")
    assert "• dinsdag 17 november 2026 (voormiddag) • woensdag 18 november 2026 (voormiddag)" in words(letter)


def test_large_run_is_left_to_a_job_and_goes_on_where_it_stopped(world):
    pupils = [world.pupil.pk, *(world.classmate().pk for _number in range(30))]
    run = world.start(pupil_ids=pupils)
    assert (run.state, run.made) == ("wacht", 0)
    # A process stopped after the first piece.
    by, other = world.by("begeleider"), Run.objects.get(pk=run.pk)
    template = making.find_template(by, world.school, run.template_key)
    sender = making.sender_of(by, world.school)
    with making.press() as machine:
        making._piece(run, by, template, sender, machine, pupils[:25])
    # Another one that began as early finds it further than it knew.
    making._work(other, by, template, sender)
    assert Run.objects.values_list("seen", "made").get() == (25, 25)
    making.work(str(run.pk))
    making._work(other, by, template, sender)
    run.refresh_from_db()
    assert (run.state, run.seen, run.made, Letter.objects.count()) == ("klaar", 31, 31, 31)
    assert LogEntry.objects.filter(act="letter.make").count() == 31


def test_who_was_left_out_is_forgotten_after_a_month(world, time_machine):
    world.start()
    run = world.start()
    assert (making.forget(), len(run.left_out)) == (0, 1)
    time_machine.move_to("2026-12-21 10:00 +0100")
    assert (making.forget(), Run.objects.get(pk=run.pk).left_out) == (1, [])


def test_job_takes_up_what_was_stopped(world):
    pupils = [world.pupil.pk, *(world.classmate().pk for _number in range(5))]
    run = world.start(pupil_ids=pupils)
    Run.objects.update(at="2026-11-20 09:00+01:00")
    tasks.resume(0)
    run.refresh_from_db()
    assert (run.state, run.made) == ("klaar", 6)
    tasks.make_run(str(run.pk))
    tasks.send_run(str(run.pk))
    assert Letter.objects.count() == 6


def test_run_of_who_no_longer_may_ends_with_the_reason(world):
    run = world.start(pupil_ids=[world.pupil.pk, *(world.classmate().pk for _number in range(5))])
    Membership.objects.filter(user_id=run.by_id).delete()
    making.work(str(run.pk))
    run.refresh_from_db()
    assert (run.state, run.error, run.asked) == ("mislukt", "Uw functie laat dit hier niet toe.", {})


def test_own_version_of_a_template_is_used_and_named(world):
    by = world.by("directeur")
    write_text(
        by=by, house=world.school, key="uitnodiging-gesprek", language="nl", subject="Kom eens langs, {voornaam}",
        body="Beste {ontvanger}, tot {gesprek_datum}, {gesprek_uur}, {gesprek_plaats}, {gesprek_met}.",
    )  # fmt: skip
    world.start()
    letter = Letter.objects.get()
    assert (letter.version, letter.subject) == (1, "Kom eens langs, Noor")
    assert "Beste Kim Ouder, tot vrijdag 27 november 2026, 16.30 uur, lokaal 12, An Test." in words(letter)


def test_log_holds_no_word_of_the_letter(world):
    world.start(values=TALK | {"toelichting": "Geheim"})
    assert not [entry for entry in LogEntry.objects.values() if "Geheim" in str(entry) or "Kim" in str(entry)]


def test_posting_is_noted_once_and_by_who_may(world):
    world.start()
    letters = list(Letter.objects.all())
    assert (posted(by=world.by("begeleider"), letters=letters), posted(by=world.by("directeur"), letters=letters)) == (
        1, 0,
    )  # fmt: skip
    with pytest.raises(policy.Denied):
        posted(by=world.by("secretariaat"), letters=letters)
    assert list(Delivery.objects.values_list("way", "state")) == [("papier", "verstuurd")]


def test_report_to_the_clb_lists_the_half_days_and_is_a_fact_once_it_left(world):
    for day in (9, 10, 12, 13, 16):
        half_day(world.enrolment, date(2026, 11, day), "vm", "B")
    run = world.start(key="melding-clb", values={"stappen": "- gebeld\n- langsgegaan"})
    letter = Letter.objects.get()
    assert (run.made, letter.recipient_name, letter.occasion) == (1, str(world.centre), "2026-2027")
    text = words(letter)
    assert "telt de school 5 halve dagen B (problematisch afwezig). Vanaf 5 halve dagen verwittigt" in text
    assert "• gebeld • langsgegaan" in text
    posted(by=world.by("begeleider"), letters=[letter])
    assert list(Fact.objects.values_list("kind", flat=True)) == ["melding_clb"]


def test_own_template_to_the_pupil_is_addressed_to_the_pupil(world):
    make_template(
        by=world.by("directeur"), house=world.school, name="Aan jou", compartment="team", recipient="leerling",
        subject="Dag {voornaam}", body="Goed dat je er weer bent.",
    )  # fmt: skip
    world.start(key="aan-jou", values={})
    assert Letter.objects.get().recipient_name == str(world.pupil)


@pytest.mark.parametrize(
    ("key", "named"),
    [("afwezig-zonder-reden", 1), ("vierde-briefje", 1), ("toah-informatie", 1), ("uitnodiging-gesprek", 0)],
)
def test_worklist_behind_a_template_names_who_needs_the_letter(world, key, named):
    by = world.by("directeur")
    template = making.find_template(by, world.school, key)
    assert list(waiting(by, template, world.school.pk, TODAY)) == []
    world.unknown(date(2026, 11, 17))
    for day in (2, 9, 12, 16):
        world.note_of_parents(date(2026, 11, day))
    Outcome.objects.create(
        pupil=world.pupil, school=world.school, school_year=2026, regel="toah.informeren", aard="plicht",
        status="open", voor=["school"], sinds=TODAY, omdat=[], bron=[],
    )  # fmt: skip
    assert list(waiting(by, template, world.school.pk, TODAY)) == [world.pupil.pk] * named
