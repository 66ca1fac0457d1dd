"""Regulations and legal forms as data; no code lives here, only the path to it."""

from pathlib import Path
from typing import Final

PACKS: Final = Path(__file__).parent
"""The folder with the packs that ship with the house; others may be layered over it."""
