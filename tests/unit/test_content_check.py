"""Every rule of the content check: what is broken is named by file, path and a plain sentence."""

import copy
import datetime as dt

import pytest

from app.content import library
from app.content.files import ContentBroken, read_documents, to_json
from app.content.schema.law import LawRecord
from tests.catalogue import (
    BANK,
    CURRICULUM,
    DILEMMA,
    FOLDER,
    LAW,
    LESSON,
    LIMITS,
    MRP,
    OTHER_BANK,
    OTHER_LESSON,
    SCENE,
    choice,
    documents,
    errors,
    faults,
    put,
    second_lesson,
    spoilt,
    three,
    warnings,
    whole,
    write,
)


def test_the_small_catalogue_is_whole():
    assert warnings(documents()) == []


OPTION = (BANK, "items", 0, "options", 0)
OPTION_PATH = f"{BANK}: items › 0 › choice › options › 0"
CARD = (LESSON, "steps", 3)


@pytest.mark.parametrize(
    ("path", "value", "error"),
    [
        ((*OPTION, "text", "en"), ..., f"{OPTION_PATH} › text › en: this field is missing"),
        ((*OPTION, "text", "kk"), "  ", f"{OPTION_PATH} › text › kk: the text is empty"),
        ((*OPTION, "text", "ru"), 12, f"{OPTION_PATH} › text › ru: a text is expected here"),
        ((*OPTION, "wright"), True, f"{OPTION_PATH} › wright: no such field; is it misspelt?"),
        ((*OPTION, "right"), "yes", f"{OPTION_PATH} › right: true or false is expected here"),
        ((*OPTION, "id"), "Ask Me", f"{OPTION_PATH} › id: 'Ask Me' is not a valid id"),
        (
            (*OPTION, "right"),
            False,
            f"{BANK}: items › 0 › choice: a choice item needs exactly one option with right: true",
        ),
        ((*OPTION, "id"), "take", f"{BANK}: items › 0 › choice: duplicate id 'take'"),
        (
            (BANK, "items", 0, "interaction"),
            "guess",
            f"{BANK}: items › 0: unknown or missing kind; known: 'choice'",
        ),
        ((LESSON, "minutes"), "ten", f"{LESSON}: minutes: a whole number is expected here"),
        ((LESSON, "band"), "12", f"{LESSON}: band: '12' is not one of '1-4', '5-6'"),
        ((LESSON, "steps", 4, "id"), "law", f"{LESSON}: duplicate step id 'law'"),
        (
            (LAW, "recheck_by"),
            "22.11.2026",
            f"{LAW}: recheck_by: a date like 2026-11-22 is expected here",
        ),
        (
            (DILEMMA, "nodes", "n1", "choices", 0, "goto"),
            "n1",
            f"{DILEMMA}: never reached: e-back",
        ),
        (
            (DILEMMA, "nodes", "n1", "choices", 0, "goto"),
            "n7",
            f"{DILEMMA}: n1/answer goes to unknown node 'n7'",
        ),
        (
            (DILEMMA, "starts", "finder", "node"),
            "n7",
            f"{DILEMMA}: start 'finder' goes to unknown node 'n7'",
        ),
        (
            (LIMITS, "words_a_sentence", "7-9"),
            ...,
            f"{LIMITS}: no limit for the grades 7-9",
        ),
        (
            (CURRICULUM, "skill_risks", 0, "triggers"),
            ["T-SURE"],
            "content/curriculum: skill_risks › 0: the trigger T-SURE needs at least one",
        ),
    ],
)
def test_a_document_of_the_wrong_shape_is_named_with_the_place(path, value, error):
    found = errors(spoilt((path, value)))
    assert [one for one in found if one.startswith(error)], found


def test_an_authored_answer_without_its_reason_is_named():
    """Only a school's own question may leave it out."""
    found = errors(spoilt(((BANK, "items", 0, "options", 0, "reason"), ...)))
    assert [one for one in found if one.startswith(BANK) and one.endswith("needs a reason")], found


