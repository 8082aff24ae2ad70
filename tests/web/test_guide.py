"""The teacher's guide to a lesson: clock, class without devices, what to expect, what to read."""

import dataclasses

import pytest

from app.content import library
from app.content.reviews import Ledger
from app.content.schema.reviews import READS, REVIEWERS, Signature
from app.core import clock
from app.reports.guide import lesson_clock
from tests.pages import text_of


@pytest.fixture
def teacher(sign_in, world):
    return sign_in(world.teacher)


@pytest.fixture(params=["kk", "ru", "en"])
def locale(request):
    return request.param


def plain(text, locale="en"):
    return " ".join(text.in_locale(locale).split())


def test_every_lesson_has_a_guide_in_every_language(world, sign_in, open_page, locale):
    teacher = sign_in(world.teacher, locale)
    catalogue = library.get()
    for lesson in catalogue.lessons.values():
        text = text_of(open_page(teacher, f"/class/lessons/{lesson.id}/guide"))
        expected = [*lesson.learn, *(step.title for step in lesson.steps)]
        expected += [step.item.prompt for step in lesson.steps if step.kind == "task"]
        expected += [step.teacher_note for step in lesson.steps if step.kind == "talk"]
        for belief in lesson.misconceptions:
            expected += [catalogue.misconceptions[belief].thinks]
            expected += [catalogue.misconceptions[belief].ask]
        for step in catalogue.disclosure.steps:
            expected += [step.do, *([step.say] if step.say else [])]
        missing = [one for one in expected if plain(one, locale) not in text]
        assert missing == [], lesson.id


def test_the_script_holds_the_story_and_the_reasons_of_the_decision(teacher, open_page):
    catalogue = library.get()
    for lesson_id, dilemma in catalogue.dilemmas.items():
        text = text_of(open_page(teacher, f"/class/lessons/{lesson_id}/guide"))
        for node in dilemma.nodes.values():
            assert plain(node.text) in text
            assert all(plain(choice.why) in text for choice in node.choices)
        spoken = [one.text for one in catalogue.scenes[lesson_id].panels() if one.text]
        assert all(plain(one) in text for one in spoken)


def test_grades_one_to_four_find_the_script_first(teacher, open_page):
    def order(lesson_id):
        page = open_page(teacher, f"/class/lessons/{lesson_id}/guide")
        headings = [one.get_text(strip=True) for one in page.select("main h2")]
        return headings.index("Script to read aloud") - headings.index("A class without devices")

    assert order("L01") < 0
    assert order("L21") > 0


@pytest.mark.usefixtures("app")
def test_the_clock_has_no_gaps_and_fills_the_lesson():
    for lesson in library.get().lessons.values():
        slots = lesson_clock(lesson)
        assert slots[0].begins == 0
        assert slots[-1].ends == lesson.minutes * 60
        assert [slot.begins for slot in slots[1:]] == [slot.ends for slot in slots[:-1]]
        assert all(slot.ends > slot.begins for slot in slots)


def test_a_sensitive_lesson_is_voted_on_about_the_hero_only(teacher, open_page):
    remark = "vote about the hero only"
    for lesson in library.get().lessons.values():
        text = text_of(open_page(teacher, f"/class/lessons/{lesson.id}/guide"))
        assert (remark in text) == lesson.sensitive, lesson.id


def test_opinions_are_never_voted_on(teacher, open_page):
    for lesson in library.get().lessons.values():
        opinions = [one for one in lesson.items() if one.interaction in ("likert", "self-report")]
        text = text_of(open_page(teacher, f"/class/lessons/{lesson.id}/guide"))
        assert text.count("No hands here") == len(opinions), lesson.id


def test_the_guide_is_for_those_who_run_classes(world, sign_in, teacher):
    assert teacher.get("/class/lessons/L77/guide").status_code == 404
    for person in (world.aigerim, world.parent, world.psychologist):
        assert sign_in(person).get("/class/lessons/L01/guide").status_code == 404


def test_the_guide_is_cheap_and_reached_from_the_lesson(teacher, open_page, at_most):
    assert open_page(teacher, "/class/lessons/L08").select_one("a[href$='/L08/guide']")
    with at_most(12):
        assert teacher.get("/class/lessons/L08/guide").status_code == 200


def test_staff_see_what_has_been_approved_and_what_changed_since(teacher, open_page, monkeypatch):
    catalogue = library.get()
    ledger = catalogue.ledger
    signatures = [
        Signature(
            file=file,
            role=role,
            locale=locale,
            fingerprint=ledger.fingerprints[file][locale] if role != "lawyer" else "0" * 16,
            name="A. Reader",
            date=clock.today(),
        )
        for file in ledger.files_of["L08"]
        for role in REVIEWERS
        for locale in READS[role]
    ]
    signed = Ledger(ledger.fingerprints, {one.place: one for one in signatures}, ledger.files_of)
    monkeypatch.setattr(library, "_installed", dataclasses.replace(catalogue, ledger=signed))
    text = text_of(open_page(teacher, "/class/lessons/L08/guide"))
    assert "Changed since it was approved: lawyer." in text
    assert "Awaiting review" not in text


