"""Feeders, flatbeds and phones: how a marked page becomes a picture file."""

from dataclasses import dataclass

import cv2
import numpy as np
from bench.sheet_generator.pens import PX_PER_MM
from numpy.typing import NDArray

Page = NDArray[np.uint8]


@dataclass(frozen=True)
class Scanner:
    """A feeder or flatbed."""

    dpi: int
    skew_degrees: float
    blur_px: float
    noise: float
    quality: tuple[int, int]
    upside_down: float = 0.15
    streaks: float = 0.0
    specks: int = 0
    contrast: tuple[float, float] = (0.95, 1.0)
    is_gray: float = 0.3


@dataclass(frozen=True)
class Phone:
    """A hand-held camera over a table."""

    long_side: int
    perspective: float
    curl: float
    shadow: float
    blur_px: float
    noise: float
    quality: tuple[int, int]


CAPTURES: dict[str, Scanner | Phone] = {
    "scan200": Scanner(200, 0.8, 0.5, 2.5, (80, 95)),
    "scan300": Scanner(300, 0.8, 0.6, 3.0, (80, 95)),
    "scan150poor": Scanner(150, 2.0, 0.9, 6.0, (45, 75), streaks=0.3, specks=60, contrast=(0.75, 0.95)),
    "phone": Phone(2600, 0.03, 1.0, 0.25, 0.7, 3.5, (75, 92)),
    "phonebad": Phone(2000, 0.09, 2.5, 0.5, 1.4, 6.0, (50, 80)),
}


def capture(page: Page, name: str, rng: np.random.Generator) -> bytes:
    """``page`` as the JPEG file that the device called ``name`` makes of it."""
    device = CAPTURES[name]
    picture = _scan(page, device, rng) if isinstance(device, Scanner) else _photograph(page, device, rng)
    quality = int(rng.integers(*device.quality))
    done, data = cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, quality])
    assert done
    return data.tobytes()


def _scan(page: Page, device: Scanner, rng: np.random.Generator) -> Page:
    scale = device.dpi / 25.4 / PX_PER_MM
    height, width = page.shape[:2]
    size = (round(width * scale), round(height * scale))
    stretch = 1 + rng.normal(0, 0.003, 2)
    angle = rng.normal(0, device.skew_degrees)
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    matrix = np.diag([*(stretch * scale), 1.0]) @ np.vstack([matrix, [0, 0, 1]])
    matrix[:2, 2] += rng.normal(0, 0.8, 2) * device.dpi / 25.4
    soft = cv2.GaussianBlur(page, (0, 0), 0.5 / scale * 0.8)
    picture = cv2.warpAffine(soft, matrix[:2], size, flags=cv2.INTER_LINEAR, borderValue=(250, 250, 250))
    if rng.random() < device.upside_down:
        picture = np.ascontiguousarray(picture[::-1, ::-1])
    picture = cv2.GaussianBlur(picture, (0, 0), device.blur_px)
    contrast, floor = rng.uniform(*device.contrast), rng.uniform(5, 25)
    picture = picture.astype(np.float32)
    picture = np.clip(picture * np.float32(contrast - floor / 255) + np.float32(floor), 0, 255)
    _dirt(picture, device, rng)
    return _finished(picture, device.noise, rng, is_gray=rng.random() < device.is_gray)


def _dirt(picture: NDArray[np.float32], device: Scanner, rng: np.random.Generator) -> None:
    height, width = picture.shape[:2]
    if rng.random() < device.streaks:
        for _ in range(int(rng.integers(1, 3))):
            column, thickness = int(rng.integers(0, width - 3)), int(rng.integers(1, 3))
            start, end = sorted(rng.choice([0.0, 0.2, 0.5, 0.8, 1.0], 2, replace=False))
            strip = picture[int(start * height) : int(end * height), column : column + thickness]
            strip *= rng.uniform(0.45, 0.8)
    for _ in range(int(rng.integers(0, device.specks + 1))):
        spot = (int(rng.integers(width)), int(rng.integers(height)))
        radius = int(max(1, rng.exponential(0.25) * device.dpi / 25.4 / 2))
        cv2.circle(picture, spot, radius, (rng.uniform(40, 170),) * 3, -1, cv2.LINE_AA)