def test_ids_of_schools_own_questions_are_theirs():
    found = errors(spoilt(((BANK, "items", 0, "id"), "school-one")))
    assert [one for one in found if "belong to schools' own questions" in one], found


def test_a_quiz_that_the_bank_cannot_fill_is_refused():
    files = spoilt(((BANK, "items"), [choice("l99-a"), choice("l99-b") | {"uses": ["review"]}]))
    files[BANK]["blueprint"][0]["count"] = 2
    assert f"{BANK}: the blueprint wants 2 of ORD-6, the bank has 1" in errors(files)


@pytest.mark.parametrize(
    ("path", "value", "error"),
    [
        ((LESSON, "main_objectives"), ["ORD-9"], f"{LESSON}: objective: 'ORD-9'"),
        ((LESSON, "misconceptions"), ["M-NO"], f"{LESSON}: misconception: 'M-NO'"),
        ((LESSON, "norms"), ["N-NO"], f"{LESSON}: norm: 'N-NO'"),
        ((LESSON, "law"), ["kz-no"], f"{LESSON}: law: 'kz-no'"),
        ((*CARD, "law"), ["kz-no"], f"{LESSON}: law: 'kz-no'"),
        ((LESSON, "steps", 2, "item", "norm"), "N-NO", f"{LESSON}: norm: 'N-NO'"),
        ((DILEMMA, "objectives"), ["ORD-9"], f"{DILEMMA}: objective: 'ORD-9'"),
        (
            (DILEMMA, "nodes", "n1", "choices", 1, "misconception"),
            "M-NO",
            f"{DILEMMA}: misconception: 'M-NO'",
        ),
        ((DILEMMA, "law"), ["kz-no"], f"{DILEMMA}: law: 'kz-no'"),
        ((SCENE, "law"), ["kz-no"], f"{SCENE}: law: 'kz-no'"),
        ((BANK, "items", 0, "objective"), "ORD-9", f"{BANK}: objective: 'ORD-9'"),
        ((BANK, "items", 0, "law"), ["kz-no"], f"{BANK}: law: 'kz-no'"),
        (
            (BANK, "items", 0, "options", 1, "misconception"),
            "M-NO",
            f"{BANK}: misconception: 'M-NO'",
        ),
        (
            (CURRICULUM, "skill_risks", 0, "objectives"),
            ["ORD-9"],
            "content/curriculum/skill-risks.yaml: objective: 'ORD-9'",
        ),
        (
            (CURRICULUM, "skill_risks", 0, "misconceptions"),
            ["M-NO"],
            "content/curriculum/skill-risks.yaml: misconception: 'M-NO'",
        ),
    ],
)
def test_an_unknown_id_is_named_with_its_kind(path, value, error):
    kind = error.split(": ")[1]
    assert f"{error} is not a known {kind} id" in errors(spoilt((path, value)))


def test_a_sensitive_objective_never_becomes_a_skill_risk():
    files = spoilt(((CURRICULUM, "skill_risks", 0, "objectives"), ["HLP-1"]))
    assert errors(files) == [
        "content/curriculum/skill-risks.yaml: SR-ASK: HLP-1 is sensitive and never a skill risk"
    ]


CALLS = "content/guide/calls.yaml"


def script(**changes):
    replies = [
        {"id": "no", "verdict": "good", "text": three("No."), "happens": three("It ends.")},
        {"id": "well", "verdict": "think", "text": three("Well."), "happens": three("It goes on.")},
    ]
    turn = {"says": three("Tell me the code!"), "replies": replies}
    call = {
        "risk": "SR-ASK",
        "channel": "call",
        "plays": three("a stranger"),
        "turns": [turn, copy.deepcopy(turn)],
        "after": three("We hang up."),
    }
    return {"schema_version": 1, "calls": [call | changes]}


