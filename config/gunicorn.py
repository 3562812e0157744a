"""How gunicorn serves the product; what differs by place comes from the environment. No rule stands here."""

import os
from pathlib import Path

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
