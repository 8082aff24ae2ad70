"""Answers as a pupil's browser sends them: form fields, right or wrong, each with its key."""

import html
import random
import uuid

from app.content import library
from app.content.schema.lesson import TaskStep
from app.demo import answers
from app.learning.responses import to_fields


def item(item_id):
    return library.get().item(item_id).item


def right(one, certainty="sure", **more):
    """Fields of the right answer; of some answer where nothing is right."""
    if not one.is_scored:
        return form(to_fields(answers.unscored(one, random.Random(1))), **more)
    return form(to_fields(answers.right(one)), certainty if one.has_single_choice else None, **more)


def wrong(one, certainty="sure", belief=None, **more):
    found = answers.led_by(one, belief) if belief else answers.slip(one, random.Random(1))
    return form(to_fields(found), certainty if one.has_single_choice else None, **more)


def form(fields=(), certainty=None, key=None, **more):
    sent = {name: values for name, values in dict(fields).items() if values}
    if certainty:
        sent["certainty"] = certainty
    return {**sent, "submission_key": str(key or uuid.uuid4()), **more}


def task(lesson_id, step_id):
    """The address of a task's answers and its item."""
    step = library.get().lesson(lesson_id).step(step_id)
    assert isinstance(step, TaskStep)
    return f"/learn/lessons/{lesson_id}/steps/{step_id}/answer", step.item


def secrets_of(one):
    """Texts that give the key away: reasons, in every language."""
    parts = [
        *getattr(one, "options", ()),
        *getattr(one, "entries", ()),
        *getattr(one, "acts", ()),
        *getattr(one, "fragments", ()),
        *getattr(one, "pairs", ()),
        *getattr(one, "gaps", ()),
        *getattr(one, "slips", ()),
    ]
    parts = [part for part in parts if hasattr(part, "reason")]
    reasons = [part.reason for part in parts]
    reasons += [one.reason] if getattr(one, "reason", None) else []
    return [text for reason in reasons for text in reason.model_dump().values()]


def told_of(one, response):
    """What of the key stands on a page, in whatever corner of it."""
    source = html.unescape(response.text)
    return [reason for reason in secrets_of(one) if reason in source]
