"""Addresses of the committee's desk."""

from django.urls import path

from tinnhiem.web.committee import cockpit, count, oversight, projector

app_name = "committee"
urlpatterns = [
    path("", cockpit.meetings, name="meetings"),
    path("<uuid:meeting_id>/", cockpit.cockpit, name="cockpit"),
    path("<uuid:meeting_id>/begin/", cockpit.begin, name="begin"),
    path("<uuid:meeting_id>/roll/", cockpit.roll, name="roll"),
    path("<uuid:meeting_id>/step/<slug:step_id>/", cockpit.complete, name="step"),
    path("<uuid:meeting_id>/open/", cockpit.open_box, name="open_box"),
    path("<uuid:meeting_id>/shut/", cockpit.shut_box, name="shut_box"),
    path("<uuid:meeting_id>/close/", cockpit.close, name="close"),
    path("<uuid:meeting_id>/adjourn/", cockpit.adjourn, name="adjourn"),
    path("<uuid:meeting_id>/minutes/", cockpit.write, name="write"),
    path("<uuid:meeting_id>/link/", cockpit.hand_out_link, name="link"),
    path("<uuid:meeting_id>/projector/", projector.projector, name="projector"),
    path("<uuid:meeting_id>/projector/page/", projector.page, name="projector_page"),
    path("<uuid:meeting_id>/count/", count.count, name="count"),
    path("<uuid:meeting_id>/count/paper/", count.account, name="account"),
    path("<uuid:meeting_id>/count/decide/", count.decide, name="decide"),
    path("<uuid:meeting_id>/count/enter/", count.enter, name="enter"),
    path("<uuid:meeting_id>/count/lock/", count.lock, name="lock"),
    path("<uuid:meeting_id>/count/conclude/", count.conclude, name="conclude"),
    path("<uuid:meeting_id>/oversight/", oversight.oversight, name="oversight"),
    path("<uuid:meeting_id>/oversight/note/", oversight.note, name="note"),
    path("<uuid:meeting_id>/oversight/stop/", oversight.stop, name="stop"),
    path("<uuid:meeting_id>/oversight/resolve/", oversight.resolve, name="resolve"),
]
