"""A whole invented company, for demonstrations, notebooks and tests: the same rows for the same seed.

A maker of electric bicycles with customers in six countries. Everybody has hidden traits, from which answers, purchases and
what people do with each other follow; on top of that, truths are planted that must come out again (`Truth`).
`scvm.demo.tables.write` puts it into a database.

>>> from scvm import demo
>>> company = demo.generate(400, seed=1)
>>> len(company.tables["contacts"]), company.truth.lag_weeks
(400, 6)
"""

from __future__ import annotations

from scvm.demo.company import Company, generate
from scvm.demo.truth import AS_OF, FEWEST, START, WAVES, WEEKS, Truth

__all__ = ["AS_OF", "FEWEST", "START", "WAVES", "WEEKS", "Company", "Truth", "generate"]
