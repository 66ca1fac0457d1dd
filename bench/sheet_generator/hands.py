"""What hands draw: strokes in millimetres for each kind of mark, correction and accident."""

import itertools
from collections.abc import Callable

import numpy as np
from bench.sheet_generator.pens import Strokes
from numpy.typing import NDArray

Rng = np.random.Generator
Point = tuple[float, float]


def _curve(points: list[Point], rng: Rng, *, wobble: float = 0.12) -> NDArray[np.float64]:
    """A hand-drawn line through ``points``: interpolated, bent by half a millimetre or less, trembling."""
    corners = np.array(points, float)
    pieces = []
    for start, end in itertools.pairwise(corners):
        length = float(np.hypot(*(end - start)))
        steps = np.linspace(0, 1, max(4, int(length * 3)))[:, None]
        normal = np.array([-(end - start)[1], (end - start)[0]]) / max(length, 1e-6)
        bend = rng.normal(0, 0.04) * min(length, 12.0)
        pieces.append(start + (end - start) * steps + normal * bend * np.sin(np.pi * steps))
    line = np.concatenate(pieces)
    tremor = rng.normal(0, wobble, line.shape)
    kernel = np.ones(5) / 5
    smooth = np.stack([np.convolve(tremor[:, axis], kernel, "same") for axis in (0, 1)], axis=1)
    return line + smooth


def _center(box: NDArray[np.float64], rng: Rng, spread: float = 0.08) -> NDArray[np.float64]:
    x, y, width, height = box
    return np.array([x + width / 2, y + height / 2]) + rng.normal(0, spread, 2) * (width, height)


def cross(box: NDArray[np.float64], rng: Rng) -> Strokes:
    """An X, now and then beyond the outline."""
    center, size = _center(box, rng), box[2] * rng.uniform(0.32, 0.6)
    strokes = []
    for sign in (1, -1):
        lean = rng.normal(0, 0.15)
        reach = np.array([size * (1 + lean), sign * size * (1 - lean)]) * rng.normal(1, 0.1)
        shift = rng.normal(0, 0.06, 2) * box[2]
        strokes.append(_curve([tuple(center + shift - reach), tuple(center + shift + reach)], rng))
    return strokes


def tick(box: NDArray[np.float64], rng: Rng) -> Strokes:
    """A tick that stays about the box."""
    return _tick(box, rng, reach=float(rng.uniform(0.45, 0.7)))


def big_tick(box: NDArray[np.float64], rng: Rng) -> Strokes:
    """A tick whose long arm leaves the box."""
    return _tick(box, rng, reach=float(rng.uniform(0.9, 1.2)))


def _tick(box: NDArray[np.float64], rng: Rng, *, reach: float) -> Strokes:
    size = box[2]
    foot = _center(box, rng, 0.05) + np.array([-0.08, 0.25]) * size
    start = foot + np.array([-0.28, -0.3]) * size * rng.normal(1, 0.15)
    end = foot + np.array([0.75, -1.0]) * size * reach * rng.normal(1, 0.08)
    return [_curve([tuple(start), tuple(foot), tuple(end)], rng)]


def fill(box: NDArray[np.float64], rng: Rng) -> Strokes:
    """Dense hatching within the outline."""
    return [_zigzag(box, rng, lines=int(rng.integers(9, 14)), inset=float(rng.uniform(0.05, 0.15)))]


def scribble(box: NDArray[np.float64], rng: Rng) -> Strokes:
    """A loose zigzag about the box."""
    return [_zigzag(box, rng, lines=int(rng.integers(4, 7)), inset=float(rng.uniform(-0.05, 0.15)))]


def _zigzag(box: NDArray[np.float64], rng: Rng, *, lines: int, inset: float) -> NDArray[np.float64]:
    x, y, width, height = box
    left, right = x + width * inset, x + width * (1 - inset)
    heights = np.linspace(y + height * (inset + 0.05), y + height * (0.95 - inset), lines)
    points = [
        ((left if index % 2 else right) + rng.normal(0, 0.25), float(h) + rng.normal(0, 0.15))
        for index, h in enumerate(heights)
    ]
    return _curve(points, rng, wobble=0.08)


def slash(box: NDArray[np.float64], rng: Rng) -> Strokes:
    """One slanting stroke."""
    center, size = _center(box, rng), box[2] * rng.uniform(0.35, 0.6)
    reach = np.array([size * rng.normal(0.8, 0.15), -size])
    return [_curve([tuple(center - reach), tuple(center + reach)], rng)]


def dot(box: NDArray[np.float64], rng: Rng) -> Strokes:
    """A firm round dot, at least as large as a pen turned in place makes it."""
    center, radius = _center(box, rng), rng.uniform(0.55, 1.1)
    turns = np.linspace(0, 6 * np.pi, 40)
    spiral = np.stack([np.cos(turns), np.sin(turns)], axis=1) * (radius * turns / turns[-1])[:, None]
    return [center + spiral]


def speck(box: NDArray[np.float64], rng: Rng) -> Strokes:
    """The touch of a hesitating pen."""
    center = _center(box, rng, 0.15)
    return [np.array([center, center + rng.normal(0, 0.25, 2)])]


def circle(box: NDArray[np.float64], rng: Rng) -> Strokes:
    """A ring around the box instead of a mark in it."""
    center = _center(box, rng, 0.05)
    turns = np.linspace(0, 2 * np.pi * rng.uniform(0.95, 1.1), 50) + rng.uniform(0, 6)
    radii = np.array([box[2] * rng.uniform(0.75, 1.0), box[3] * rng.uniform(0.7, 0.85)])
    return [center + np.stack([np.cos(turns), np.sin(turns)], axis=1) * radii + rng.normal(0, 0.05, (50, 2))]


