"""From a screenplay to a clip: times, branches, and every language."""

import json
from itertools import pairwise

import pytest

from app.content.clips import clip_data, spans
from app.content.files import parse
from app.content.schema.dilemma import Dilemma
from app.content.schema.scene import Scene
from app.core.i18n import LOCALES, LocalizedText

TOPIC = LocalizedText(kk="Тақырып", ru="Тема", en="Topic")


def three(text):
    return {"kk": f"{text} kk", "ru": f"{text} ru", "en": f"{text} en"}


def scene_of(*script, **changes):
    """A scene of two people in a classroom with this script; Scene's own errors as sentences."""
    document = {
        "clip": "test-clip",
        "schema_version": 1,
        "version": 1,
        "lesson": "L99",
        "title": three("title"),
        "goal": three("goal"),
        "description": three("description"),
        "set": "classroom",
        "cast": {"dana": {"name": three("Dana")}, "damir": {"name": three("Damir")}},
        "script": [*script],
    }
    return parse(Scene, "scene.yaml", document | changes)


def say(who="dana", text="Hello", **more):
    return {"say": who, "text": three(text), **more}


def narrate(text="A classroom."):
    return {"narrate": three(text)}


def ask(*targets):
    choices = [
        {"text": three(f"choice {n}"), "verdict": verdict, "reply": three("because")}
        | ({"goto": target} if target else {})
        for n, (verdict, target) in enumerate(targets)
    ]
    return {"ask": {"id": "what-now", "text": three("What now?"), "choices": choices}}


BRANCHES = (
    narrate(),
    say(),
    ask(("think", "silent"), ("good", "speaks")),
    {"label": "silent"},
    {"walk": "damir", "to": "right"},
    narrate("Nobody speaks."),
    {"goto": "end"},
    {"label": "speaks"},
    say("damir", "Stop"),
)


def compiled(*script, band="7-9", dilemma=None, **changes):
    return clip_data(scene_of(*script, **changes), band=band, topic=TOPIC, dilemma=dilemma)


def beats_of(data, verb):
    return [beat for beat in data["beats"] if beat["verb"] == verb]


