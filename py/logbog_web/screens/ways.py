"""Ways from one screen to another."""

from ..markup import h


def to(place: str, label: str, style: str = "quiet") -> str:
    """A button that leads to a main screen (``list``, ``overview``, ``share``, ``settings``, ``backup``, ``restore``)."""
    return f'<button type="button" class="{style}" data-go="{h(place)}">{h(label)}</button>'
