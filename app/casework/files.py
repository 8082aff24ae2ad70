"""Pictures that belong to a case: sniffed, drawn anew, encrypted, and gone with the case.

They lie in the database: no address leads to them past the check of who reads the case, a backup
holds them with their case, and what retention takes away is away (docs/decisions/0016).
"""

import datetime as dt
import io
import uuid
from collections.abc import Sequence

import sqlalchemy as sa
import sqlalchemy.orm as so
from PIL import Image, ImageOps

from app.casework.models import Case
from app.casework.services import write_line
from app.core import audit, clock, crypto
from app.core.db import EncryptedText, Model, db
from app.core.ids import new_id
from app.people.access import NotFound
from app.people.viewer import Viewer

LARGEST = 10 * 1024 * 1024
# A small file can unfold to gigabytes.
MOST_PIXELS = 40_000_000
ENDINGS = {"JPEG": "jpg", "PNG": "png"}


class NotAccepted(Exception):
    """Not a picture that can be kept; `reason` says why."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class CaseFile(Model):
    __tablename__ = "case_files"
    __table_args__ = (sa.UniqueConstraint("submission_key"), sa.Index(None, "case_id"))

    id: so.Mapped[uuid.UUID] = so.mapped_column(primary_key=True, default=new_id)
    submission_key: so.Mapped[uuid.UUID]
    case_id: so.Mapped[int] = so.mapped_column(sa.ForeignKey("cases.id"))
    # What it shows, in the words of who added it. The name of the file is forgotten.
    text: so.Mapped[str] = so.mapped_column(EncryptedText)
    kind: so.Mapped[str]
    size: so.Mapped[int]
    added_by_id: so.Mapped[int] = so.mapped_column(sa.ForeignKey("users.id"))
    added_at: so.Mapped[dt.datetime] = so.mapped_column(default=clock.now)
    sealed: so.Mapped[bytes] = so.mapped_column(sa.LargeBinary, deferred=True)


def cleaned(data: bytes) -> tuple[str, bytes]:
    """Kind and bytes of a new picture with the same dots and nothing else: no place, no device,
    no hidden preview. What the file says of itself is not believed.
    """
    if len(data) > LARGEST:
        raise NotAccepted("too-large")
    try:
        with Image.open(io.BytesIO(data), formats=list(ENDINGS)) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise NotAccepted("too-large")
            kind = picture.format or ""
            dots = ImageOps.exif_transpose(picture).convert("RGB" if kind == "JPEG" else "RGBA")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        raise NotAccepted("no-picture") from None
    dots.info.clear()
    made = io.BytesIO()
    dots.save(made, kind, quality=90)
    return kind, made.getvalue()


def add(*, case: Case, by: Viewer, data: bytes, text: str, submission_key: uuid.UUID) -> None:
    kind, clean = cleaned(data)
    row = CaseFile(
        submission_key=submission_key,
        case_id=case.id,
        text=text,
        kind=kind,
        size=len(clean),
        added_by_id=by.id,
        sealed=crypto.seal(clean).encode(),
    )
    db.session.add(row)
    write_line(case, by, "file-added")


def files_of(case_id: int) -> Sequence[CaseFile]:
    query = sa.select(CaseFile).where(CaseFile.case_id == case_id)
    return db.session.scalars(query.order_by(CaseFile.added_at, CaseFile.id)).all()


def read(*, case: Case, file_id: uuid.UUID, by: Viewer) -> tuple[CaseFile, bytes]:
    """Each time it is asked who reads, and each time it is written down."""
    row = db.session.get(CaseFile, file_id)
    if row is None or row.case_id != case.id:
        raise NotFound
    clean = crypto.unseal(row.sealed.decode())
    if clean is None:
        raise NotFound
    audit.record(
        actor_id=by.id, action=audit.Action.CASE_FILE_READ, subject_type="case", subject_id=case.id
    )
    return row, clean
