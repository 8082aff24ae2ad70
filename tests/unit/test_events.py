"""Events leave after the commit, or not at all."""

from sqlalchemy.orm import Session

from app.core import events


class Happened:
    pass


def heard_of(session, monkeypatch):
    """What the handlers were told when the session's events went out."""
    told = []
    monkeypatch.setattr(events, "_handlers", {Happened: [told.append]})
    events.send(session)
    return told


def test_an_event_is_told_once_it_is_sent(monkeypatch):
    session = Session()
    events.record(session, Happened())
    assert len(heard_of(session, monkeypatch)) == 1


def test_nothing_is_told_of_what_happened_while_events_were_muted(monkeypatch):
    session = Session()
    with events.muted():
        events.record(session, Happened())
    assert heard_of(session, monkeypatch) == []


def test_events_are_told_again_after_the_muting(monkeypatch):
    session = Session()
    with events.muted():
        events.record(session, Happened())
    events.record(session, Happened())
    assert len(heard_of(session, monkeypatch)) == 1
