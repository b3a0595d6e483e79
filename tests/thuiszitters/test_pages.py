"""The pages: the list within its budget, one pupil, forms, the card and the panel; and figures without names."""

import io
from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from openpyxl import load_workbook

from leerrecht.access.models import LogEntry
from leerrecht.cases.domain.cases import open_case
from leerrecht.directory.models import Region
from leerrecht.guidance.domain.queries.today import today
from leerrecht.law import REGELS
from leerrecht.organisations.models import Organisation
from leerrecht.thuiszitters.domain import keeping, recompute
from leerrecht.thuiszitters.domain.queries import register, stock
from leerrecht.thuiszitters.domain.queries.figures import _hidden, figures
from leerrecht.thuiszitters.domain.queries.register import Filters, Stock
from leerrecht.thuiszitters.models import Thuiszitter
from leerrecht.trajectories.domain import intake
from leerrecht.trajectories.domain.queries import queue
from tests.factories import TODAY, PlacementFactory
from tests.thuiszitters.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]


def many(world, number):
    """So many on the register, without asking the law of each."""
    rows = []
    for place in range(number):
        sits = PlacementFactory.create(class_group=world.placement.class_group)
        rows.append(
            Thuiszitter(
                pupil=sits.enrolment.pupil, since=TODAY - timedelta(days=place), found_on=TODAY, computed_on=TODAY,
                grounds=[{"soort": "reeks", "sinds": "2026-10-01", "tekst": "lang weg", "bron": []}], marks=["a"],
            ).kept_by(world.school.pk, None)
        )  # fmt: skip
    Thuiszitter.objects.bulk_create(rows)


@pytest.mark.parametrize("number", [1, 20])
def test_the_list_costs_the_same_for_many_as_for_one(client, number, django_assert_max_num_queries):
    world = World()
    many(world, number)
    client.force_login(world.staff("begeleider"))
    with django_assert_max_num_queries(18):
        page = client.get("/thuiszitters/")
    assert page.status_code == 200
    assert page.content.decode().count("lang weg") == number


def test_the_list_shows_why_and_the_filters_narrow(client):
    world = World()
    world.away(22, "Z")
    client.force_login(world.staff("begeleider"))
    text = client.get("/thuiszitters/").content.decode()
    for words in (
        "door niemand gemeld", "kan op vraag van de school zijn", "Komt geen enkele halve dag", "de school vraagt om",
        "Niemand volgt op", "meer dan 10 schooldagen",
    ):  # fmt: skip
        assert words in text
    by = world.by("begeleider")

    def found(**filters):
        _page, lines = register.register(to=by, on=TODAY, filters=Filters(**filters))
        return [line.record.pupil_id for line in lines]

    mine = [world.pupil.pk]
    for filters in ({}, {"state": "nieuw"}, {"state": "ongemeld"}, {"state": "vraag"}, {"reason": "T3"}):
        assert found(**filters) == mine
    assert found(search=world.pupil.last_name, school_id=world.school.pk) == mine
    for state in ("bevestigd", "opnieuw", "klopt_niet", "gedaan"):
        assert found(state=state) == []
    world.judge("klopt_niet", why_not="kort")
    assert (found(), found(state="klopt_niet"), register.counts(to=by)["alle"]) == ([], mine, 0)
    assert "Niemand in deze keuze" in client.get("/thuiszitters/?stand=gedaan").content.decode()
    assert "Er is niemand gevonden" in client.get("/thuiszitters/").content.decode()


