"""Families: codes on paper, both parents apart, ended links, guardians whom a court keeps away."""

import datetime as dt

import pytest
from bs4 import BeautifulSoup

from app.core import audit, clock
from app.core.db import transaction
from app.people import families
from tests.pages import text_of
from tests.people import PASSWORD


def code_for(app, pupil, by, **more):
    with app.app_context(), transaction():
        return families.issue_pairing_code(pupil_id=pupil, by_id=by, **more)


def join(client, code, given_name="Арман", family_name="Әлімов", username="arman"):
    return client.post(
        "/join",
        data={
            "code": code,
            "family_name": family_name,
            "given_name": given_name,
            "username": username,
            "password": PASSWORD,
        },
    )


def guardians(app, pupil):
    with app.app_context():
        return [one.name for one in families.guardians(pupil)]


def test_both_parents_have_a_code_and_a_page_of_their_own(app, world, sign_in):
    teacher = sign_in(world.teacher)
    sheet = BeautifulSoup(
        teacher.post(f"/class/{world.class_8a}/invitations", data={"pupils": [world.bolat]}).data,
        "html5lib",
    )
    codes = [one.get_text(strip=True) for one in sheet.select(".pass__code")]
    assert len(set(codes)) == 2
    for number, code in enumerate(codes):
        parent = app.test_client()
        assert join(parent, code, username=f"parent-{number}").location == "/child/"
        assert "Болат" in parent.get("/child/").text


def test_the_address_on_the_paper_brings_the_code_along(app, world, client, open_page):
    code = code_for(app, world.bolat, world.teacher)
    page = open_page(client, f"/join?code={code}")
    assert page.select_one("input[name=code]")["value"] == code


def test_invitations_are_a_pdf_too(world, sign_in):
    answer = sign_in(world.teacher).post(
        f"/class/{world.class_8a}/invitations", data={"pupils": [world.bolat], "format": "pdf"}
    )
    assert answer.data.startswith(b"%PDF-")


def test_a_code_works_once_and_not_for_ever(app, world, at):
    code = code_for(app, world.bolat, world.teacher)
    with at(clock.now() + families.PAIRING_TIME + dt.timedelta(minutes=1)):
        assert join(app.test_client(), code).status_code == 422
    assert join(app.test_client(), code).status_code == 303
    assert join(app.test_client(), code, username="another").status_code == 422


def test_one_guardian_may_have_children_in_several_schools(app, world, sign_in, open_page):
    parent = sign_in(world.parent)
    code = code_for(app, world.stranger, world.strange_teacher)
    assert parent.post("/child/link", data={"code": code}).status_code == 303
    assert "Айгерім" in text_of(open_page(parent, f"/child/{world.aigerim}"))
    assert "Пётр" in text_of(open_page(parent, f"/child/{world.stranger}"))


def test_the_pupil_sees_who_is_linked(world, sign_in, open_page):
    assert "Әлімова Мадина" in text_of(open_page(sign_in(world.aigerim), "/learn/progress"))
    assert "Әлімова Мадина" not in text_of(open_page(sign_in(world.bolat), "/learn/progress"))


@pytest.mark.parametrize(("who", "prefix"), [("teacher", "/class"), ("admin", "/school")])
def test_the_school_ends_a_link_at_once(app, world, sign_in, open_page, who, prefix):
    parent, member = sign_in(world.parent), sign_in(getattr(world, who))
    assert parent.get(f"/child/{world.aigerim}").status_code == 200
    page = open_page(member, f"{prefix}/pupils/{world.aigerim}/family")
    form = page.select_one("form[action$='/unlink']")
    assert member.post(form["action"]).status_code == 303
    assert parent.get(f"/child/{world.aigerim}").status_code == 404
    with app.app_context():
        trail = audit.entries_about("user", world.aigerim, audit.Action.GUARDIAN_UNLINKED)
        assert [one.actor_id for one in trail] == [getattr(world, who)]


