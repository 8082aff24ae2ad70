"""The clip player in a real browser: every beat of every clip, the keyboard, bad input."""

import json
import os
import random
from itertools import product
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from playwright.sync_api import Page, Route, expect

from app.content import library
from app.content.clips import clip_data
from app.core.db import db, transaction
from app.core.i18n import LOCALES
from app.learning.models import DilemmaWalk
from app.people.models import User
from app.people.secrets import hash_secret
from tests.browser.driving import sign_in
from tests.people import PASSWORD, make_world
from tests.unit.test_clips import compiled, narrate, say, three

LESSON = "/learn/lessons/L21"
SCENES = Path(__file__).parents[2].glob("content/lessons/*/*/scene.yaml")
CLIPS = sorted(path.parent.name for path in SCENES)
MATRIX = [*product(CLIPS, (360, 1280), ("no-preference", "reduce"))]
# A few in `make test`, all in `make test-all`.
SAMPLE = MATRIX if os.environ.get("ADAL_TEST_FULL") else random.Random(11).sample(MATRIX, 4)

# What is wrong with the picture at this moment, in words.
FAULTS = """
(() => {
  const box = (node) => node.getBoundingClientRect();
  const stage = box(document.querySelector(".clip-stage"));
  const seen = { visibilityProperty: true, opacityProperty: true };
  const isShown = (node) => node.checkVisibility(seen);
  const faults = [];
  const isNarrow = document.querySelector(".clip--narrow");
  for (const name of [".clip-bubble", ".clip-card", ".clip-ask__box"]) {
    const node = document.querySelector(name);
    if (!node || !isShown(node)) continue;
    const { left, right, top, bottom } = box(node);
    const isInside = left > stage.left - 1 && right < stage.right + 1;
    const isBelow = isNarrow && name === ".clip-ask__box";
    const isOver = top > stage.top - 1 && bottom < stage.bottom + 1;
    const fits = isInside && (isBelow ? top > stage.bottom - 1 : isOver);
    if (!fits) faults.push(`${name} is out of its place: ${node.textContent}`);
  }
  for (const node of document.querySelectorAll(".clip *:not(svg *)")) {
    const own = [...node.childNodes].some((one) => one.nodeType === 3 && one.data.trim());
    if (own && isShown(node) && parseFloat(getComputedStyle(node).fontSize) < 15) {
      faults.push(`small letters: ${node.className} ${node.textContent}`);
    }
  }
  return faults;
})()
"""
LOOK_EVERYWHERE = f"""
() => {{
  const {{ clip }} = document.querySelector(".clip");
  const faults = new Set();
  const look = () => {{
    document.getAnimations().forEach((one) => one.finish());
    {FAULTS}.forEach((one) => faults.add(one));
  }};
  const [asked] = clip.route.asks;
  const ways = asked ? asked.beat.choices.map((_, index) => [index]) : [[]];
  let beats = 0;
  for (const way of ways) {{
    clip.seek(0);
    if (way.length) {{ clip.take(asked, way[0]); clip.pause(); }}
    for (const mark of clip.route.marks()) {{
      clip.showAt(clip.route.positionOf({{ ...mark, part: 0.7 }}));
      beats += 1;
      look();
    }}
    for (const asked of clip.route.asks) {{
      clip.showAt(asked.at - 0.03);
      clip.ask.open(asked);
      look();
      for (const [index] of asked.beat.choices.entries()) {{ clip.ask.reply(index); look(); }}
      clip.ask.close();
    }}
  }}
  return [beats, [...faults]];
}}
"""


@pytest.fixture
def world(live):
    with live.app.app_context():
        return make_world()


