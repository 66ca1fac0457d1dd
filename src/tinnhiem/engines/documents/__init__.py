"""Documents as bytes: ``reading`` turns them into values, ``writing`` turns facts into PDF and DOCX.

It may use ``common`` only."""
