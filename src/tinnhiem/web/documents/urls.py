"""Addresses of documents."""

from django.urls import path

from tinnhiem.web.documents import facts, files, lists

app_name = "documents"
urlpatterns = [
    path("<uuid:document_id>.<str:extension>", files.document, name="file"),
    path("of-meeting/<uuid:meeting_id>/", lists.meeting_papers, name="of_meeting"),
    path("of-campaign/<uuid:campaign_id>/", lists.campaign_papers, name="of_campaign"),
    path("<uuid:document_id>/signed/", files.signed_copy, name="signed"),
    path("<uuid:document_id>/facts/", facts.facts, name="facts"),
]