@pytest.fixture
def open_clip(visitor, live, world):
    """`open_clip("lend-your-card", locale="kk", width=360)`: the page of a scene with this clip.

    The page is that of an open lesson; the clip on it is the one asked for.
    """

    def go(name="lend-your-card", *, locale="en", width=1280, motion="no-preference", change=None):
        with live.app.app_context(), transaction():
            person = db.session.get_one(User, world.aigerim)
            person.password_hash, person.locale = hash_secret(PASSWORD), locale
        page = visitor(locale=locale, width=width)
        page.emulate_media(reduced_motion=motion)
        body = clip_named(name)
        if change:
            body = change(body)
        page.route("**/scene.json", lambda route: serve(route, body))
        sign_in(page, "aigerim", PASSWORD)
        page.goto(LESSON)
        page.locator("main .btn--primary").last.click()
        page.wait_for_load_state("networkidle")
        return page

    return go


def serve(route: Route, body: object) -> None:
    text = body if isinstance(body, str) else json.dumps(body)
    route.fulfill(body=text, content_type="application/json")


def clip_named(name: str) -> dict:
    catalogue = library.get()
    scene = next(scene for scene in catalogue.scenes.values() if scene.clip == name)
    lesson = catalogue.lesson(scene.lesson)
    topic = catalogue.themes[lesson.theme].title
    dilemma = catalogue.dilemmas.get(lesson.id)
    return clip_data(scene, band=lesson.band, topic=topic, dilemma=dilemma)


def ready(page: Page) -> Page:
    page.locator("[data-scene-state=ready]").wait_for(state="attached")
    return page


CLIP = "const { clip } = document.querySelector('.clip');"


def ask_clip(page: Page, what: str) -> Any:
    """The value of an expression about `clip`."""
    return page.evaluate(f"() => {{ {CLIP} return {what} }}")


def tell_clip(page: Page, what: str) -> None:
    page.evaluate(f"() => {{ {CLIP} {what} }}")


def wait_for_clip(page: Page, what: str) -> None:
    page.wait_for_function(f"() => {{ {CLIP} return {what} }}")


def position(page: Page) -> float:
    return ask_clip(page, "clip.position")


def go_to_question(page: Page) -> None:
    tell_clip(page, "clip.seek(clip.route.asks[0].at - 0.4); clip.play();")
    page.locator(".clip-ask").wait_for()


@pytest.mark.parametrize(("name", "width", "motion"), SAMPLE)
def test_every_beat_of_a_clip_in_every_language_is_in_the_picture_and_can_be_read(
    open_clip, name, width, motion
):
    page = ready(open_clip(name, width=width, motion=motion))
    for locale in LOCALES:
        page.locator(f".clip-languages button[lang={locale}]").click()
        beats, faults = page.evaluate(LOOK_EVERYWHERE)
        assert beats >= 15
        assert faults == [], locale


def test_nothing_plays_by_itself(open_clip):
    page = ready(open_clip())
    expect(page.locator(".clip-start")).to_be_visible()
    assert ask_clip(page, "clip.transport.isPlaying") is False
    assert position(page) == 0


def test_a_clip_is_watched_and_answered_by_keyboard_alone(open_clip, check_accessible):
    page = ready(open_clip())
    check_accessible(page)
    page.locator(".clip-start").focus()
    page.keyboard.press("Enter")
    wait_for_clip(page, "clip.position > 0.3")
    expect(page.locator(".clip-key--play").first).to_be_focused()
    page.keyboard.press("Enter")
    page.locator(".clip-bar").focus()
    before = position(page)
    page.keyboard.press("ArrowRight")
    assert position(page) == pytest.approx(before + 2, abs=0.5)

    go_to_question(page)
    expect(page.locator(".clip-ask__choice").first).to_be_focused()
    check_accessible(page)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".clip-ask__onward")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".clip-ask")).to_be_hidden()
    wait_for_clip(page, "clip.route.pieceAt(clip.position) === 1")


def test_names_and_buttons_can_be_read_in_dark_mode(open_clip, check_accessible):
    page = ready(open_clip())
    page.emulate_media(color_scheme="dark")
    spoken = "clip.timeline.cues.findIndex((cue) => cue.who)"
    tell_clip(page, f"clip.showAt(clip.timeline.cues[{spoken}].start + 0.5);")
    expect(page.locator(".clip-caption b")).not_to_be_empty()
    check_accessible(page)
    around = "() => getComputedStyle(document.querySelector('.clip')).backgroundColor"
    assert page.evaluate(around) == "rgb(16, 38, 47)"
    go_to_question(page)
    check_accessible(page)


