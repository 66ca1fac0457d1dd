"""The content security policy, and what a foreseen error says."""

import pytest
from django.test import RequestFactory
from django.utils import translation

from tinnhiem.common.errors import DomainError
from tinnhiem.web.middleware import POLICY, ForeseenErrors


class PeriodReversed(DomainError):
    code = "period_reversed"


class PageOfAnother(PeriodReversed):
    status = 403


def answer(error, **headers):
    request = RequestFactory().get("/office/", headers=headers)
    with translation.override("vi"):
        return ForeseenErrors(lambda request: None).process_exception(request, error)


@pytest.mark.django_db
@pytest.mark.usefixtures("look_urls")
class TestAForeseenError:
    def test_that_is_not_foreseen_rises_on(self):
        assert answer(RuntimeError("unforeseen")) is None

    def test_is_a_page_with_its_sentence_and_the_article_it_rests_on(self):
        page = answer(PeriodReversed(citation="khoản 1 Điều 46", starts_on="02/05", ends_on="01/05"))

        assert page.status_code == 422
        assert "Sửa một trong hai ngày rồi làm lại." in page.content.decode()
        assert "khoản 1 Điều 46" in page.content.decode()
        assert b"period_reversed" not in page.content

    def test_keeps_the_status_of_its_class(self):
        assert answer(PageOfAnother(starts_on="02/05", ends_on="01/05")).status_code == 403

    def test_is_a_fragment_for_a_swap(self):
        swapped = answer(PeriodReversed(starts_on="02/05", ends_on="01/05"), HX_Request="true")

        assert b"<html" not in swapped.content
        assert b'role="alert"' in swapped.content


class TestThePolicy:
    def test_allows_nothing_inline_and_nothing_from_elsewhere(self):
        assert POLICY.startswith("default-src 'none'; ")
        assert "unsafe" not in POLICY
        assert "http" not in POLICY

    def test_goes_with_every_page_errors_included(self, visitor, db):
        answers = [visitor.get("/"), visitor.get("/nowhere/")]

        assert [page.headers["Content-Security-Policy"] for page in answers] == [POLICY, POLICY]
