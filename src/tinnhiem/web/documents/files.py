"""A document's bytes, for whoever the pack opens it to."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.http import content_disposition_header

from tinnhiem.apps.records import queries as records
from tinnhiem.web import requests
from tinnhiem.web.documents import readers
from tinnhiem.web.permissions import signed_in

TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


@signed_in
def document(request: HttpRequest, document_id: UUID, extension: str) -> HttpResponse:
    """The document as PDF or DOCX; a reader outside its audience gets a sentence and no byte."""
    if extension not in TYPES:
        raise Http404
    row = records.get_row(document_id)
    audiences = readers.audiences(row, requests.actor(request), on=requests.today())
    found = records.open_document(document_id, audiences=audiences)
    content = found.pdf if extension == "pdf" else found.docx
    response = HttpResponse(content, content_type=TYPES[extension])
    response.headers["Content-Disposition"] = (
        content_disposition_header(as_attachment=extension != "pdf", filename=f"{row.title}.{extension}")
        or ""
    )
    response.headers["Cache-Control"] = "no-store"
    return response


@signed_in
def signed_copy(request: HttpRequest, document_id: UUID) -> HttpResponse:
    """The signed scan or signature file, for whoever may open the document."""
    row = records.get_row(document_id)
    audiences = readers.audiences(row, requests.actor(request), on=requests.today())
    name, content = records.open_signed_copy(document_id, audiences=audiences)
    response = HttpResponse(content, content_type="application/octet-stream")
    response.headers["Content-Disposition"] = (
        content_disposition_header(as_attachment=True, filename=name) or ""
    )
    response.headers["Cache-Control"] = "no-store"
    return response
