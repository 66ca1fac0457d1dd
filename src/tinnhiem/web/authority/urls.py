"""Addresses of the appointing authority's desk."""

from django.urls import path

from tinnhiem.web.authority import case, case_papers, cases, histories, oversight, publications, results

app_name = "authority"
urlpatterns = [
    path("", results.results, name="results"),
    path("<uuid:poll_id>/", results.result, name="result"),
    path("<uuid:poll_id>/case/", cases.open_from_poll, name="open_case"),
    path("cases/", cases.cases, name="cases"),
    path("cases.xlsx", cases.export, name="cases_export"),
    path("cases/new/", cases.new, name="new_case"),
    path("cases/<uuid:case_id>/", case.case, name="case"),
    path("cases/<uuid:case_id>/step/", case.step, name="case_step"),
    path("cases/<uuid:case_id>/effect/", case.effect, name="case_effect"),
    path("cases/<uuid:case_id>/disclose/", case.disclose, name="case_disclose"),
    path(
        "cases/<uuid:case_id>/documents/<uuid:document_id>.<str:extension>",
        case.document,
        name="case_document",
    ),
    path("cases/<uuid:case_id>/papers/<slug:kind>/", case_papers.draft, name="case_paper"),
    path("publications/", publications.publications, name="publications"),
    path("publications/<uuid:notice_id>/", publications.notice, name="notice"),
    path("publications/<uuid:notice_id>/publish/", publications.publish, name="publish"),
    path("publications/<uuid:notice_id>/down/", publications.take_down, name="take_down"),
    path("leaders/<int:person_id>/", histories.leader, name="leader_history"),
    path("history/", histories.unit, name="history"),
    path("meetings/<uuid:meeting_id>/", oversight.oversight, name="oversight"),
    path("meetings/<uuid:meeting_id>/annul/", oversight.annul, name="annul"),
]
