"""From bytes to plain words: encodings, formats of Moodle, spaces. Pure."""

import html
import re

import nh3
from markdown_it import MarkdownIt

from app.core.i18n import Locale

# Files of old programs. KZ-1048 is Windows-1251 with the Kazakh letters in it.
OLD_ENCODINGS: dict[Locale, str] = {"kk": "kz1048", "ru": "cp1251", "en": "cp1252"}
_FORMAT = re.compile(r"\s*\[(html|moodle|plain|markdown)\]", re.IGNORECASE)
_USUAL_TAGS = re.compile(
    r"</?(?:b|i|u|s|em|strong|p|br|hr|span|div|sub|sup|font|ul|ol|li|a|pre|code|h[1-6]|img|table"
    r"|tr|td|script|style)\b[^<>]*>",
    re.IGNORECASE,
)
_MARKDOWN = MarkdownIt("commonmark", {"html": True})


class NoText(ValueError):
    """The bytes are no text in any encoding that teachers use."""


class HasPicture(ValueError):
    """A question that shows a picture means nothing without it."""


def decode(raw: bytes, language: Locale) -> tuple[str, str]:
    """The text, and the name of the encoding in which it was written."""
    for bom, encoding in ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"", "utf-8-sig")):
        if raw.startswith(bom):
            try:
                return _plain(raw.decode(encoding)), encoding.removesuffix("-sig")
            except UnicodeDecodeError:
                continue
    try:
        encoding = OLD_ENCODINGS[language]
        return _plain(raw.decode(encoding)), encoding
    except UnicodeDecodeError:
        raise NoText from None


def _plain(text: str) -> str:
    if re.search(r"[\x00-\x08\x0e-\x1f]", text):
        raise NoText
    return text.replace("\r\n", "\n").replace("\r", "\n")


def one_line(text: str) -> str:
    return " ".join(text.split())


def format_of(text: str) -> tuple[str, str]:
    """The format that a text names at its beginning, "" if none, and the text without it."""
    found = _FORMAT.match(text)
    return (found[1].lower(), text[found.end() :]) if found else ("", text)


def words_of(text: str, written_in: str) -> str:
    """The words of a formatted text on one line, with the edges as they are."""
    if "@@PLUGINFILE@@" in text or re.search(r"<img\b", text, re.IGNORECASE):
        raise HasPicture
    if written_in == "markdown":
        return _without_tags(_MARKDOWN.render(text))
    if written_in == "html" or (written_in != "plain" and _USUAL_TAGS.search(text)):
        return _without_tags(text)
    return text


def _without_tags(text: str) -> str:
    spaced = re.sub(r"<(?:br|/p|/li|/div|/h\d)\b[^<>]*>", r" \g<0>", text, flags=re.IGNORECASE)
    return html.unescape(nh3.clean(spaced, tags=set()))
