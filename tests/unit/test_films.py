"""Films of clips and recorded lines: what is seen when, what is said, how long it lasts."""

import csv
import io
import os

import pytest

from app.content import library
from app.content.captions import as_vtt, vtt
from app.content.clips import clip_data, spans
from app.content.drawings import PLAYER, modules_of
from app.content.voices import BREATH, line_name, voice_lines, voice_script
from app.core.i18n import LOCALES
from app.scenes.film import FRAMES_A_SECOND, film_of
from app.scenes.workshop import NoScene, Workshop
from tests.unit.test_clips import TOPIC, ask, narrate, say, scene_of

PLAN = {
    "lasts": 10.0,
    "cues": [
        {"begins": 1.0, "ends": 3.0, "speaker": "Dana", "text": "Before"},
        {"begins": 5.0, "ends": 7.0, "speaker": "", "text": "After"},
    ],
    "asks": [{"at": 4.0, "question": "What now?", "choices": ["This", "That"], "reply": "Good."}],
    "voices": [{"begins": 1.0, "name": "dana-1"}, {"begins": 5.0, "name": "narrator-2"}],
}


def film(plan=PLAN):
    return film_of(plan, band="7-9", locale="en")


def test_a_film_holds_the_question_and_the_reply_and_then_goes_on():
    kinds = [piece.kind for piece in film().pieces]
    assert kinds == ["play", "question", "reply", "play"]
    held = sum(piece.lasts for piece in film().pieces if piece.kind != "play")
    assert held >= 8
    assert film().lasts == pytest.approx(PLAN["lasts"] + held)
    assert len(film().moments()) == round(film().lasts * FRAMES_A_SECOND)


def test_the_picture_stands_still_while_a_question_is_held_and_never_runs_backwards():
    positions = [moment.position for moment in film().moments()]
    assert positions == sorted(positions)
    held = {moment.position for moment in film().moments() if moment.kind != "play"}
    assert len(held) == 1


def test_captions_of_a_film_wait_for_the_held_question():
    before, question, reply, after = film().cues
    assert (before.begins, before.text) == (1.0, "Before")
    assert question.text == "What now?\n1. This\n2. That"
    assert question.begins == pytest.approx(4.0, abs=0.05)
    assert reply.begins == pytest.approx(question.ends)
    assert after.begins == pytest.approx(5.0 + film().lasts - PLAN["lasts"])


def test_recorded_lines_wait_for_the_held_question_too():
    before, after = film().voices
    assert (before.begins, before.name) == (1.0, "dana-1")
    assert after.begins == pytest.approx(5.0 + film().lasts - PLAN["lasts"])


def test_a_long_question_is_held_for_longer_but_not_for_ever():
    def held(words):
        asks = [PLAN["asks"][0] | {"question": "word " * words}]
        return film(PLAN | {"asks": asks}).pieces[1].lasts

    assert held(2) < held(30) < held(300)
    assert held(300) == held(3000)


def test_a_clip_without_a_question_is_one_piece():
    assert [piece.kind for piece in film(PLAN | {"asks": []}).pieces] == ["play"]


def test_markup_in_a_caption_stays_text():
    plan = PLAN | {"cues": [PLAN["cues"][0] | {"text": "<b>1 --> 2"}]}
    assert "<b>" not in as_vtt(film(plan).cues)
    assert as_vtt(film(plan).cues).count(" --> ") == 3


SCENE = (narrate(), say(text="Hello there"), ask(("think", None), ("good", None)))


