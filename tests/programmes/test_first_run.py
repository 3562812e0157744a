"""The first sign-ins are made once, only in an empty embedded database, and kept from other eyes."""

from __future__ import annotations

import stat

import pytest
from django.core.management import CommandError, call_command

from alliance.choices import Role
from core.models import User
from tests.factories import make_alliance, make_area, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _embedded(settings, tmp_path):
    settings.EMBEDDED, settings.DATA_DIR = True, tmp_path


def test_it_makes_one_account_for_each_role_that_signs_in(tmp_path, client, capsys):
    alliance = make_alliance()
    area = make_area(alliance)
    call_command("first_run")
    lines = (tmp_path / "sign-ins.txt").read_text().splitlines()
    assert lines[0] in capsys.readouterr().out
    assert {user.role_grants.get().role for user in User.objects.filter(is_service_administrator=False)} == set(Role)
    assert User.objects.filter(is_service_administrator=True).count() == 1
    assert User.objects.get(name="Area lead").area_leads.get().area == area
    for line in lines:
        *_, email, password = line.split()
        assert client.post("/accounts/login/", {"login": email, "password": password}).status_code == 302
        client.logout()


def test_only_the_owner_of_the_file_can_read_it(tmp_path):
    call_command("first_run")
    assert stat.S_IMODE((tmp_path / "sign-ins.txt").stat().st_mode) == 0o600


def test_it_does_nothing_where_there_are_accounts(tmp_path, capsys):
    make_user()
    call_command("first_run")
    assert "Nothing to do" in capsys.readouterr().out
    assert User.objects.count() == 1
    assert not (tmp_path / "sign-ins.txt").exists()


def test_it_refuses_elsewhere(settings):
    settings.EMBEDDED = False
    with pytest.raises(CommandError, match="embedded"):
        call_command("first_run")
    assert not User.objects.exists()


def test_one_account_holds_its_role_in_every_alliance(tmp_path):
    north, south = make_alliance(slug="north"), make_alliance(slug="south")
    areas = {make_area(north), make_area(south)}
    call_command("first_run")
    assert User.objects.count() == len(Role) + 1
    for role in Role:
        held = User.objects.get(name=role.label).role_grants.values_list("alliance", "role")
        assert set(held) == {(north.pk, role), (south.pk, role)}
    assert {lead.area for lead in User.objects.get(name="Area lead").area_leads.all()} == areas
    assert len((tmp_path / "sign-ins.txt").read_text().splitlines()) == len(Role) + 1


def test_accounts_that_nobody_can_sign_in_with_do_not_count():
    make_user(is_active=False)
    make_alliance()
    call_command("first_run")
    assert User.objects.filter(is_active=True).count() == len(Role) + 1


def test_an_unknown_alliance_is_named():
    with pytest.raises(CommandError, match="nowhere"):
        call_command("first_run", alliance="nowhere")