def scratch_out(box: NDArray[np.float64], rng: Rng) -> Strokes:
    """A mark and then many strokes over it: the voter takes it back."""
    wide = np.array([box[0] - 1.2, box[1] - 0.5, box[2] + 2.4, box[3] + 1.0])
    return [*cross(box, rng), _zigzag(wide, rng, lines=int(rng.integers(7, 11)), inset=0.02)]


def beside(box: NDArray[np.float64], rng: Rng) -> Strokes:
    """A mark that missed the box by more than half of itself."""
    side = float(rng.choice([-1, 1]))
    return cross(box + np.array([side * box[2] * 1.25, 0, 0, 0]), rng)


def handwriting(area: NDArray[np.float64], rng: Rng) -> Strokes:
    """A written name: a run of letter-like loops."""
    x, y, width, height = area
    steps = np.linspace(0, 1, int(width * 6))
    loops = rng.uniform(0.55, 0.85) * width
    xs = x + steps * width + 0.8 * np.cos(steps * loops * 2)
    ys = y + height / 2 + np.sin(steps * loops * 2.3) * height * (0.2 + 0.3 * np.abs(np.sin(steps * 9)))
    return [np.stack([xs, ys], axis=1) + rng.normal(0, 0.06, (len(steps), 2))]


def strike(name: NDArray[np.float64], rng: Rng) -> Strokes:
    """One line through the whole name, more or less level."""
    x, y, width, height = name
    middle, tilt = y + height * rng.normal(0.5, 0.07), rng.normal(0, 0.12) * height
    start, end = x - rng.uniform(-1, 4), x + width + rng.uniform(-1, 5)
    return [_curve([(start, middle + tilt), (end, middle - tilt)], rng)]


def double_strike(name: NDArray[np.float64], rng: Rng) -> Strokes:
    """Two such lines."""
    return strike(name, rng) + strike(name, rng)


def zigzag_strike(name: NDArray[np.float64], rng: Rng) -> Strokes:
    """A wave over the whole name."""
    x, y, width, height = name
    teeth = int(rng.integers(6, 14))
    points = [
        (x + width * index / teeth, y + height * (0.3 if index % 2 else 0.7) + rng.normal(0, 0.3))
        for index in range(teeth + 1)
    ]
    return [_curve(points, rng)]


def slanted_strike(name: NDArray[np.float64], rng: Rng) -> Strokes:
    """A line from one corner of the name to the other."""
    x, y, width, height = name
    sign = float(rng.choice([-1, 1]))
    return [_curve([(x, y + height * (0.5 - 0.4 * sign)), (x + width, y + height * (0.5 + 0.4 * sign))], rng)]


def crossed_name(name: NDArray[np.float64], rng: Rng) -> Strokes:
    """Two slanting lines over the whole name."""
    return slanted_strike(name, rng) + slanted_strike(name, rng)


def short_strike(name: NDArray[np.float64], rng: Rng) -> Strokes:
    """A line through part of the name only."""
    x, y, width, height = name
    part = width * rng.uniform(0.2, 0.45)
    return strike(np.array([x + rng.uniform(0, width - part), y, part - 3, height]), rng)


def small_cross(name: NDArray[np.float64], rng: Rng) -> Strokes:
    """A little X somewhere on the name."""
    x, y, width, height = name
    return cross(np.array([x + rng.uniform(0.1, 0.7) * width, y, height, height]), rng)


def circled_name(name: NDArray[np.float64], rng: Rng) -> Strokes:
    """A ring around the name, which the rules do not allow."""
    x, y, width, height = name
    turns = np.linspace(0, 2 * np.pi, 80)
    radii = np.array([width / 2 + 3, height / 2 + 1.2])
    ring = np.stack([np.cos(turns), np.sin(turns)], axis=1) * radii
    return [np.array([x + width / 2, y + height / 2]) + ring + rng.normal(0, 0.06, (80, 2))]


def underline(name: NDArray[np.float64], rng: Rng) -> Strokes:
    """A line under the name."""
    x, y, width, height = name
    level = y + height * rng.uniform(1.12, 1.3)
    return [_curve([(x, level), (x + width, level + rng.normal(0, 0.2))], rng)]


Hand = Callable[[NDArray[np.float64], Rng], Strokes]

CLEAR_MARKS: tuple[tuple[Hand, float], ...] = (
    (cross, 0.45),
    (tick, 0.22),
    (big_tick, 0.08),
    (fill, 0.10),
    (slash, 0.06),
    (dot, 0.05),
    (scribble, 0.04),
)
CLEAR_STRIKES: tuple[tuple[Hand, float], ...] = (
    (strike, 0.5),
    (double_strike, 0.2),
    (zigzag_strike, 0.12),
    (slanted_strike, 0.1),
    (crossed_name, 0.08),
)
DOUBTFUL_STRIKES: tuple[tuple[Hand, float], ...] = (
    (short_strike, 0.3),
    (small_cross, 0.3),
    (circled_name, 0.25),
    (underline, 0.15),
)


def choose(hands: tuple[tuple[Hand, float], ...], rng: Rng) -> Hand:
    """One of ``hands`` by weight."""
    kinds, weights = zip(*hands, strict=True)
    return kinds[int(rng.choice(len(kinds), p=weights))]
