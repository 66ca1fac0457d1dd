"""Reading needs packages that printing does not."""

from importlib.util import find_spec
from typing import ClassVar, Final

from tinnhiem.common.errors import DomainError

__all__ = ["ReaderNotInstalled", "require_reader"]

_PACKAGES: Final = ("numpy", "cv2", "zxingcpp")


class ReaderNotInstalled(DomainError):
    """The packages of the extra ``omr`` are not there."""

    code: ClassVar[str] = "sheet_reader_not_installed"


def require_reader() -> None:
    """Raise ``ReaderNotInstalled`` where sheets can be printed but not read."""
    for package in _PACKAGES:
        if find_spec(package) is None:
            raise ReaderNotInstalled(package=package)
