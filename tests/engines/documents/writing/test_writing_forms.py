"""Forms are data in pack folders; what a lawyer gets wrong is named with its place."""

from pathlib import Path

import pytest
from tests.engines.documents.writing.writing_samples import FORMS, sample_form

from tinnhiem.engines.documents.writing import FormInvalid, FormNotFound, NumberInForm, find_form
from tinnhiem.packs import PACKS

KINDS = {
    "plan", "plan_approval", "invitation", "summoned_list", "meeting_minutes", "counting_record", "results_report",
    "submission", "decision", "notice", "communique", "report", "ballot", "letter",
}  # fmt: skip
GOOD = """
title = "Thông báo"
kind = "notice"
family = "state"
audience = ["staff"]
dated = "notice.made_on"
time_zone = "Asia/Ho_Chi_Minh"

[facts]
"notice.made_on" = "day"
"notice.count" = "number"
"notice.lines" = "lines"
"notice.people" = { name = "text" }

[sentences]
opening = "Thông báo {notice.made_on} có {notice.count:padded} nội dung."

[lists]
lines = { of = "notice.lines", each = "- {line}", between = ";", last = "." }
people = { of = "notice.people", each = "{no}. {name}" }
"""


def a_folder(root: Path, text: str = GOOD, *, jurisdiction: str = "xx-2099", name: str = "notice") -> Path:
    folder = root / jurisdiction / "forms" / name
    folder.mkdir(parents=True)
    (folder / "form.toml").write_text(text, encoding="utf-8")
    for layout in ("form.typ", "form.docx"):
        (folder / layout).touch()
    return folder


class TestFindingAForm:
    @pytest.mark.parametrize(
        ("jurisdiction", "name"),
        [
            ("vn", "absent"),
            ("zz", "ballot"),
            ("vn", "../forms/ballot"),
            ("..", "vn"),
            ("", ""),
            ("vn", "Ballot"),
        ],
    )
    def test_refuses_a_name_that_no_folder_holds(self, jurisdiction, name):
        with pytest.raises(FormNotFound) as refusal:
            find_form([PACKS], jurisdiction, name)

        assert refusal.value.params == {"form": name, "jurisdiction": jurisdiction}

    def test_takes_the_later_folder_where_two_hold_it(self, tmp_path):
        a_folder(tmp_path / "national")
        a_folder(tmp_path / "province", GOOD.replace("Thông báo", "Thông cáo"))

        form = find_form([tmp_path / "national", tmp_path / "province"], "xx-2099", "notice")

        assert form.title == "Thông cáo"

    def test_says_only_what_differs_from_the_form_it_is_based_on(self, tmp_path):
        a_folder(tmp_path)
        own = tmp_path / "xx-2099" / "forms" / "short_notice"
        own.mkdir()
        (own / "form.toml").write_text(
            'based_on = "xx-2099/notice"\n[sentences]\nopening = "Thông báo {notice.made_on}."',
            encoding="utf-8",
        )

        form = find_form([tmp_path], "xx-2099", "short_notice")

        assert form.sentences == {"opening": "Thông báo {notice.made_on}."}
        assert form.needs == {"notice.made_on", "notice.count", "notice.lines", "notice.people"}
        assert form.typst_layout.parent.name == "notice"

    def test_refuses_a_form_that_is_based_on_itself(self, tmp_path):
        a_folder(tmp_path, 'based_on = "xx-2099/notice"')

        with pytest.raises(FormInvalid) as refusal:
            find_form([tmp_path], "xx-2099", "notice")

        assert refusal.value.params["place"] == "based_on"

    @pytest.mark.parametrize("name", FORMS)
    def test_accepts_every_form_of_the_house(self, name):
        form = sample_form(name)

        assert form.family == ("party" if name.startswith("party_") else "state")
        assert form.kind in KINDS
        assert form.audience


