"""How gunicorn serves the product; what differs by place comes from the environment. No rule stands here."""

import gc
import os
from pathlib import Path

from django.urls import get_resolver

# Loopback unless told otherwise: what faces a network should be a proxy that ends TLS.
bind = f"{os.environ.get('BIND') or '127.0.0.1'}:{os.environ.get('PORT') or '8000'}"
workers = int(os.environ.get("WEB_CONCURRENCY") or 2)
threads = int(os.environ.get("WEB_THREADS") or 4)
worker_class = "gthread"
# Loaded once before the fork: the start is quicker and the processes share the code's memory.
preload_app = True
# A heartbeat file on a slow disk makes gunicorn take a live process for a hung one.
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None
timeout = 60
graceful_timeout = 8
keepalive = 5
# The control socket is of no use to the product and would be one more thing to guard.
control_socket_disable = True
accesslog = "-" if os.environ.get("ACCESS_LOG") else None
errorlog = "-"
loglevel = (os.environ.get("LOG_LEVEL") or "info").lower()


def when_ready(_server: object) -> None:
    """Before the first fork: load the pages too, and have the collector leave alone what is loaded by then.

    Without this, a full collection goes through every loaded object and holds one answer in twenty up by 60 to 100 ms.
    """
    get_resolver().url_patterns  # noqa: B018 (loads every view)
    gc.collect()
    gc.freeze()
