"""The figures beside their goals, as one Markdown text. Nothing is measured here."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

MOST_QUERIES = 11
MOST_COMPOSED_QUERIES = {"overview": 19, "plan on a page": 14}
"""For the pages that gather what several lists hold."""
MOST_P95 = {"overview": 200.0, "plan on a page": 300.0}
"""Milliseconds through gunicorn, for the composed pages of a training alliance."""
MOST_RATIO = 1.3
MOST_MEMORY = 400 * 2**20
MOST_MIGRATE = 20.0
MOST_START = 5.0
MOST_PACK, MOST_PACK_AGAIN, MOST_PACK_RATIO = 20.0, 2.0, 0.1
MOST_PACK_MEMORY = 768 * 2**20
MOST_GROWTH = 1.3
"""The joining time of a page in the longest pack beside that in the shortest."""
MOST_PAGE_MEMORY = 2**20


def table(found: dict[str, Any]) -> str:
    """All figures of a run: first what has a goal, then the pages."""
    where = found["machine"]
    lines = [
        f"Measured at {found['at']} in {found['seconds']:.0f} s{' (--quick)' if found['quick'] else ''}, "
        f"revision {where['revision']}, {where['cores']} cores ({where['processor']}), Python {where['python']}, "
        f"load before {where['load_before']:.1f}.",
        "",
        "| Figure | Measured | Goal | |",
        "|---|---:|---:|---|",
        *(f"| {name} | {value} | {goal} | {'met' if met else 'MISSED'} |" for name, value, goal, met in _judged(found)),
    ]
    for name, figures in found["databases"].items():
        if "pages" in figures:
            lines += ["", *_pages(name, figures)]
        if "documents" in figures:
            lines += ["", *_documents(name, figures["documents"])]
        if "packs" in figures:
            lines += ["", *_packs(figures["packs"])]
    return "\n".join([*lines, ""])


def _judged(found: dict[str, Any]) -> Iterator[tuple[str, str, str, bool]]:
    for name, figures in found["databases"].items():
        seconds = figures["migrate_seconds"]
        yield f"Migrating an empty database, {name}", f"{seconds:.1f} s", "20 s", seconds < MOST_MIGRATE
        for line in figures.get("queries", []):
            title = f"Queries, {line['page']} ({line['rows']}), {name}"
            most = MOST_COMPOSED_QUERIES.get(line["page"], MOST_QUERIES)
            yield title, str(line["queries"]), f"under {most + 1}", line["queries"] <= most
        for line in figures.get("pages", []):
            if line["rows"].startswith("training"):
                most_p95 = MOST_P95[line["page"]]
                yield (
                    f"p95 of the {line['page']} ({line['rows']}), {name}",
                    f"{line['p95']:.0f} ms",
                    f"{most_p95:.0f} ms",
                    line["p95"] < most_p95,
                )
        for line in figures.get("documents", []):
            title = f"{line['report']} ({line['pages']} pages), {name}"
            ratio, peak = line["ratio"], line["peak_bytes"]
            yield f"Sandbox beside bare WeasyPrint, {title}", f"{ratio:.2f}", "1.3", ratio <= MOST_RATIO
            yield f"Peak memory of worker and child, {title}", f"{peak / 2**20:.0f} MB", "400 MB", peak < MOST_MEMORY
        if "packs" in figures:
            yield from _judged_packs(figures["packs"])
    starts = found.get("starts", {})
    if "second_seconds" in starts:
        second = starts["second_seconds"]
        yield "Second start of bin/run until healthy", f"{second:.1f} s", "5 s", second < MOST_START


def _judged_packs(packs: dict[str, Any]) -> Iterator[tuple[str, str, str, bool]]:
    title = f"pack of {packs['pages']} pages"
    cold, again, ratio, peak = (packs[key] for key in ("cold_seconds", "changed_seconds", "ratio", "peak_bytes"))
    yield f"From nothing, {title}", f"{cold:.1f} s", "20 s", cold < MOST_PACK
    yield f"One paper changed, {title}", f"{again:.1f} s", "2 s", again < MOST_PACK_AGAIN
    yield f"One paper changed beside from nothing, {title}", f"{ratio:.2f}", "0.1", ratio <= MOST_PACK_RATIO
    yield f"Memory over all processes, {title}", f"{peak / 2**20:.0f} MB", "768 MB", peak < MOST_PACK_MEMORY
    same = packs["same_bytes"]
    yield f"Same bytes however it is made, {title}", "yes" if same else "no", "yes", same
    least, most = packs["growing"][0], packs["growing"][-1]
    each = [line["joining_seconds"] / line["pages"] for line in (least, most)]
    words = f"{least['pages']} to {most['pages']} pages"
    yield f"Joining time of a page, {words}", f"{each[1] / each[0]:.2f}", "1.3", each[1] / each[0] <= MOST_GROWTH
    more = (most["peak_bytes"] - least["peak_bytes"]) / (most["pages"] - least["pages"])
    yield f"Memory of a further page, {words}", f"{more / 2**20:.2f} MB", "1 MB", more <= MOST_PAGE_MEMORY


def _packs(packs: dict[str, Any]) -> list[str]:
    """The long pack in each way, then packs of growing length."""
    lines = [
        f"| Pack of {packs['pages']} pages | s | of processor time s | peak MB |",
        "|---|---:|---:|---:|",
    ]
    for words, key in (
        ("from nothing, two processes", "cold"),
        ("from nothing, one process", "one_process"),
        ("one paper changed", "changed"),
        ("unchanged", "unchanged"),
        ("plain join of the same parts by pikepdf", "plain_join"),
    ):
        used, peak = packs.get(f"{key}_processor_seconds"), packs.get(f"{key}_peak_bytes")
        shown = [f"{used:.2f}" if used is not None else "", f"{peak / 2**20:.0f}" if peak else ""]
        lines.append(f"| {words} | {packs[f'{key}_seconds']:.2f} | {' | '.join(shown)} |")
    lines += ["", "| Pages | joining and storing s | ms a page | peak MB |", "|---:|---:|---:|---:|"]
    for line in packs["growing"]:
        seconds, pages = line["joining_seconds"], line["pages"]
        lines.append(f"| {pages} | {seconds:.2f} | {seconds / pages * 1000:.1f} | {line['peak_bytes'] / 2**20:.0f} |")
    return lines


def _pages(name: str, figures: dict[str, Any]) -> list[str]:
    queries = {(line["page"], line["rows"]): line["queries"] for line in figures["queries"]}
    lines = [
        f"| {name}: page | rows | p50 ms | p95 ms | beside the bare view | queries |",
        "|---|---|---:|---:|---:|---:|",
    ]
    for line in figures["pages"]:
        asked = queries.get((line["page"], line["rows"]), "")
        times = f"{line['p50']:.1f} | {line['p95']:.1f} | {line['ratio']:.1f}"
        lines.append(f"| {line['page']} | {line['rows']} | {times} | {asked} |")
    return lines


def _documents(name: str, documents: list[dict[str, Any]]) -> list[str]:
    lines = [
        f"| {name}: report | pages | bare WeasyPrint s | sandbox s | ratio | of processor time "
        "| child's start s | whole job s | peak MB |",
        "|---|---:|---:|---:|---:|---:|---:|---:|---:|",
    ]
    for line in documents:
        seconds = [line[key] for key in ("bare_seconds", "sandbox_seconds")]
        lines.append(
            f"| {line['report']} | {line['pages']} | {seconds[0]:.2f} | {seconds[1]:.2f} | {line['ratio']:.2f} "
            f"| {line['processor_ratio']:.2f} "
            f"| {line['start_seconds']:.2f} | {line['job_seconds']:.2f} | {line['peak_bytes'] / 2**20:.0f} |"
        )
    return lines