def test_one_pupil_from_finding_to_end(client):
    world = World()
    world.away(22, "Z")
    record = world.sitter()
    client.force_login(world.staff("begeleider"))
    page = client.get(f"/leerlingen/{world.pupil.pk}/thuis/").content.decode()
    for words in ("Wat gevonden werd", "22 × Z", "Dit is een aanbeveling, geen wet", "Afspraak vastleggen"):
        assert words in page
    said = {"verdict": "klopt_niet", "why_not": "ander", "words": "[[gedeeld]] in opbouw"}
    wrong = client.post(f"/thuiszitters/{record.pk}/oordeel/", said | {"why_not": ""})
    assert "Kies waarom het niet klopt" in wrong.content.decode()
    assert client.post(f"/thuiszitters/{record.pk}/oordeel/", said).status_code == 302
    follow = {"lead": world.staff("begeleider").pk, "next_step": "ouders", "next_on": "2026-11-27"}
    assert client.get(f"/thuiszitters/{record.pk}/opvolgen/").status_code == 200
    assert client.post(f"/thuiszitters/{record.pk}/opvolgen/", follow).status_code == 302
    page = client.get(f"/leerlingen/{world.pupil.pk}/thuis/").content.decode()
    for words in ("[[gedeeld]] in opbouw", "Volgende stap: gesprek met de ouders", "Begeleider Test volgt op"):
        assert words in page
    card = client.get(f"/leerlingen/{world.pupil.pk}/").content.decode()
    assert "Bekijken en opvolgen" in card
    end = {"how": "school", "on": "2026-11-20"}
    assert client.post(f"/thuiszitters/{record.pk}/einde/", end).status_code == 302
    page = client.get(f"/leerlingen/{world.pupil.pk}/thuis/").content.decode()
    assert "Wat voorbij is" in page
    new = {"since": "2026-11-18", "reason": "T8", "half_days": "1"}
    assert client.post(f"/leerlingen/{world.pupil.pk}/thuis/nieuw/", new).status_code == 302
    assert world.sitter().noted
    assert LogEntry.objects.filter(act="thuis.view", pupil_id=world.pupil.pk).exists()


def test_words_stay_with_who_works_on_the_case(client):
    world = World()
    world.away()
    world.judge("klopt", words="[[gedeeld]] druk thuis")
    client.force_login(world.staff("clb"))
    page = client.get(f"/leerlingen/{world.pupil.pk}/thuis/").content.decode()
    assert "Klopt" in page
    assert "[[gedeeld]]" not in page
    world.case()
    assert "[[gedeeld]]" in client.get(f"/leerlingen/{world.pupil.pk}/thuis/").content.decode()


@pytest.mark.parametrize("role", ["leerkracht", "secretariaat", "partner"])
def test_others_find_no_page(client, role):
    world = World()
    world.away()
    client.force_login(world.staff(role))
    assert client.get("/thuiszitters/").status_code == 403
    assert client.get(f"/leerlingen/{world.pupil.pk}/thuis/").status_code == 404
    assert client.get(f"/leerlingen/{world.pupil.pk}/thuis/nieuw/").status_code == 404
    assert client.get(f"/thuiszitters/{world.sitter().pk}/oordeel/").status_code == 404
    assert client.get("/thuiszitters/aantallen/").status_code == 403
    assert "Zonder voltijds onderwijs" not in client.get(f"/leerlingen/{world.pupil.pk}/").content.decode()


def test_the_case_and_the_page_of_today_tell_of_it(client):
    world = World()
    world.away()
    case = open_case(by=world.by("begeleider"), pupil=world.pupil, on=TODAY, organisation=world.school)
    client.force_login(world.staff("begeleider"))
    assert "Naar het register" in client.get(f"/casussen/{case.pk}/").content.decode()
    items = [item for section in today(world.by("begeleider"), TODAY).sections for item in section.items]
    assert "Klopt het dat deze leerling geen voltijds onderwijs krijgt?" in [item.what for item in items]
    record = world.sitter()
    Thuiszitter.objects.filter(pk=record.pk).update(next_step="clb", next_on=TODAY - timedelta(days=1))
    items = [item for section in today(world.by("begeleider"), TODAY).sections for item in section.items]
    assert [(item.what, item.late) for item in items if "volgende stap" in item.why] == [
        ("overleg tussen school en CLB", True)
    ]


def test_a_child_without_a_school_is_seen_by_its_clb_with_the_reason(client):
    world = World()
    child = intake.Newcomer(first_name="Sam", last_name="Zonder", birth_date=date(2016, 4, 4))
    by = world.by("clb")
    with_text = {"newcomer": child, "source": "ouders", "text": "[[clb]] zoekt een school"}
    signal = intake.take_in(by=by, centre_id=world.centre.pk, **with_text)
    world.settle()
    client.force_login(world.staff("clb"))
    text = client.get("/thuiszitters/").content.decode()
    assert ("Zonder Sam" in text, "leerplichtig en nergens ingeschreven" in text) == (True, True)
    assert "Sam Zonder" in client.get(f"/leerlingen/{signal.pupil_id}/thuis/").content.decode()
    # The front door says why too, where it only said who came.
    _page, lines = queue.queue(to=by, on=TODAY, filters=queue.Filters())
    assert [line.brought for line in lines] == [
        (REGELS["verzuim.absoluut"].titel, REGELS["thuiszitter"].titel, "van de ouders")
    ]
    door = client.get("/clb/").content.decode()
    assert lines[0].brought[0] in door
    elsewhere = world.of(world.user("elders", "clb", world.other_centre))
    assert queue.without_school([signal], to=elsewhere) == {}
    assert register.register(to=elsewhere, on=TODAY, filters=Filters())[1] == []


