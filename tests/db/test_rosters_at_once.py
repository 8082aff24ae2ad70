"""The same list twice at the same moment, on a database that really commits."""

import threading

import sqlalchemy as sa

from app.core.db import db
from app.interop.rosters import region
from app.interop.rosters.imports import Chosen
from app.people.models import SchoolClass, User
from tests import rosters
from tests.web.test_quiz_at_once import committed as committed  # a fixture


def test_of_two_equal_lists_at_once_the_second_finds_everybody_there(app, committed, tmp_path):
    path = tmp_path / "list.csv"
    path.write_bytes(rosters.csv())
    start, news = threading.Barrier(2), []

    def send():
        with app.app_context():
            start.wait()
            difference = region.import_file(
                path, school_id=committed.school, language="kk", chosen=Chosen(), write=True
            )
            news.append(len(difference.new))

    threads = [threading.Thread(target=send) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(news) == [0, 3]
    with app.app_context():
        pupils = sa.select(sa.func.count()).where(
            User.school_id == committed.school, User.role == "pupil"
        )
        assert db.session.scalar(pupils) == 5
        classes = sa.select(sa.func.count()).where(SchoolClass.school_id == committed.school)
        assert db.session.scalar(classes) == 3
