"""A run that may leave nothing out fails for each test that was skipped."""

from pathlib import Path

import pytest

pytest_plugins = ["pytester"]

SKIPPING = """
    import pytest

    def test_that_lacks_its_tool():
        pytest.skip("there is no Chromium")

    @pytest.mark.skipif(True, reason="TINNHIEM_SHARED is not set")
    def test_on_the_shared_documents():
        raise AssertionError

    def test_that_runs():
        pass
"""


@pytest.fixture
def run_of_skipping(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv("TINNHIEM_SHARED", raising=False)
    pytester.makepyfile(SKIPPING)
    pytester.makeconftest("pytest_plugins = ['tests.plugins.left_out']")
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parents[2]))

    def run(*, complete: bool) -> pytest.RunResult:
        monkeypatch.setenv("TINNHIEM_NO_SKIPS", "1" if complete else "0")
        return pytester.runpytest_subprocess("-p", "no:django", "-p", "no:randomly")

    return run


class TestACompleteRun:
    def test_fails_for_a_skipped_test_and_says_why_it_was_skipped(self, run_of_skipping):
        result = run_of_skipping(complete=True)

        result.assert_outcomes(failed=1, passed=1, deselected=1)
        result.stdout.fnmatch_lines(["*Nothing may be left out in this run*there is no Chromium*"])

    def test_sets_opt_in_tests_aside_and_says_so(self, run_of_skipping):
        result = run_of_skipping(complete=True)

        result.stdout.fnmatch_lines(["Left out: 1 tests, because they read a shared collection*"])


class TestAPlainRun:
    def test_succeeds_and_closes_with_what_it_left_out(self, run_of_skipping):
        result = run_of_skipping(complete=False)

        result.assert_outcomes(skipped=1, passed=1, deselected=1)
        result.stdout.fnmatch_lines(["Left out: 1 tests, because there is no Chromium."])