def test_rows_for_figures():
    world = World()
    first = world.away(22, "Z")
    world.judge("anders", reason="T4")
    to = recompute.worker(TODAY)
    (row,) = stock(on=TODAY, to=to)
    assert (row.pupil_id, row.school_id, row.level, row.kind, row.reason, row.since, row.reported, row.confirmed) == (
        world.pupil.pk, world.school.pk, "secundair", "gewoon", "T4", first, True, True
    )  # fmt: skip
    assert stock(on=first - timedelta(days=1), to=to) == []
    recompute.end(world.sitter(), "school", TODAY)
    assert stock(on=TODAY, to=to) == []
    assert [one.ended_how for one in stock(on=TODAY, since=TODAY - timedelta(days=30), to=to)] == ["school"]


def rows(**reasons):
    found = []
    for reason, number in reasons.items():
        found += [
            Stock(
                pupil_id=0, school_id=1, centre_id=None, level="secundair", kind="gewoon", reason=reason, since=TODAY,
                ended_on=None, ended_how="", half_days=None, leerplichtig=True, enrolled=True, alternative="",
                hours=None, asked=False, reported=False, confirmed=False, found_on=TODAY,
            )
        ] * number  # fmt: skip
    return found


def of_reason(found, least=5):
    total, tables = _hidden(found, TODAY, least)
    return total, [cell.count for cell in tables[0].cells if cell.count != 0]


def test_small_numbers_are_hidden_and_not_to_be_found_from_the_others():
    assert of_reason(rows(T1a=6, T2=7)) == (13, [6, 7])
    # One small number: another goes with it, so that the total does not give it away.
    assert of_reason(rows(T1a=2, T2=7, T3=9)) == (18, [None, None, 9])
    assert of_reason(rows(T1a=3)) == (None, [None])
    assert of_reason([]) == (0, [])


def test_a_board_sees_its_schools_and_others_the_whole(client):
    world = World()
    many(world, 6)
    board = world.user("bestuur", "bestuur", world.school.board)
    lop = world.user("lop", "lop", Organisation.objects.create(kind="lop", name="LOP"))
    client.force_login(board)
    assert client.get("/thuiszitters/").headers["Location"] == "/thuiszitters/aantallen/"
    text = client.get("/thuiszitters/aantallen/").content.decode()
    assert (str(world.school) in text, str(world.other) in text) == (True, False)
    seen = figures(to=world.of(lop), on=TODAY)
    assert (seen.total, seen.per_school) == (6, ())
    client.force_login(lop)
    page = client.get("/thuiszitters/aantallen/").content.decode()
    assert str(world.school) not in page
    assert not any(one.pupil.last_name in page for one in Thuiszitter.objects.select_related("pupil"))


def test_the_list_goes_to_a_spreadsheet_as_narrowed(client):
    world = World()
    many(world, 3)
    client.force_login(world.staff("begeleider"))
    answer = client.get("/thuiszitters/uitvoer/")
    lines = answer.content.decode().splitlines()
    first = Thuiszitter.objects.order_by("since").select_related("pupil").first()
    assert (answer["Content-Type"], len(lines)) == ("text/csv; charset=utf-8", 4)
    assert first is not None
    assert any(line.startswith(f"{first.pupil.last_name};{first.pupil.first_name};") for line in lines)
    seen = LogEntry.objects.filter(act="thuis.list", pupil_id__isnull=False).values_list("pupil_id", flat=True)
    assert set(seen) == set(Thuiszitter.objects.values_list("pupil_id", flat=True))
    assert LogEntry.objects.get(act="export.run").detail == {"pupils": 3}
    assert len(client.get("/thuiszitters/uitvoer/?reden=T3").content.decode().splitlines()) == 1
    book = load_workbook(io.BytesIO(client.get("/thuiszitters/uitvoer/?vorm=xlsx").content))
    assert (book.active.max_row, book.active["A1"].value) == (4, "Naam")
    assert client.get("/thuiszitters/uitvoer/?vorm=pdf").status_code == 404
    # A CLB takes no files of schools.
    client.force_login(world.staff("clb"))
    assert client.get("/thuiszitters/uitvoer/").status_code == 403
    assert "Naar rekenblad" not in client.get("/thuiszitters/").content.decode()


