"""The queue and its jobs. Thin: an app context, one transaction, then a service.

Every job can run twice. The nightly sweep does again what a lost job did not do.
"""

import datetime as dt
import uuid
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import structlog
from flask import Flask, current_app
from huey import MemoryHuey, RedisHuey, SqliteHuey, crontab
from huey.api import Huey

from app.casework import anonymous, intake, retention
from app.casework import services as casework
from app.core import clock, seals
from app.core.db import transaction
from app.evidence import counting, rounds
from app.interop.rosters import imports
from app.interop.rosters import keeping as rosters
from app.learning import coverage, item_figures, quizzes, school_figures, settling
from app.notices import digests, mails, post
from app.notices import services as notices
from app.people import kept_forms, terms
from app.privacy import copies, erasure
from app.reports.digest import digest_for
from app.reports.digest_mail import letter_of
from app.risk import classes, lesson_words, moods, skills
from app.settings import read_settings
from app.signin import guesses, sessions
from app.wellbeing import checkins, shares
from app.wellbeing import services as wellbeing
from app.wellbeing.anonymous import close_ways_back

log = structlog.get_logger()

SWEEP_LOOKS_BACK = dt.timedelta(days=2)
SWEPT_AT_ONCE = 50


def _make_queue(url: str) -> Huey:
    if url.startswith("redis"):
        return RedisHuey("adal", url=url)
    if url.startswith("sqlite:"):
        file = Path(url.removeprefix("sqlite:"))
        file.parent.mkdir(parents=True, exist_ok=True)
        return SqliteHuey("adal", filename=str(file))
    return MemoryHuey("adal")


queue = _make_queue(read_settings().queue)

_app: Flask | None = None


def serve(app: Flask) -> None:
    """Jobs run with this app's settings and database."""
    global _app
    _app = app


def job(**options: Any) -> Callable[[Callable[..., None]], Any]:
    """A task of the queue in an app context. Each job opens its own transactions."""

    def decorate(func: Callable[..., None]) -> Any:
        def run(*args: Any) -> None:
            assert _app is not None
            with _app.app_context():
                func(*args)

        run.__name__ = func.__name__
        return queue.task(name=func.__name__, **options)(run)

    return decorate


@job(retries=3, retry_delay=10)
def evaluate_risk(pupil_id: int) -> None:
    with transaction():
        skills.evaluate_pupil(pupil_id)


@job(retries=3, retry_delay=10)
def evaluate_moods(pupil_id: int) -> None:
    with transaction():
        moods.evaluate(pupil_id)


@job(retries=3, retry_delay=10)
def deliver_notices() -> None:
    """Claims before it delivers: of two workers one gets the row."""
    while True:
        with transaction():
            notice_id = notices.claim_next()
        if notice_id is None:
            break
        with transaction():
            notices.deliver(notice_id)
        log.info("notice_delivered", notice_id=str(notice_id))
    if current_app.extensions["settings"].smtp_url:
        send_mails()


@job(retries=3, retry_delay=10)
def settle_quiz(assignment_id: int) -> None:
    """The answers of a class's quiz may be told: one transaction a pupil."""
    _settle(settling.waiting(assignment_id))


def _settle(sittings: list[uuid.UUID]) -> None:
    for sitting_id in sittings:
        with transaction():
            settling.settle(sitting_id)


@job()
def close_quizzes() -> None:
    """Those whose time is over are handed in; those whose day has come are told."""
    for sitting_id in quizzes.out_of_time():
        with transaction():
            quizzes.close(sitting_id)
    _settle(settling.waiting())


@job()
def send_mails() -> None:
    """Claims, sends outside any transaction, marks: a mail may go twice, never not at all."""
    settings = current_app.extensions["settings"]
    if not settings.smtp_url:
        return
    while True:
        with transaction():
            mail = mails.claim_next()
        if mail is None:
            return
        letter = _letter(mail, settings.public_url)
        message = post.message_of(
            mail, sender=settings.mail_from, site=settings.public_url, letter=letter
        )
        try:
            post.hand_over(message, server=settings.smtp_url)
        except post.NotAccepted as error:
            log.warning("mail_not_accepted", mail_id=str(mail.id), reason=str(error))
            with transaction():
                mails.could_not_be_sent(mail.id)
        else:
            with transaction():
                mails.was_sent(mail.id)


def _letter(mail: mails.Outgoing, site: str) -> post.Letter | None:
    """Written when it is sent: nothing of it is kept. None: a neutral mail.

    A letter that cannot be written holds up no other mail: people wait for news of a danger.
    """
    if mail.kind != digests.KIND:
        return None
    try:
        with transaction():
            digest = digest_for(mail.user_id)
        return letter_of(digest, locale=mail.locale, site=site) if digest else None
    except Exception:
        log.exception("letter_not_written", mail_id=str(mail.id))
        return None


@job()
def write_digests() -> None:
    """A transaction for each parent. Whoever was left out is still waiting at the next run."""
    week = digests.this_week()
    for parent_id in digests.waiting(week):
        try:
            with transaction():
                if digest := digest_for(parent_id):
                    digests.tell(user_id=parent_id, week=week, says=digest.says)
        except Exception:
            log.exception("digest_left_out", parent_id=parent_id)


