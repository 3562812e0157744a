"""A stand-in for the worker in the kill tests: it renders a document that never ends, until it is killed."""

from __future__ import annotations

import sys

from core.sandbox.forks import Limits
from reporting.sandbox import Bundle, RenderSandbox
from tests.reporting.test_endless_documents import use_bomb

if __name__ == "__main__":
    with RenderSandbox(limits=Limits(cpu_seconds=55, wall_seconds=60)) as sandbox:
        sys.stdout.write(f"{sandbox.pid}\n")
        sys.stdout.flush()
        sandbox.render(Bundle(use_bomb()))