def test_the_choice_is_kept_by_the_server_and_leads_to_its_part(open_clip, live, world):
    page = ready(open_clip())
    go_to_question(page)
    with page.expect_response(lambda answer: answer.url.endswith("/choose")):
        page.locator(".clip-ask__choice").nth(2).click()
    page.locator(".clip-ask__onward").click()
    with live.app.app_context():
        walk = db.session.scalars(sa.select(DilemmaWalk)).one()
        assert (walk.pupil_id, walk.path) == (world.aigerim, ["n1/friend"])
    asked = next(one for one in clip_named("lend-your-card")["beats"] if one["verb"] == "ask")
    assert ask_clip(page, "clip.route.pieces[1].first") == asked["choices"][2]["to"]


def test_a_doubtful_choice_without_a_part_asks_again(open_clip):
    def without_parts(clip):
        for choice in next(one for one in clip["beats"] if one["verb"] == "ask")["choices"]:
            choice.pop("to", None)
            choice["again"] = choice["verdict"] == "think"
        return clip

    page = ready(open_clip(change=without_parts))
    go_to_question(page)
    page.locator(".clip-ask__choice").first.click()
    page.locator(".clip-ask__onward").click()
    expect(page.locator(".clip-ask__choice").first).to_be_focused()
    expect(page.locator(".clip-ask__reply")).to_be_hidden()


def test_playing_does_not_pass_a_question_but_seeking_does(open_clip):
    page = ready(open_clip())
    go_to_question(page)
    page.locator(".clip-bar").focus()
    page.keyboard.press("PageUp")
    expect(page.locator(".clip-ask")).to_be_hidden()
    assert position(page) > ask_clip(page, "clip.route.asks[0].at")


def test_the_language_changes_in_place(open_clip):
    page = ready(open_clip(locale="kk"))
    tell_clip(page, "clip.seek(12);")
    beat = "clip.route.markAt(clip.position).index"
    before = ask_clip(page, beat)
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.locator(".clip-languages button[lang=ru]").click()
    assert ask_clip(page, beat) == before
    assert page.locator(".clip").get_attribute("lang") == "ru"
    assert asked == []


def test_less_motion_means_a_storyboard_with_a_button(open_clip, check_accessible):
    page = ready(open_clip(motion="reduce"))
    expect(page.locator(".clip-time")).to_have_text("1 / 23")
    page.locator(".clip-controls .clip-key--play:visible").click()
    expect(page.locator(".clip-time")).to_have_text("2 / 23")
    assert ask_clip(page, "clip.transport.isPlaying") is False
    for _ in range(18):
        if page.locator(".clip-ask").is_visible():
            break
        page.locator(".clip-controls .clip-key--play:visible").click()
    expect(page.locator(".clip-ask")).to_be_visible()
    check_accessible(page)
    page.locator(".clip-ask__choice").nth(1).click()
    page.locator(".clip-ask__onward").click()
    expect(page.locator(".clip-ask")).to_be_hidden()
    expect(page.locator(".clip-caption")).not_to_be_empty()


TOO_SLOW = "clip.transport.measure = { frames: 59, since: 0 }; clip.transport.watch(60000);"


def test_a_slow_machine_gets_a_storyboard(open_clip):
    page = ready(open_clip())
    tell_clip(page, TOO_SLOW)
    expect(page.locator(".clip-time")).to_contain_text("1 /")