def _evaluate_all(pupils: Sequence[int], evaluate: Callable[[int], None]) -> None:
    """A transaction for some dozens: of a region, a commit for each would take most of the night.

    What fails is told and left for the next sweep; the others do not wait for it.
    """
    for begin in range(0, len(pupils), SWEPT_AT_ONCE):
        try:
            with transaction():
                for pupil_id in pupils[begin : begin + SWEPT_AT_ONCE]:
                    evaluate(pupil_id)
        except Exception:
            log.exception("sweep_left_some_out", rule=evaluate.__module__, first=begin)
        if begin % (100 * SWEPT_AT_ONCE) == 0:
            log.info("sweeping", rule=evaluate.__module__, done=begin, of=len(pupils))


@job()
def sweep() -> None:
    """The same rules over recent facts, then what the day brings. A lost sweep loses nothing: the
    next one looks back two days.
    """
    close_quizzes.call_local()
    since = clock.now() - SWEEP_LOOKS_BACK
    with transaction():
        answered = {
            *skills.pupils_with_recent_answers(since),
            *settling.pupils_settled_since(since),
        }
        weekly = moods.pupils_to_evaluate(since)
    _evaluate_all(sorted(answered), skills.evaluate_pupil)
    _evaluate_all(weekly, moods.evaluate)
    with transaction():
        skills.tell_adults_of_due_cards()
        classes.tell_of_classes()
        wellbeing.forget_expired_marks()
        rosters.forget_old()
        kept_forms.forget_expired()
        checkins.forget_old()
        shares.end_expired()
        close_ways_back()
        sessions.forget_ended()
        guesses.forget_old_devices()
        lesson_words.forget_old()
    redeliver()


@job()
def forget() -> None:
    """What has been kept for as long as it may."""
    with transaction():
        retention.forget_old()


@job()
def seal_audit() -> None:
    """The digest goes to the log, too: whoever can rewrite the database cannot rewrite that."""
    with transaction():
        sealed = seals.seal()
        log.info("audit_sealed", until=sealed.until.isoformat(), digest=sealed.digest)


@job()
def climb() -> None:
    """A missed deadline of a case brings in the next person."""
    with transaction():
        casework.climb_overdue()
    with transaction():
        anonymous.climb_overdue()


@job()
def tell_of_unanswered() -> None:
    """A child was asked about words in a lesson and has not answered: the psychologist is told."""
    for pupil_id, lesson_id in lesson_words.unanswered():
        with transaction():
            intake.open_for_unanswered(pupil_id, lesson_id)


@job()
def redeliver() -> None:
    """Notices whose job was lost: who is told of a danger cannot wait for the night."""
    with transaction():
        notices.release_stuck()
    deliver_notices()


@job()
def check_roster(import_id: uuid.UUID) -> None:
    imports.check(import_id)


@job()
def write_roster(import_id: uuid.UUID) -> None:
    """The whole list or nothing of it."""
    with transaction():
        imports.carry_out(import_id)


@job()
def count_item_figures() -> None:
    """Counts before it writes: nobody's answer waits for the counting."""
    counted = item_figures.count_all()
    with transaction():
        item_figures.keep(counted)
    log.info("item_figures_counted", items=len(counted))


@job(retries=3, retry_delay=10)
def count_effects(round_id: int) -> None:
    """What a closed round shows, of its school."""
    _count_effects([round_id])


def _count_effects(round_ids: list[int]) -> None:
    for round_id in round_ids:
        counted = counting.of_school(round_id)
        with transaction():
            counting.keep(counted)
        log.info("lesson_effects_counted", round_id=round_id, effects=len(counted.effects))


@job()
def count_evidence() -> None:
    """Rounds whose job was lost, then the region."""
    _count_effects(counting.uncounted())
    for region in counting.of_region():
        with transaction():
            counting.keep(region)


@job(retries=3, retry_delay=10)
def make_copy(copy_id: uuid.UUID) -> None:
    with transaction():
        copies.make(copy_id)


@job()
def recount_lessons() -> None:
    """A transaction for each school: of a region, nobody waits for all of them."""
    for school_id in coverage.schools():
        counted = coverage.count(school_id)
        with transaction():
            coverage.keep(counted)
    for monday in coverage.weeks_to_count():
        rows = coverage.count_week(monday)
        with transaction():
            coverage.keep_week(monday, rows)


@job()
def keep_house() -> None:
    """Roles that begin or end today, data whose time is over, the figures of schools."""
    with transaction():
        terms.follow_all()
        erasure.finish_withdrawals()
        copies.forget_expired()
        rounds.forget_overdue()
        lost = copies.waiting_to_be_made()
    for copy_id in lost:
        with transaction():
            copies.make(copy_id)
    counted = school_figures.count_all()
    with transaction():
        school_figures.keep(counted)
    recount_lessons.call_local()


@queue.periodic_task(crontab(minute="*/5"), name="watch_deadlines")
def watch_deadlines() -> None:
    climb()
    tell_of_unanswered()
    close_quizzes()
    redeliver()
    send_mails()


@queue.periodic_task(crontab(hour="12", minute="0"), name="afternoon")
def afternoon() -> None:
    """17:00 in Kazakhstan, before dinner. On the first day of a week that has something to say."""
    write_digests()


@queue.periodic_task(crontab(hour="22", minute="15"), name="nightly")
def nightly() -> None:
    """03:15 in Kazakhstan."""
    sweep()
    forget()
    seal_audit()
    count_item_figures()
    count_evidence()
    keep_house()
