"""The embedded broker: no message is met half written, none is taken twice, and damage heals."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import Empty
from typing import Any

import pytest
from kombu import Connection, Exchange, Queue

from core.filesystem_broker import Channel

QUEUE = Queue("render", Exchange("render", type="direct"), routing_key="render")


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[Connection]:
    (tmp_path / "queue").mkdir()
    options = {
        "data_folder_in": str(tmp_path / "queue"),
        "data_folder_out": str(tmp_path / "queue"),
        "control_folder": str(tmp_path / "control"),
    }
    with Connection("filesystem://", transport_options=options) as opened:
        yield opened


@pytest.fixture
def channel(connection: Connection) -> Channel:
    found = connection.channel()
    QUEUE(found).declare()
    return found


def send(connection: Connection, number: int) -> None:
    with connection.Producer() as producer:
        producer.publish(number, exchange=QUEUE.exchange, routing_key="render", declare=[QUEUE])


def test_is_the_one_that_the_product_uses(channel: Any) -> None:
    assert type(channel) is Channel


def test_a_message_that_was_sent_first_is_taken_first(connection: Connection, channel: Channel) -> None:
    for number in range(5):
        send(connection, number)
    queue = QUEUE(channel)
    assert [queue.get(no_ack=True).decode() for _ in range(5)] == list(range(5))
    assert queue.get() is None


def test_many_readers_beside_a_writer_take_each_message_whole_and_once(
    connection: Connection, channel: Channel, tmp_path: Path
) -> None:
    messages, readers = 300, 4
    taken: list[int] = []
    written = threading.Event()

    def read() -> None:
        while True:
            last = written.is_set()
            try:
                taken.append(channel._get("render")["number"])
            except Empty:
                if last:
                    return

    with ThreadPoolExecutor(readers) as pool:
        reading = [pool.submit(read) for _ in range(readers)]
        for number in range(messages):
            channel._put("render", {"number": number})
        written.set()
        for future in reading:
            future.result()
    assert sorted(taken) == list(range(messages))
    assert list((tmp_path / "queue").iterdir()) == []


def test_a_message_cut_short_is_thrown_away_and_the_next_one_taken(
    connection: Connection, channel: Channel, tmp_path: Path
) -> None:
    (tmp_path / "queue" / f"{0:020}_cut.render.msg").write_text('{"body": "W10=", "cont')
    (tmp_path / "queue" / f"{1:020}_empty.render.msg").write_text("")
    send(connection, 7)
    assert QUEUE(channel).get(no_ack=True).decode() == 7
    assert list((tmp_path / "queue").iterdir()) == []


def test_a_table_of_queues_cut_short_heals_at_the_next_message(
    connection: Connection, channel: Channel, tmp_path: Path
) -> None:
    for damage in ("", '[["render", "", "ren'):
        (tmp_path / "control" / "render.exchange").write_text(damage)
        assert channel.get_table("render") == []
        send(connection.clone(), 1)
        assert QUEUE(channel).get(no_ack=True).decode() == 1


def test_a_queue_that_is_deleted_is_bound_no_more(connection: Connection, channel: Channel) -> None:
    send(connection, 1)
    QUEUE(channel).delete()
    assert channel.get_table("render") == []
    assert channel._size("render") == 0
