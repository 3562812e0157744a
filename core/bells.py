"""Messages to the workers: ring one, count those that wait unheard. No message is a record of work: any may be lost.

What a bell starts is a task of an app; what has to be done stands in rows.
"""

from __future__ import annotations

import logging
from typing import Any

from celery import current_app

log = logging.getLogger(__name__)
SHORT, RENDER = "short", "render"
"""The two queues: what is over in a moment, and what takes the length of a document."""


def ring(task: str, *arguments: Any, queue: str, expires: float | None = None) -> bool:
    """Send one message; False when the broker is away, which is no fault of whoever rings.

    `expires` is in seconds. The sweeper rings again for every row whose message was not sent or was lost.
    """
    try:
        with _connection() as connection:
            current_app.send_task(
                task, args=arguments, queue=queue, expires=expires, retry=False, connection=connection
            )
    except Exception as fault:
        # Each broker's client raises classes of its own, and none of them may undo what the caller did.
        log.warning("Could not ring %s%r: %s", task, arguments, fault)
        return False
    return True


def waiting(queue: str) -> int:
    """How many messages no worker has taken yet. Raises what the broker's client raises when it is away."""
    with _connection() as connection:
        # Not a passive declaration: kombu looks for the queue without the key prefix then, and finds none on Redis.
        return int(connection.default_channel.queue_declare(queue).message_count)


def _connection() -> Any:
    """A connection that gives up at the first refusal: a person waits for the page that rang."""
    return current_app.connection_for_write(transport_options={"max_retries": 0})
