"""One paper with the versions that had come by the reader's date."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from core.as_at import Moment
from governance.models import Paper, PaperVersion
from governance.readings.then import known_then, until


@dataclass(frozen=True)
class PaperFacts:
    """A paper and its versions, the newest first."""

    paper: Paper
    versions: list[PaperVersion]

    @property
    def newest(self) -> PaperVersion | None:
        return self.versions[0] if self.versions else None

    @property
    def is_awaited(self) -> bool:
        return not self.versions and not self.paper.report


def paper_facts(paper: Paper, user: Any, moment: Moment) -> PaperFacts:
    """What is known of a paper, which the reader may see, on the reader's date."""
    rows = PaperVersion.objects.visible_to(user).filter(paper=paper).received_by(until(moment))
    versions = list(rows.select_related("upload", "received_by").order_by("-number"))
    if moment.known_on is not None:
        then = known_then(Paper, user, moment).filter(id=paper.pk).first()
        if then is not None:
            then.item, paper = paper.item, then
    return PaperFacts(paper, versions)
