"""What the content check says about a scene."""

import re
from itertools import pairwise
from pathlib import Path

import pytest

from app.content.captions import read_aloud, transcript, vtt
from app.content.drawings import Drawings, drawings, wardrobe_of
from app.content.scene_check import scene_errors, scene_warnings
from app.content.schema import stage
from tests.unit.test_clips import BRANCHES, ask, narrate, say, scene_of, story, three

DRAWN = Drawings(
    looks={name: {} for name in ("dana", "damir", "teacher")},
    places=frozenset({"classroom", "street"}),
    props=frozenset({"notebook"}),
    icons=frozenset({"eye", "house"}),
)


def errors(*script, dilemma=None, **changes):
    found = scene_errors("scene.yaml", scene_of(*script, **changes), dilemma, DRAWN)
    return [str(problem) for problem in found]


def warnings(*script, band="7-9", dilemma=None):
    found = scene_warnings("scene.yaml", scene_of(*script), band, dilemma)
    return [str(problem) for problem in found]


def test_a_good_scene_raises_nothing():
    assert errors(*BRANCHES) == []
    assert warnings(*BRANCHES) == []


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"set": "klassroom"}, "no place 'klassroom' is drawn; did you mean 'classroom'?"),
        (
            {
                "cast": {
                    "dana": {"name": three("D"), "model": "teachr"},
                    "damir": {"name": three("D")},
                }
            },
            "no character 'teachr' is drawn; did you mean 'teacher'?",
        ),
    ],
)
def test_what_nobody_has_drawn_is_named_with_what_comes_close(changes, words):
    assert any(words in error for error in errors(say(), say("damir"), say(), **changes))


def test_unknown_props_and_icons_are_named_with_their_beat():
    card = {"card": {"title": three("t"), "items": [{"icon": "eyes", "text": three("i")}]}}
    found = errors(say(), card, {"prop": "noteboock", "hand": "dana"})
    assert "scene.yaml: beat 2: no icon 'eyes' is drawn; did you mean 'eye'?" in found
    assert "scene.yaml: beat 3: no prop 'noteboock' is drawn; did you mean 'notebook'?" in found


def test_who_only_writes_needs_no_drawing():
    cast = {"dana": {"name": three("D")}, "stranger": {"name": three("S")}}
    chat = {"phone": {"messages": [{"sender": "stranger", "text": three("Hi")}]}}
    assert errors(chat, say(), say(), cast=cast) == []


@pytest.mark.parametrize(
    "text",
    [
        {"kk": "Бұл 188-бап.", "ru": "Это кража.", "en": "It is theft."},
        {"kk": "Бұл ұрлық.", "ru": "Это статья 188.", "en": "It is theft."},
        {"kk": "Бұл ұрлық.", "ru": "См. ст. 188.", "en": "It is theft."},
        {"kk": "Бұл ұрлық.", "ru": "Это кража.", "en": "It is article 188."},
    ],
)
def test_law_that_is_named_needs_a_record(text):
    script = ({"narrate": text}, say(), say())
    assert errors(*script) == ["scene.yaml: beat 1: an article is named, but `law` lists no record"]
    assert errors(*script, law=["kz-cc-188"]) == []


def test_ordinary_words_are_no_law():
    text = {"kk": "Баптап жинады. Бап-бабымен.", "ru": "Статья в газете.", "en": "An article."}
    assert errors({"narrate": text}, say(), say()) == []


def test_a_line_that_cannot_be_read_in_time_is_named_by_language():
    long = {"kk": "қ" * 150, "ru": "р" * 20, "en": "e" * 20}
    (warning,) = warnings({"narrate": long}, say(), say())
    assert warning.startswith("scene.yaml: beat 1 › kk: grades 7-9 need 11 seconds")
    assert len(warnings({"narrate": long}, say(), say(), band="1-4")) == 1


def test_two_people_in_one_place_are_named():
    walks = [{"walk": "dana", "to": "left"}, {"walk": "damir", "to": "left"}, say()]
    (warning,) = warnings(*walks)
    assert warning == "scene.yaml: beat 2: damir and dana stand in the same place"
    assert warnings({"walk": "dana"}, {"walk": "damir"}, say()) == []


