"""The page of one's notices, and marking them as read. One query set or action call each."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from core import clock, notices
from core.models import Notice
from core.notice_filters import NoticeFilter
from core.signed_in import account_of

PAGE_SIZE = 25


@require_GET
def notice_list(request: HttpRequest) -> HttpResponse:
    selection = NoticeFilter(request.GET, queryset=Notice.objects.visible_to(request.user))
    rows = selection.qs if selection.is_valid() else selection.queryset.none()
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
    unread = Notice.objects.visible_to(request.user).unread().count()
    return render(request, "core/notice_list.html", {"page": page, "unread": unread, "filter": selection})


@require_POST
def notice_read(request: HttpRequest, pk: int) -> HttpResponse:
    notice = get_object_or_404(Notice.objects.visible_to(request.user), pk=pk)
    notices.mark_read(notice, at=clock.now())
    return redirect("core:notice_list")


@require_POST
def notice_read_all(request: HttpRequest) -> HttpResponse:
    count = notices.mark_all_read(by=account_of(request), at=clock.now())
    messages.success(request, f"{count} notice{'' if count == 1 else 's'} marked as read.")
    return redirect("core:notice_list")
