"""Three hundred names of files that try to be a path, a header, another kind, or unreadable."""

from __future__ import annotations

import random

WHOLE = [
    "", " ", ".", "..", "...", "/", "\\", "../../etc/passwd", "..\\..\\windows\\system32\\cmd.exe", "/etc/passwd",
    "C:\\Users\\a\\report.pdf", "\\\\server\\share\\report.pdf", "file:///etc/passwd", "report.pdf\0.exe", "\0",
    "a\r\nContent-Type: text/html\r\n\r\n<script>alert(1)</script>.pdf", 'a"; filename="b.exe', "a';drop table--.pdf",
    "invoice\u202efdp.exe", "\u2066report\u2069.pdf", "\u200f\u200e.pdf", "report.pdf.exe", "report.exe", ".htaccess",
    ".pdf", "..pdf", "CON", "con.pdf", "PRN.pdf", "aux", "NUL.pdf", "COM1.pdf", "LPT9.pdf", "com\u00b9.pdf", "clock$",
    "a" * 4096, "a" * 4096 + ".pdf", "\U0001f4c4" * 300 + ".pdf", "e\u0301" * 200 + ".pdf", "report .pdf",
    "report.pdf.", "report.pdf ", "report.pdf::$DATA", "report.pdf:x", "~/.bashrc", "$(reboot).pdf", "`reboot`.pdf",
    "|reboot", "*?.pdf",
    "<script>alert(1)</script>.pdf", '<img src=x onerror="alert(1)">.pdf', "{{ 7 * 7 }}.pdf", "%2e%2e%2fetc%2fpasswd",
    "..%c0%afetc", "\ud800.pdf", "\ufeffreport.pdf", "\u2028.pdf", "\u2029.pdf", "\x7f.pdf", "\x1b[2J.pdf", "=1+1.pdf",
    "-rf.pdf", "--help", "\u0430\u0440\u0440.pdf", "\u5831\u544a.pdf", "\u062a\u0642\u0631\u064a\u0631.pdf",
    "Z\u0351\u0351a\u0316.pdf", "\U000e0041.pdf", "\ue000.pdf", "\uffff.pdf", "report;v=1.pdf", "report,2.pdf",
    "report'.pdf", "utf-8''report.pdf", "=?utf-8?b?eA==?=.pdf", "report\t.pdf", "report\u00a0.pdf", "report\u3000.pdf",
]  # fmt: skip
SIGNS = ["/", "\\", "..", "\0", "\r", "\n", "\u202e", '"', "'", ";", "%00", ".pdf", ".exe", ":", "\u200b",
         " ", "é", "\U0001f4c4", "CON", "\ud83d"]  # fmt: skip


def names(seed: int, count: int = 300) -> list[str]:
    """The written ones, then as many made of their dangerous parts as it takes."""
    dice = random.Random(f"{seed} names")
    made = ["".join(dice.choices(SIGNS + ["a", "report"], k=dice.randrange(1, 40))) for _ in range(count)]
    return list(dict.fromkeys([*WHOLE, *made]))[:count]