def test_a_recorded_line_gives_its_beat_its_length_in_its_language_only():
    scene = scene_of(*SCENE)
    line = line_name(scene.script[1], "kk")
    voices = {"kk": {line: 6.25}}
    silent = spans(scene, band="7-9", locale="kk")
    spoken = spans(scene, band="7-9", locale="kk", voices=voices)
    begins, ends = spoken[2]
    assert ends - begins == pytest.approx(6.25 + BREATH, abs=0.06)
    assert spoken[3][0] - silent[3][0] == pytest.approx(ends - silent[2][1])
    assert spans(scene, band="7-9", locale="ru", voices=voices) == spans(
        scene, band="7-9", locale="ru"
    )
    assert vtt(scene, band="7-9", locale="kk", voices=voices) != vtt(scene, band="7-9", locale="kk")
    beats = clip_data(scene, band="7-9", topic=TOPIC, voices=voices)["beats"]
    assert [beat.get("audio") for beat in beats] == [None, None, [line, None, None], None]


def test_another_text_needs_another_recording():
    one, other = (scene_of(*(narrate(), say(text=text), SCENE[2])) for text in ("Hi", "Hey"))
    assert line_name(one.script[1], "kk") != line_name(other.script[1], "kk")
    assert line_name(one.script[2], "kk") is None


def test_the_voice_script_has_every_spoken_line_in_each_language():
    scene = scene_of(*SCENE)
    rows = list(csv.DictReader(io.StringIO(voice_script(scene))))
    assert [row["locale"] for row in rows] == [one for one in LOCALES for _ in range(2)]
    assert rows[1]["file"].startswith("audio/kk/dana-")
    assert rows[1]["role"] == "Dana kk"
    assert len({line.file for line in voice_lines(scene)}) == len(rows)


def test_the_parts_of_the_player_are_found_by_their_imports():
    found = modules_of(["clip", "screens/screens"])
    assert {"clip.js", "rig/rig.js", "screens/screens.js", "screens/kinds.js"} <= {*found}
    assert not [name for name in found if name.startswith(("places/", "props/"))]
    assert all((PLAYER / name).exists() for name in found)


# --- the workshop: files as they are saved ---------------------------------------------------


@pytest.fixture
def bench(repo, tmp_path):
    """The content in a place where a test may break it; the folder of L21."""
    for folder in ("content", "quizzes"):
        for file in (repo / folder).rglob("*.yaml"):
            copy = tmp_path / file.relative_to(repo)
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(file.read_bytes())
    return tmp_path


def save(path, text):
    path.write_text(text, "utf-8")
    moment = path.stat().st_mtime_ns + 1_000_000
    os.utime(path, ns=(moment, moment))


@pytest.mark.parametrize("name", ["L21", "lend-your-card"])
def test_a_lesson_is_found_by_its_id_and_by_its_folder(bench, name):
    assert Workshop.of(bench, name).folder == "content/lessons/fraud/lend-your-card"


def test_a_lesson_that_is_not_there_is_refused(bench):
    with pytest.raises(NoScene):
        Workshop.of(bench, "L99")


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("set: bank", "set: bnak", "bank"),
        ("script:", "script: [", "YAML"),
        ("clip: lend-your-card", "", "missing"),
    ],
)
def test_a_broken_scene_is_named_and_the_last_good_one_stays(bench, old, new, words):
    workshop = Workshop.of(bench, "L21")
    before, stamp = workshop.script, workshop.stamp
    assert not workshop.is_broken
    file = bench / workshop.folder / "scene.yaml"
    good = file.read_text("utf-8")
    save(file, good.replace(old, new, 1))
    assert workshop.stamp != stamp
    workshop.look()
    assert workshop.is_broken
    assert any(words in str(problem) for problem in workshop.problems)
    assert workshop.script is before
    save(file, good)
    workshop.look()
    assert not workshop.is_broken


def test_durations_of_recordings_are_content(bench):
    workshop = Workshop.of(bench, "L21")
    line = next(voice_lines(workshop.script.scene))
    file = bench / workshop.folder / "audio" / "kk.yaml"
    file.parent.mkdir()
    save(file, f"{line.name}: 3.2\n")
    assert library.load(bench).voices == {"L21": {"kk": {line.name: 3.2}}}
    workshop.look()
    assert workshop.script.voices["kk"][line.name] == 3.2
    save(file, f"{line.name}: -1\n")
    workshop.look()
    assert workshop.is_broken
