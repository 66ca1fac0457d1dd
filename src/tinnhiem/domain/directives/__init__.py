"""What a document orders: its head, its tasks with leads and deadlines, its figures, events and people.

Pure; every value carries its place in the source and the rule that found it. It may use
``engines.documents.reading`` and ``common``.
"""
