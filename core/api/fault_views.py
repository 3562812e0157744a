"""What an address that is not there, or a fault of the product, answers: JSON to a caller of the API, else a page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views import defaults

API = "/api/v1/"
PAGES = f"{API}docs/"


def is_for_api(request: HttpRequest) -> bool:
    """Whether a program asked: under the API's address, but for the pages that explain it."""
    return request.path.startswith(API) and not request.path.startswith(PAGES)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    if is_for_api(request):
        return JsonResponse({"detail": f"There is no address {request.path} here."}, status=404)
    return defaults.page_not_found(request, exception)


def fault(request: HttpRequest) -> HttpResponse:
    if is_for_api(request):
        return JsonResponse({"detail": "The product met a fault of its own. Nothing was changed."}, status=500)
    return defaults.server_error(request)
