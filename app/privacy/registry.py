"""Every table that holds something of a person: whose it is, what becomes of it, who gets a copy.

A test fails when a table with a person's key is missing here.
"""

from dataclasses import dataclass
from typing import Literal

# Why something stays after an erasure.
Reason = Literal["safety", "proof", "work"]
# Who gets the rows in a copy: only the person, or a parent of a child as well.
Audience = Literal["self", "guardian"]


@dataclass(frozen=True, slots=True)
class Holding:
    table: str
    # The column that says whose row it is; None: the person only did something to it.
    owner: str | None
    # None: erased. Otherwise kept, for this reason.
    kept: Reason | None = None
    copied: Audience | None = None
    # Columns that name people who acted: the number stays, without a name behind it.
    hands: tuple[str, ...] = ()
    # Columns that a copy leaves out: secrets, digests, inner numbers.
    hidden: tuple[str, ...] = ()
    # Columns that a parent's copy leaves out as well: what a parent's page does not show.
    own: tuple[str, ...] = ()


def _of_pupil(table: str, copied: Audience | None = None, **more: tuple[str, ...]) -> Holding:
    return Holding(table, "pupil_id", None, copied, **more)


def _of_user(table: str) -> Holding:
    return Holding(table, "user_id")


def _work(table: str, *hands: str) -> Holding:
    """Made by a person for the school: stays with the school."""
    return Holding(table, None, "work", hands=hands)


LEARNING = (
    _of_pupil("attempts", "self", hidden=("id", "sitting_id")),
    # Only the pupil hands it on. Erased with the rest: then its code checks nothing any more.
    _of_pupil("certificates", "self", hidden=("id", "school_id")),
    _of_pupil("dilemma_walks", "self", hidden=("id",)),
    _of_pupil("item_progress"),
    _of_pupil(
        "lesson_progress",
        "guardian",
        hidden=("lesson_version",),
        own=("started_at", "last_at", "steps_done", "quiz_right", "quiz_total"),
    ),
    _of_pupil("misconception_progress"),
    _of_pupil("norm_guesses", "self", hidden=("class_id",)),
    _of_pupil("objective_progress", "self"),
    _of_pupil("plans", "self"),
    _of_pupil("quiz_sittings", "self", hidden=("id", "assignment_id", "item_ids")),
    _of_pupil("reviews_due"),
    _of_pupil("skill_cards", "self", hidden=("id", "occasion", "evidence", "rule_version")),
    _of_pupil("steps_done", "self"),
    _of_pupil("submissions"),
    _of_pupil("survey_marks"),
    _of_pupil("survey_places", hidden=("class_id",)),
    _of_pupil("time_allowances", "self", hands=("set_by_id",)),
)
WELLBEING = (
    _of_pupil("check_ins", "self", hidden=("id",)),
    _of_pupil("mood_shares", "self", hands=("adult_id",), hidden=("id",)),
    _of_pupil("private_marks"),
    _of_pupil("help_words"),
)
# Words about a child's safety, and what was done. A copy leaves them out: it may fall into other
# hands; the child reads them on the help page, with the help word.
SAFETY = (
    Holding("help_requests", "pupil_id", "safety", hands=("addressed_to_id",)),
    Holding("help_exclusions", None, "safety", hands=("user_id",)),
    Holding("anonymous_messages", None, "safety", hands=("author_id",)),
    Holding("anonymous_readers", None, "safety", hands=("user_id",)),
    Holding("concerns", "pupil_id", "safety", hands=("author_id",)),
    Holding("signals", "pupil_id", "safety"),
    Holding("soft_signals", "pupil_id", "safety", hands=("verdict_by_id",)),
    Holding("cases", "pupil_id", "safety", hands=("owner_id", "backup_id")),
    Holding("case_referrals", None, "safety", hands=("by_id",)),
    Holding("case_files", None, "safety", hands=("added_by_id",)),
    Holding("case_messages", None, "safety", hands=("author_id",)),
    Holding("case_exclusions", None, "safety", hands=("user_id",)),
    Holding("case_handovers", None, "safety", hands=("holder_id", "handed_to_id")),
    Holding("case_readers", None, "safety", hands=("user_id",)),
    Holding("chronology_entries", None, "safety", hands=("actor_id",)),
    Holding("lesson_words", "pupil_id", "safety"),
    Holding("word_matches", None, "safety", hands=("verdict_by_id",)),
    Holding(
        "parent_letters",
        "pupil_id",
        "safety",
        hands=("guardian_id", "written_by_id", "approved_by_id"),
    ),
    Holding("guardian_bars", "pupil_id", "safety", hands=("guardian_id", "made_by_id")),
)
ACCOUNT = (
    Holding("enrolments", "pupil_id", copied="guardian", hidden=("id", "class_id")),
    Holding("guardianships", "pupil_id", copied="guardian", hands=("guardian_id",), hidden=("id",)),
    Holding("pairing_codes", "pupil_id", hands=("made_by_id", "used_by_id")),
    # Not copied: there is news of requests for help among them, with its hour.
    Holding("notices", "recipient_id"),
    Holding("kept_forms", "owner_id"),
    Holding("mail_addresses", "user_id", copied="self"),
    _of_user("mails"),
    Holding("weekly_digests", "user_id", copied="self", hidden=("told",)),
    _of_user("authenticators"),
    _of_user("guess_counts"),
    _of_user("known_devices"),
    Holding("link_codes", "user_id", hands=("made_by_id",)),
    Holding("outside_identities", "user_id", hands=("linked_by_id",)),
    _of_user("passkeys"),
    _of_user("recovery_codes"),
    Holding("sign_in_cards", "user_id", hands=("made_by_id",)),
    Holding("sign_in_sessions", "user_id", copied="self", hidden=("id",)),
    Holding("data_copies", "person_id", hands=("asked_by_id",)),
)
PROOF = (
    Holding(
        "consents",
        "pupil_id",
        "proof",
        "guardian",
        hands=("given_by_id", "recorded_by_id"),
        hidden=("id",),
    ),
    _of_pupil("consent_states"),
    Holding("erasures", "person_id", "proof", hands=("by_id",)),
    Holding(
        "transfers", "pupil_id", "proof", "guardian", hands=("released_by_id", "accepted_by_id")
    ),
    Holding("role_terms", "user_id", "proof", "self", hands=("given_by_id",), hidden=("id",)),
)
WORK = (
    _work("assignments", "assigned_by_id"),
    _work("class_plans", "taken_by_id"),
    _work("class_quizzes", "released_by_id"),
    _work("comparisons", "drawn_by_id"),
    _work("consent_exemptions", "set_by_id"),
    _work("deliveries", "recorded_by_id"),
    _work("harm_alarms", "decided_by_id"),
    _work("preparations", "changed_by_id"),
    _work("promotions", "by_id"),
    _work("roster_imports", "made_by_id"),
    _work("school_classes", "teacher_id"),
    _work("school_item_versions", "made_by_id"),
    _work("school_quizzes", "given_by_id"),
    _work("school_switches", "signed_by_id"),
    _work("site_settings", "set_by_id"),
    _work("survey_rounds", "opened_by_id"),
)
HOLDINGS = (*LEARNING, *WELLBEING, *SAFETY, *ACCOUNT, *PROOF, *WORK)
BY_TABLE = {one.table: one for one in HOLDINGS}
