"""The pages of an organisation and of a post: the record, and beside it where it takes part in which alliance."""

from __future__ import annotations

from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from alliance.models import Appointment, Organisation, Post, Succession
from core.records.registry import record_for
from core.records.rows import visible_rows
from core.records.views import detail_context
from reporting import taking_part


@require_GET
def organisation_page(request: HttpRequest, organisation: str) -> HttpResponse:
    """A body: its names over time, who came before and after it, its posts with their holders, where it takes part."""
    record = record_for("organisations")
    row: Organisation = get_object_or_404(visible_rows(record, request.user), slug=organisation)
    context = detail_context(request, record, None, row)
    # Posts stand here with those who held them, and bodies by what they are to it: not a second time as plain tables.
    tables = {table.record.slug: table for table in context["tables"]}
    context["add_post"], context["serving"] = tables.pop("posts"), tables.pop("organisations")
    context["tables"] = list(tables.values())
    context["posts"] = _posts(request, row)
    context["before"] = list(
        Succession.objects.visible_to(request.user).filter(successor=row).select_related("predecessor")
    )
    told = Succession.objects.visible_to(request.user).filter(predecessor=row).values("successor")
    context["after"] = list(visible_rows(record, request.user).filter(predecessor=row).exclude(pk__in=told))
    context["parts"] = taking_part.of_body(row, request.user)
    return render(request, "reporting/organisation.html", context)


def _posts(request: HttpRequest, row: Organisation) -> list[Post]:
    held = Appointment.objects.visible_to(request.user).select_related("person").order_by("-from_date", "-pk")
    posts = Post.objects.visible_to(request.user).filter(organisation=row)
    return list(posts.prefetch_related(Prefetch("appointments", queryset=held, to_attr="held")))


@require_GET
def post_page(request: HttpRequest, post: str) -> HttpResponse:
    """A post: who held it when, where it leads, sits or may decide."""
    record = record_for("posts")
    row: Post = get_object_or_404(visible_rows(record, request.user), slug=post)
    context = detail_context(request, record, None, row)
    context["parts"] = taking_part.of_post(row, request.user)
    return render(request, "reporting/post.html", context)
