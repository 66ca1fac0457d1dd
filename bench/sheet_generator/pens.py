"""Pens and how their ink lies on paper."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

PX_PER_MM = 10.0
_SUPERSAMPLING = 2

Strokes = list[NDArray[np.float64]]


@dataclass(frozen=True)
class Pen:
    """Ink colour (B, G, R in 0..1), line width in millimetres, how dark and how grainy."""

    name: str
    color: tuple[float, float, float]
    width_mm: float
    opacity: float
    grain: float


PENS = (
    (Pen("blue ballpoint", (0.55, 0.22, 0.12), 0.5, 0.85, 0.35), 0.5),
    (Pen("black ballpoint", (0.15, 0.14, 0.14), 0.5, 0.85, 0.35), 0.2),
    (Pen("blue gel", (0.5, 0.15, 0.08), 0.65, 0.95, 0.1), 0.15),
    (Pen("red ballpoint", (0.2, 0.15, 0.8), 0.5, 0.8, 0.35), 0.05),
    (Pen("pencil", (0.35, 0.35, 0.35), 0.55, 0.7, 0.6), 0.1),
)


def choose_pen(rng: np.random.Generator) -> Pen:
    """One of the usual pens, with the wear of this specimen."""
    pens, weights = zip(*PENS, strict=True)
    pen = pens[int(rng.choice(len(pens), p=weights))]
    return Pen(
        pen.name,
        pen.color,
        float(np.clip(pen.width_mm * rng.normal(1, 0.12), 0.35, 0.95)),
        float(np.clip(pen.opacity * rng.normal(1, 0.06), 0.5, 1)),
        pen.grain,
    )


def draw(page: NDArray[np.uint8], strokes: Strokes, pen: Pen, rng: np.random.Generator) -> None:
    """Draw ``strokes``, given in millimetres, onto ``page`` (``PX_PER_MM``, BGR)."""
    points = np.concatenate(strokes)
    margin = pen.width_mm * 2 + 0.5
    low = np.maximum(np.floor((points.min(axis=0) - margin) * PX_PER_MM).astype(int), 0)
    high = np.minimum(
        np.ceil((points.max(axis=0) + margin) * PX_PER_MM).astype(int), (page.shape[1], page.shape[0])
    )
    if (high <= low).any():
        return
    patch = page[low[1] : high[1], low[0] : high[0]]
    alpha = _coverage(strokes, pen, low, patch.shape[:2], rng)
    color = np.array(pen.color, np.float32)
    patch[:] = np.clip(patch * (1 - alpha[..., None] * (1 - color)), 0, 255).astype(np.uint8)


def _coverage(
    strokes: Strokes, pen: Pen, low: NDArray[np.int_], shape: tuple[int, ...], rng: np.random.Generator
) -> NDArray[np.float32]:
    scale = _SUPERSAMPLING
    mask = np.zeros((shape[0] * scale, shape[1] * scale), np.uint8)
    for stroke in strokes:
        pixels = (stroke * PX_PER_MM - low) * scale
        pressure = np.clip(rng.normal(1, 0.15), 0.7, 1.3)
        width = max(1, round(pen.width_mm * PX_PER_MM * scale * pressure))
        points = np.round(pixels * 16).astype(np.int32)
        cv2.polylines(
            mask, [points], isClosed=False, color=255, thickness=width, lineType=cv2.LINE_AA, shift=4
        )
    alpha = cv2.resize(mask, (shape[1], shape[0]), interpolation=cv2.INTER_AREA).astype(np.float32) / 255
    rough = cv2.GaussianBlur(rng.random(shape, dtype=np.float32), (0, 0), 1.3)
    rough = (rough - rough.mean()) / (rough.std() + 1e-6)
    skips = np.clip(1 - pen.grain * np.clip(rough - 0.3, 0, None), 0, 1)
    return (alpha * pen.opacity * skips).astype(np.float32)
