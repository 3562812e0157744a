"""`python -m tests.uploads.hostile`: sends the whole corpus through the door for files, and says what became of it."""

from __future__ import annotations

import argparse
import os
import sys
from collections import Counter

import django

import tests.environment  # noqa: F401 (a folder of its own, before the settings are read)

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from tests.uploads.hostile import GROUPS, corpus  # noqa: E402
from tests.uploads.hostile.judging import Outcome, judge, watched  # noqa: E402


def say(line: str) -> None:
    """One line of what was found."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def became(outcome: Outcome) -> str:
    """What became of a file, and what is wrong with that."""
    words = outcome.words or f"kept, without {', '.join(outcome.checked.removed) if outcome.checked else ''}"
    return f"{words} [{outcome.seconds:.2f} s, {outcome.peak_bytes / 2**20:.0f} MiB] {'; '.join(outcome.wrong)}"


def main() -> int:
    """0 when every file was answered as it should be."""
    parser = argparse.ArgumentParser(prog="python -m tests.uploads.hostile", description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", choices=GROUPS, action="append", help="one group; may be given more than once")
    parser.add_argument("--tell", action="store_true", help="a line for every file")
    options = parser.parse_args()
    groups = {name: count for name, count in GROUPS.items() if not options.only or name in options.only}
    kept: Counter[str] = Counter()
    slowest: dict[str, float] = dict.fromkeys(groups, 0.0)
    largest: dict[str, int] = dict.fromkeys(groups, 0)
    wrong = 0
    with watched():
        for each in corpus(options.seed, groups):
            outcome = judge("file.pdf", each.make())
            kept[each.group] += outcome.checked is not None
            slowest[each.group] = max(slowest[each.group], outcome.seconds)
            largest[each.group] = max(largest[each.group], outcome.peak_bytes)
            wrong += bool(outcome.wrong)
            if outcome.wrong or options.tell:
                say(f"{each.what}: {became(outcome)}")
    say(f"{'group':<10} {'files':>5} {'kept':>5} {'refused':>7} {'slowest':>9} {'most memory':>12}")
    for name, count in groups.items():
        took, used = f"{slowest[name]:.2f} s", f"{largest[name] / 2**20:.0f} MiB"
        say(f"{name:<10} {count:>5} {kept[name]:>5} {count - kept[name]:>7} {took:>9} {used:>12}")
    say(f"Answered wrongly: {wrong} of {sum(groups.values())}.")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
