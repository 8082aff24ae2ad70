"""Each part that a class needs: without it the check names the file, the place and what to do."""

import pytest

from app.content import library
from tests.catalogue import (
    BANK,
    CURRICULUM,
    DILEMMA,
    LESSON,
    SCENE,
    choice,
    errors,
    faults,
    put,
    three,
    whole,
)


def broken(*changes):
    files = whole()
    for path, value in changes:
        put(files, path, value)
    return files


def test_a_whole_lesson_has_no_faults():
    assert faults(whole()) == []


STEPS = (LESSON, "steps")
CLIP, DECISION, SORT, PICK, GUESS, CARD, TALK, PLAN = range(8)
SHORT = [{"say": "dana", "text": three("Whose?")}] * 3
LONG = [{"say": "dana", "text": three("Whose phone is this? Who has lost it? " * 2)}] * 30


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        (
            [((*STEPS, CLIP), ...), ((SCENE,), ...)],
            f"{LESSON}: steps: no clip: add a step of the kind scene",
        ),
        (
            [((*STEPS, TALK), ...)],
            f"{LESSON}: steps: no class talk: add a step of the kind talk",
        ),
        (
            [((*STEPS, PLAN), ...)],
            f"{LESSON}: steps: ORD-6 is something to do: add a step of the kind plan "
            "(if …, then …)",
        ),
        (
            [((*STEPS, SORT), ...)],
            f"{LESSON}: steps: 1 tasks with a right answer; a lesson has 2 to 4",
        ),
        ([((LESSON, "law"), [])], f"{LESSON}: law: name the law records that the lesson rests on"),
        (
            [((SCENE, "script", 12), ...)],
            f"{SCENE}: script: no decision in the clip: add a beat `ask`",
        ),
        ([((BANK, "items", 0), ...)], f"{BANK}: items: 11 items; a bank has at least 12"),
        (
            [((BANK, "items", 1), choice("l99-1")), ((BANK, "items", 2), choice("l99-2"))],
            f"{BANK}: items: fewer than 3 kinds of interaction",
        ),
        (
            [((LESSON, "repeated_objectives"), ["HLP-1"])],
            f"{BANK}: items: no item asks for HLP-1 of the lesson",
        ),
    ],
)
def test_what_a_lesson_lacks_is_named(changes, fault):
    assert fault in faults(broken(*changes))


@pytest.mark.parametrize("script", [SHORT, LONG])
@pytest.mark.parametrize("locale", ["kk", "ru", "en"])
def test_a_clip_lasts_between_45_and_120_seconds_in_each_language(script, locale):
    found = faults(broken(((SCENE, "script"), script)))
    (fault,) = [one for one in found if f"script › {locale}" in one]
    assert fault.endswith("seconds; make it 45 to 120")


def test_a_clip_is_measured_along_one_way_through_it():
    """A branch that is not taken costs a class no time."""
    files = whole()
    line = files[SCENE]["script"][0]
    detour = [{"label": "other"}, *[line] * 40]
    ends = [{"goto": "end"}]
    files[SCENE]["script"] += ends + detour
    assert faults(files) == []


def test_five_tasks_are_too_many_but_opinions_come_on_top():
    files = whole()
    opinion = {
        "id": "l99-opinion",
        "version": 1,
        "interaction": "self-report",
        "objective": "ORD-6",
        "prompt": three("How easy?"),
        "options": [{"id": "easy", "text": three("Easy")}, {"id": "hard", "text": three("Hard")}],
    }
    for number in range(2):
        files[LESSON]["steps"].insert(2, _task(f"more-{number}", choice(f"l99-more-{number}")))
    files[LESSON]["steps"].insert(2, _task("opinion", opinion))
    assert faults(files) == []
    files[LESSON]["steps"].insert(2, _task("fifth", choice("l99-fifth")))
    assert "5 tasks with a right answer; a lesson has 2 to 4" in "".join(faults(files))


def _task(step_id, item):
    return {"id": step_id, "kind": "task", "title": three("Task"), "item": item}


def test_tasks_of_one_kind_only_are_refused():
    files = broken(((*STEPS, GUESS), ...), ((*STEPS, SORT), _task("again", choice("l99-again"))))
    assert f"{LESSON}: steps: every task is 'choice'; give one of them another interaction" in (
        faults(files)
    )


def test_knowledge_alone_needs_no_plan():
    files = broken(((*STEPS, PLAN), ...), ((CURRICULUM, "objectives", 0, "kind"), "knowledge"))
    assert faults(files) == []


