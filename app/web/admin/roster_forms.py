"""The form that sends a list."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired
from wtforms import HiddenField

from app.web.checks import is_key


class UploadForm(FlaskForm):
    file = FileField(_l("File of the list"), validators=[FileRequired(_l("Choose a file"))])
    submission_key = HiddenField(validators=[is_key])
