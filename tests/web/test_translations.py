"""Every visible sentence is Vietnamese first and English completely."""

import pytest

from .messages import compiled, read, untranslated, written


class TestTheEnglishCatalogue:
    def test_has_every_sentence_of_the_house(self):
        """Run ``python -m tests.web.messages`` to add new sentences, then write their English."""
        assert untranslated(read("en")) == []

    def test_guesses_nothing(self):
        assert [message.id for message in read("en") if message.id and message.fuzzy] == []

    def test_fills_the_same_placeholders(self):
        assert [message.id for message in read("en") if list(message.check())] == []


@pytest.mark.parametrize("language", ["en", "vi"])
class TestACompiledCatalogue:
    def test_is_the_one_that_people_edit(self, language):
        """Run ``python -m tests.web.messages`` after editing a catalogue."""
        assert written(compiled(language)) == written(read(language))