def test_the_order_and_who_has_no_next_step():
    world = World()
    many(world, 3)
    by = world.by("begeleider")

    def found(**filters):
        return [line.record.since for line in register.all_lines(to=by, on=TODAY, filters=Filters(**filters))]

    days = [TODAY - timedelta(days=place) for place in (2, 1, 0)]
    assert found(order="langst") == days
    assert sorted(found(order="naam")) == days
    Thuiszitter.objects.filter(since=days[0]).update(next_step="clb", next_on=TODAY)
    assert found(order="stap") == [days[1], days[2], days[0]]
    assert found(order="langst", state="zonder_stap") == days[1:]
    Thuiszitter.objects.filter(since=days[0]).update(next_on=TODAY - timedelta(days=1), level="lager")
    assert (found(order="langst", state="zonder_stap"), found(level="lager")) == (days, days[:1])


def test_one_lead_and_one_step_for_whoever_was_ticked(client):
    world = World()
    many(world, 3)
    lead = world.staff("begeleider")
    client.force_login(lead)
    assert client.get("/thuiszitters/samen/").headers["Location"] == "/thuiszitters/"
    assert client.get("/thuiszitters/samen/?lijn=onzin").status_code == 302
    ticked = [str(key) for key in Thuiszitter.objects.order_by("since").values_list("pk", flat=True)[:2]]
    assert "Samen opvolgen" in client.get(f"/thuiszitters/samen/?lijn={ticked[0]}&lijn={ticked[1]}").content.decode()
    empty = client.post("/thuiszitters/samen/", {"lijn": ticked})
    assert "Kies wie opvolgt, of de volgende stap" in empty.content.decode()
    half = client.post("/thuiszitters/samen/", {"lijn": ticked, "lead": lead.pk, "next_step": "clb"})
    assert "Geef een dag waarop die stap gezet is" in half.content.decode()
    assert not Thuiszitter.objects.exclude(lead="").exists()
    good = {"lijn": ticked, "lead": lead.pk, "next_step": "clb", "next_on": "2026-11-27"}
    assert client.post("/thuiszitters/samen/", good).status_code == 302
    done = Thuiszitter.objects.filter(lead=lead.get_full_name(), next_step="clb", lead_house=world.school)
    assert {str(key) for key in done.values_list("pk", flat=True)} == set(ticked)
    # A lead alone leaves the step.
    assert client.post("/thuiszitters/samen/", {"lijn": ticked[:1], "lead": lead.pk}).status_code == 302
    assert done.count() == 2
    assert LogEntry.objects.filter(act="thuis.follow").count() == 3
    with pytest.raises(ValidationError, match=r"volgt .* niet op"):
        keeping.follow_together(
            by=world.by("begeleider"), records=list(done), lead_id=0, next_step="", next_on=None
        )  # fmt: skip
    client.force_login(world.staff("leerkracht"))
    assert client.get("/thuiszitters/samen/").status_code == 403


def test_a_platform_sees_the_schools_of_its_region_and_nothing_of_others(client):
    world = World()
    many(world, 6)
    lop = Organisation.objects.create(kind="lop", name="LOP")
    user = world.user("lop", "lop", lop)
    region = Region.objects.create(name="Elders")
    region.members.set([lop.pk, world.other.pk])
    seen = figures(to=world.of(user), on=TODAY)
    assert (seen.total, seen.region, seen.per_school) == (0, True, ())
    region.members.add(world.school.pk)
    seen = figures(to=world.of(user), on=TODAY)
    assert (seen.total, seen.region) == (6, True)
    client.force_login(user)
    page = client.get("/thuiszitters/aantallen/").content.decode()
    assert ("Van de scholen van uw streek" in page, str(world.school) in page) == (True, False)
    agodi = Organisation.objects.create(kind="agodi", name="AGODI")
    whole = figures(to=world.of(world.user("agodi", "agodi", agodi)), on=TODAY)
    assert (whole.total, whole.region) == (6, False)
