"""The kinds of record of this app, declared once for pages and API. No query and no page stands here."""

from programmes.records import areas, lifecycles

RECORDS = areas.RECORDS + lifecycles.RECORDS

__all__ = ["RECORDS"]
