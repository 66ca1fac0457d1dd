"""Django apps, each owning its tables: operations write, queries read.

Shelves (records, dossier, tasks, publication) never call a process back."""
