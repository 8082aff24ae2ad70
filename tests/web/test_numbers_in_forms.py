"""Numbers in forms that no row can have: not found or asked again, never an error."""

import pytest

pytestmark = pytest.mark.usefixtures("context")

LONG = "9" * 5000  # more digits than Python reads as a number
WIDE = "9" * 12  # more than a column of the database holds
ARABIC = "٣" * 6


@pytest.mark.parametrize("number", [LONG, WIDE, ARABIC], ids=["long", "wide", "arabic"])
@pytest.mark.parametrize(
    ("who", "url", "field"),
    [
        ("aigerim", "/my-data", "person"),
        ("aigerim", "/learn/help/danger", "not_these"),
        ("aigerim", "/learn/help/talk", "addressed_to"),
        ("teacher", "/class/{class_8a}/cards", "pupils"),
        ("admin", "/school/people/change", "person"),
        ("admin", "/school/people/change", "class_id"),
        ("admin", "/school/people/{aigerim}/release", "school"),
        ("admin", "/school/year", "school_year"),
        ("admin", "/school/year", "repeat"),
        ("admin", "/school/classes/{class_8a}/consents", "pupil"),
    ],
)
def test_a_number_that_no_row_has_is_no_error(world, sign_in, who, url, field, number):
    browser = sign_in(getattr(world, who))
    answer = browser.post(
        url.format(**vars(world)),
        data={"action": "move", "sure": "1", "class_id": world.class_8a, field: number},
    )
    assert answer.status_code < 500


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01", "2026-02-30", "٣"])
@pytest.mark.parametrize("field", ["since", "until"])
def test_the_trail_is_asked_for_any_day(world, sign_in, day, field):
    assert sign_in(world.admin).get(f"/school/audit?{field}={day}").status_code == 200


@pytest.mark.parametrize("code", [ARABIC, "١٢٣٤٥٦", "😀", "1" * 40])
def test_a_code_in_other_digits_is_a_wrong_code(world, sign_in, code):
    browser = sign_in(world.psychologist)
    assert browser.post("/second-factor/app", data={"code": code}).status_code == 422
