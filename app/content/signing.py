"""Writes signatures into content/reviews.yaml: sorted, for it is read by people too."""

import datetime as dt
from collections.abc import Iterable
from pathlib import Path

import yaml

from app.content.library import Library
from app.content.reviews import readers
from app.content.schema.reviews import READS, Reviewer, Signature
from app.core.i18n import Locale

FILE = "content/reviews.yaml"
_HEADER = """\
# Who approved which file, in which language and wording. Written by `flask content review sign`.
# Nobody signs for another.
"""


class NothingToSign(LookupError):
    """No such text, or none of it is for this reviewer."""


def files_to_sign(catalogue: Library, target: str, role: Reviewer) -> list[str]:
    """The files of a lesson or law record by its id, or one file by its path."""
    ledger = catalogue.ledger
    files = ledger.files_of.get(target) or [one for one in ledger.fingerprints if one == target]
    found = [file for file in files if role in readers(file)]
    if not found:
        raise NothingToSign(target)
    return sorted(found)


def sign(
    *,
    root: Path,
    catalogue: Library,
    target: str,
    role: Reviewer,
    locales: Iterable[Locale],
    name: str,
    on: dt.date,
) -> list[Signature]:
    """Records the present wording as approved; an earlier signature of the same place goes."""
    ledger = catalogue.ledger
    new = [
        Signature(
            file=file,
            role=role,
            locale=locale,
            fingerprint=ledger.fingerprints[file][locale],
            name=name,
            date=on,
        )
        for file in files_to_sign(catalogue, target, role)
        for locale in locales
        if locale in READS[role]
    ]
    if not new:
        raise NothingToSign(target)
    kept = dict(ledger.signatures)
    kept.update((one.place, one) for one in new)
    _write(root / FILE, kept.values())
    return new


def _write(path: Path, signatures: Iterable[Signature]) -> None:
    rows = sorted(signatures, key=lambda one: one.place)
    document = {"schema_version": 1, "signatures": [one.model_dump() for one in rows]}
    text = yaml.safe_dump(document, allow_unicode=True, sort_keys=False)
    part = path.with_suffix(".part")
    part.write_text(_HEADER + text, "utf-8")
    part.replace(path)  # whole or not at all
