"""The report: one self-contained HTML page of a score table, for people who read and print it.

>>> scvm.report.write_page(table, "report.html", language="de", names=names)      # doctest: +SKIP
"""

from __future__ import annotations

from scvm.arguments import judge_all
from scvm.report.page import page, tables, write_page

__all__ = ["page", "tables", "write_page"]

judge_all(globals())
