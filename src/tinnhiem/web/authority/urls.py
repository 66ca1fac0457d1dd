"""Addresses of the appointing authority's desk."""

from django.urls import path

from tinnhiem.web.authority import results

app_name = "authority"
urlpatterns = [
    path("", results.results, name="results"),
    path("<uuid:poll_id>/", results.result, name="result"),
]
