"""Addresses of the office's desk."""

from django.urls import path

from tinnhiem.web.office import imports, law, law_sheets, meetings, registers, terms, today

app_name = "office"
urlpatterns = [
    path("", today.today, name="today"),
    path("registers/", registers.schools, name="registers"),
    path("registers/<int:school_id>/", registers.school, name="school"),
    path("registers/<int:school_id>/import/", imports.upload, name="import"),
    path("imports/<int:import_id>/", imports.preview, name="import_preview"),
    path("imports/<int:import_id>/confirm/", imports.confirm, name="import_confirm"),
    path("imports/<int:import_id>/discard/", imports.discard, name="import_discard"),
    path("terms/", terms.terms, name="terms"),
    path("terms.xlsx", terms.export, name="terms_export"),
    path("terms/<int:appointment_id>/plan/", meetings.plan, name="plan"),
    path("meetings/", meetings.meetings, name="meetings"),
    path("meetings/<uuid:meeting_id>/", meetings.prepare, name="prepare"),
    path("meetings/<uuid:meeting_id>/summon/", meetings.summon, name="summon"),
    path("meetings/<uuid:meeting_id>/print/", meetings.print_ballots, name="print"),
    path("meetings/<uuid:meeting_id>/link/", meetings.hand_out_link, name="link"),
    path("law/", law.law, name="law"),
    path("law/compare/", law.compare, name="law_compare"),
    path("law/compare.xlsx", law_sheets.export, name="law_export"),
    path("law/changes/", law.changes, name="law_changes"),
]
