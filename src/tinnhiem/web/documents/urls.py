"""Addresses of documents."""

from django.urls import path

from tinnhiem.web.documents import facts, files

app_name = "documents"
urlpatterns = [
    path("<uuid:document_id>.<str:extension>", files.document, name="file"),
    path("<uuid:document_id>/signed/", files.signed_copy, name="signed"),
    path("<uuid:document_id>/facts/", facts.facts, name="facts"),
]
