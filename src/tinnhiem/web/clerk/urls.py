"""Addresses of the records clerk's desk."""

from django.urls import path

from tinnhiem.web.clerk import drafts, register

app_name = "clerk"
urlpatterns = [
    path("", drafts.drafts, name="drafts"),
    path("register/", register.register, name="register"),
    path("register.xlsx", register.export, name="register_export"),
    path("<uuid:document_id>/", drafts.draft, name="draft"),
    path("<uuid:document_id>/enter/", drafts.enter, name="enter"),
    path("<uuid:document_id>/check/", drafts.check, name="check"),
    path("<uuid:document_id>/discard/", drafts.discard, name="discard"),
    path("<uuid:document_id>/edited/", drafts.upload_edited, name="upload_edited"),
    path("<uuid:document_id>/edited/<int:position>.docx", drafts.edited, name="edited"),
    path("<uuid:document_id>/further/", drafts.further, name="further"),
]
