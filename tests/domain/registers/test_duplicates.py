"""Records that may be one person are proposed by name and birth; a mere namesake is not."""

from datetime import date

from tinnhiem.common.text import same_name_key
from tinnhiem.domain.registers.consecutive_terms import Term, consecutive_terms
from tinnhiem.domain.registers.duplicates import KnownPerson, Likeness, possible_duplicates


def a_person(
    number: int, name: str = "Lương Thị Hòa", born_on: date | None = date(1984, 3, 5)
) -> KnownPerson:
    return KnownPerson(number, name, same_name_key(name), born_on)


def proposed(*people: KnownPerson) -> list[tuple[int, int, Likeness]]:
    return [(pair.kept.id, pair.alias.id, pair.likeness) for pair in possible_duplicates(people)]


class TestTwoRecords:
    def test_of_namesakes_are_left_alone(self):
        assert proposed(a_person(1), a_person(2, born_on=date(1991, 8, 20))) == []
        assert proposed(a_person(1), a_person(2, "Lương Thị Hóa", date(1984, 5, 3))) == []
        assert proposed(a_person(1, born_on=None), a_person(2, "Lương Thị Hoa")) == []

    def test_may_be_one_when_only_marks_differ(self):
        assert proposed(a_person(1), a_person(2, "LƯƠNG THỊ HOA")) == [(1, 2, Likeness.MARKS_DIFFER)]

    def test_may_be_one_when_day_and_month_are_exchanged_or_one_part_differs(self):
        assert proposed(a_person(1), a_person(2, "Lương Thị Hoà", date(1984, 5, 3))) == [
            (1, 2, Likeness.BIRTH_SWAPPED)
        ]
        assert proposed(a_person(1), a_person(2, born_on=date(1985, 3, 5))) == [(1, 2, Likeness.BIRTH_NEAR)]

    def test_keep_the_one_that_says_more(self):
        assert proposed(a_person(1, born_on=None), a_person(2)) == [(2, 1, Likeness.BIRTH_MISSING)]


class TestConsecutiveTerms:
    """Quá hai nhiệm kỳ liên tiếp tại một trường: chỉ tính các nhiệm kỳ nối tiếp nhau."""

    FIRST, SECOND, THIRD = date(2011, 9, 1), date(2016, 9, 1), date(2021, 9, 1)

    def test_are_none_where_no_term_runs(self):
        assert consecutive_terms([], on=self.THIRD) == 0
        assert consecutive_terms([Term(self.FIRST, self.SECOND)], on=self.SECOND) == 0
        assert consecutive_terms([Term(self.SECOND, None)], on=self.FIRST) == 0

    def test_begin_anew_after_a_gap(self):
        terms = [Term(self.FIRST, date(2016, 8, 1)), Term(self.SECOND, None)]

        assert consecutive_terms(terms, on=self.THIRD) == 1

    def test_follow_each_other_from_one_day_to_the_next(self):
        terms = [Term(self.THIRD, None), Term(self.FIRST, self.SECOND), Term(self.SECOND, self.THIRD)]

        assert [consecutive_terms(terms, on=day) for day in (self.FIRST, self.SECOND, self.THIRD)] == [
            1,
            2,
            3,
        ]
