"""A pupil's own pages in a real browser, with something on them: certificates, plans, answers, a
skill that has become rusty; and the page on which a stranger checks a certificate.
"""

import os
from pathlib import Path

import pytest

from app.core.db import db, transaction
from app.learning import certificates, services
from app.learning.certificates import courses
from app.learning.models import Certificate, ObjectiveProgress
from app.people.models import User
from app.people.viewer import load_viewer
from tests import classroom
from tests.browser.driving import sign_in
from tests.people import PASSWORD, make_world

# One lesson in her band; another theme waits on the same page.
THEME = "rights"
SHOTS = os.environ.get("OWN_PAGES_SHOTS")


@pytest.fixture
def addresses(live):
    """Pages of Aigerim by name."""
    with live.app.app_context():
        world = make_world()
        aigerim = load_viewer(world.aigerim)
        [course] = [one for one in courses(aigerim) if one.theme == THEME]
        lessons = [one.id for one in course.lessons]
        for lesson_id in (*lessons, classroom.OPEN):
            classroom.work(aigerim.id, lesson_id, on=0)
        classroom.answer(aigerim.id, classroom.IN_LESSON, on=0, right=True)
        classroom.answer(aigerim.id, classroom.IN_REVIEW, on=1, right=True, behaviour="review")
        classroom.answer(aigerim.id, classroom.IN_LESSON, on=2, behaviour="review")
        with transaction() as session:
            certificates.make(pupil=aigerim, theme=THEME)
            for one in session.query(ObjectiveProgress):
                one.was_strong = True
            services.make_plan(
                pupil=aigerim,
                lesson=course.lessons[0],
                then_part="Алдымен әжеме айтамын.",
            )
            session.get_one(User, aigerim.id).locale = "en"
        paper = db.session.query(Certificate).one()
        return {
            "list": "/learn/certificates",
            "certificate": f"/learn/certificates/{paper.id}",
            "checked": f"/certificate/{paper.code}",
            "unknown": "/certificate/ACDE-FGHJ-KMNP-QRTU",
            "path": "/learn/path",
            "progress": "/learn/progress",
            "plans": "/learn/plans",
            "plan": f"/learn/plans/{lessons[0]}",
            "answers": "/learn/answers",
            "seen": "/learn/what-adults-see",
        }


@pytest.mark.parametrize(
    ("locale", "width", "scheme"),
    [("kk", 360, "light"), ("ru", 390, "dark"), ("en", 1280, "light")],
)
def test_pages_are_accessible_and_fit_the_screen(
    visitor, check_accessible, addresses, locale, width, scheme
):
    page = visitor(locale=locale, width=width, color_scheme=scheme)
    sign_in(page, "aigerim", PASSWORD)
    page.goto(f"/learn/?locale={locale}")
    for name, address in addresses.items():
        page.goto(address)
        page.wait_for_load_state("networkidle")
        assert page.locator("h1").count() == 1, name
        assert page.locator("html").get_attribute("lang") == locale, name
        wide = page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        assert wide <= 1, name
        check_accessible(page)
        if SHOTS:
            shot = Path(SHOTS) / f"{name}-{locale}-{width}-{scheme}.png"
            page.screenshot(path=shot, full_page=True)
