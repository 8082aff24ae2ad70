"""A real film of a short scene, the preview that follows the files, and the voices of a clip."""

import json
import math
import re
import shutil
import struct
import subprocess
import wave

import pytest
from playwright.sync_api import expect

from app.content.voices import voice_lines
from app.core.i18n import LOCALES
from app.scenes import camera, lab, scripts
from app.scenes.film import FRAMES_A_SECOND
from app.scenes.studio import running, studio
from app.scenes.workshop import Workshop
from app.web.clips import clip_words

SHORT = """
clip: short
schema_version: 1
version: 1
lesson: L21
title: {kk: "Қысқа", ru: "Коротко", en: "Short"}
goal: {kk: "Мақсат.", ru: "Цель.", en: "Goal."}
description: {kk: "Сынып.", ru: "Класс.", en: "A classroom."}
set: classroom
cast:
  damir: {name: {kk: "Дамир", ru: "Дамир", en: "Damir"}}
script:
  - title: {}
  - say: damir
    text: {kk: "Сәлем!", ru: "Привет!", en: "Hi!"}
  - wait: short
"""
HEIGHT = 144


@pytest.fixture
def root(repo, tmp_path):
    """The content in a place where a test may change it."""
    for folder in ("content", "quizzes"):
        for file in (repo / folder).rglob("*.yaml"):
            copy = tmp_path / file.relative_to(repo)
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(file.read_bytes())
    return tmp_path


@pytest.fixture
def short(root):
    """The workshop of a lesson whose clip takes a few seconds."""
    folder = root / "content/lessons/fraud/lend-your-card"
    (folder / "scene.yaml").write_text(SHORT, "utf-8")
    return Workshop.of(root, "L21")


@pytest.fixture
def words(live):
    with live.app.app_context():
        return clip_words()


@pytest.fixture
def page(new_context):
    return new_context(viewport={"width": 1280, "height": 900}).new_page()


def seen_in(film):
    """Size, codec and frames of a film, as ffprobe counts them."""
    command = ["ffprobe", "-v", "error", "-count_frames", "-of", "json", "-show_streams", str(film)]
    told = subprocess.run(command, capture_output=True, check=True)
    [stream] = json.loads(told.stdout)["streams"]
    return stream["codec_name"], stream["width"], stream["height"], int(stream["nb_read_frames"])


def test_a_film_is_taken_and_goes_on_after_an_interruption(short, words, browser, tmp_path):
    assert not short.is_broken
    out = tmp_path / "films"
    out.mkdir()
    order = camera.Order(short.script, "kk", HEIGHT, out)
    steps = []

    def stops(done, total):
        steps.append((done, total))
        if done == 5:
            raise KeyboardInterrupt

    with running(studio(short, words)) as address:
        with pytest.raises(KeyboardInterrupt):
            camera.shoot(browser, address, order, stops)
        assert not order.file.exists()
        steps.clear()
        film = camera.shoot(browser, address, order, lambda *step: steps.append(step))
    frames = round(film.lasts * FRAMES_A_SECOND)
    assert 3 <= film.lasts <= 8
    assert seen_in(order.file) == ("h264", 256, HEIGHT, frames)
    assert steps[-1] == (frames, frames)
    captions = order.captions.read_text("utf-8")
    assert "<v Дамир>Сәлем!" in captions
    assert not order.reels.exists()


def test_whole_reels_are_not_taken_again(short, words, browser, tmp_path):
    out = tmp_path / "films"
    order = camera.Order(short.script, "kk", HEIGHT, out)
    order.reels.mkdir(parents=True)
    lab.develop([photograph(browser)] * 5, order.reels / "0000.mkv", HEIGHT)
    with running(studio(short, words)) as address:
        camera.shoot(browser, address, order, lambda *_: None)
    assert seen_in(order.file)[3] == 5


def test_recorded_lines_are_heard_in_the_film(short, words, browser, tmp_path):
    [line] = [one for one in voice_lines(short.script.scene) if one.locale == "kk"]
    tone(short.root / short.folder / line.file, 1.5)
    list(scripts.measured(short, short.script))
    short.look()
    order = camera.Order(short.script, "kk", HEIGHT, tmp_path / "films", short.voices)
    with running(studio(short, words)) as address:
        film = camera.shoot(browser, address, order, lambda *_: None)
    [voice] = film.voices
    assert voice.name == line.name
    loud = loudness(order.file)
    assert max(loud[: int(voice.begins)], default=-91) < -80
    assert loud[int(voice.begins) + 1] > -40


def loudness(film):
    """Mean decibels of each second of a film's sound."""
    command = ["ffmpeg", "-v", "error", "-i", str(film), "-f", "s16le", "-ac", "1", "-ar", "8000"]
    raw = subprocess.run([*command, "-"], capture_output=True, check=True).stdout
    samples = struct.unpack(f"<{len(raw) // 2}h", raw)
    seconds = [samples[start : start + 8000] for start in range(0, len(samples), 8000)]
    power = [sum(one * one for one in second) / len(second) for second in seconds]
    return [10 * math.log10(max(one, 1e-9) / 32768**2) for one in power]


