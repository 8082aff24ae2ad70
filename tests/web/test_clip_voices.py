"""Recorded lines of a clip over HTTP: only what is known, and not twice over a slow line."""

import dataclasses

import pytest

from app.content import library
from app.content.voices import voice_lines

pytestmark = pytest.mark.usefixtures("context")

LESSON = "L21"


@pytest.fixture
def aigerim(world, sign_in):
    browser = sign_in(world.aigerim)
    browser.post(f"/learn/lessons/{LESSON}/start")
    return browser


@pytest.fixture
def recording(app, tmp_path, monkeypatch):
    """The address of the one recorded line of the lesson."""
    real = library.get()
    lesson = real.lesson(LESSON)
    line = next(voice_lines(real.scenes[LESSON]))
    folder = tmp_path / "content" / "lessons" / lesson.theme / lesson.slug / "audio" / "kk"
    folder.mkdir(parents=True)
    (folder / f"{line.name}.mp3").write_bytes(b"ID3 a voice")
    (folder / "secret.mp3").write_bytes(b"ID3 nobody's")
    settings = app.extensions["settings"].model_copy(update={"content_root": tmp_path})
    monkeypatch.setitem(app.extensions, "settings", settings)
    voices = {LESSON: {"kk": {line.name: 3.0}}}
    library.install(dataclasses.replace(real, voices=voices))
    yield f"/learn/lessons/{LESSON}/audio/kk/{line.name}.mp3"
    library.install(real)


def test_a_recorded_line_is_sent_once(aigerim, recording):
    with aigerim.get(recording) as first:
        assert (first.status_code, first.data) == (200, b"ID3 a voice")
    with aigerim.get(recording, headers={"If-None-Match": first.headers["ETag"]}) as again:
        assert (again.status_code, again.data) == (304, b"")


@pytest.mark.parametrize(
    ("old", "new"), [("/kk/", "/ru/"), ("/kk/", "/xx/"), ("narrator-", "nobody-"), ("L21", "L99")]
)
def test_what_nobody_recorded_is_not_found(aigerim, recording, old, new):
    assert aigerim.get(recording.replace(old, new)).status_code == 404


def test_a_file_that_the_catalogue_does_not_name_is_not_sent(aigerim, recording):
    folder = recording.rsplit("/", 1)[0]
    assert aigerim.get(f"{folder}/secret.mp3").status_code == 404
    assert aigerim.get(f"{folder}/..%2f..%2flesson.mp3").status_code == 404


def test_the_clip_names_its_recording(aigerim, recording):
    beats = aigerim.get(f"/learn/lessons/{LESSON}/scene.json").json["beats"]
    [spoken] = [beat["audio"] for beat in beats if "audio" in beat]
    assert recording.endswith(f"{spoken[0]}.mp3")
    assert spoken[1:] == [None, None]


def test_a_teacher_hears_what_pupils_hear(world, sign_in, recording):
    with sign_in(world.teacher).get(recording.replace("/learn/", "/class/")) as heard:
        assert heard.data == b"ID3 a voice"
