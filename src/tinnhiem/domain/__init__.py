"""The leader cycle as pure decisions: values in, a value out or a foreseen error raised.

It may use ``engines`` and ``common``; it knows no framework, no clock and no dice."""
