"""Addresses of the records clerk's desk."""

from django.urls import path

from tinnhiem.web.clerk import checking, drafts, offices, register

app_name = "clerk"
urlpatterns = [
    path("", drafts.drafts, name="drafts"),
    path("register/", register.register, name="register"),
    path("register.xlsx", register.export, name="register_export"),
    path("offices/", offices.offices, name="offices"),
    path("offices/<int:unit_id>/<slug:name>/", offices.office, name="office"),
    path("<uuid:document_id>/", drafts.draft, name="draft"),
    path("<uuid:document_id>/enter/", drafts.enter, name="enter"),
    path("<uuid:document_id>/check/", checking.check, name="check"),
    path("<uuid:document_id>/check/<slug:side>/<int:number>.png", checking.page, name="check_page"),
    path("<uuid:document_id>/discard/", drafts.discard, name="discard"),
    path("<uuid:document_id>/edited/", drafts.upload_edited, name="upload_edited"),
    path("<uuid:document_id>/edited/<int:position>.docx", drafts.edited, name="edited"),
    path("<uuid:document_id>/further/", drafts.further, name="further"),
]
