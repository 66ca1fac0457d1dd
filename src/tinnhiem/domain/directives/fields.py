"""Fields of a head while it is being read."""

from dataclasses import dataclass

from tinnhiem.domain.directives.findings import Finding
from tinnhiem.engines.documents.reading.layout import Block
from tinnhiem.engines.documents.reading.traced import Span


@dataclass(slots=True)
class Fields:
    """Fields as they are found; the first finding of each stays."""

    found: dict[str, Finding]

    def add(self, name: str, block: Block, span: Span, rule: str, value: str = "") -> None:
        """Keep a finding, unless the field has one already or the span is empty."""
        start, end = span
        if name not in self.found and end > start:
            quote = block.text[start:end]
            self.found[name] = Finding(
                value or " ".join(quote.split()), quote, block.origin(start, end), rule
            )
