"""A printed page, a voter's answers, and the page with them on it."""

from dataclasses import dataclass, field

import cv2
import numpy as np
import pypdfium2
from bench.sheet_generator import hands
from bench.sheet_generator.pens import PX_PER_MM, Pen, choose_pen, draw
from numpy.typing import NDArray

Page = NDArray[np.uint8]
Record = dict


@dataclass(frozen=True)
class Rates:
    """How often the rows and sheets of a pile are not plain."""

    blank: float = 0.04
    double: float = 0.02
    correction: float = 0.02
    speck: float = 0.01
    circle: float = 0.01
    beside: float = 0.005
    cancelled: float = 0.005
    written_name: float = 0.01
    stamp: float = 0.5
    stamp_over_boxes: float = 0.01
    fold: float = 0.2


@dataclass(frozen=True)
class RowTruth:
    """``state`` is clear, blank or irregular; ``answer`` is the option of a clear row."""

    state: str
    answer: str | None
    mark: str


@dataclass
class SheetTruth:
    """What a voter did; ``accident`` names what makes the whole sheet a case for people."""

    rows: dict[str, RowTruth]
    pen: str
    accident: str | None = None
    folds: list[tuple[int, float]] = field(default_factory=list)


PLAIN = Rates(0.04, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)


def blank_page(pdf: bytes, page: int = 0) -> Page:
    """The printed page as a picture, BGR at ``PX_PER_MM``."""
    document = pypdfium2.PdfDocument(pdf)
    picture = document[page].render(scale=PX_PER_MM * 25.4 / 72, rev_byteorder=False).to_numpy()
    document.close()
    return np.ascontiguousarray(picture[..., :3])


def mark_boxes(
    page: Page, layout: Record, rng: np.random.Generator, rates: Rates = Rates()
) -> tuple[Page, SheetTruth]:
    """``page`` with one voter's marks, and the truth about them."""
    marked, pen = page.copy(), choose_pen(rng)
    truth = SheetTruth({}, pen.name)
    usual = hands.choose(hands.CLEAR_MARKS, rng)
    for subject, boxes in _by_subject(layout).items():
        hand = usual if rng.random() < 0.7 else hands.choose(hands.CLEAR_MARKS, rng)
        truth.rows[subject] = _mark_row(marked, boxes, hand, pen, rng, rates)
    _accidents(marked, layout, truth, pen, rng, rates)
    return marked, truth


def mark_names(
    page: Page, layout: Record, rng: np.random.Generator, *, struck: float = 0.4, doubtful: float = 0.04
) -> tuple[Page, SheetTruth]:
    """``page`` with names struck out or left standing (a blank row), and the truth about them."""
    marked, pen = page.copy(), choose_pen(rng)
    truth = SheetTruth({}, pen.name)
    for box in layout["boxes"]:
        name, chance = _printed_name(page, box), rng.random()
        if chance < doubtful:
            hand, state = hands.choose(hands.DOUBTFUL_STRIKES, rng), "irregular"
        elif chance < doubtful + struck:
            hand, state = hands.choose(hands.CLEAR_STRIKES, rng), "clear"
        else:
            truth.rows[box["subject"]] = RowTruth("blank", None, "none")
            continue
        draw(marked, hand(name, rng), pen, rng)
        answer = box["option"] if state == "clear" else None
        truth.rows[box["subject"]] = RowTruth(state, answer, hand.__name__)
    return marked, truth


def _by_subject(layout: Record) -> dict[str, list[Record]]:
    rows: dict[str, list[Record]] = {}
    for box in layout["boxes"]:
        rows.setdefault(box["subject"], []).append(box)
    return rows


def _area(box: Record) -> NDArray[np.float64]:
    return np.array([box["x_mm"], box["y_mm"], box["size_mm"], box["size_mm"]], float)


def _printed_name(page: Page, box: Record) -> NDArray[np.float64]:
    """The extent of the letters within the frame of a name."""
    x, y = round((box["x_mm"] + 1) * PX_PER_MM), round((box["y_mm"] + 1) * PX_PER_MM)
    width, height = round((box["width_mm"] - 2) * PX_PER_MM), round((box["size_mm"] - 2) * PX_PER_MM)
    field_ = page[y : y + height, x : x + width].min(axis=2) < 128
    columns, lines = np.flatnonzero(field_.any(axis=0)), np.flatnonzero(field_.any(axis=1))
    left, top = x + columns[0], y + lines[0]
    extent = (left, top, columns[-1] - columns[0], lines[-1] - lines[0])
    return np.array(extent, float) / PX_PER_MM


