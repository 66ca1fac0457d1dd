"""What a log may not hold."""

import logging

from tinnhiem.web.logs import WithoutTokens


class TestALogLine:
    def test_never_holds_the_token_of_a_sign_in_link(self) -> None:
        record = logging.LogRecord(
            "django.request", logging.WARNING, "", 0, "Forbidden: %s", ("/link/bi-mat-0Zx_9/",), None
        )

        assert WithoutTokens().format(record) == "Forbidden: /link/*/"

    def test_is_otherwise_left_as_it_was(self) -> None:
        record = logging.LogRecord("django", logging.ERROR, "", 0, "Not found: %s", ("/room/1/",), None)

        assert WithoutTokens().format(record) == "Not found: /room/1/"
