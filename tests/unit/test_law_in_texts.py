"""Law in the texts of a lesson: cited where it is named, and listed whole for a lawyer."""

import pytest

from app.content import library
from app.content.statements import as_markdown, statements
from tests.catalogue import BANK, DILEMMA, LAW, LESSON, SCENE, faults, put, three, whole

CARD = (LESSON, "steps", 5)
PROMPT = (BANK, "items", 0, "prompt")


def found(*changes):
    files = whole()
    for path, value in changes:
        put(files, path, value)
    return faults(files)


@pytest.mark.parametrize(
    ("path", "locale", "text", "named"),
    [
        ((*CARD, "body"), "kk", "132-бап бойынша.", "132-бап"),
        ((*CARD, "body"), "ru", "Об этом статья 132.", "статья 132"),
        ((SCENE, "script", 0, "text"), "en", "See article 232-1.", "article 232-1"),
        ((DILEMMA, "nodes", "n1", "text"), "ru", "По статье 65.", "статье 65"),
        (PROMPT, "en", "What do articles 64–69 say?", "articles 64"),
        ((LESSON, "steps", 6, "teacher_note"), "ru", "Это ст. 127-2.", "ст. 127-2"),
    ],
)
def test_an_article_is_named_only_beside_the_record_that_reads_it(path, locale, text, named):
    (fault,) = found(((*path, locale), text))
    assert fault.endswith(f"“{named}” is named, but no `law` of the lesson reads it")
    assert found(((*path, locale), text.replace(named, "188-бап"))) == []


@pytest.mark.parametrize("article", ["130–135", "131, 132", "132"])
def test_a_record_reads_every_article_of_its_range(article):
    assert found(((*CARD, "body", "ru"), "Статья 132."), ((LAW, "article"), article)) == []


def test_the_record_may_be_cited_anywhere_in_the_lesson():
    spoken = ((*CARD, "body", "ru"), "Статья 188.")
    without = [((LESSON, "law"), []), ((*CARD, "law"), []), ((SCENE, "law"), [])]
    assert not any("is named" in one for one in found(spoken, *without))
    silent = [*without, ((DILEMMA, "law"), [])]
    assert any("is named" in one for one in found(spoken, *silent))
    cited = ((BANK, "items", 0, "law"), ["kz-cc-188"])
    assert not any("is named" in one for one in found(spoken, *silent, cited))


@pytest.mark.parametrize("band", ["1-4", "5-6"])
def test_article_numbers_come_from_grade_7_on(band):
    said = found(((LESSON, "band"), band), ((*CARD, "body", "ru"), "Статья 188."))
    assert said == [
        f"{LESSON}: steps › law › body › ru: “Статья 188”: article numbers come from grade 7 on"
    ]
    note = ((LESSON, "steps", 6, "teacher_note", "ru"), "Статья 188.")
    assert found(((LESSON, "band"), band), note) == []


@pytest.mark.parametrize("text", ["Позвони 111.", "Звоните: 112!"])
def test_help_numbers_never_stand_in_a_text(text):
    assert "the site shows help numbers" in "".join(found(((*PROMPT, "ru"), text)))


@pytest.mark.parametrize("text", ["Штраф 150 МРП.", "Счётчик: 84, 97, 112.", "Дом 1112."])
def test_other_numbers_are_no_help_numbers(text):
    assert not any("help numbers" in one for one in found(((*PROMPT, "ru"), text)))


def listed(files):
    return {one.place: one for one in statements(library.build(files), "en")}


def test_a_lawyer_gets_every_text_that_rests_on_a_record():
    files = whole()
    put(files, (BANK, "items", 3, "law"), ["kz-cc-188"])
    rows = listed(files)
    assert set(rows) == {"clip", "decision", "card `law`", "teacher's note", "dont", "`l99-3`"}
    assert rows["`l99-3`"].lines == ("Question 3?", "Take it → Not so.", "Ask → Yes.")
    assert rows["decision"].lines[-1] == "The owner comes."
    assert {one.law for one in rows.values()} == {("kz-cc-188",)}


def test_a_lesson_without_law_is_not_listed():
    files = whole()
    for path in ((LESSON, "law"), (*CARD, "law"), (SCENE, "law"), (DILEMMA, "law")):
        put(files, path, [])
    assert listed(files) == {}


def test_readings_of_confidence_m_come_first():
    files = whole()
    assert "None: every lesson rests on texts that were read." in as_markdown(
        library.build(files), "en"
    )
    put(files, (LAW, "confidence"), "M")
    text = as_markdown(library.build(files), "en")
    assert "* L99 · card `law`: kz-cc-188" in text
    assert "### L99 · card `law`\n\nkz-cc-188 (M, M)\n\n* It is not yours.\n" in text


def test_marks_of_print_are_left_out_of_the_list():
    files = whole()
    put(files, (*CARD, "body"), three("## Law\n\n- **Part 1.** Not yours."))
    assert listed(files)["card `law`"].lines == ("## Law", "- **Part 1.** Not yours.")
    assert "\n* Law\n* Part 1. Not yours.\n" in as_markdown(library.build(files), "en")


def test_the_list_in_the_docs_is_that_of_today(app, repo):
    output = app.test_cli_runner().invoke(args=["content", "statements"]).output
    assert (repo / "docs/law-statements.md").read_text("utf-8") == output, (
        "write it anew: flask content statements > docs/law-statements.md"
    )
