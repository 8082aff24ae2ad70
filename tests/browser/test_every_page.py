"""Every page of the demo school, as each role: axe, no sideways scrolling, no trouble."""

import os
import random
import re
import shutil
from itertools import product
from urllib.parse import urlsplit

import pytest
from werkzeug.exceptions import NotFound as NoSuchPage
from werkzeug.routing import RequestRedirect

from tests.browser.driving import sign_in
from tests.plumbing.live import live_server

ROLES = {
    "pupil": "aigerim",
    "pupil-ru": "timur",
    "teacher": "gulnar",
    "teacher-ru": "irina",
    "parent": "madina",
    "psychologist": "ainur",
    "lead": "yerlan",
    "head": "bauyrzhan",
    "school_admin": "viktor",
    "region_officer": "arman",
    "region_admin": "kairat",
    "author": "diana",
}
LOOKS = [*product(("kk", "ru", "en"), (390, 1280), ("light", "dark"))]
FULL = bool(os.environ.get("ADAL_TEST_FULL"))
# Files and answers for programs are not pages.
NOT_PAGES = (
    "static",
    "pupil.scene",
    "health.process",
    "health.ready",
    "region.year_pdf",
    "rosters.template",
    "rosters.export_csv",
    "rosters.export_xlsx",
    "specialist.file",
    "teacher.bank_export",
    "teacher.bank_template",
)


@pytest.fixture
def live(tmp_path, demo_school):
    """The demo school, seen through its own server."""
    folder = shutil.copytree(demo_school, tmp_path / "demo")
    with live_server(folder, folder / "demo.db") as live:
        yield live


@pytest.mark.parametrize("role", ROLES)
def test_pages_of_a_role_are_accessible_and_fit_the_screen(live, visitor, check_accessible, role):
    looks = LOOKS if FULL else random.Random(role).sample(LOOKS, 2)
    for locale, width, scheme in looks:
        page = visitor(locale=locale, width=width, color_scheme=scheme)
        sign_in(page, ROLES[role], f"{ROLES[role]}-adal-jol")
        seen = walk(live, page, locale, check_accessible)
        assert len(seen) >= 2, seen


def test_pages_before_signing_in_are_accessible_and_fit_the_screen(live, visitor, check_accessible):
    for locale, width, scheme in LOOKS if FULL else random.Random(3).sample(LOOKS, 3):
        page = visitor(locale=locale, width=width, color_scheme=scheme)
        page.goto(f"/sign-in?locale={locale}")
        seen = walk(live, page, locale, check_accessible)
        assert {"public.sign_in", "public.help", "public.join"} <= seen


def walk(live, page, locale, check_accessible):
    """One page of each kind that links lead to, starting where the person lands."""
    page.goto(f"{urlsplit(page.url).path}?locale={locale}")
    waiting, seen = [page.url], set()
    while waiting:
        address = waiting.pop(0)
        kind = kind_of(live, address)
        if kind is None or kind in seen:
            continue
        seen.add(kind)
        response = page.goto(address)
        page.wait_for_load_state("networkidle")
        assert response.status == 200, (response.status, address)
        check_page(page, locale, check_accessible)
        links = page.eval_on_selector_all(
            "a[href]:not([download])", "all => all.map(one => one.href)"
        )
        waiting += [one for one in links if "locale=" not in one]  # not the language switch
    return seen


def kind_of(live, address):
    """The endpoint of an address of ours, or None."""
    if not address.startswith(live.url) or address.endswith("#main"):
        return None
    try:
        endpoint, values = live.app.url_map.bind("").match(urlsplit(address).path)
    except (NoSuchPage, RequestRedirect):
        return None
    # Steps of a lesson and of a game are as different as pages are.
    if endpoint == "pupil.step":
        endpoint += ":" + re.sub(r"-?\d+$", "", values["step_id"])
    if endpoint == "public.play_step":
        endpoint += f":{values['step']}"
    return None if endpoint in NOT_PAGES else endpoint


def check_page(page, locale, check_accessible):
    assert page.locator("html").get_attribute("lang") == locale, page.url
    assert page.locator("h1").count() == 1, page.url
    # One pixel is left to rounding.
    sideways = page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    assert sideways <= 1, f"{page.url} scrolls sideways by {sideways} px"
    check_accessible(page)
