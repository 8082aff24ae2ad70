"""Authored content in one language, as plain data for a page's own scripts."""

from typing import Any

from pydantic import BaseModel

from app.core.i18n import LocalizedText


def in_language(value: Any, locale: str) -> Any:
    """Every LocalizedText becomes its text; fields without a value are left out."""
    if isinstance(value, LocalizedText):
        return value.in_locale(locale)
    if isinstance(value, BaseModel):
        return {
            name: in_language(getattr(value, name), locale)
            for name in type(value).model_fields
            if getattr(value, name) is not None
        }
    if isinstance(value, dict):
        return {key: in_language(one, locale) for key, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [in_language(one, locale) for one in value]
    return value
