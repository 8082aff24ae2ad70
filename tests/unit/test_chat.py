"""A dilemma told as a chat: who the pupil is, what has been written so far."""

from dataclasses import dataclass, field

import pytest

from app.content import library
from app.learning.dilemmas import place
from tests.catalogue import DILEMMA, documents, errors, put, three

LINES = [{"speaker": three("Erlan"), "text": three("Write something!")}, {"text": three("Hm.")}]
NODE = (DILEMMA, "nodes", "n1")


def chat(*changes):
    files = documents()
    put(files, (DILEMMA, "look"), "chat")
    put(files, (DILEMMA, "starts", "finder", "who"), "friend")
    put(files, (*NODE, "lines"), LINES)
    for path, value in changes:
        put(files, path, value)
    return files


@dataclass
class Walk:
    path: list[str] = field(default_factory=list)
    start: str = "finder"


def written(path):
    here = place(library.build(chat()).dilemmas["L99"], Walk(path))
    return [(speaker.en if speaker else "", text.en) for speaker, text in here.log]


def test_the_chat_begins_with_the_lines_of_the_first_place():
    assert written([]) == [("Erlan", "Write something!"), ("", "Hm.")]


def test_a_choice_stands_in_the_chat_as_the_pupils_own_line():
    assert written(["n1/answer"])[-1] == ("", "answer")


def test_what_was_thought_better_of_was_never_sent():
    assert written(["n1/take", "n1/take"]) == written([])


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ((DILEMMA, "starts", "finder", "who"), "start 'finder' needs who"),
        ((*NODE, "lines"), "its first place needs lines"),
        ((DILEMMA, "look"), "lines are shown only with look: chat"),
    ],
)
def test_a_chat_that_is_not_whole_is_refused_in_a_sentence(change, said):
    assert any(said in one for one in errors(chat((change, ...))))