@pytest.mark.parametrize("motion", ["reduce", "no-preference"])
def test_nothing_moves_in_a_storyboard(open_clip, motion):
    """Each picture stands: the moment when something comes is already over when it is shown."""
    page = ready(open_clip(motion=motion))
    tell_clip(page, TOO_SLOW)
    moving = page.evaluate(
        "() => { const { clip } = document.querySelector('.clip'); const moving = [];"
        " const at = (part, mark, name) => {"
        "   clip.showAt(clip.route.positionOf({ ...mark, part }));"
        "   return document.querySelector(name).outerHTML; };"
        " for (const mark of clip.route.marks()) {"
        "   if (!['say', 'narrate', 'react'].includes(mark.beat.verb)) continue;"
        "   const stands = at(0.7, mark, '.clip-view') === at(0.97, mark, '.clip-view');"
        "   const isThere = at(0.01, mark, '.clip-bubble') === at(0.97, mark, '.clip-bubble');"
        "   if (!stands || (mark.beat.verb === 'say' && !isThere)) moving.push(mark.index); }"
        " clip.ask.open(clip.route.asks[0]);"
        " return [...moving, ...document.getAnimations().map((one) => one.animationName)]; }"
    )
    assert moving == []


def test_a_clip_fills_the_screen_and_gives_it_back(open_clip):
    page = ready(open_clip())
    key = page.get_by_role("button", name="Full screen", exact=True)
    key.focus()
    page.keyboard.press("Enter")
    page.wait_for_function("() => document.fullscreenElement?.matches('.clip')")
    expect(page.get_by_role("button", name="Leave full screen")).to_be_focused()
    assert page.evaluate(FAULTS) == []
    page.keyboard.press("Enter")
    page.wait_for_function("() => !document.fullscreenElement")


def test_where_no_full_screen_is_no_button_is(open_clip):
    page = open_clip()
    page.add_init_script("Object.defineProperty(document, 'fullscreenEnabled', { value: false })")
    page.reload()
    ready(page)
    expect(page.get_by_role("button", name="Full screen")).to_be_hidden()


def test_a_hidden_page_stops_the_clip(open_clip):
    page = ready(open_clip())
    page.locator(".clip-start").click()
    wait_for_clip(page, "clip.position > 0.2")
    page.evaluate(
        "() => { Object.defineProperty(document, 'hidden', { get: () => true });"
        " document.dispatchEvent(new Event('visibilitychange')); }"
    )
    assert ask_clip(page, "clip.transport.isPlaying") is False


def test_markup_in_any_text_of_a_clip_is_shown_as_text(open_clip):
    evil = "<img src=x onerror=alert(1)><b>&"

    def poisoned(value):
        if isinstance(value, dict):
            return {key: poisoned(one) for key, one in value.items()}
        if isinstance(value, list) and len(value) == 3 and all(isinstance(v, str) for v in value):
            return [evil] * 3
        return [poisoned(one) for one in value] if isinstance(value, list) else value

    def change(clip):
        kept = {name: clip[name] for name in ("languages", "sets")}
        return poisoned(clip) | kept

    page = ready(open_clip(change=change))
    page.evaluate(LOOK_EVERYWHERE)
    assert page.locator(".clip img").count() == 0
    tell_clip(page, "clip.seek(8);")
    assert page.locator(".clip-bubble__text").inner_text().startswith("<img")


EVIL = "<img src=x onerror=alert(1)>"


