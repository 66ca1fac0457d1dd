"""Pictures of pages to text, by the separate program ``tesseract`` where it is installed."""

import shutil
import subprocess
from collections.abc import Callable, Sequence
from io import BytesIO
from typing import Final

from tinnhiem.engines.documents.reading.limits import OCR_SECONDS_PER_PAGE
from tinnhiem.engines.documents.reading.pdf import open_pdf

Recogniser = Callable[[bytes], str]
"""Takes the bytes of one picture and gives the text on it."""

_DOTS_PER_INCH: Final = 300
_POINTS_PER_INCH: Final = 72
_LANGUAGES: Final = ("vie", "chi_sim", "eng")


def installed_recogniser() -> Recogniser | None:
    """The recogniser of this machine, or ``None`` where the program or its Vietnamese letters are missing."""
    program = shutil.which("tesseract")
    if program is None:
        return None
    known = _run([program, "--list-langs"], b"").split()
    languages = [language for language in _LANGUAGES if language in known]
    if "vie" not in languages:
        return None

    def recognise(picture: bytes) -> str:
        return _run([program, "stdin", "stdout", "-l", "+".join(languages), "--psm", "4"], picture)

    return recognise


def pictures_of_pdf(data: bytes, *, most: int = 50) -> list[bytes]:
    """The first ``most`` pages of a PDF as PNG pictures at 300 dots per inch."""
    document = open_pdf(data)
    pictures: list[bytes] = []
    for number in range(min(len(document), most)):
        held = BytesIO()
        document[number].render(scale=_DOTS_PER_INCH / _POINTS_PER_INCH).to_pil().save(held, format="PNG")
        pictures.append(held.getvalue())
    document.close()
    return pictures


def _run(command: Sequence[str], given: bytes) -> str:
    try:
        done = subprocess.run(  # noqa: S603 (one fixed program, arguments as a list, no shell)
            command, input=given, capture_output=True, timeout=OCR_SECONDS_PER_PAGE, check=False
        )
    except (subprocess.TimeoutExpired, OSError):
        return ""
    return done.stdout.decode("utf-8", "replace")
