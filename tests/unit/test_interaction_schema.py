"""What an author may get wrong in the interactions that ask for facts, said in plain words."""

import pytest

from tests.catalogue import BANK, LAW, documents, errors, put, three
from tests.interactions import item_document

WHERE = f"{BANK}: items › 0"


def bank_with(interaction, *changes):
    files = documents()
    files[LAW]["from_age"] = 14
    files[BANK]["items"][0] = {**item_document(interaction), "uses": ["review"]}
    for path, value in changes:
        put(files, (BANK, "items", 0, *path), value)
    files[BANK]["blueprint"][0]["count"] = 1
    return files


@pytest.mark.parametrize(
    ("interaction", "changes", "said"),
    [
        (
            "inline-choice",
            [(("text",), three("First {what}."))],
            "text in kk has the gaps ['what'], the item has ['what', 'whom']",
        ),
        (
            "inline-choice",
            [(("gaps", 0, "right"), "run")],
            "gap 'what': right names unknown option 'run'",
        ),
        (
            "match",
            [(("pairs", 0, "target"), "sleeps")],
            "pair 'judge' names unknown target 'sleeps'",
        ),
        (
            "match",
            [(("pairs", 0, "target"), "accuses")],
            "two pairs name the target 'accuses'; where one fits several, use classify",
        ),
        ("number", [(("value",), 30)], "the value must lie between lowest and highest"),
        ("number", [(("tolerance",), 2)], "near must be wider than tolerance"),
        ("number", [(("slips", 0, "value"), 16)], "the slip 16 counts as right"),
        ("number", [(("slips", 0, "value"), 99)], "the slip 99 is out of range"),
        ("number", [(("age_of",), "kz-cc-188")], "the value 16 is not the from_age of kz-cc-188"),
        ("number", [(("age_of",), "kz-nothing")], "'kz-nothing' is not a known law id"),
        ("recall", [(("uses",), ["quiz", "review"])], "recall has no mark; write uses: [review]"),
        ("likert", [], "a bank holds only items that a quiz or review asks"),
        ("self-report", [], "a bank holds only items that a quiz or review asks"),
    ],
)
def test_what_cannot_be_asked_is_refused_in_a_sentence(interaction, changes, said):
    assert any(said in one for one in errors(bank_with(interaction, *changes)))
