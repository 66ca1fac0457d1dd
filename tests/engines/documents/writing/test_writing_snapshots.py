"""Each form as reviewable text; ``TINNHIEM_SNAPSHOTS=write`` puts down the new text, to be read before committing."""

import os
from pathlib import Path

import pytest
from tests.engines.documents.writing.writing_samples import FONTS, FORMS, sample_form, sheet_for

from tinnhiem.engines.documents.writing import render_text

SNAPSHOTS = Path(__file__).parents[3] / "snapshots" / "documents"


@pytest.mark.parametrize("name", FORMS)
class TestTheTextOfAForm:
    def test_is_the_text_that_was_reviewed(self, name):
        kept = SNAPSHOTS / f"{name}.txt"
        text = render_text(sample_form(name), sheet_for(name), fonts=FONTS).replace("\f", "―――\n")
        if os.environ.get("TINNHIEM_SNAPSHOTS") == "write":
            kept.parent.mkdir(parents=True, exist_ok=True)
            kept.write_text(text, encoding="utf-8")

        assert text == kept.read_text(encoding="utf-8")
