"""Each person reads notices in their own language, whoever has caused them."""

import pytest

from app.core.db import db, transaction
from app.core.i18n import LOCALES
from app.notices.models import Notice
from app.notices.services import queue_notices
from app.people.models import User
from tests.pages import text_of

pytestmark = pytest.mark.usefixtures("context")

SAYS = {
    "kk": "Оқушы басқа мектепке ауысты.",
    "ru": "Ученик перешёл в другую школу.",
    "en": "A pupil has moved to another school.",
}


def test_one_event_is_told_to_three_people_in_three_languages(world, sign_in, open_page, run_jobs):
    people = dict(zip(LOCALES, (world.lead, world.psychologist, world.deputy), strict=True))
    with transaction():
        for locale, person in people.items():
            db.session.get(User, person).locale = locale
        queue_notices(recipients=people.values(), kind="pupil-moved", subject_id="1")
    run_jobs()
    for locale, person in people.items():
        page = open_page(sign_in(person), "/notices")
        assert page.html["lang"] == locale
        assert SAYS[locale] in text_of(page)


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("who", ["aigerim", "parent", "teacher", "lead", "admin"])
def test_every_kind_of_notice_has_words_in_each_language(
    app, repo, world, sign_in, open_page, run_jobs, who, locale
):
    source = (repo / "app/templates/account/notices.html").read_text("utf-8")
    kinds = [line.split('"')[1] for line in source.splitlines() if line.startswith('  "')]
    assert "pupil-moved" in kinds
    with transaction():
        for kind in kinds:
            queue_notices(recipients=[getattr(world, who)], kind=kind, subject_id=1)
    run_jobs()
    browser = sign_in(getattr(world, who), locale)
    shown = open_page(browser, "/notices").select("main ul.list > li")
    assert len(shown) == len(kinds)
    english = open_page(sign_in(getattr(world, who), "en"), "/notices").select("main ul.list > li")
    if locale != "en":
        titles = [one.select_one(".item__t").get_text() for one in shown]
        assert not set(titles) & {one.select_one(".item__t").get_text() for one in english}
    assert db.session.query(Notice).count() >= len(kinds)
