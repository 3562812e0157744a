"""A log of every change of a job's state, kept by the database itself whoever makes the change.

What the moves must be is said by the tests.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import connection
from django.utils.dateparse import parse_datetime

_TABLE = {
    "sqlite": "CREATE TABLE job_move (id integer PRIMARY KEY AUTOINCREMENT, job integer, old text, new text, at text)",
    "postgresql": "CREATE TABLE job_move (id serial PRIMARY KEY, job bigint, old text, new text, at timestamptz)",
}
_TRIGGER = {
    "sqlite": """
        CREATE TRIGGER job_moves AFTER UPDATE OF state ON core_job WHEN old.state <> new.state OR new.state = 'done'
        BEGIN
            INSERT INTO job_move (job, old, new, at)
            VALUES (new.id, old.state, new.state, strftime('%Y-%m-%dT%H:%M:%f+00:00', 'now'));
        END""",
    "postgresql": """
        CREATE FUNCTION job_moved() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF old.state <> new.state OR new.state = 'done' THEN
                INSERT INTO job_move (job, old, new, at) VALUES (new.id, old.state, new.state, clock_timestamp());
            END IF;
            RETURN NULL;
        END $$;
        CREATE TRIGGER job_moves AFTER UPDATE ON core_job FOR EACH ROW EXECUTE FUNCTION job_moved()""",
}


@dataclass(frozen=True)
class Move:
    """One change of state, at the database's own time."""

    job: int
    old: str
    new: str
    at: datetime


def install() -> None:
    """Have the database write the log from now on."""
    with connection.cursor() as cursor:
        cursor.execute(_TABLE[connection.vendor])
        cursor.execute(_TRIGGER[connection.vendor])


def clear() -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM job_move")


def read() -> list[Move]:
    """Every move so far, oldest first."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT job, old, new, at FROM job_move ORDER BY id")
        return [Move(job, old, new, _time(at)) for job, old, new, at in cursor.fetchall()]


def _time(value: str | datetime) -> datetime:
    found = parse_datetime(value) if isinstance(value, str) else value
    assert found is not None
    return found
