"""The ledger: a text awaits its readers until they sign, and again when it has changed."""

import copy

import pytest

from app.content import library
from app.content.reviews import fingerprints
from tests.catalogue import (
    BANK,
    CURRICULUM,
    DILEMMA,
    LAW,
    LESSON,
    SCENE,
    documents,
    errors,
    put,
    write,
)

REVIEWS = "content/reviews.yaml"


def signed(*places, files=None):
    """The small catalogue, in which these (file, role, locale) have been approved."""
    files = files or documents()
    prints = library.build(files).ledger.fingerprints
    files[REVIEWS] = {
        "schema_version": 1,
        "signatures": [
            {
                "file": file,
                "role": role,
                "locale": locale,
                "fingerprint": prints[file][locale],
                "name": "A. Reader",
                "date": "2026-12-01",
            }
            for file, role, locale in places
        ],
    }
    return files


def states(files, subject="L99"):
    return {one.role: one.state for one in library.build(files).ledger.standings_of(subject)}


EVERYTHING = [
    (file, role, locale)
    for file in (LESSON, SCENE, DILEMMA, BANK)
    for role, locales in {
        "kk_editor": ["kk"],
        "lawyer": ["kk", "ru", "en"],
        "psychologist": ["kk", "ru", "en"],
    }.items()
    for locale in locales
]


def test_every_text_begins_by_awaiting_all_of_its_readers():
    assert states(documents()) == dict.fromkeys(("kk_editor", "lawyer", "psychologist"), "awaits")
    assert states(documents(), "kz-cc-188") == {"kk_editor": "awaits", "lawyer": "awaits"}


def test_a_lesson_is_approved_when_all_of_its_files_are():
    assert set(states(signed(*EVERYTHING)).values()) == {"approved"}
    without_the_bank = [place for place in EVERYTHING if place[0] != BANK]
    assert set(states(signed(*without_the_bank)).values()) == {"awaits"}


def test_one_language_may_be_read_before_the_others():
    files = signed(*(place for place in EVERYTHING if place[2] != "en"))
    standings = {one.role: one for one in library.build(files).ledger.standings_of("L99")}
    assert standings["kk_editor"].state == "approved"
    assert standings["lawyer"].locales == ("en",)


def test_a_changed_text_awaits_those_who_read_its_language():
    files = signed(*EVERYTHING)
    put(files, (LESSON, "title", "ru"), "Новое имя")
    assert states(files) == {
        "kk_editor": "approved",
        "lawyer": "changed",
        "psychologist": "changed",
    }


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ((BANK, "items", 0, "options", 0, "id"), "please"),
        ((LESSON, "sensitive"), True),
        ((DILEMMA, "nodes", "n1", "choices", 0, "verdict"), "think"),
    ],
)
def test_a_changed_key_or_citation_awaits_everybody(path, value):
    files = documents()
    before = fingerprints(files[path[0]])
    put(files, path, value)
    after = fingerprints(files[path[0]])
    assert all(before[locale] != after[locale] for locale in before)


@pytest.mark.parametrize(
    ("file", "name", "value"),
    [
        (LESSON, "version", 2),
        (LESSON, "review", ...),
        (LAW, "checked_on", "2026-12-01"),
        (LAW, "recheck_by", "2027-06-01"),
    ],
)
def test_bookkeeping_is_no_change(file, name, value):
    files = documents()
    before = fingerprints(files[file])
    files[file].setdefault(name, None)
    put(files, (file, name), value)
    assert fingerprints(files[file]) == before


def test_a_place_is_signed_once():
    files = signed((LESSON, "kk_editor", "kk"), (LESSON, "kk_editor", "kk"))
    assert errors(files) == [f"{REVIEWS}: two signatures for {LESSON} kk_editor kk"]


def test_a_signature_cannot_stand_in_the_lesson_itself():
    files = documents()
    files[LESSON]["review"] = {"lawyer": "A. Reader, 2026-12-01"}
    assert f"{LESSON}: review › lawyer: Input should be null" in errors(files)


class TestCommands:
    @pytest.fixture
    def run(self, app, tmp_path, monkeypatch):
        write(tmp_path, documents())
        settings = app.extensions["settings"].model_copy(update={"content_root": tmp_path})
        monkeypatch.setitem(app.extensions, "settings", settings)
        return lambda *args: app.test_cli_runner().invoke(args=["content", "review", *args])

    def test_the_list_says_what_waits_for_whom(self, run):
        output = run().output
        assert "kk_editor: 7 awaits, 0 changed, 0 approved" in output
        assert f"  {LESSON}: awaits review (kk, ru, en)" in output
        assert LAW not in run("--role", "psychologist").output

    def test_who_signs_is_taken_off_the_list_until_the_text_changes(self, run, tmp_path):
        result = run("sign", "L99", "--role", "kk_editor", "--name", "А. Редактор")
        assert f"{SCENE} (kk): signed by А. Редактор" in result.output
        assert "kk_editor: 3 awaits, 0 changed, 4 approved" in run("--role", "kk_editor").output
        changed = copy.deepcopy(documents())
        put(changed, (SCENE, "title", "kk"), "Басқа атау")
        write(tmp_path, changed)
        output = run("--role", "kk_editor").output
        assert f"  {SCENE}: changed (kk)" in output

    def test_signing_again_replaces_the_signature(self, run, tmp_path):
        for name in ("First Reader", "Second Reader"):
            run("sign", "kz-cc-188", "--role", "lawyer", "--locale", "ru", "--name", name)
        text = (tmp_path / REVIEWS).read_text("utf-8")
        assert "Second Reader" in text
        assert "First Reader" not in text

    @pytest.mark.parametrize(
        ("target", "role"), [("L77", "lawyer"), (LAW, "psychologist"), (CURRICULUM, "lawyer")]
    )
    def test_what_is_not_theirs_cannot_be_signed(self, run, target, role):
        result = run("sign", target, "--role", role, "--name", "A. Reader")
        assert result.exit_code == 1
        assert f"{target}: nothing here for the {role} to sign" in result.output
