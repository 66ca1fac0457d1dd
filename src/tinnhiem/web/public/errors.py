"""What a visitor reads when a page cannot be shown: what happened and what to do, never a trace."""

import logging
import sys
import uuid
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

TEMPLATE: Final = "errors/error.html"
log = logging.getLogger(__name__)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 - given by Django
    """400: the browser sent what no form of the house sends."""
    heading = _("Máy chủ không đọc được yêu cầu này")
    sentence = _("Tải lại trang rồi làm lại từ đầu. Tệp gửi lên quá lớn cũng gây ra lỗi này.")
    return render(request, TEMPLATE, {"heading": heading, "sentence": sentence}, status=400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 - given by Django
    """403: the visitor's tasks do not include this page."""
    heading = _("Trang này không thuộc việc của bạn")
    sentence = _(
        "Quyền xem đi theo vai trò, đơn vị và thời gian. Nếu bạn được giao việc này, báo người quản trị."
    )
    return render(request, TEMPLATE, {"heading": heading, "sentence": sentence}, status=403)


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 - given by Django
    """403: a form without its token, most often left open for too long."""
    heading = _("Trang này để mở quá lâu")
    sentence = _("Chưa có gì được ghi. Quay lại, tải lại trang rồi gửi lần nữa.")
    return render(request, TEMPLATE, {"heading": heading, "sentence": sentence}, status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 - given by Django
    """404: nothing stands at this address."""
    heading = _("Không có trang này")
    sentence = _(
        "Địa chỉ có thể bị chép thiếu, hoặc trang đã chuyển chỗ. Kiểm tra lại địa chỉ hoặc đi từ trang đầu."
    )
    return render(request, TEMPLATE, {"heading": heading, "sentence": sentence}, status=404)


def server_error(_request: HttpRequest) -> HttpResponseBase:
    """500: something unforeseen, logged under the incident id that the visitor sees.

    The page is rendered without the request, since the database may be what failed.
    """
    incident = uuid.uuid4().hex[:8]
    log.error("Incident %s", incident, exc_info=sys.exc_info())
    heading = _("Có lỗi ở máy chủ")
    sentence = _("Việc vừa gửi có thể chưa được ghi; mở lại trang để xem. Báo người quản trị kèm mã sự cố.")
    page = render_to_string(TEMPLATE, {"heading": heading, "sentence": sentence, "incident": incident})
    return HttpResponse(page, status=500)
