"""Numbers that somebody changed by hand in a draft are named with their place."""

from hypothesis import given
from hypothesis import strategies as st

from tinnhiem.engines.documents.writing import NumberChange, changed_numbers

DRAFT = "Có 30 trên 42 người đồng ý.\nCăn cứ Nghị định số 115/2020/NĐ-CP.\nTổ kiểm phiếu có 30 phiếu."


class TestAChangedNumber:
    def test_that_no_fact_or_law_says_is_named_with_its_line(self):
        edited = DRAFT.replace("30 trên", "31 trên")

        assert changed_numbers(edited, draft=DRAFT) == (
            NumberChange("31", "unsupported", "Có 31 trên 42 người đồng ý."),
            NumberChange("30", "removed", "Có 30 trên 42 người đồng ý."),
        )

    def test_is_found_even_where_the_new_one_stands_elsewhere(self):
        edited = DRAFT.replace("30 trên 42", "42 trên 42")

        assert {(change.number, change.kind) for change in changed_numbers(edited, draft=DRAFT)} == {
            ("42", "added"),
            ("30", "removed"),
        }

    def test_of_a_law_is_found(self):
        edited = DRAFT.replace("115/2020", "116/2020")

        assert "116" in {change.number for change in changed_numbers(edited, draft=DRAFT)}

    def test_may_be_a_decimal_or_have_its_thousands_apart(self):
        (change, *_) = changed_numbers("tỷ lệ 71,43%", draft="tỷ lệ 71,42%")

        assert (change.number, change.kind) == ("71,43", "unsupported")

    @given(st.text(max_size=200))
    def test_is_none_where_only_words_changed(self, words):
        letters = "".join(character for character in words if not character.isdigit())

        assert changed_numbers(f"{DRAFT}\n{letters}", draft=DRAFT) == ()

    @given(st.text(max_size=200), st.text(max_size=200))
    def test_is_named_once_whatever_is_compared(self, edited, draft):
        found = [(change.number, change.kind) for change in changed_numbers(edited, draft=draft)]

        assert len(found) == len(set(found))
