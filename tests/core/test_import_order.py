"""In which order the rows of an import are saved, so that each finds those that it names."""

from __future__ import annotations

import pytest

from core.imports.actions import import_at_once
from programmes.models import GateDecider

pytestmark = pytest.mark.django_db
SHEETS = {
    "alliance.csv": "Short name for addresses,Name,Short name\nnorth,North Alliance,North\n",
    "organisations.csv": "Short name,Name,Kind,Serves\npcc,PCC,Other body,force\nforce,Force,Police force,\n",
    "gate-deciders.csv": "Code,Name,Bodies\nall,All of them,force; pcc\n",
}


def test_a_row_that_names_several_is_saved_after_them() -> None:
    files = [(name, text.encode()) for name, text in SHEETS.items()]
    import_at_once(files=files, check_only=False, actor="system:import")
    assert [body.slug for body in GateDecider.objects.get().bodies.order_by("slug")] == ["force", "pcc"]
