import ast
import re
from pathlib import Path

from leerrecht.access import acts
from leerrecht.law.regels import REGELS
from leerrecht.law.tables import GETALLEN
from leerrecht.logbook.words import LOOKS, NOT_FOR_PARENTS, WORDS, Words, words_of

SOURCE = Path(__file__).parent.parent.parent / "src" / "leerrecht"
SHAPE = re.compile(r"^[a-z_]+\.[a-z_]+$")
WRITERS = {"record", "record_list", "trace"}
# Texts of the same shape that are no act: records, settings, files, rules of the law.
OTHER = {
    "access.begin", "access.second_step", "access.second_step_failed", "access.session", "contact.gesprek",
    "contact.meteen", "duties.outcome", "duties.worklist", "leerplicht.listedchild", *REGELS,
    *(number.naam for number in GETALLEN),
}  # fmt: skip


def _texts():
    for path in SOURCE.rglob("*.py"):
        if "migrations" not in path.parts and path.name != "words.py":
            for node in ast.walk(ast.parse(path.read_text())):
                yield path, node


def _written():
    """What is given as ``act`` to any function, or in whatever place to one that writes the log."""
    for _path, node in _texts():
        if not isinstance(node, ast.Call):
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        values = [keyword.value for keyword in node.keywords if keyword.arg == "act"]
        values += node.args if name in WRITERS else []
        for value in values:
            if isinstance(value, ast.Constant) and isinstance(value.value, str) and SHAPE.match(value.value):
                yield value.value


def _mentioned():
    """Every text of the code that begins as an act does: also what reaches the log through a helper, or SQL."""
    beginnings = {act.split(".")[0] for act in WORDS}
    for _path, node in _texts():
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            for text in {node.value, *re.findall(r"'([a-z_]+\.[a-z_]+)'", node.value)}:
                if SHAPE.match(text) and text.split(".")[0] in beginnings:
                    yield text


def test_every_act_that_is_written_has_words():
    assert sorted(set(_written()) - WORDS.keys()) == []


def test_every_act_of_the_policy_has_words():
    assert sorted(acts.NAMES.keys() - WORDS.keys()) == []


def test_every_text_that_looks_like_an_act_has_words():
    assert sorted(set(_mentioned()) - WORDS.keys() - OTHER) == []


def test_words_are_dutch_sentences_without_their_subject():
    wrong = [act for act, words in WORDS.items() if not re.match(r"^[a-z].*[^.]$", str(words.text))]
    assert wrong == []


def test_looks_and_what_parents_do_not_see_are_told_apart():
    assert ("pupil.view" in LOOKS, "pupil.edit" in LOOKS) == (True, False)
    assert sorted(NOT_FOR_PARENTS) == [
        "own_word.read", "own_word.say", "own_word.take_back", "quiet.end", "quiet.set", "wish.end", "wish.record",
        "wish.view",
    ]  # fmt: skip


def test_act_of_an_earlier_version_shows_its_name():
    assert words_of("iets.ouds") == Words("iets.ouds")
