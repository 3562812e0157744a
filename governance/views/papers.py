"""The page of a paper with all its versions, receiving one, and the files themselves."""

from __future__ import annotations

from functools import partial

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET, require_http_methods

from alliance.permissions import can_keep_records
from alliance.readings import alliance_or_404
from core import as_at, clock
from core.asking import Verb, answer
from core.downloads import upload_file
from core.permissions import require
from core.posted import posted
from core.readings import note_opened, note_reading
from core.records.addresses import page_of
from core.records.changes import entries
from core.signed_in import account_of
from governance.actions import receive_paper
from governance.choices import MeetingState
from governance.forms import ReceiveForm
from governance.models import Paper, PaperVersion
from governance.permissions import can_receive_paper
from governance.readings import paper_facts


def paper_or_404(request: HttpRequest, alliance: str, pk: int) -> Paper:
    found = alliance_or_404(request, alliance)
    papers = Paper.objects.visible_to(request.user).select_related("item__meeting__board__alliance", "period")
    return get_object_or_404(papers, board__alliance=found, pk=pk)


@require_GET
def paper_detail(request: HttpRequest, alliance: str, pk: int) -> HttpResponse:
    """One paper: what it asks, and every version that came."""
    paper = paper_or_404(request, alliance, pk)
    note_opened(request, paper, route="page")
    moment = as_at.read(request.GET)
    history = Paper.objects.all().history_visible_to(request.user, paper.history.all())
    takes_files = not paper.report and paper.item.meeting.state != MeetingState.CANCELLED
    context = {
        "alliance": paper.alliance,
        "moment": moment,
        "meeting": paper.item.meeting,
        "facts": paper_facts(paper, request.user, moment),
        "may_change": moment.is_today and can_keep_records(request.user, paper.alliance),
        "may_receive": moment.is_today and takes_files and can_receive_paper(request.user, paper.alliance),
        "entries": entries(list(history)),
    }
    return render(request, "governance/paper_detail.html", context)


@require_http_methods(["GET", "POST"])
def paper_receive(request: HttpRequest, alliance: str, pk: int) -> HttpResponse:
    """Take a file as the paper's next version."""
    paper = paper_or_404(request, alliance, pk)
    require(can_receive_paper(request.user, paper.alliance))
    numbers = PaperVersion.objects.visible_to(request.user).filter(paper=paper).order_by("-number")
    newest = numbers.values_list("number", flat=True).first()
    form = ReceiveForm(posted(request), request.FILES or None, row=paper, newest=newest)
    verb = Verb(
        title=f"Replace version {newest}" if newest else "Upload the paper",
        caption=str(paper),
        intro="The earlier versions are kept and can still be read." if newest else "",
        button="Upload",
        act=partial(receive_paper, paper),
        done=lambda version: f"Version {version.number} of {paper.reference} is received: {version.upload.name}.",
    )
    meeting = paper.item.meeting
    return answer(request, verb, form, alliance=paper.alliance, back=page_of(meeting), crumb=str(meeting))


@require_GET
def paper_file(request: HttpRequest, alliance: str, pk: int, number: int) -> FileResponse:
    """The file of a version. The right to it is asked now, and reading a restricted one is recorded first."""
    paper = paper_or_404(request, alliance, pk)
    versions = PaperVersion.objects.visible_to(request.user).select_related("upload", "paper__item")
    version = get_object_or_404(versions, paper=paper, number=number)
    if version.paper.is_restricted:
        note_reading(version, by=account_of(request), route="page", at=clock.now())
    return upload_file(version.upload, name=version.file_name)
