"""Foreseen errors: facts that a person can act on."""

from typing import ClassVar


class DomainError(Exception):
    """Something foreseen went wrong; the edge turns ``code`` into a sentence in the reader's language.

    ``params`` fill the placeholders of the sentence. Nothing secret (a key, a credential, the content of a
    vote, a denouncer's name) may be among them, since they reach messages and logs.
    ``citation`` names the article on which a refusal rests, where a rule refuses.
    """

    code: ClassVar[str]

    def __init__(self, *, citation: str | None = None, **params: str | int) -> None:
        self.params = params
        self.citation = citation
        super().__init__(self.code)

    def __str__(self) -> str:
        return f"{self.code} {self.params}" if self.params else self.code
