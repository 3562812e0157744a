"""The kinds of record of this app, declared once for pages and API. No query and no page stands here."""

from programmes.records import areas, control, dependencies, lifecycles, surroundings

RECORDS = areas.RECORDS + surroundings.RECORDS + lifecycles.RECORDS + dependencies.RECORDS + control.RECORDS

__all__ = ["RECORDS"]