def with_script(*changes):
    files = documents()
    files[CALLS] = script()
    for path, value in changes:
        put(files, (CALLS, "calls", 0, *path), value)
    return files


def test_a_script_of_a_call_belongs_to_a_skill_risk():
    assert library.build(with_script()).calls["SR-ASK"].turns[0].next_time.en == "No."
    assert errors(with_script((("risk",), "SR-NO"))) == [
        f"{CALLS}: SR-NO: is not a skill risk of the curriculum"
    ]


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ([(("turns", 0, "replies", 0, "verdict"), "think")], "a turn needs a good reply and one"),
        ([(("turns", 0, "replies", 1, "verdict"), "good")], "a turn needs a good reply and one"),
        ([(("turns", 0, "replies", 1, "id"), "no")], "duplicate reply id 'no'"),
        ([(("turns", 1), ...)], "at least 2 items"),
        ([(("turns", 1, "replies", 1), ...)], "at least 2 items"),
        ([(("after", "kk"), ...)], "after › kk: this field is missing"),
    ],
)
def test_a_turn_of_a_call_leaves_a_choice(changes, error):
    assert any(error in one for one in errors(with_script(*changes)))


def test_there_is_one_script_for_a_skill_risk():
    files = with_script()
    files[CALLS]["calls"].append(script()["calls"][0])
    assert any("two scripts for SR-ASK" in one for one in errors(files))


def test_what_is_read_aloud_is_short_and_well_written():
    said = three(" ".join(["word"] * 15) + ".")
    found = faults(with_script((("turns", 0, "says"), said)))
    assert f"{CALLS}: calls › 1 › turns › 1 › says › en: 15 words to read aloud" in str(found)
    quoted = three("He says «yes».") | {"kk": "Дұрыс.", "ru": "Верно."}
    found = faults(with_script((("after",), quoted)))
    assert any(one.startswith(f"{CALLS}: calls › 1 › after › en: the quotation") for one in found)


def test_ids_of_lessons_banks_law_and_items_are_used_once():
    files = documents()
    second_lesson(files)
    put(files, (OTHER_LESSON, "id"), "L99")
    put(files, (OTHER_BANK, "lesson"), "L99")
    put(files, (OTHER_BANK, "items", 0, "id"), "l99-0")
    files["content/law/copy.yaml"] = documents()[LAW]
    found = errors(files)
    assert f"{OTHER_LESSON}: id: the id 'L99' is used twice" in found
    assert f"{OTHER_BANK}: lesson: the id 'L99' is used twice" in found
    assert "content/law/copy.yaml: id: the id 'kz-cc-188' is used twice" in found
    assert f"{OTHER_BANK}: l99-0: the item id is used twice, also in {BANK}" in found


@pytest.mark.parametrize("twin_of_the_twin", [None, "l99-2"])
def test_a_twin_that_does_not_name_back_is_refused(twin_of_the_twin):
    files = spoilt(
        ((BANK, "items", 0, "twin"), "l99-1"), ((BANK, "items", 1, "twin"), twin_of_the_twin)
    )
    assert f"{BANK}: l99-0: its twin 'l99-1' must be in the bank and name it back" in errors(files)


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ([((MRP,), ...)], f"{MRP}: the table of МРП is missing"),
        ([((BANK,), ...)], f"{LESSON}: id: no item bank in quizzes/ belongs to lesson L99"),
        ([((BANK, "lesson"), "L97")], f"{BANK}: lesson: 'L97' is not a known lesson id"),
        (
            [((LESSON, "slug"), "lost-phone")],
            f"{LESSON}: slug: the folder must be content/lessons/<theme>/<slug>",
        ),
        (
            [((LESSON, "theme"), "court")],
            f"{LESSON}: slug: the folder must be content/lessons/<theme>/<slug>",
        ),
        (
            [((SCENE,), ...)],
            f"{LESSON}: steps: a scene step and scene.yaml belong together",
        ),
        (
            [((LESSON, "steps", 1), ...)],
            f"{LESSON}: steps: a dilemma step and dilemma.yaml belong together",
        ),
        ([((SCENE, "lesson"), "L98")], f"{SCENE}: lesson: must be L99"),
        ([((DILEMMA, "lesson"), "L98")], f"{DILEMMA}: lesson: must be L99"),
        ([((DILEMMA, "sensitive"), True)], f"{DILEMMA}: sensitive: must be as in lesson.yaml"),
    ],
)
def test_files_that_belong_together_are_missed(changes, error):
    assert error in errors(spoilt(*changes))