def _photograph(page: Page, device: Phone, rng: np.random.Generator) -> Page:
    height, width = page.shape[:2]
    scale = device.long_side / (height * rng.uniform(1.06, 1.2))
    size = (round(device.long_side * 0.75), device.long_side)
    corners = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    placed = (corners - [width / 2, height / 2]) * scale + np.array(size) / 2
    shaken = placed + rng.normal(0, device.perspective, (4, 2)) * width * scale
    turn = np.radians(rng.normal(0, 3))
    spin = np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]])
    target = (shaken - np.array(size) / 2) @ spin.T + np.array(size) / 2
    target = _inside(target, size)
    back = cv2.getPerspectiveTransform(target.astype(np.float32), corners)
    picture = _seen(page, back, size, device, rng)
    picture *= _light(size, device, rng)[..., None]
    picture *= rng.uniform(0.9, 1.0, 3).astype(np.float32)
    picture = cv2.GaussianBlur(picture, (0, 0), device.blur_px)
    return _finished(picture, device.noise, rng, is_gray=False)


def _inside(target: NDArray[np.float64], size: tuple[int, int]) -> NDArray[np.float64]:
    """Move and shrink the sheet until the whole of it is in the picture."""
    low, high = target.min(axis=0), target.max(axis=0)
    shrink = min(1.0, *((np.array(size) * 0.97) / (high - low)))
    return (target - (low + high) / 2) * shrink + np.array(size) / 2


def _seen(
    page: Page, back: NDArray[np.float32], size: tuple[int, int], device: Phone, rng: np.random.Generator
) -> NDArray[np.float32]:
    """The page on a table, curled as paper curls, through the lens."""
    height, width = page.shape[:2]
    columns, lines = np.meshgrid(np.arange(size[0], dtype=np.float32), np.arange(size[1], dtype=np.float32))
    back = back.astype(np.float32)
    weight = back[2, 0] * columns + back[2, 1] * lines + back[2, 2]
    xs = (back[0, 0] * columns + back[0, 1] * lines + back[0, 2]) / weight
    ys = (back[1, 0] * columns + back[1, 1] * lines + back[1, 2]) / weight
    bow = np.float32(rng.normal(0, device.curl) * PX_PER_MM)
    wave = np.sin(np.pi * np.clip(ys / height, 0, 1))
    xs = xs + bow * wave * 0.5
    ys = ys + np.float32(rng.normal(0, device.curl) * PX_PER_MM * 0.6) * np.sin(
        np.pi * np.clip(xs / width, 0, 1)
    )
    shrink = height / size[1]
    soft = cv2.GaussianBlur(page, (0, 0), max(0.3, 0.4 * shrink))
    table = tuple(float(value) for value in rng.uniform(40, 170, 3))
    seen = cv2.remap(soft, xs.astype(np.float32), ys.astype(np.float32), cv2.INTER_LINEAR, borderValue=table)
    return seen.astype(np.float32)


def _light(size: tuple[int, int], device: Phone, rng: np.random.Generator) -> NDArray[np.float32]:
    """A lamp from one side and the soft shadow of a hand."""
    columns, lines = np.meshgrid(*(np.linspace(-1, 1, side, dtype=np.float32) for side in size))
    angle = rng.uniform(0, 2 * np.pi)
    slope = columns * np.cos(angle) + lines * np.sin(angle)
    light = 0.88 + 0.12 * slope * rng.uniform(0.3, 1)
    edge = columns * np.cos(angle + 1) + lines * np.sin(angle + 1) - rng.uniform(-0.3, 0.9)
    shadow = device.shadow * rng.uniform(0.3, 1) / (1 + np.exp(-edge * np.float32(rng.uniform(8, 30))))
    return (light * (1 - shadow)).astype(np.float32)


def _finished(picture: NDArray[np.float32], noise: float, rng: np.random.Generator, *, is_gray: bool) -> Page:
    grain = rng.standard_normal(picture.shape[:2], dtype=np.float32)[..., None] * noise
    noisy = np.clip(picture + grain, 0, 255).astype(np.uint8)
    return cv2.cvtColor(noisy, cv2.COLOR_BGR2GRAY) if is_gray else noisy
