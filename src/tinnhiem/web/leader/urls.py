"""Addresses of the leader's desk."""

from django.urls import path

from tinnhiem.web.leader import home

app_name = "leader"
urlpatterns = [path("", home.home, name="home")]
