"""Addresses of documents."""

from django.urls import path

from tinnhiem.web.documents import files

app_name = "documents"
urlpatterns = [path("<uuid:document_id>.<str:extension>", files.document, name="file")]