class TestAFormOfALawyer:
    """A pack is written with a text editor; each slip is answered with the place to mend."""

    @pytest.mark.parametrize(
        ("right", "wrong", "place"),
        [
            ('title = "Thông báo"', "", "title"),
            ('title = "Thông báo"', 'title = ["Thông báo"]', "title"),
            ('dated = "notice.made_on"', 'dated = "notice.count"', "dated"),
            ('dated = "notice.made_on"', "", "dated"),
            ("Asia/Ho_Chi_Minh", "Asia/Thach_Lam", "time_zone"),
            ('audience = ["staff"]', 'audience = "staff"', "audience"),
            ('"notice.count" = "number"', '"notice.count" = "figure"', "facts.notice.count"),
            ('{ name = "text" }', '{ name = "words" }', "facts.notice.people.name"),
            ("{notice.made_on} có", "{notice.maked_on} có", "sentences.opening"),
            ("{notice.made_on} có", "{notice.made_on:upper} có", "sentences.opening"),
            ("{notice.made_on} có", "{notice.lines} có", "sentences.opening"),
            ("{notice.made_on} có", "{notice.made_on có", "sentences.opening"),
            ('opening = "Thông', 'opening = ["a"]\nother = "Thông', "sentences.opening"),
            ('each = "- {line}"', 'each = "- {text}"', "lists.lines"),
            ('each = "{no}. {name}"', 'each = "{no}. {post}"', "lists.people"),
            ('of = "notice.people"', 'of = "notice.count"', "lists.people.of"),
            ('between = ";"', 'betwen = ";"', "lists.lines"),
            ("[lists]", "[lists", "form.toml"),
        ],
    )  # fmt: skip
    def test_is_refused_with_the_place_of_the_slip(self, tmp_path, right, wrong, place):
        assert right in GOOD
        a_folder(tmp_path, GOOD.replace(right, wrong))

        with pytest.raises(FormInvalid) as refusal:
            find_form([tmp_path], "xx-2099", "notice")

        assert refusal.value.params["place"] == place

    def test_may_not_type_a_number_into_a_sentence(self, tmp_path):
        """Every number in a finished document is a fact with an id."""
        a_folder(tmp_path, GOOD.replace("nội dung.", "nội dung, đạt trên 50%."))

        with pytest.raises(NumberInForm) as refusal:
            find_form([tmp_path], "xx-2099", "notice")

        assert refusal.value.params == {"form": "notice", "place": "sentences.opening", "number": "50"}

    def test_needs_both_page_layouts(self, tmp_path):
        (a_folder(tmp_path) / "form.docx").unlink()

        with pytest.raises(FormInvalid) as refusal:
            find_form([tmp_path], "xx-2099", "notice")

        assert refusal.value.params["place"] == "form.docx"

    def test_that_says_how_many_copies_must_say_it_with_a_number(self, tmp_path):
        a_folder(tmp_path, GOOD.replace('family = "state"', 'family = "state"\ncopies = "notice.made_on"'))

        with pytest.raises(FormInvalid) as refusal:
            find_form([tmp_path], "xx-2099", "notice")

        assert refusal.value.params["place"] == "copies"

    @pytest.mark.parametrize(
        ("body", "found"),
        [
            ('["poem opening"]', "poem opening"),
            ('["par"]', "par"),
            ('["par absent"]', "par absent"),
            ('["list absent"]', "list absent"),
            ('["table absent"]', "table absent"),
        ],
    )
    def test_sets_in_its_body_only_what_it_has(self, tmp_path, body, found):
        a_folder(tmp_path, GOOD.replace('family = "state"', f'family = "state"\nbody = {body}'))

        with pytest.raises(FormInvalid) as refusal:
            find_form([tmp_path], "xx-2099", "notice")

        assert refusal.value.params == {"form": "notice", "place": "body", "found": found}

    def test_that_may_not_hold_a_count_declares_no_number(self, tmp_path):
        a_folder(tmp_path, GOOD.replace('family = "state"', 'family = "state"\ncount_words = ["phiếu"]'))

        with pytest.raises(FormInvalid) as refusal:
            find_form([tmp_path], "xx-2099", "notice")

        assert refusal.value.params == {"form": "notice", "place": "count_words", "found": "notice.count"}
