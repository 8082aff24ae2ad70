"""A record of the law in the reader's language, as the law card shows it."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from flask_babel import format_decimal
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app.content import library
from app.content.schema.base import Band
from app.content.schema.law import LawRecord, Penalty
from app.core import clock
from app.web.display import localized

CODES = {
    "criminal": _l("Criminal Code"),
    "administrative": _l("Code on Administrative Offences"),
    "prevention": _l("Law on the prevention of offences"),
    "rights-of-child": _l("Law on the rights of the child"),
    "family": _l("Code on Marriage and Family"),
    "civil": _l("Civil Code"),
    "labour": _l("Labour Code"),
    "mass-media": _l("Law on mass media"),
    "personal-data": _l("Law on personal data"),
    "budget": _l("Law on the budget"),
}

# Younger pupils read what the law says in plain words, without numbers of articles.
BANDS_WITH_ARTICLES: tuple[Band, ...] = ("7-9", "10-11")


@dataclass(frozen=True, slots=True)
class LawText:
    id: str
    title: str
    says: str
    article: str
    source_url: str
    checked_on: dt.date
    is_being_checked: bool
    # What one МРП is this year, beside a text that counts in it.
    mrp: str
    penalties: tuple[str, ...]
    # The reading, not the law: how well it was read, and whether that is still current.
    confidence: str
    # The first act of "who answers?" that this record speaks on, for readers of the band.
    act: str
    # For staff: who has not read this record yet, or read it in another wording.
    awaits: tuple[str, ...]
    changed: tuple[str, ...]


def law_texts(ids: Iterable[str], band: Band) -> list[LawText]:
    """The cited records, each once."""
    records = library.get().law_records(dict.fromkeys(ids))
    return [_text(record, band) for record in records]


def _text(record: LawRecord, band: Band) -> LawText:
    has_articles = band in BANDS_WITH_ARTICLES
    standings = library.get().ledger.standings_of(record.id)
    return LawText(
        id=record.id,
        title=localized(record.title),
        says=localized(record.says),
        article=_article(record) if has_articles else "",
        source_url=record.source.url if has_articles else "",
        checked_on=record.checked_on,
        is_being_checked=record.is_stale(clock.today()),
        mrp=_mrp_of_the_year() if _counts_in_mrp(record) else "",
        penalties=tuple(penalty_words(one) for one in record.penalties) if has_articles else (),
        confidence=_confidence(record) if has_articles else "",
        act=_first_act(record, band),
        awaits=tuple(one.role for one in standings if one.state == "awaits"),
        changed=tuple(one.role for one in standings if one.state == "changed"),
    )


def _first_act(record: LawRecord, band: Band) -> str:
    acts = library.get().acts_for(band)
    return next((act.id for act in acts if act.law[0].id == record.id), "")


def _confidence(record: LawRecord) -> str:
    """How sure the reading is, in words."""
    read = (
        _("High: the text of the law itself was read.")
        if record.confidence == "H"
        else _("Medium: an old edition was read, or only a part.")
    )
    later = _("Later changes may be missing.")
    return read if record.currency_confidence == "H" else f"{read} {later}"


def _article(record: LawRecord) -> str:
    return _("%(code)s, article %(article)s", code=CODES[record.code], article=record.article)


def _counts_in_mrp(record: LawRecord) -> bool:
    return any(one.mrp_from or one.mrp_up_to for one in record.penalties)


def _mrp_of_the_year() -> str:
    today = clock.today()
    tenge = library.get().mrp.tenge(1, today)
    if tenge is None:
        return ""
    return _("1 MCI in %(year)s: %(tenge)s ₸", year=str(today.year), tenge=format_decimal(tenge))


def penalty_words(penalty: Penalty) -> str:
    """Who gets what, with the МРП of this year in tenge."""
    words = f"{localized(penalty.who)}: {localized(penalty.text)}"
    tenge = _tenge(penalty)
    return f"{words} {tenge}" if tenge else words


def _tenge(penalty: Penalty) -> str:
    """What the МРП come to this year; nothing when the year is not in the table."""
    today, table = clock.today(), library.get().mrp
    limits = dict.fromkeys(one for one in (penalty.mrp_from, penalty.mrp_up_to) if one)
    amounts = [table.tenge(one, today) for one in limits]
    if not amounts or None in amounts:
        return ""
    money = "–".join(format_decimal(amount) for amount in amounts)
    return _("(In %(year)s: %(tenge)s ₸)", year=str(today.year), tenge=money)