@pytest.mark.parametrize("who", ["strange_teacher", "parent", "psychologist", "aigerim"])
def test_others_change_nothing_in_a_family(app, world, sign_in, who):
    browser = sign_in(getattr(world, who))
    for prefix in ("/class", "/school"):
        base = f"{prefix}/pupils/{world.aigerim}"
        assert browser.get(f"{base}/family").status_code == 404
        for url in (
            f"family/{world.parent}/unlink",
            "family/bar",
            "family/bars/1/lift",
            "pairing-code",
        ):
            assert browser.post(f"{base}/{url}").status_code == 404, url
    assert guardians(app, world.aigerim) == ["Әлімова Мадина"]


def bar(sign_in, world, **fields):
    return sign_in(world.teacher).post(f"/class/pupils/{world.aigerim}/family/bar", data=fields)


def test_a_barred_guardian_is_unlinked_and_cannot_come_back(app, world, sign_in, open_page):
    mother, early = sign_in(world.parent), code_for(app, world.aigerim, world.teacher)
    bar(sign_in, world, guardian=world.parent)
    assert mother.get(f"/child/{world.aigerim}").status_code == 404
    # A code that was out; one made out to the father; a new account of the same name.
    fathers = code_for(app, world.aigerim, world.teacher, for_name="Әлімов Арман")
    for code in (early, fathers):
        assert mother.post("/child/link", data={"code": code}).status_code == 422
        again = join(
            app.test_client(), code, family_name="әлімова", given_name=" Мадина", username="m2"
        )
        assert again.status_code == 422
        # As it is written on a Russian keyboard.
        again = join(
            app.test_client(), code, family_name="Алимова", given_name="Мадина", username="m3"
        )
        assert again.status_code == 422
    assert join(app.test_client(), fathers).status_code == 303
    assert guardians(app, world.aigerim) == ["Әлімов Арман"]
    page = open_page(sign_in(world.teacher), f"/class/pupils/{world.aigerim}/family")
    assert "tried to link" in text_of(page)


def test_a_barred_person_is_told_no_more_than_anybody(app, world, sign_in):
    bar(sign_in, world, name="Әлімов Арман")
    code = code_for(app, world.aigerim, world.teacher, for_name="Әлімова Сәуле")
    barred, unknown = join(app.test_client(), code), join(app.test_client(), "ACDEFGHJ")
    assert _alert(barred) == _alert(unknown)


def _alert(answer):
    return BeautifulSoup(answer.data, "html5lib").select_one("[role=alert]").get_text()


def test_codes_for_a_child_with_a_bar_are_made_out_to_a_person(app, world, sign_in):
    bar(sign_in, world, name="Әлімов Арман")
    teacher = sign_in(world.teacher)
    nameless = teacher.post(f"/class/pupils/{world.aigerim}/pairing-code")
    assert nameless.status_code == 422
    named = teacher.post(
        f"/class/pupils/{world.aigerim}/pairing-code", data={"for_name": "Әлімова Сәуле"}
    )
    code = BeautifulSoup(named.data, "html5lib").select_one(".receipt__code").get_text(strip=True)
    assert join(app.test_client(), code, family_name="Серікова").status_code == 422
    saule = join(app.test_client(), code, family_name="Әлімова", given_name="Сәуле")
    assert saule.status_code == 303


def test_a_class_sheet_leaves_such_children_out(app, world, sign_in):
    bar(sign_in, world, name="Әлімов Арман")
    sheet = sign_in(world.teacher).post(
        f"/class/{world.class_8a}/invitations", data={"pupils": [world.aigerim, world.bolat]}
    )
    assert "Жүнісов Болат" in sheet.text
    assert "Әлімова Айгерім" not in sheet.text


def test_a_lifted_bar_needs_a_new_code(app, world, sign_in, open_page):
    bar(sign_in, world, guardian=world.parent)
    teacher = sign_in(world.teacher)
    page = open_page(teacher, f"/class/pupils/{world.aigerim}/family")
    teacher.post(page.select_one("form[action$='/lift']")["action"])
    assert guardians(app, world.aigerim) == []
    code = code_for(app, world.aigerim, world.teacher)
    assert sign_in(world.parent).post("/child/link", data={"code": code}).status_code == 303


def test_a_bar_without_a_name_is_refused(world, sign_in, open_page):
    bar(sign_in, world, guardian=0, name="Әлімов")
    page = open_page(sign_in(world.teacher), f"/class/pupils/{world.aigerim}/family")
    assert not page.select("form[action$='/lift']")