def test_a_scene_is_checked_against_the_dilemma_beside_it():
    files = spoilt(((SCENE, "script", 2), {"ask": {"dilemma": "n7"}}))
    assert errors(files) == [f"{SCENE}: beat 3: dilemma.yaml has no node 'n7'"]


def test_a_file_where_no_content_belongs_is_named():
    files = documents() | {f"{FOLDER}/notes.yaml": {"a": 1}}
    assert errors(files) == [f"{FOLDER}/notes.yaml: no content file belongs here"]


@pytest.mark.parametrize("document", [None, [], "text"])
def test_an_empty_file_is_named(document):
    found = errors(spoilt(((LAW,), document)))
    assert f"{LAW}: the file is empty or not a mapping of fields" in found


def test_every_error_of_every_file_is_told_at_once():
    found = errors(spoilt(((MRP,), ...), ((LESSON, "law"), ["kz-no"]), ((SCENE, "set"), "moon")))
    assert [error.split(":")[0] for error in found] == [MRP, LESSON, SCENE]


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("id: kz-a\nid: kz-b\n", f"{LAW}: line 2: not valid YAML: the key 'id' stands twice"),
        ("title: {kk: a, kk: b}\n", f"{LAW}: line 1: not valid YAML: the key 'kk' stands twice"),
        ("id: kz-a\n  title: b\n", f"{LAW}: line 2: not valid YAML: mapping values"),
        ("id: [a\n", f"{LAW}: line 2: not valid YAML: did not find expected"),
    ],
)
def test_yaml_that_cannot_be_read_is_named_with_the_line(tmp_path, text, error):
    write(tmp_path, documents())
    (tmp_path / LAW).write_text(text, "utf-8")
    with pytest.raises(ContentBroken) as broken:
        library.load(tmp_path)
    assert any(str(problem).startswith(error) for problem in broken.value.problems)


def test_a_file_in_another_encoding_is_named(tmp_path):
    write(tmp_path, documents())
    (tmp_path / LAW).write_bytes("title: Ұрлық".encode("utf-16"))
    _, problems = read_documents(tmp_path)
    assert [str(problem) for problem in problems] == [f"{LAW}: the file is not UTF-8 text"]


def test_a_value_that_has_no_place_in_content_is_named():
    files = spoilt(((LAW, "article"), {1, 2}))
    assert f"{LAW}: set has no place in content" in errors(files)


def test_a_long_option_is_a_fault():
    files = spoilt(((BANK, "items", 0, "options", 0, "text", "kk"), "а" * 61))
    fault = f"{BANK}: l99-0 › ask › kk: 61 characters; an option has 60 at most"
    assert fault in faults(files)


def test_a_line_that_nobody_can_read_in_time_is_warned_of():
    files = spoilt(((SCENE, "script", 1, "text", "ru"), "Слово. " * 30))
    assert [one for one in warnings(files) if one.startswith(f"{SCENE}: beat 2 › ru: grades 7-9")]


def test_a_law_record_is_stale_from_the_day_after_its_recheck_date():
    record = LawRecord.model_validate_json(to_json(documents()[LAW]))
    assert not record.is_stale(dt.date(2027, 2, 22))
    assert record.is_stale(dt.date(2027, 2, 23))


