"""How API lists are cut into pages."""

from core.api.known_names import KnownPages


class Pages(KnownPages):
    """Numbered pages; the caller may ask for up to 500 rows a page."""

    page_size = 50
    page_size_query_param = "page_size"
    max_page_size = 500
