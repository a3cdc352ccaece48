"""A picture: shapes on a sheet in its own units, which the screen, the HTML and the PDF all draw."""

from dataclasses import dataclass

TONES = {
    "kind-calls_messages": "#0a525a",
    "kind-through_others": "#8659a3",
    "kind-vandalism_threats": "#b5402a",
    "kind-digital": "#2a6bb0",
    "kind-gifts": "#c05b86",
    "kind-surveillance": "#55661c",
    "kind-turning_up": "#c47a08",
    "kind-violence": "#45101c",
    "kind-other": "#6f7c80",
    "heat-0": "#eef1ef",
    "heat-1": "#d3e4e2",
    "heat-2": "#abcdcd",
    "heat-3": "#84b4b5",
    "heat-4": "#1f5f66",
    "heat-5": "#063c42",
    "gap": "#ffffff",
    "grid": "#ddd5c6",
    "axis": "#69797d",
    "label": "#1b2a2c",
    "on-heat": "#ffffff",
}
TEXT = 12.0


@dataclass(frozen=True, slots=True)
class Rect:
    """A filled box; ``tone`` is a key of TONES."""

    x: float
    y: float
    width: float
    height: float
    tone: str


@dataclass(frozen=True, slots=True)
class Line:
    """A thin line."""

    x1: float
    y1: float
    x2: float
    y2: float
    tone: str = "grid"


@dataclass(frozen=True, slots=True)
class Label:
    """A text whose baseline is at ``y``; ``anchor`` is start, middle or end."""

    x: float
    y: float
    text: str
    anchor: str = "start"
    size: float = TEXT
    tone: str = "label"


Shape = Rect | Line | Label


@dataclass(frozen=True, slots=True)
class Picture:
    """Shapes on a sheet of ``width`` × ``height``, and the same in words; no shapes when there is nothing to show."""

    width: float
    height: float
    shapes: tuple[Shape, ...]
    title: str
    text: str
