"""Relations between the rows of different floors: they point down the house, also where a string names the model."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.apps import apps
from django.db import models
from django.db.models.fields.related import RelatedField

from core.visibility import VisibleQuerySet
from tests.architecture.sources import FLOORS


def all_models() -> list[type[models.Model]]:
    """The models of the seven floors, those of the history and of many-to-many tables among them."""
    found = apps.get_models(include_auto_created=True)
    return [model for model in found if model._meta.app_label in FLOORS]


def wrong_relations(model: type[models.Model]) -> Iterator[str]:
    """The relations of a model that point to a floor above its own."""
    own = FLOORS.index(model._meta.app_label)
    for field in [*model._meta.local_fields, *model._meta.local_many_to_many]:
        if not isinstance(field, RelatedField) or not isinstance(field.related_model, type):
            continue
        target = field.related_model._meta.app_label
        if target in FLOORS and FLOORS.index(target) < own:
            yield f"{model._meta.label}.{field.name} points up to {field.related_model._meta.label}"


def test_every_relation_points_down_the_house() -> None:
    assert [wrong for model in all_models() for wrong in wrong_relations(model)] == []


def test_the_history_is_among_the_models_that_are_read() -> None:
    names = {model.__name__ for model in all_models()}
    assert {"HistoricalRisk", "HistoricalBusinessArea", "HistoricalUser", "Risk_affected"} <= names


@pytest.mark.parametrize("target", ["governance.Board", "risks.Risk", "programmes.BusinessArea"])
def test_a_relation_named_by_a_string_is_seen(target: str) -> None:
    class Meta:
        app_label = "alliance"

    relation = models.ForeignKey(target, on_delete=models.CASCADE, related_name="+")
    members = {"__module__": "alliance.models", "Meta": Meta, "relation": relation}
    planted = type("Planted", (models.Model,), members)
    try:
        assert list(wrong_relations(planted)) == [f"alliance.Planted.relation points up to {target}"]
    finally:
        apps.all_models["alliance"].pop("planted")
        apps.clear_cache()


MECHANISMS = {
    "core.Document": "read only through the report or pack that it belongs to",
    "core.Heartbeat": "a time and a name: read by the health page alone",
    "core.Job": "read only through the report that asked for it",
    "core.Reading": "written only: who read what; its page comes with the audit",
    "core.RepeatGuard": "read only by the middleware that answers a repeat, by its own account",
    "reporting.PackPart": "written by the worker that holds its job; pages and API read it through visible_to",
    "reporting.StoredPart": "a part of a pack in the making, which nobody is shown by itself",
    "core.Upload": "read only through the paper or record that it belongs to",
}
"""Rows of mechanisms, which no page and no API shows by themselves."""


def test_every_row_says_who_may_see_it() -> None:
    wrong = []
    for model in apps.get_models():
        if model._meta.app_label not in FLOORS or model.__name__.startswith("Historical"):
            continue
        queryset = model._default_manager.all()
        says = isinstance(queryset, VisibleQuerySet) and (type(queryset).visible_to is not VisibleQuerySet.visible_to)
        if not says and model._meta.label not in MECHANISMS:
            wrong.append(model._meta.label)
    assert wrong == []
