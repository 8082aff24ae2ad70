"""Play the call: a parent and a child take turns on one phone; nothing is sent and nothing kept."""

import pytest
import sqlalchemy as sa

from app.content import library
from tests import classroom
from tests.classroom import CARD, day
from tests.pages import text_of

LOCALES = ("kk", "ru", "en")


def calls():
    return list(library.get().calls.values())


def steps_of(call):
    return range(1, 2 * len(call.turns) + 2)


@pytest.mark.parametrize("locale", LOCALES)
def test_every_script_can_be_played_to_its_end_without_scripts(client, open_page, context, locale):
    client.get(f"/healthz?locale={locale}")
    assert {call.channel for call in calls()} == {"call", "message"}
    for call in calls():
        page = open_page(client, f"/play/{call.risk}")
        seen = []
        for _ in steps_of(call):
            address = page.select_one("main .btn--primary")["href"]
            page = open_page(client, address)
            seen.append(text_of(page))
        told = " ".join(" ".join(seen).split())
        for turn in call.turns:
            for text in (turn.says, *(reply.text for reply in turn.replies)):
                assert text.in_locale(locale) in told
        assert call.after.in_locale(locale) in seen[-1]
        assert not page.select("form[action^='/play']")


def test_the_child_sees_what_happens_and_what_to_say_next_time(client, open_page, context):
    call = library.get().calls["SR-CODE"]
    client.get("/healthz?locale=en")
    page = open_page(client, "/play/SR-CODE/2")
    replies = page.select("main details")
    assert [not reply.has_attr("open") for reply in replies] == [True] * 3
    for reply, shown in zip(call.turns[0].replies, replies, strict=True):
        folded = shown.select_one(".fold__in").get_text(" ", strip=True)
        assert reply.happens.en in folded
        is_to_think = reply.verdict == "think"
        assert ("Next time you can say:" in folded) is is_to_think
        assert (call.turns[0].next_time.en in folded) is is_to_think


def test_no_address_and_no_form_carries_what_was_picked(client, open_page, context):
    for call in calls():
        names = {reply.id for turn in call.turns for reply in turn.replies}
        for step in steps_of(call):
            page = open_page(client, f"/play/{call.risk}/{step}")
            targets = [one["href"] for one in page.select("main a[href]")]
            assert not page.select("main form, main input, main button")
            assert not [url for url in targets if any(f"/{name}" in url for name in names)]


def test_a_game_writes_nothing(client, context):
    writes = []

    def note(_conn, _cursor, statement, *_rest):
        if statement.split()[0] in ("INSERT", "UPDATE", "DELETE"):
            writes.append(statement)

    sa.event.listen(sa.Engine, "before_cursor_execute", note)
    try:
        for step in steps_of(library.get().calls["SR-CALL"]):
            assert client.get(f"/play/SR-CALL/{step}").status_code == 200
    finally:
        sa.event.remove(sa.Engine, "before_cursor_execute", note)
    assert writes == []


@pytest.mark.parametrize(
    "url",
    [
        "/play/SR-NO",
        "/play/SR-AGES",
        "/play/SR-CODE/0",
        "/play/SR-CODE/6",
        "/play/SR-CODE/99999999",
    ],
)
def test_what_is_no_game_is_not_found(client, url):
    assert client.get(url).status_code == 404


def test_the_skill_card_leads_to_its_game_for_parent_and_pupil_alike(world, sign_in, open_page, at):
    with sign_in(world.parent).application.app_context():
        classroom.add_classmates(world, 4)
        classroom.hold_the_belief(world.aigerim)
    for person, url in ((world.parent, "/child/"), (world.aigerim, "/child/preview")):
        browser = sign_in(person)
        with at(day(16)):
            card = open_page(browser, url).select_one(f"[data-skill-risk={CARD}]")
        assert card.select_one(".btn--primary")["href"] == f"/play/{CARD}"
        assert open_page(browser, f"/play/{CARD}/1")


def test_a_skill_without_a_call_has_no_button(context):
    assert "SR-AGES" in library.get().skill_risks
    assert "SR-AGES" not in library.get().calls
