"""All addresses, one line per desk."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("tinnhiem.web.public.urls")),
    path("office/", include("tinnhiem.web.office.urls")),
    path("room/", include("tinnhiem.web.committee.urls")),
    path("authority/", include("tinnhiem.web.authority.urls")),
    path("leader/", include("tinnhiem.web.leader.urls")),
    path("clerk/", include("tinnhiem.web.clerk.urls")),
    path("audit/", include("tinnhiem.web.audit.urls")),
    path("documents/", include("tinnhiem.web.documents.urls")),
]

handler400 = "tinnhiem.web.public.errors.bad_request"
handler403 = "tinnhiem.web.public.errors.forbidden"
handler404 = "tinnhiem.web.public.errors.not_found"
handler500 = "tinnhiem.web.public.errors.server_error"