def _mark_row(
    page: Page, boxes: list[Record], hand: hands.Hand, pen: Pen, rng: np.random.Generator, rates: Rates
) -> RowTruth:
    chosen = boxes[int(rng.integers(len(boxes)))]
    others = [box for box in boxes if box is not chosen] or [chosen]
    other = others[int(rng.integers(len(others)))]
    kind = _row_kind(rng, rates)
    strokes: list[tuple[Record, hands.Hand]] = {
        "blank": [],
        "double": [(chosen, hand), (other, hand)],
        "correction": [(other, hands.scratch_out), (chosen, hand)],
        "speck": [(chosen, hand), (other, hands.speck)],
        "circle": [(chosen, hands.circle)],
        "beside": [(chosen, hands.beside)],
        "cancelled": [(chosen, hands.scratch_out)],
        "clear": [(chosen, hand)],
    }[kind]
    for box, draw_mark in strokes:
        draw(page, draw_mark(_area(box), rng), pen, rng)
    if kind == "clear":
        return RowTruth("clear", chosen["option"], hand.__name__)
    return RowTruth("blank" if kind == "blank" else "irregular", None, kind)


def _row_kind(rng: np.random.Generator, rates: Rates) -> str:
    kinds = ("blank", "double", "correction", "speck", "circle", "beside", "cancelled")
    chance = rng.random()
    for kind in kinds:
        chance -= getattr(rates, kind)
        if chance < 0:
            return kind
    return "clear"


def _accidents(
    page: Page, layout: Record, truth: SheetTruth, pen: Pen, rng: np.random.Generator, rates: Rates
) -> None:
    width, height = layout["page_mm"]
    if rng.random() < rates.written_name:
        truth.accident = "written_name"
        place = (rng.uniform(0.2, 0.45) * width, rng.uniform(0.085, 0.11) * height, 35, 5)
        if rng.random() < 0.5:
            place = (0.4 * width, height - rng.uniform(30, 40), 30, 6)
        draw(page, hands.handwriting(np.array(place), rng), pen, rng)
    if rng.random() < rates.stamp_over_boxes:
        box = layout["boxes"][int(rng.integers(len(layout["boxes"])))]
        truth.accident = "stamp_over_boxes"
        _stamp(page, (box["x_mm"] + 3, box["y_mm"] + 3), rng)
    elif rng.random() < rates.stamp:
        _stamp(page, (37 + rng.normal(0, 1), height - 25 + rng.normal(0, 1)), rng)
    if rng.random() < rates.fold:
        truth.folds.append((int(rng.integers(2)), float(rng.uniform(0.3, 0.7))))
    for axis, share in truth.folds:
        _fold(page, axis, share, rng)


def _stamp(page: Page, center: tuple[float, float], rng: np.random.Generator) -> None:
    """A round red office stamp."""
    ink = np.zeros(page.shape[:2], np.uint8)
    middle = (round(center[0] * PX_PER_MM), round(center[1] * PX_PER_MM))
    for radius, thickness in ((16.5, 8), (15.3, 3), (9.5, 3)):
        cv2.circle(ink, middle, round(radius * PX_PER_MM), 255, thickness, cv2.LINE_AA)
    for angle in np.arange(0, 360, 15):
        reach = np.array([np.cos(np.radians(angle)), np.sin(np.radians(angle))]) * 12.4 * PX_PER_MM
        spot = (round(middle[0] + reach[0]), round(middle[1] + reach[1]))
        cv2.ellipse(ink, spot, (6, 13), float(angle), 0, 360, 255, 4, cv2.LINE_AA)
    cv2.drawMarker(ink, middle, 255, cv2.MARKER_STAR, 70, 14)
    alpha = ink.astype(np.float32) / 255 * rng.uniform(0.5, 0.9)
    color = np.array([0.3, 0.2, 0.85], np.float32)
    page[:] = np.clip(page * (1 - alpha[..., None] * (1 - color)), 0, 255).astype(np.uint8)


def _fold(page: Page, axis: int, share: float, rng: np.random.Generator) -> None:
    """A crease: a soft dark line with a lighter lip, right across the sheet."""
    place = np.arange(page.shape[axis]) / PX_PER_MM - share * page.shape[axis] / PX_PER_MM
    depth = rng.uniform(0.05, 0.16)
    shade = 1 - depth * np.exp(-((place / 0.35) ** 2)) + depth * 0.3 * np.exp(-(((place - 1.0) / 0.5) ** 2))
    shade = shade[:, None, None] if axis == 0 else shade[None, :, None]
    page[:] = np.clip(page * shade, 0, 255).astype(np.uint8)
