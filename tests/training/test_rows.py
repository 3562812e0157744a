"""The rows of a training alliance: valid, recorded, about nobody, the same from the same seed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.db import models, transaction
from django.db.models import Q

from alliance.models import Alliance, Person
from core.history import HistoryRow
from core.models import Upload, User
from core.tracked import Tracked
from governance.models import PaperVersion
from reporting.training.make import make_training
from tests.training.alliances import OTHER, small, undrawn

FLOORS = ("alliance", "programmes", "risks", "governance")
NOT_COMPARED = {"id", "created_at", "password", "history_id", "history_date"}


def tracked_kinds() -> list[Any]:
    return [model for app in FLOORS for model in apps.get_app_config(app).get_models() if issubclass(model, Tracked)]


def test_every_row_keeps_the_rules_of_its_kind(training: Alliance) -> None:
    kinds = [model for model in tracked_kinds() if model.objects.exists()]
    assert len(kinds) > 28, "nearly every kind of record occurs"
    for model in kinds:
        for row in model.objects.all():
            row.full_clean()


def test_every_row_was_recorded_as_made_for_training(training: Alliance) -> None:
    for model in [*tracked_kinds(), User]:
        rows = model.history.all()
        assert rows.count() == model._base_manager.count(), model
        wrong = rows.exclude(history_actor="system:make_training", history_user=None, history_type="+")
        assert not wrong.exists(), model
        assert not rows.filter(Q(history_change_reason=None) | Q(history_change_reason="")).exists(), model


def test_people_are_named_after_posts_and_nobody_can_sign_in(training: Alliance) -> None:
    for person in Person.objects.all():
        titles = person.appointments.values_list("post__title", flat=True)
        assert person.name.removeprefix("Former ").startswith(titles[0]), person
    for user in User.objects.all():
        assert not user.is_active
        assert not user.has_usable_password()


def test_its_alliances_are_marked_as_fictional(training: Alliance) -> None:
    assert set(Alliance.objects.values_list("is_fictional", flat=True)) == {True}
    assert Alliance.objects.count() == 2


def test_its_papers_are_tagged_files_of_one_to_five_pages(training: Alliance) -> None:
    uploads = Upload.objects.all()
    assert uploads.count() == PaperVersion.objects.count() == 8, "three, one again, three earlier, one next door"
    assert all(upload.is_tagged and upload.claims == ["PDF/UA-1", "PDF/A-3A"] for upload in uploads)
    pages = sorted(upload.pages or 0 for upload in uploads)
    assert pages[0] == 1
    assert 3 <= pages[-1] <= 5
    assert len({upload.sha256 for upload in uploads}) == len(uploads), "no file twice"


def written(value: Any) -> Any:
    return sorted(str(each) for each in value) if isinstance(value, list) else str(value)


def everything() -> dict[str, list[dict[str, Any]]]:
    """Every row of the domain in the order it was made, what it points at by its words."""

    def rows(model: Any) -> Iterator[dict[str, Any]]:
        for row in model._base_manager.order_by("pk"):
            fields = [each for each in model._meta.concrete_fields if each.name not in NOT_COMPARED]
            yield {
                each.name: written(getattr(row, each.name if isinstance(each, models.ForeignKey) else each.attname))
                for each in fields
            }

    kinds = [*tracked_kinds(), User, Upload, PaperVersion]
    kinds += [model.history.model for model in tracked_kinds()]
    return {model.__name__: list(rows(model)) for model in kinds}


@pytest.mark.once
@pytest.mark.django_db
def test_the_same_seed_makes_the_same_rows_with_the_same_files() -> None:
    made = []
    for _ in range(2):
        with transaction.atomic():
            make_training(small(areas=9, months=3, risks=8, meetings=2, papers=1, **OTHER))
            made.append(everything())
            transaction.set_rollback(True)
    assert made[0].keys() == made[1].keys()
    for kind in made[0]:
        assert made[0][kind] == made[1][kind], kind


@pytest.mark.once
@pytest.mark.django_db
def test_another_seed_makes_another_alliance() -> None:
    names = []
    for seed in (1, 2):
        with transaction.atomic(), undrawn():
            make_training(small(areas=9, seed=seed, **OTHER))
            names.append(everything())
            transaction.set_rollback(True)
    assert names[0]["Risk"] != names[1]["Risk"]
    assert names[0]["BusinessArea"] != names[1]["BusinessArea"]


def test_history_is_a_row_of_the_kind_that_is_compared() -> None:
    assert all(issubclass(model.history.model, HistoryRow) for model in tracked_kinds())