def test_markup_in_every_field_of_a_screenplay_is_shown_as_text(open_clip):
    """A screenplay with every verb, and markup wherever an author may write."""
    text = three(EVIL)
    message = {"sender": "damir", "text": text}
    script = [
        narrate(EVIL),
        say("dana", EVIL),
        {"phone": {"app": text, "sub": text, "messages": [message, message]}},
        {"sms": {"sender": "damir", "sub": text, "texts": [text]}},
        {"call": {"sender": "damir", "sub": text}},
        {"post": {"author": "damir", "text": text, "likes": 2, "comments": [message]}},
        {"page": {"address": "a.example", "title": text, "text": text, "button": text}},
        {"form": {"title": text, "fields": [{"label": text, "value": text}], "button": text}},
        {"card": {"title": text, "items": [{"text": text}]}},
        {
            "ask": {
                "id": "now",
                "text": text,
                "choices": [
                    {"text": text, "verdict": verdict, "reply": text}
                    for verdict in ("good", "think")
                ],
            }
        },
        say("damir", EVIL),
    ]
    fields = dict.fromkeys(("title", "goal", "content_note", "description"), text)
    cast = {name: {"name": text} for name in ("dana", "damir")}
    clip = compiled(*script, cast=cast, **fields)
    page = ready(open_clip(change=lambda _clip: clip))
    beats, _faults = page.evaluate(LOOK_EVERYWHERE)
    assert beats >= len(script)
    assert page.locator(".clip img").count() == 0
    tell_clip(page, "clip.seek(clip.timeline.beats[2].start + 0.5);")
    assert page.locator(".clip-bubble__text").inner_text().startswith(EVIL)


@pytest.mark.parametrize("broken", ["{", "{}", '{"beats": 3}'])
def test_a_clip_that_is_broken_leaves_the_panels_and_says_so_once(open_clip, broken):
    page = open_clip(change=lambda _clip: broken)
    stays_with_panels(page)


def test_a_clip_that_is_missing_leaves_the_panels_and_says_so_once(open_clip):
    page = open_clip()
    page.route("**/scene.json", lambda route: route.fulfill(status=404))
    stays_with_panels(page)


def stays_with_panels(page):
    warnings = []
    page.on("console", lambda message: warnings.append(message.type == "warning"))
    page.reload()
    page.locator("[data-scene-state=panels]").wait_for()
    expect(page.locator(".panels")).to_be_visible()
    assert page.locator(".clip").count() == 0
    assert sum(warnings) == 1


def test_a_clip_that_breaks_in_the_middle_gives_way_to_the_panels(open_clip):
    def change(clip):
        clip["beats"][5]["shot"] = "close ghost"
        return clip

    page = ready(open_clip(change=change))
    expect(page.locator(".panels")).to_be_hidden()
    tell_clip(page, "clip.seek(clip.timeline.beats[5].start + 1);")
    expect(page.locator(".panels")).to_be_visible()
    assert page.locator(".clip").count() == 0


def test_all_parts_of_a_clip_are_asked_for_at_once(open_clip):
    """What a part asks for only after it has come costs a slow line one more turn each."""
    page = ready(open_clip())
    asked_for = page.eval_on_selector_all("link[rel=modulepreload]", "all => all.map(x => x.href)")
    needed = page.evaluate(
        "() => performance.getEntriesByType('resource').map((one) => one.name)"
        ".filter((name) => name.includes('/js/player/'))"
    )
    assert len(asked_for) == len(set(asked_for)) > 20
    # The entry comes by a script of the page; voices come when the clip is there already.
    apart = ("/index.js", "/voice.js")
    late = {one for one in set(needed) - set(asked_for) if not one.endswith(apart)}
    assert late == set()


def test_stills_show_the_picture_alone(open_clip):
    page = ready(open_clip())
    page.goto(page.url + "?capture=1")
    ready(page)
    expect(page.locator(".clip-controls")).to_be_hidden()
    expect(page.locator(".clip-start")).to_be_hidden()
    tell_clip(page, "clip.seek(4);")
    expect(page.locator(".clip-narration")).to_be_visible()


def test_what_happens_is_told_to_the_page_only(open_clip):
    page = ready(open_clip())
    page.evaluate(
        "() => { window.told = []; for (const name of ['started', 'beat', 'answered', 'finished'])"
        " addEventListener(`clip:${name}`, () => told.push(name)); }"
    )
    posted = []
    page.on("request", lambda request: posted.append(request.method))
    page.locator(".clip-start").click()
    page.wait_for_function("() => told.includes('started')")
    tell_clip(page, "clip.pause(); clip.seek(clip.route.duration - 0.3); clip.play();")
    page.wait_for_function("() => told.includes('beat') && told.includes('finished')")
    assert "POST" not in posted
