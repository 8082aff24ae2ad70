"""What stands on a screen in a scene: a chat, messages, a call, a post, a web page, a form."""

from typing import Annotated

from pydantic import Field, StringConstraints

from app.content.schema.base import LocalizedText, Slug, Strict

# Invented addresses only: nobody's real site is shown as a trap.
Address = Annotated[str, StringConstraints(pattern=r"^[a-z0-9.-]+\.(example|test)(/[a-z0-9/-]*)?$")]


class Message(Strict):
    sender: Slug
    text: LocalizedText
    reacts: int | None = Field(default=None, ge=1)


class Phone(Strict):
    """A chat; without `app` the sender's name stands at its head."""

    app: LocalizedText | None = None
    sub: LocalizedText | None = None
    messages: tuple[Message, ...] = Field(min_length=1, max_length=4)


class Sms(Strict):
    """Messages of one sender outside any app."""

    sender: Slug
    sub: LocalizedText | None = None
    texts: tuple[LocalizedText, ...] = Field(min_length=1, max_length=3)


class Call(Strict):
    """An incoming call; `sub` is what the screen says under the name."""

    sender: Slug
    sub: LocalizedText | None = None


class Post(Strict):
    author: Slug
    text: LocalizedText
    likes: int | None = Field(default=None, ge=1)
    comments: tuple[Message, ...] = Field(default=(), max_length=3)


class WebPage(Strict):
    address: Address
    title: LocalizedText
    text: LocalizedText
    button: LocalizedText | None = None


class FormField(Strict):
    label: LocalizedText
    value: LocalizedText | None = None


class Form(Strict):
    address: Address | None = None
    title: LocalizedText
    fields: tuple[FormField, ...] = Field(min_length=1, max_length=4)
    button: LocalizedText


class CardItem(Strict):
    icon: Slug | None = None
    text: LocalizedText


class RememberCard(Strict):
    title: LocalizedText
    items: tuple[CardItem, ...] = Field(min_length=1, max_length=5)


Screen = Phone | Sms | Call | Post | WebPage | Form
