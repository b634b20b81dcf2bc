"""Bar charts as SVG of our own: coordinates are worked out here and nowhere else.

The same picture stands in the page and in the PDF. It has a title and a description, and the same figures as a table
beside it (`documents/_bars.html`), so nobody depends on seeing it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import count
from math import ceil, floor, log10

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

NBSP = "\N{NO-BREAK SPACE}"
WIDTH = 700
LABEL_WIDTH = 220
VALUE_WIDTH = 96
ROW = 34
BAR = 20
TOP = 8
AXIS = 30
LONGEST_LABEL = 30
TARGET_TICKS = 4
_ids = count(1)


@dataclass(frozen=True)
class Bars:
    """One row a bar. Values are zero or more; `unit` is written after each ("kr", "aktiviteter")."""

    title: str
    description: str
    unit: str
    rows: Sequence[tuple[str, int | float | Decimal]]
    label_heading: str = ""


@dataclass(frozen=True)
class Bar:
    label: str
    full_label: str
    value: str
    y: int
    text_y: int
    width: int
    value_x: int


@dataclass(frozen=True)
class Tick:
    x: int
    text: str


def number(value: int | float | Decimal) -> str:
    """1250000 → "1 250 000", 2.5 → "2,5" with spaces that do not break."""
    exact = Decimal(str(value))
    text = f"{exact:,.0f}" if exact == exact.to_integral_value() else f"{exact:,.1f}"
    return text.replace(",", NBSP).replace(".", ",")


def step_of(highest: float) -> float:
    """A round distance between the lines of the scale: 1, 2 or 5 times a power of ten."""
    if highest <= 0:
        return 1
    rough = highest / TARGET_TICKS
    power = 10 ** floor(log10(rough))
    step = next(factor * power for factor in (1, 2, 5, 10) if factor * power >= rough)
    return max(step, 1) if highest >= 1 else step


def layout(bars: Bars) -> dict[str, object]:
    """Everything the SVG template writes, in whole units so that no language puts a comma into a coordinate."""
    highest = max((float(value) for _label, value in bars.rows), default=0.0)
    step = step_of(highest)
    steps = max(1, ceil(highest / step - 1e-9))
    room = WIDTH - LABEL_WIDTH - VALUE_WIDTH
    scale = room / (steps * step)
    bottom = TOP + ROW * len(bars.rows)
    return {
        "id": f"diagram-{next(_ids)}",
        "bars": [_bar(place, label, value, scale) for place, (label, value) in enumerate(bars.rows)],
        "ticks": [Tick(LABEL_WIDTH + round(i * step * scale), number(round(i * step, 6))) for i in range(steps + 1)],
        "width": WIDTH,
        "height": bottom + AXIS,
        "axis_x": LABEL_WIDTH,
        "label_x": LABEL_WIDTH - 10,
        "top": TOP,
        "bottom": bottom,
        "tick_y": bottom + 20,
        "bar_height": BAR,
    }


def _bar(place: int, label: str, value: int | float | Decimal, scale: float) -> Bar:
    y = TOP + place * ROW + (ROW - BAR) // 2
    width = round(float(value) * scale)
    return Bar(
        label=label if len(label) <= LONGEST_LABEL else label[: LONGEST_LABEL - 1].rstrip() + "…",
        full_label=label,
        value=number(value),
        y=y,
        text_y=y + 15,
        width=width,
        value_x=LABEL_WIDTH + width + 8,
    )


def bars_svg(bars: Bars, *, id: str = "") -> SafeString:
    """The picture alone. Give an `id` where the same input must give the same bytes."""
    drawing = layout(bars)
    if id:
        drawing["id"] = id
    return render_to_string("documents/_bars.svg", {"chart": bars, "drawing": drawing})


def bars_with_table(bars: Bars, *, id: str = "") -> SafeString:
    """The picture and the same figures as a table."""
    rows = [(label, number(value)) for label, value in bars.rows]
    return render_to_string("documents/_bars.html", {"chart": bars, "svg": bars_svg(bars, id=id), "rows": rows})