class TestCommand:
    """What an author sees, in the small catalogue: sound, but short of many parts."""

    @pytest.fixture
    def run(self, app, tmp_path, monkeypatch):
        settings = app.extensions["settings"].model_copy(update={"content_root": tmp_path})
        monkeypatch.setitem(app.extensions, "settings", settings)

        def run(files, *args):
            write(tmp_path, files)
            return app.test_cli_runner().invoke(args=["content", "check", *args])

        return run

    def test_a_fault_is_printed_and_fails_the_check(self, run):
        result = run(documents())
        assert f"{LESSON}: steps: 0 tasks with a right answer" in result.output
        assert result.exit_code == 1

    def test_a_whole_catalogue_passes_with_its_counts(self, run):
        result = run(whole())
        assert result.output == (
            "1 lessons, 1 scenes, 1 quizzes, 15 items, 1 law records, 0 acts, each in kk, ru, en\n"
        )
        assert result.exit_code == 0

    def test_stale_law_is_a_warning_until_one_is_strict(self, run):
        late = run(whole(), "--on", "2031-01-01")
        assert late.exit_code == 0
        assert f"{LAW}: past its recheck date on 2031-01-01" in late.output
        assert run(whole(), "--strict", "--on", "2031-01-01").exit_code == 1


def test_the_catalogue_of_the_project_has_no_faults(repo):
    files, problems = read_documents(repo)
    assert problems == []
    assert [str(fault) for fault in library.faults(files)] == []


class TestServingASchool:
    """A slip in a file must not take the lessons away from a school."""

    @pytest.fixture
    def snapshot(self, tmp_path):
        write(tmp_path, documents())
        library.load_or_last_good(tmp_path, tmp_path / "good.json", keep_serving=True)
        (tmp_path / LAW).write_text("id: [", "utf-8")
        return tmp_path / "good.json"

    def test_the_last_good_catalogue_is_kept(self, tmp_path, snapshot):
        before = snapshot.read_bytes()
        kept = library.load_or_last_good(tmp_path, snapshot, keep_serving=True)
        assert list(kept.lessons) == ["L99"]
        assert kept.law["kz-cc-188"].recheck_by == dt.date(2027, 2, 22)
        assert snapshot.read_bytes() == before

    def test_elsewhere_the_broken_file_stops_the_start(self, tmp_path, snapshot):
        with pytest.raises(ContentBroken):
            library.load_or_last_good(tmp_path, snapshot, keep_serving=False)

    def test_without_a_good_catalogue_the_start_stops_too(self, tmp_path, snapshot):
        snapshot.unlink()
        with pytest.raises(ContentBroken):
            library.load_or_last_good(tmp_path, snapshot, keep_serving=True)

    def test_files_that_have_not_changed_are_not_read_again(self, tmp_path, monkeypatch):
        write(tmp_path, documents())
        read = []
        monkeypatch.setattr(
            library, "read_documents", lambda root: read.append(root) or read_documents(root)
        )
        for _start in range(2):
            found = library.load_or_last_good(tmp_path, tmp_path / "good.json", keep_serving=True)
            assert list(found.lessons) == ["L99"]
        assert len(read) == 1

    def test_a_mended_file_is_read_at_the_next_start(self, tmp_path, snapshot):
        write(tmp_path, spoilt(((LAW, "recheck_by"), dt.date(2027, 3, 1))))
        found = library.load_or_last_good(tmp_path, snapshot, keep_serving=True)
        assert found.law["kz-cc-188"].recheck_by == dt.date(2027, 3, 1)

    def test_a_snapshot_that_cannot_be_read_is_made_again(self, tmp_path):
        write(tmp_path, documents())
        snapshot = tmp_path / "good.json"
        snapshot.write_text('{"content/law/kz-cc-188.yaml": {}', "utf-8")
        found = library.load_or_last_good(tmp_path, snapshot, keep_serving=True)
        assert list(found.lessons) == ["L99"]
        assert snapshot.read_text("utf-8").startswith('{"stamp"')
