"""Records that may be one person are proposed by name and birth; a mere namesake is not."""

from datetime import date

from tinnhiem.common.text import same_name_key
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