def test_choices_over_sixty_characters_are_named():
    beat = ask(("good", None), ("think", None))
    beat["ask"]["choices"][1]["text"] = {"kk": "қ" * 61, "ru": "р", "en": "e"}
    (warning,) = warnings(say(), beat, say())
    assert "61 characters; a choice has at most 60" in warning


def test_a_question_of_the_lesson_must_exist_with_its_choices():
    asked = {"ask": {"dilemma": "n9"}}
    assert "dilemma.yaml has no node 'n9'" in errors(say(), asked, say(), dilemma=story())[0]
    wrong = {"ask": {"dilemma": "n1", "branches": {"fly": "end"}}}
    assert "n1 has no choice 'fly'" in errors(say(), wrong, say(), dilemma=story())[0]


# --- the drawings are the list ----------------------------------------------------------------

RIG = Path("app/static/js/player/rig")


@pytest.mark.parametrize(
    ("made", "known"), [("mood", stage.Mood.__args__), ("pose", stage.Pose.__args__)]
)
def test_moods_and_poses_of_the_schema_are_those_of_the_rig(repo, made, known):
    source = (repo / RIG / "acting.js").read_text("utf-8")
    drawn = set(re.findall(rf'^  "?([a-z-]+)"?: {made}\(', source, re.MULTILINE))
    assert drawn == set(known)


def test_every_place_has_a_picture_for_the_panels(repo):
    pictures = {path.stem for path in (repo / "app/static/img").glob("set-*.svg")}
    assert {f"set-{place}" for place in drawings().places} <= pictures


def test_everybody_drawn_has_a_face_for_each_mood_and_a_head(repo):
    heads = (repo / "app/static/img/cast.svg").read_text("utf-8")
    for person in drawings().people:
        face = (repo / f"app/static/img/people/{person}.svg").read_text("utf-8")
        assert all(f'<symbol id="{mood}"' in face for mood in stage.Mood.__args__), person
        assert f'<symbol id="{person}"' in heads, person


# --- captions ---------------------------------------------------------------------------------


def test_captions_follow_the_way_of_the_good_choice():
    text = vtt(scene_of(*BRANCHES), band="7-9", locale="en")
    assert text.startswith("WEBVTT\n\n")
    assert "<v Damir en>Stop en" in text
    assert "Nobody speaks" not in text


def test_captions_never_overlap():
    text = vtt(scene_of(*BRANCHES), band="7-9", locale="ru")
    times = [line.split(" --> ") for line in text.splitlines() if " --> " in line]
    assert times == sorted(times)
    assert all(one[1] <= other[0] for one, other in pairwise(times))


def test_markup_in_captions_is_text():
    text = vtt(scene_of(say("dana", "<i>--> &"), say(), say()), band="7-9", locale="kk")
    assert "&lt;i&gt;--&gt; &amp;" in text


def test_a_transcript_tells_every_branch_and_the_question():
    lines = transcript(scene_of(*BRANCHES), locale="en")
    assert [line.kind for line in lines] == [
        "narration",
        "speech",
        "question",
        *["choice", "reply"] * 2,
        "narration",
        "speech",
    ]


def test_the_script_to_read_aloud_opens_with_title_and_pictures():
    lines = read_aloud(scene_of(narrate(), say(), say()), locale="kk")
    assert [line.text for line in lines[:2]] == ["title kk", "description kk"]


def test_whoever_needs_no_wardrobe_wears_what_every_clip_has(repo):
    """Clothes and hair of grown-ups come in a module that only their clips load."""
    everyday = (repo / RIG / "outfits.js").read_text("utf-8")
    for name, look in drawings().looks.items():
        if "puppet" not in look and "wardrobe" not in wardrobe_of([look]):
            assert "cap" not in look, name
            for worn in (look["outfit"], look["hair"]):
                assert re.search(rf'["\s]{worn}["\s,:(]', everyday), (name, worn)


def test_a_puppet_comes_from_its_own_file_and_only_with_its_clips(repo):
    puppets = {look["puppet"] for look in drawings().looks.values() if "puppet" in look}
    assert puppets == {"boken"}
    for name in puppets:
        assert f"PUPPETS.{name} = " in (repo / RIG / f"{name}.js").read_text("utf-8")
    assert wardrobe_of([drawings().looks["alua"], drawings().looks["boken"]]) == ["boken"]