def screen(lesson):
    return f"/class/lessons/{lesson.id}/screen"


def slide(page, step):
    return page.select_one(f"#step-{step.id}")


def at_first_sight(part):
    """What the class sees before anybody asks for more."""
    for hidden in part.select("details:not([open])"):
        for inner in hidden.find_all(recursive=False)[1:]:
            inner.decompose()
    return " ".join(part.get_text(" ").split())


def test_every_step_is_shown_on_the_screen_without_its_key(world, sign_in, open_page, locale):
    teacher = sign_in(world.teacher, locale)
    for lesson in library.get().lessons.values():
        page = open_page(teacher, screen(lesson))
        for step in lesson.steps:
            text = at_first_sight(slide(page, step))
            assert plain(step.title, locale) in text
            if step.kind == "task":
                assert plain(step.item.prompt, locale) in text
                options = getattr(step.item, "options", ())
                reasons = [one.reason for one in options if hasattr(one, "reason")]
                assert not any(plain(one, locale) in text for one in reasons)
            if step.kind == "talk":
                assert plain(step.question, locale) in text
                assert plain(step.teacher_note, locale) not in text


def test_the_answer_comes_when_it_is_asked_for(teacher, open_page):
    lesson = library.get().lesson("L21")
    step = next(one for one in lesson.steps if one.kind == "task" and hasattr(one.item, "options"))
    page = open_page(teacher, screen(lesson))
    key = slide(page, step).select_one("details[data-reveal]").get_text(" ", strip=True)
    assert all(plain(option.reason) in " ".join(key.split()) for option in step.item.options)


def test_who_speaks_stands_before_the_line_on_the_screen(teacher, open_page):
    """Two posts side by side: without it a class cannot tell one from the other."""
    lesson = library.get().lesson("L24")
    step = lesson.step("two-posts")
    text = at_first_sight(slide(open_page(teacher, screen(lesson)), step))
    (first, *_rest, last) = step.item.fragments
    for line in (first, last):
        assert f"{plain(line.speaker)}: {plain(line.text)}" in text


def test_opinions_have_no_answer_to_show(teacher, open_page):
    lesson = library.get().lesson("L08")
    page = open_page(teacher, screen(lesson))
    for step in lesson.steps:
        if step.kind == "task":
            has_key = slide(page, step).select_one("[data-reveal]") is not None
            assert has_key != step.item.is_anonymous


def test_the_class_walks_through_the_decision_and_nothing_is_kept(teacher, open_page, at_most):
    dilemma = library.get().dilemmas["L08"]
    with at_most(6):
        page = open_page(teacher, screen(library.get().lesson("L08")))
    for name, node in dilemma.nodes.items():
        place = page.select_one(f"#place-{name}")
        assert plain(node.text) in at_first_sight(place)
        assert [one["href"] for one in place.select("details a")] == []
    page = open_page(teacher, screen(library.get().lesson("L08")))
    for name, node in dilemma.nodes.items():
        ways = page.select_one(f"#place-{name}").select("details")
        for choice, way in zip(node.choices, ways, strict=True):
            assert plain(choice.why) in " ".join(way.get_text(" ").split())
            assert page.select_one(way.select_one("a")["href"]) is not None
    for name, ending in dilemma.endings.items():
        assert plain(ending.text) in text_of(page, f"#place-{name}")
    assert page.select("main form, main input") == []


def test_a_step_has_an_address_of_its_own(teacher):
    answer = teacher.get("/class/lessons/L08/screen/talk")
    assert answer.status_code == 303
    assert answer.location.endswith("/class/lessons/L08/screen#step-talk")


def test_the_clip_plays_for_the_teacher_too_and_records_nothing(teacher, open_page):
    lesson = library.get().lesson("L08")
    page = open_page(teacher, screen(lesson))
    holder = page.select_one("[data-scene]")
    assert holder["data-answer-url"] == ""
    assert teacher.get(holder["data-scene-url"]).json["beats"]


def test_an_unknown_step_is_not_found(teacher, sign_in, world):
    assert teacher.get("/class/lessons/L08/screen/nowhere").status_code == 404
    assert teacher.get("/class/lessons/L77/scene.json").status_code == 404
    assert sign_in(world.aigerim).get("/class/lessons/L08/screen/clip").status_code == 404
