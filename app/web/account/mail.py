"""The page of notices, and the address to which adults may get them, too."""

import re
from http import HTTPStatus

from flask import current_app, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import StringField
from wtforms.validators import ValidationError

from app.core.db import transaction
from app.notices import mails, queries
from app.people.access import NotFound
from app.people.roles import Role
from app.people.viewer import Viewer
from app.web.access import Permission, allow, viewer
from app.web.account.blueprint import bp
from app.web.checks import not_longer_than

# Whether it exists only a mail can show: the first one is sent at once.
_ADDRESS = re.compile(r"[^@\s,;<>\"]+@[^@\s,;<>\"]+\.[^@\s,;<>\"]{2,}")


class AddressForm(FlaskForm):
    address = StringField(
        _l("E-mail address"),
        validators=[not_longer_than(200)],
        render_kw={"inputmode": "email", "autocomplete": "email"},
    )

    def validate_address(self, field: StringField) -> None:
        text = (field.data or "").strip()
        if text and not (text.isascii() and _ADDRESS.fullmatch(text)):
            raise ValidationError(_("This is not an e-mail address."))


def notices_page(person: Viewer, form: AddressForm | None = None) -> ResponseReturnValue:
    gets_mail = person.role is not Role.PUPIL and current_app.extensions["settings"].smtp_url
    if gets_mail and form is None:
        form = AddressForm(formdata=None, address=mails.address_of(person.id))
    page = render_template(
        "account/notices.html",
        notices=queries.notices_of(person.id),
        is_pupil=person.role is Role.PUPIL,
        form=form if gets_mail else None,
        delivery=mails.delivery_to(person.id) if gets_mail else None,
    )
    return page, HTTPStatus.UNPROCESSABLE_ENTITY if form and form.errors else HTTPStatus.OK


@bp.post("/notices/mail")
@allow(Permission.SIGNED_IN)
def mail_address() -> ResponseReturnValue:
    """An empty field means: no mails."""
    person = viewer()
    if person.role is Role.PUPIL:
        raise NotFound
    form = AddressForm()
    if not form.validate():
        return notices_page(person, form)
    with transaction():
        mails.keep_address(user_id=person.id, address=(form.address.data or "").strip() or None)
    flash(_("Saved"), "ok")
    return redirect(url_for("account.notices"), HTTPStatus.SEE_OTHER)
