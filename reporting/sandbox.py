"""What a worker calls to have documents rendered. What a document says and where its PDF is kept stand elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from core.sandbox import client
from core.sandbox.forks import Limits
from core.sandbox.isolation import ALL_MEANS, IsolationReport

PROGRAM = Path(__file__).with_name("pdf.py")


@dataclass(frozen=True, slots=True)
class Bundle:
    """One document: its HTML, and the files it refers to as `asset:NAME` (style sheets, images, fonts)."""

    html: str
    assets: Mapping[str, bytes] = field(default_factory=dict)


class RenderSandbox(client.Sandbox):
    """The sandbox that turns HTML into PDF."""

    program = PROGRAM

    @property
    def typefaces(self) -> tuple[str, ...]:
        """The families that the renderer found for its own typefaces."""
        return tuple(self.said_when_ready["typefaces"])

    def render(
        self,
        bundle: Bundle,
        *,
        mark: str = "",
        limits: Limits | None = None,
        on_tick: Callable[[], None] | None = None,
    ) -> bytes:
        """Return the tagged PDF of a bundle, ready for `assembly`; raises what `client.Sandbox.work` raises.

        With a `mark` it is prepared as a part of a pack. Failures of its own kind: "address", "warning", "document".
        """
        header = {"assets": list(bundle.assets), "mark": mark}
        return self.work(header, [bundle.html.encode(), *bundle.assets.values()], limits=limits, on_tick=on_tick)[1]


class FitSandbox(client.Sandbox):
    """The sandbox that fits an uploaded paper into a pack's pages."""

    program = PROGRAM.with_name("fit.py")

    def fit(self, pdf: bytes, *, mark: str, on_tick: Callable[[], None] | None = None) -> bytes:
        """Return the paper prepared as a part of a pack; raises what `client.Sandbox.work` raises."""
        return self.work({"mark": mark}, [pdf], on_tick=on_tick)[1]


def probe(means: Collection[str] = ALL_MEANS) -> IsolationReport:
    """Say what isolation a render child would reach here and now, without loading the renderer (0.15 s)."""
    return client.probe(PROGRAM, means)
