"""How long `bin/run` takes until web, worker and beat are healthy: the first time, and the second. Loopback only."""

from __future__ import annotations

import signal
import subprocess
import threading
import time
from typing import Any

from bench.product import ROOT, BenchFailed, Product, free_port

HEALTHY = "are healthy"
SECONDS = 240


def measure(product: Product) -> dict[str, Any]:
    """Seconds of a first start (it migrates and loads the example) and of a second one on the same folder."""
    return {"first_seconds": _start(product), "second_seconds": _start(product)}


def _start(product: Product) -> float:
    began = time.perf_counter()
    with subprocess.Popen(
        [str(ROOT / "bin" / "run"), "--port", str(free_port())],
        cwd=ROOT,
        env=product.environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    ) as run:
        # The launcher may hang without a word; reading must not hang with it.
        guard = threading.Timer(SECONDS, run.kill)
        guard.start()
        try:
            return _until_healthy(run, began)
        finally:
            run.send_signal(signal.SIGINT)
            if run.stdout is not None:
                run.stdout.read()
            run.wait(60)
            guard.cancel()


def _until_healthy(run: subprocess.Popen[str], began: float) -> float:
    assert run.stdout is not None
    said = []
    for line in run.stdout:
        if HEALTHY in line and "is not" not in line:
            return time.perf_counter() - began
        said.append(line)
    raise BenchFailed(f"bin/run ended before it was healthy: {''.join(said)[-800:]}")
