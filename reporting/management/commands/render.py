"""`manage.py render`: make any document from the command line through the same job row and sandbox as the pages."""

from __future__ import annotations

import shutil
import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from alliance.models import Alliance
from core import clock, files, jobs
from core.as_at import SENT_EXAMPLE
from core.models import Job
from reporting.actions import request_report
from reporting.choices import Edition
from reporting.forms import ReportForm
from reporting.models import Report as ReportRow
from reporting.pipeline import unchanged
from reporting.reports import REPORTS


class Command(BaseCommand):
    help = "Make a document and write it to a file. 'render --list' names the documents."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("report", nargs="?", help="the document's name, see --list")
        parser.add_argument("--list", action="store_true", dest="names", help="name the documents and stop")
        parser.add_argument("--alliance", help="the alliance's short name in addresses")
        parser.add_argument("--period", default="", help="its code, for example 2017-09; the newest when left out")
        parser.add_argument(
            "--meeting", default="", help="for a pack: its board and code, for example executive-board/2017-09"
        )
        parser.add_argument(
            "--as-at", default="", help="a date, for example 2017-09-22; the period's own when left out"
        )
        parser.add_argument("--edition", default=Edition.BOARD.value, help=", ".join(Edition.values))
        parser.add_argument("--out", help="the file to write")
        parser.add_argument(
            "--by-worker",
            type=int,
            metavar="SECONDS",
            help="leave the work to a running worker and wait so long for it",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["names"]:
            for report in REPORTS.values():
                self.stdout.write(f"{report.slug}: {report.description}")
            return
        missing = [_option(name) for name in ("report", "alliance", "out") if not options[name]]
        if missing:
            raise CommandError(
                f"Say also: {', '.join(missing)}. For example: render highlight-report --alliance … --out …"
            )
        out = Path(options["out"])
        if out.is_dir() or not out.parent.is_dir():
            raise CommandError(f"--out: {out} cannot be written. Expected a file in a folder that exists.")
        row = self._request(options)
        job = row.job
        if job.state != Job.State.DONE:
            job = self._wait(job, options["by_worker"]) if options["by_worker"] else self._run(job)
        if job.state != Job.State.DONE or job.document is None:
            raise CommandError(
                job.error or f"The document was not made within the time given; it is {job.stage.lower()}."
            )
        try:
            shutil.copyfile(files.path_of(job.document.sha256), out)
        except OSError as fault:
            raise CommandError(f"--out: {out} cannot be written: {fault.strerror}.") from fault
        pages = job.document.pages
        self.stdout.write(f"{row.title}: {pages} page{'' if pages == 1 else 's'}, written to {out}")

    def _request(self, options: dict[str, Any]) -> ReportRow:
        alliance = Alliance.objects.filter(slug=options["alliance"]).first()
        if alliance is None:
            known = ", ".join(Alliance.objects.values_list("slug", flat=True)) or "none yet"
            raise CommandError(f"--alliance: there is no alliance '{options['alliance']}'. There are: {known}.")
        asked = {name: options[name] for name in ("report", "period", "meeting", "as_at", "edition")}
        form = ReportForm(asked, alliance=alliance, editions=list(Edition), example=SENT_EXAMPLE)
        if not form.is_valid():
            raise CommandError("\n".join(f"{_option(name)}: {errors[0]}" for name, errors in form.errors.items()))
        wanted = form.request()
        # Each start asks for the same document: one that would come out the same is not listed twice.
        made = unchanged(options["report"], wanted, by=None)
        return made or request_report(options["report"], wanted, by=None, at=clock.now())

    def _run(self, job: Job) -> Job:
        """Do the job here, unless a worker has it already; then wait for that worker."""
        if not jobs.run(job.pk):
            return self._wait(job, 120)
        job.refresh_from_db()
        return job

    def _wait(self, job: Job, seconds: int) -> Job:
        deadline = time.monotonic() + seconds
        job.refresh_from_db()
        while job.is_active and time.monotonic() < deadline:
            time.sleep(0.2)
            job.refresh_from_db()
        return job


def _option(name: str) -> str:
    """A field's name as it is typed: the document's is the word that has no option."""
    return "the document's name" if name == "report" else f"--{name.replace('_', '-')}"