def test_each_misconception_is_met_twice_in_the_bank():
    files = whole()
    for item in files[BANK]["items"]:
        for option in item.get("options", ()):
            option.pop("misconception", None)
    files[BANK]["items"][0]["options"][1]["misconception"] = "M-JOKE"
    assert faults(files) == [
        f"{BANK}: items: M-JOKE of the lesson is in 1 items; name it beside wrong answers in at "
        "least 2"
    ]


def test_a_main_objective_has_two_forms_of_a_question():
    files = broken(((BANK, "items", 3, "twin"), None), ((BANK, "items", 4, "twin"), None))
    assert faults(files) == [
        f"{BANK}: items: ORD-6 has no parallel form: name two items as each other's twin"
    ]


@pytest.mark.parametrize("locale", ["kk", "ru", "en"])
def test_the_longest_answer_is_not_mostly_the_right_one(locale):
    files = whole()
    for item in files[BANK]["items"][3:]:
        right = next(option for option in item["options"] if option.get("right"))
        right["text"] = right["text"] | {locale: "Ask the owner first"}
    assert faults(files) == [
        f"{BANK}: items › {locale}: the right option is the longest in 9 of 10 items; "
        "lengthen some others"
    ]


def test_the_right_answer_changes_its_place():
    files = whole()
    for item in files[BANK]["items"]:
        item.get("options", []).sort(key=lambda option: not option.get("right"))
    assert faults(files) == [
        f"{BANK}: items: the right option is number 1 in 10 of 10 items; mix them"
    ]


def test_the_youngest_choose_from_three_at_most_and_need_no_law():
    files = broken(((LESSON, "band"), "1-4"), ((LESSON, "law"), []))
    assert faults(files) == []
    third, fourth = ({"id": f"o{n}", "text": three("Wait"), "reason": three("So.")} for n in (3, 4))
    files[BANK]["items"][0]["options"] += [third]
    assert faults(files) == []
    files[BANK]["items"][0]["options"] += [fourth]
    assert faults(files) == [f"{BANK}: l99-0: 4 options to listen to; give 3 at most"]


def test_a_sensitive_lesson_warns_first_and_ends_calmly():
    files = broken(((LESSON, "sensitive"), True), ((DILEMMA, "sensitive"), True))
    (fault,) = faults(files)
    assert fault.startswith(f"{SCENE}: content_note: a sensitive lesson says first")
    put(files, (SCENE, "content_note"), three("Someone is afraid."))
    assert faults(files) == []
    files[LESSON]["steps"].append(files[LESSON]["steps"].pop(SORT))
    (fault,) = faults(files)
    assert fault.startswith(f"{LESSON}: steps: a sensitive lesson ends calmly")


@pytest.mark.parametrize(
    ("path", "error"),
    [
        ((LESSON, "dinner"), f"{LESSON}: dinner: this field is missing"),
        ((LESSON, "dont"), f"{LESSON}: dont: this field is missing"),
        ((LESSON, "sources"), f"{LESSON}: sources: this field is missing"),
        ((LESSON, "band"), f"{LESSON}: band: this field is missing"),
        ((LESSON, "main_objectives"), f"{LESSON}: main_objectives: this field is missing"),
        (
            (*STEPS, TALK, "teacher_note"),
            f"{LESSON}: steps › {TALK} › talk › teacher_note: this field is missing",
        ),
        (
            (BANK, "items", 0, "options", 1, "reason"),
            f"{BANK}: l99-0 › take: needs a reason",
        ),
    ],
)
def test_what_a_file_cannot_be_read_without_is_an_error(path, error):
    assert error in errors(broken((path, ...)))


def test_two_dinner_questions_are_too_few():
    found = errors(broken(((LESSON, "dinner", 2), ...)))
    assert any(one.startswith(f"{LESSON}: dinner: ") for one in found), found


@pytest.mark.parametrize("confidence", ["L", "K", "NF"])
def test_a_reading_below_m_is_no_record(confidence):
    record = "content/law/kz-cc-188.yaml"
    found = errors(broken(((record, "confidence"), confidence)))
    assert f"{record}: confidence: '{confidence}' is not one of 'H' or 'M'" in found


def test_a_fault_does_not_stop_the_server():
    assert library.build(broken(((*STEPS, TALK), ...))).lesson("L99").slug == "found-phone"
