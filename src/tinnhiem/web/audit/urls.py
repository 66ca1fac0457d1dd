"""Addresses of the audit page."""

from django.urls import path

from tinnhiem.web.audit import ledger

app_name = "audit"
urlpatterns = [
    path("", ledger.ledger, name="ledger"),
    path("verify/", ledger.verify, name="verify"),
    path("head.txt", ledger.head, name="head"),
]
