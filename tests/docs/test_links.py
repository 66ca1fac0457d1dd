"""A page never sends its reader to a file or heading that is not there."""

import pytest

from tests.architecture.source import ROOT
from tests.docs.markdown import dead_links, documents


class TestALink:
    def test_to_a_file_that_is_gone_is_found(self):
        assert dead_links(ROOT / "README.md", "[x](docs/gone.md)") == ["docs/gone.md"]

    def test_to_a_heading_that_is_gone_is_found(self):
        text = "# Sao lưu\n[x](#sao-chép) [y](#sao-lưu) [z](ARCHITECTURE.md#nothing-of-the-kind)"

        found = dead_links(ROOT / "README.md", text)

        assert found == ["#sao-chép", "ARCHITECTURE.md#nothing-of-the-kind"]

    @pytest.mark.parametrize("page", documents(), ids=lambda page: page.relative_to(ROOT).as_posix())
    def test_leads_somewhere(self, page):
        assert dead_links(page, page.read_text(encoding="utf-8")) == []


class TestTheDecisions:
    def test_are_all_on_their_page(self):
        page = (ROOT / "docs/adr/README.md").read_text(encoding="utf-8")

        unlisted = [path.name for path in (ROOT / "docs/adr").glob("[0-9]*.md") if path.name not in page]

        assert unlisted == []
