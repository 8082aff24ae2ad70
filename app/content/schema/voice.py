"""How long each recorded line of a clip lasts: `audio/<locale>.yaml` beside the scene."""

from typing import Annotated

from pydantic import Field, RootModel

from app.content.schema.base import Slug

# Nobody speaks one line for a minute: it would be a typing error, and the clip would stand still.
Seconds = Annotated[float, Field(gt=0, le=60)]


class Durations(RootModel[dict[Slug, Seconds]]):
    """Seconds by the name of the line, which is that of its file without `.mp3`."""
