import pytest
from hypothesis import given
from hypothesis import strategies as st

from tinnhiem.common.sentences import LANGUAGES, catalogue, explain
from tinnhiem.domain.registers.conflict_set import (
    OFFICE_FUNCTIONS,
    DependentInConflict,
    Function,
    Ground,
    InConflict,
    RelativeInConflict,
    SubjectInConflict,
    conflict_set,
)

PRINCIPAL_LAN, HER_BROTHER_DUNG, HER_CLERK_MAI, OFFICER_MINH = "lan", "dung", "mai", "minh"
people = st.sampled_from([PRINCIPAL_LAN, HER_BROTHER_DUNG, HER_CLERK_MAI, OFFICER_MINH])


def conflicts(relatives=(HER_BROTHER_DUNG,), dependents=(HER_CLERK_MAI,)):
    return conflict_set(subject=PRINCIPAL_LAN, relatives=relatives, reports_only_to_subject=dependents)


class TestTheConflictSet:
    """The subject has no hand in it: members never chair, minute, observe, count, print slips, import the
    summoned list, open counts or administer."""

    @pytest.mark.parametrize("function", Function)
    @pytest.mark.parametrize(
        ("person", "error"), [(PRINCIPAL_LAN, SubjectInConflict), (HER_BROTHER_DUNG, RelativeInConflict)]
    )
    def test_keeps_the_subject_and_relatives_from_everything(self, person, error, function):
        with pytest.raises(error):
            conflicts().check(person, function, name="…")

    @pytest.mark.parametrize(
        "function",
        [
            Function.CHAIR,
            Function.MINUTE,
            Function.OBSERVE,
            Function.PRINT_SLIPS,
            Function.IMPORT_LIST,
            Function.ADMINISTER,
        ],
    )
    def test_keeps_those_who_report_only_to_the_subject_from_acting_as_office(self, function):
        with pytest.raises(DependentInConflict):
            conflicts().check(HER_CLERK_MAI, function, name="Mai")

    @pytest.mark.parametrize("function", [Function.COUNT, Function.OPEN_COUNTS])
    def test_lets_them_be_elected_to_the_counting_committee(self, function):
        conflicts().check(HER_CLERK_MAI, function, name="Mai")

        assert conflicts().ground(HER_CLERK_MAI, function) is None

    @pytest.mark.parametrize("function", Function)
    def test_lets_an_officer_of_the_managing_unit_do_everything(self, function):
        assert conflicts().ground(OFFICER_MINH, function) is None

    @pytest.mark.parametrize("language", LANGUAGES)
    @pytest.mark.parametrize("person", [PRINCIPAL_LAN, HER_BROTHER_DUNG, HER_CLERK_MAI])
    def test_says_who_is_kept_out(self, person, language):
        with pytest.raises(InConflict) as refused:
            conflicts().check(person, Function.CHAIR, name="Nguyễn Thị Lan")

        assert "Nguyễn Thị Lan" in explain(refused.value, language)

    @pytest.mark.parametrize("language", LANGUAGES)
    @pytest.mark.parametrize("ground", Ground)
    def test_has_words_for_every_ground(self, ground, language):
        assert {f"ground_{ground}", f"in_conflict_{ground}"} <= catalogue(language).keys()

    @given(st.sets(people), st.sets(people), people, st.sampled_from(Function))
    def test_raises_exactly_where_it_knows_a_ground(self, relatives, dependents, person, function):
        conflict = conflicts(relatives, dependents)
        ground = conflict.ground(person, function)

        try:
            conflict.check(person, function, name="…")
        except InConflict as refused:
            assert refused.params["ground"] == ground
        else:
            assert ground is None

    @given(st.sets(people), st.sets(people), people, st.sampled_from(Function))
    def test_bars_nobody_less_when_it_grows(self, relatives, dependents, person, function):
        before = conflicts(relatives, dependents)
        after = conflicts(relatives | {person}, dependents | {person})

        assert after.ground(person, function) is not None
        if before.ground(person, function) is Ground.IS_SUBJECT:
            assert after.ground(person, function) is Ground.IS_SUBJECT

    @given(st.sets(people), people)
    def test_bars_a_dependent_from_the_office_only(self, dependents, person):
        barred = {function for function in Function if conflicts((), dependents).ground(person, function)}

        assert barred in (set(), set(OFFICE_FUNCTIONS), set(Function))