def photograph(browser):
    page = browser.new_page(viewport={"width": 256, "height": HEIGHT})
    picture = page.screenshot(type="jpeg")
    page.close()
    return picture


def test_the_preview_shows_three_languages_and_follows_the_files(short, words, page):
    file = short.root / short.folder / "scene.yaml"
    with running(studio(short, words)) as address:
        page.goto(address)
        expect(page.locator("[data-scene-state=ready]")).to_have_count(len(LOCALES))
        assert [one.get_attribute("lang") for one in page.locator(".clip").all()] == [*LOCALES]
        # Three clips on one page share no id.
        ids = page.locator("[id]").evaluate_all("all => all.map((one) => one.id)")
        assert len(ids) == len(set(ids))
        file.write_text(SHORT.replace("set: classroom", "set: class-room"), "utf-8")
        expect(page.locator(".preview__said")).to_contain_text("did you mean 'classroom'?")
        expect(page.locator("[data-scene-state=ready]")).to_have_count(len(LOCALES))
        file.write_text(SHORT.replace("Привет", "Здравствуй") + "  - [", "utf-8")
        expect(page.locator(".preview__said")).to_contain_text("not valid YAML")
        file.write_text(SHORT.replace("Коротко", "Заново"), "utf-8")
        expect(page.locator(".clip h2").nth(1)).to_have_text("Заново")
        expect(page.locator(".preview__said")).not_to_contain_text("errors")


def test_the_preview_listens_on_this_machine_only(short, words):
    with running(studio(short, words)) as address:
        assert re.fullmatch(r"http://127\.0\.0\.1:\d+", address)


@pytest.mark.parametrize("missing", ["chromium", "ffmpeg"])
def test_a_missing_program_is_named_in_one_sentence(live, tmp_path, monkeypatch, missing):
    tools = tmp_path / "tools"
    tools.mkdir()
    for name in {"chromium", "ffmpeg"} - {missing}:
        (tools / name).symlink_to(shutil.which(name))
    monkeypatch.setenv("PATH", str(tools))
    said = live.app.test_cli_runner().invoke(
        args=["scene", "render", "L21", "--out", str(tmp_path / "films")]
    )
    assert said.exit_code == 1
    assert said.output.strip().splitlines()[-1] == (
        f"Error: {missing} is needed for this and missing; "
        f"install it with: sudo apt-get install {missing}"
    )


def tone(file, seconds):
    """A recording: a quiet A, as long as a line."""
    file.parent.mkdir(parents=True, exist_ok=True)
    plain = file.with_suffix(".wav")
    with wave.open(str(plain), "wb") as out:
        out.setparams((1, 2, 8000, 0, "NONE", ""))
        for n in range(int(8000 * seconds)):
            out.writeframes(struct.pack("<h", int(3000 * math.sin(n * math.tau * 440 / 8000))))
    subprocess.run(["ffmpeg", "-loglevel", "error", "-i", plain, file], check=True)
    plain.unlink()


def test_recordings_are_measured_and_give_the_clip_its_time(short):
    assert "audio" not in short.script.clip()["beats"][1]
    [line] = [one for one in voice_lines(short.script.scene) if one.locale == "kk"]
    tone(short.root / short.folder / line.file, 2.5)
    assert [lines for _file, lines in scripts.measured(short, short.script)] == [1]
    short.look()
    beat = short.script.clip()["beats"][1]
    assert beat["audio"] == [line.name, None, None]
    assert beat["lasts"][0] == pytest.approx(2.5 + 0.35, abs=0.15)


SPEAKS = """
window.said = [];
const voices = LANGUAGES.map((lang) => ({ lang, name: lang }));
let known = [];
const home = new EventTarget();
Object.assign(home, {
  getVoices: () => known,
  speak: (words) => said.push(words.text),
  cancel: () => said.push("stopped"),
  arrive: () => { known = voices; home.dispatchEvent(new Event("voiceschanged")); },
});
Object.defineProperty(window, "speechSynthesis", { value: home });
window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
"""
LISTEN = ".clip-controls button[aria-label=Listen]"


def test_the_browsers_voice_is_offered_only_where_it_speaks_the_language(short, words, page):
    page.add_init_script(SPEAKS.replace("LANGUAGES", '["en-GB", "ru-RU"]'))
    with running(studio(short, words)) as address:
        page.goto(f"{address}/film/en")
        page.wait_for_selector("html[data-film=ready]", state="attached")
        assert page.locator(LISTEN).count() == 0
        page.evaluate("speechSynthesis.arrive()")
        page.locator(LISTEN).click()
        page.evaluate("document.querySelector('.clip').clip.play()")
        page.wait_for_function("() => said.includes('Hi!')")
        page.evaluate("document.querySelector('.clip').clip.pause()")
        assert page.evaluate("said.at(-1)") == "stopped"
        page.locator(".clip-languages button[lang=kk]").click()
        assert page.locator(".clip").evaluate("root => root.clip.voice.button.hidden")
