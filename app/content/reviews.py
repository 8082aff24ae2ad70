"""What still awaits a native speaker, a lawyer or a psychologist, and what changed since.

A signature holds the fingerprint of one file in one language. When a text of that language, an
answer key or a citation changes, the fingerprint does too, and the file awaits its reader again.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatch
from typing import Any, Literal

from app.content.files import to_json
from app.content.schema.reviews import READS, REVIEWERS, Reviewer, Signature
from app.core.i18n import LOCALES, Locale

State = Literal["approved", "changed", "awaits"]

# Who reads what. Files that are not named here hold nothing to approve.
_READERS: tuple[tuple[str, tuple[Reviewer, ...]], ...] = (
    ("content/law/mrp.yaml", ()),
    ("content/law/*.yaml", ("lawyer", "kk_editor")),
    ("content/lessons/*.yaml", REVIEWERS),
    ("content/guide/*.yaml", REVIEWERS),
    ("content/curriculum/*.yaml", ("psychologist", "kk_editor")),
    ("quizzes/*.yaml", REVIEWERS),
)
# Bookkeeping: it may change without a new reading.
_APART = {"schema_version", "version", "checked_on", "recheck_by", "review"}
_LENGTH = 16


@dataclass(frozen=True, slots=True)
class Standing:
    """How one reviewer stands to some files; `locales` are those still to be read."""

    role: Reviewer
    state: State
    locales: tuple[Locale, ...] = ()


@dataclass(frozen=True)
class Ledger:
    fingerprints: Mapping[str, Mapping[Locale, str]] = field(default_factory=dict)
    signatures: Mapping[tuple[str, str, str], Signature] = field(default_factory=dict)
    # The files of a lesson or of a law record, by its id.
    files_of: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def standings(self, files: Iterable[str]) -> list[Standing]:
        """One for each reviewer who has something to read in these files."""
        known = list(files)
        roles = [role for role in REVIEWERS if any(role in readers(file) for file in known)]
        return [self._standing(role, known) for role in roles]

    def standings_of(self, subject: str) -> list[Standing]:
        """Of a lesson or a law record."""
        return self.standings(self.files_of.get(subject, ()))

    def state(self, file: str, role: Reviewer, locale: Locale) -> State:
        signature = self.signatures.get((file, role, locale))
        if signature is None:
            return "awaits"
        same = signature.fingerprint == self.fingerprints[file][locale]
        return "approved" if same else "changed"

    def _standing(self, role: Reviewer, files: list[str]) -> Standing:
        states = {
            (file, locale): self.state(file, role, locale)
            for file in files
            if role in readers(file)
            for locale in READS[role]
        }
        open_states = {state for state in states.values() if state != "approved"}
        worst: State = (
            "awaits" if "awaits" in open_states else "changed" if open_states else "approved"
        )
        waiting = {locale for (_, locale), state in states.items() if state != "approved"}
        return Standing(role, worst, tuple(one for one in LOCALES if one in waiting))


def readers(file: str) -> tuple[Reviewer, ...]:
    return next((roles for pattern, roles in _READERS if fnmatch(file, pattern)), ())


def fingerprints(document: Any) -> dict[Locale, str]:
    """One for each language: its texts, and everything that is the same in all of them."""
    plain = json.loads(to_json(document))
    return {locale: _digest(_in_locale(plain, locale)) for locale in LOCALES}


def _digest(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:_LENGTH]


def _in_locale(value: Any, locale: Locale) -> Any:
    if isinstance(value, dict):
        if value.keys() == set(LOCALES):
            return str(value[locale]).strip()
        parts = {name: part for name, part in value.items() if name not in _APART}
        return {name: _in_locale(part, locale) for name, part in parts.items()}
    if isinstance(value, list):
        return [_in_locale(part, locale) for part in value]
    return value