def texts_of(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from texts_of(one)
    elif isinstance(value, list):
        for one in value:
            yield from texts_of(one)


@pytest.mark.parametrize("locale", LOCALES)
def test_beats_follow_each_other_and_never_run_backwards(locale):
    times = spans(scene_of(*BRANCHES), band="7-9", locale=locale)
    assert all(begins <= ends for begins, ends in times)
    assert all(one[0] <= other[0] for one, other in pairwise(times))


def test_a_beat_with_the_one_before_begins_beside_it():
    walk = {"walk": "damir", "to": "right", "with": "previous"}
    times = spans(scene_of(narrate("x" * 90), walk, say()), band="7-9", locale="kk")
    assert times[2][0] < times[1][1]
    assert times[3][0] >= times[1][1]


@pytest.mark.parametrize(
    ("side", "is_out"), [("left", range(-400, 0)), ("right", range(1601, 2000))]
)
def test_who_leaves_by_a_side_is_off_the_stage(side, is_out):
    [leaves] = beats_of(compiled(say(), say(), {"leave": "dana", "to": side}), "leave")
    assert leaves["to"] in is_out


def test_nobody_leaves_to_a_place_on_the_stage():
    said = scene_of(say(), say(), {"leave": "dana", "to": "centre"})
    assert "leaves `to: left` or `to: right`" in str(said)


def test_longer_texts_and_younger_readers_get_more_time():
    def seconds(text, band):
        return beats_of(compiled(say(), say(), say("dana", text), band=band), "say")[2]["lasts"][0]

    assert seconds("x" * 80, "7-9") > seconds("x" * 40, "7-9")
    assert seconds("x" * 80, "1-4") > seconds("x" * 80, "5-6") > seconds("x" * 80, "7-9")


def test_each_language_has_its_own_time():
    text = {"kk": "қ" * 90, "ru": "р" * 60, "en": "e" * 30}
    kk, ru, en = beats_of(compiled({"narrate": text}, say(), say()), "narrate")[0]["lasts"]
    assert kk > ru > en


def test_every_text_is_there_in_every_language():
    data = compiled(*BRANCHES)
    heard = list(texts_of(data))
    for text in ("title", "Dana", "A classroom.", "Hello", "What now?", "choice 1", "because"):
        assert {f"{text} {locale}" for locale in LOCALES} <= set(heard)


def test_markup_of_an_author_stays_text():
    data = compiled(say("dana", "<b onclick=x>&</b>"), say(), say())
    assert beats_of(data, "say")[0]["text"][0] == "<b onclick=x>&</b> kk"
    assert json.loads(json.dumps(data)) == data


def test_a_clip_begins_with_its_title_even_if_nobody_wrote_one():
    assert compiled(narrate(), say(), say())["beats"][0]["verb"] == "title"
    assert len(beats_of(compiled({"title": {}}, say(), say()), "title")) == 1


def test_who_acts_before_walking_in_stands_there_from_the_start():
    data = compiled(say("dana"), {"walk": "damir", "to": "right"}, say("damir"))
    assert set(data["start"]) == {"dana"}
    walk = beats_of(data, "walk")[0]
    assert walk["from"] > 1600
    assert walk["to"] == 1040


def test_beside_somebody_is_an_arms_length_away():
    start = {"dana": {"at": "left"}, "damir": {"at": "right"}}
    move = say("damir", move={"damir": "beside dana"})
    data = compiled(say("dana"), move, say("dana"), start=start)
    assert data["beats"][2]["move"]["damir"] == start_x(data, "dana") + 200


def start_x(data, person):
    return data["start"][person]["x"]


def test_choices_lead_to_their_labels():
    data = compiled(*BRANCHES)
    first, second = beats_of(data, "ask")[0]["choices"]
    assert data["beats"][first["to"]]["verb"] == "label"
    assert data["beats"][second["to"] + 1]["who"] == "damir"
    assert beats_of(data, "goto")[0]["to"] == len(data["beats"])


def test_a_part_begins_as_the_stage_was_left_at_the_jump():
    data = compiled(*BRANCHES)
    asked = data["beats"].index(beats_of(data, "ask")[0])
    assert [label["after"] for label in beats_of(data, "label")] == [asked, asked]


def test_a_doubtful_choice_without_a_part_leads_back_to_the_question():
    data = compiled(say(), ask(("think", None), ("good", None)), say())
    first, second = beats_of(data, "ask")[0]["choices"]
    assert first["again"]
    assert "again" not in second


def story():
    node = {
        "text": three("And you?"),
        "choices": [
            {
                "id": "stay",
                "text": three("Stay"),
                "verdict": "think",
                "why": three("Why?"),
                "goto": "n1",
            },
            {
                "id": "go",
                "text": three("Go"),
                "verdict": "good",
                "why": three("Yes"),
                "goto": "e_end",
            },
        ],
    }
    document = {
        "dilemma": "test",
        "schema_version": 1,
        "version": 1,
        "lesson": "L99",
        "sensitive": False,
        "objectives": ["ORD-6"],
        "title": three("t"),
        "starts": {"me": {"node": "n1", "role": three("r")}},
        "nodes": {"n1": node},
        "endings": {"e_end": {"kind": "help", "text": three("e")}},
    }
    return parse(Dilemma, "dilemma.yaml", document)


def test_the_question_of_the_lesson_brings_its_own_choices():
    asked = {"ask": {"dilemma": "n1", "branches": {"go": "gone"}}}
    data = compiled(say(), asked, {"label": "gone"}, say(), dilemma=story())
    question = beats_of(data, "ask")[0]
    assert question["node"] == question["id"] == "n1"
    assert question["text"][2] == "And you? en"
    stay, go = question["choices"]
    assert stay["again"]
    assert "to" not in stay
    assert data["beats"][go["to"]]["verb"] == "label"
    assert go["reply"][2] == "Yes en"


def test_somebody_without_a_drawing_has_no_model():
    chat = {"phone": {"messages": [{"sender": "boss", "text": three("Hi")}]}}
    cast = {"dana": {"name": three("Dana")}, "boss": {"name": three("Boss")}}
    data = compiled(chat, say(), say(), cast=cast)
    assert data["cast"]["dana"]["look"]["hearingAid"]
    assert "look" not in data["cast"]["boss"]


def test_messages_come_one_after_the_other():
    messages = [{"sender": "dana", "text": three(f"Message {n}")} for n in range(3)]
    screen = beats_of(compiled({"phone": {"messages": messages}}, say(), say()), "phone")[0]
    for index, moments in enumerate(screen["at"]):
        assert moments == sorted(set(moments))
        assert moments[-1] < screen["lasts"][index]


def problems_of(*script, **changes):
    found = scene_of(*script, **changes)
    return [problem.sentence for problem in found] if isinstance(found, list) else []


@pytest.mark.parametrize(
    ("script", "words"),
    [
        ([{}, say(), say()], "exactly one verb"),
        ([{**say(), **narrate()}, say(), say()], "exactly one verb"),
        ([{"goto": "nowhere"}, say(), say()], "no label 'nowhere'"),
        ([{"label": "a"}, {"label": "a"}, say()], "'a' stands twice"),
        ([say("nobody"), say(), say()], "'nobody' is not in the cast"),
        ([{"prop": "ball"}, say(), say()], "one of `at`, `hand`, `away: true`"),
        ([ask(("good", None)), say(), say()], "two or more choices"),
        ([{"ask": {"dilemma": "n1", "id": "x"}}, say(), say()], "come from dilemma.yaml"),
    ],
)
def test_a_scene_that_makes_no_sense_is_refused_in_words(script, words):
    assert any(words in sentence for sentence in problems_of(*script))


@pytest.mark.parametrize(
    ("field", "value", "word"), [("mood", "cross", "angry"), ("pose", "jump", "cheer")]
)
def test_a_mood_or_pose_that_does_not_exist_is_named_with_those_that_do(field, value, word):
    (sentence,) = problems_of({**say(), field: value}, say(), say(), say())
    assert f"'{value}' is not one of" in sentence
    assert word in sentence


def test_panels_stop_before_the_decision():
    panels = scene_of(*BRANCHES).panels()
    assert [panel.kind for panel in panels] == ["narration", "speech"]
