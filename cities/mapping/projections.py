"""Where a place lies on our maps: the formulas that tools/map/build.mjs draws the land with.

The world is drawn in Equal Earth (Šavrič, Patterson, Jenny 2018), Europe in Lambert's azimuthal equal-area projection,
which the EU uses for its statistics. A unit is one unit of the picture's viewBox.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from math import asin, cos, radians, sin, sqrt
from pathlib import Path

LAND = Path(__file__).with_name("land.json")
A1, A2, A3, A4 = 1.340264, -0.081106, 0.000893, 0.003796
WORLD_SCALE, WORLD_AT, WORLD_MERIDIAN = 172.5, (480.0, 235.0), 11.0
EUROPE_SCALE, EUROPE_AT, EUROPE_CENTRE = 900.0, (320.0, 330.0), (12.0, 54.0)

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One map: its size, its land as the `d` of a path, and where a longitude and latitude land on it."""

    key: str
    width: int
    height: int
    land: str
    place: Callable[[float, float], Point]

    def holds(self, point: Point) -> bool:
        x, y = point
        return 0 <= x <= self.width and 0 <= y <= self.height


def on_world(longitude: float, latitude: float) -> Point:
    turned = radians((longitude - WORLD_MERIDIAN + 180) % 360 - 180)
    angle = asin(sqrt(3) / 2 * sin(radians(latitude)))
    square, sixth = angle**2, angle**6
    x = turned * cos(angle) / (sqrt(3) / 2 * (A1 + 3 * A2 * square + sixth * (7 * A3 + 9 * A4 * square)))
    y = angle * (A1 + A2 * square + sixth * (A3 + A4 * square))
    return WORLD_AT[0] + WORLD_SCALE * x, WORLD_AT[1] - WORLD_SCALE * y


def on_europe(longitude: float, latitude: float) -> Point:
    east, north = radians(longitude - EUROPE_CENTRE[0]), radians(latitude)
    middle = radians(EUROPE_CENTRE[1])
    away = sqrt(2 / max(1e-9, 1 + sin(middle) * sin(north) + cos(middle) * cos(north) * cos(east)))
    x = away * cos(north) * sin(east)
    y = away * (cos(middle) * sin(north) - sin(middle) * cos(north) * cos(east))
    return EUROPE_AT[0] + EUROPE_SCALE * x, EUROPE_AT[1] - EUROPE_SCALE * y


@cache
def sheet(key: str) -> Sheet:
    facts = json.loads(LAND.read_text(encoding="utf-8"))[key]
    place = {"world": on_world, "europe": on_europe}[key]
    return Sheet(key, facts["width"], facts["height"], facts["land"], place)
