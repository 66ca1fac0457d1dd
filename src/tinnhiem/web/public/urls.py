"""Addresses without a desk."""

from django.urls import path

from tinnhiem.web.public import feeds, notices, views

urlpatterns = [
    path("", views.front, name="front"),
    path("sign-in/", views.sign_in, name="sign_in"),
    path("sign-out/", views.sign_out, name="sign_out"),
    path("link/<str:token>/", views.sign_in_link, name="sign_in_link"),
    path("desk/", views.desk, name="desk"),
    path("language/", views.choose_language, name="set_language"),
    path("healthy/", views.healthy, name="healthy"),
    path("calendar/<str:token>.ics", feeds.feed, name="calendar_feed"),
    path("notices/", notices.notices, name="notices"),
]
