"""What the columns of an export are, by their names and by what stands in them. The names are data, beside this file: column_names.json."""

from __future__ import annotations

import functools
import json
import pathlib
import re
from typing import Any, Callable, Dict, List, Optional, Pattern, Sequence, Set, Tuple

from scvm.command.account import counted
from scvm.command.answer_words import list_of, number_in, says_nothing
from scvm.command.cell_forms import DayForm, NumberForm, day_form, number_form
from scvm.command.cells import BadCell, consent_state, folded, is_flag, text
from scvm.command.joined_rows import whole_number
from scvm.command.looking import Look
from scvm.command.readers import COUNTS_AS_STATUS, COUNTS_NOT_AS_STATUS
from scvm.command.starter import dimension_of

_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
_MOST_QUESTIONS = 2_000

_FORMS_OF_IDS: List[Tuple[Optional[str], Callable[[str], str]]] = [(None, str), ("whole numbers", whole_number), ("lower case", str.lower)]


@functools.lru_cache(None)
def _patterns() -> Dict[str, Dict[str, Pattern[str]]]:
    document = json.loads((pathlib.Path(__file__).parent / "column_names.json").read_text(encoding="utf-8"))
    return {what: {part: re.compile("|".join(names)) for part, names in parts.items()} for what, parts in document.items()}


def name_of(column: str) -> str:
    """A column's name as patterns have it: "KundenNr." as kunden_nr."""
    split = re.sub(r"(?<=[a-zäöüß])(?=[A-ZÄÖÜ])", "_", column)
    return re.sub(r"[\W_]+", "_", folded(split).translate(_UMLAUTS)).strip("_")


def called(column: str, part: str) -> bool:
    """Whether a column is called like a part of a mapping, such as amount."""
    return _patterns()["columns"][part].search(name_of(column)) is not None


def file_called(label: str, kind: str) -> bool:
    """Whether a file is called like one of a kind, such as purchases."""
    return _patterns()["files"][kind].search(label) is not None


class Columns:
    """What the columns of a table hold; each is looked at once."""

    def __init__(self, look: Look, known_days: Sequence[str] = (), known_mark: Optional[str] = None, connection: Any = None) -> None:
        self.look, self._known_days, self._known_mark, self._connection = look, known_days, known_mark, connection
        unique = [name for name in look.header if name and look.header.count(name) == 1]
        self.names = unique
        self.cells = {name: look.column(name) for name in unique}
        self.filled = {name: [cell for cell in cells if text(cell) is not None] for name, cells in self.cells.items()}
        self._days: Dict[str, Optional[DayForm]] = {}
        self._numbers: Dict[str, Optional[NumberForm]] = {}

    def days(self, name: str) -> Optional[DayForm]:
        """How the column writes days, or None."""
        if name not in self._days:
            self._days[name] = day_form(self.cells[name], self.look.all_of(name, self._connection) if not self.look.is_whole else (), self._known_days, called(name, "date"))
        return self._days[name]

    def numbers(self, name: str) -> Optional[NumberForm]:
        """How it writes numbers, or None."""
        if name not in self._numbers:
            self._numbers[name] = number_form(self.cells[name], self._known_mark)
        return self._numbers[name]

    def share(self, name: str) -> float:
        """The share of rows that say anything."""
        return len(self.filled[name]) / len(self.cells[name]) if self.cells[name] else 0.0

    def distinct(self, name: str) -> Set[str]:
        """What the cells say."""
        return {text(cell) or "" for cell in self.filled[name]}

    def is_unique(self, name: str) -> bool:
        """Whether no two rows say the same, and all say something."""
        return self.share(name) > 0.98 and len(self.distinct(name)) >= 0.98 * len(self.filled[name])

    def may_be_person(self, name: str) -> bool:
        """Whether the cells can be ids: texts or whole numbers, several of them, and no days, flags or words of a status."""
        if self.share(name) < 0.3 or (self.days(name) is not None and not called(name, "person")):
            return False
        values = self.distinct(name)
        if any(len(each) > 120 for each in values) or (all(map(is_flag, values)) and not called(name, "person")):
            return False
        return not (self.numbers(name) and any("." in each.rstrip("0").rstrip(".") for each in values if re.fullmatch(r"-?\d+\.\d+", each)))


def state_of(table: Columns) -> Optional[str]:
    """The column whose words say who agreed and who refused; flags alone do not."""
    for name in table.names:
        said = table.distinct(name)
        if not said or len(said) > 30 or all(map(is_flag, said)) or name == "status":
            continue
        known, _ = consents_in({each for each in said if not is_flag(each)})
        if len(known) * 2 >= len(said) and any(_decides(each) for each in known):
            return name
    return None


def _decides(word: str) -> bool:
    """Whether a word is one of consents, and of nothing else that rows may say."""
    try:
        return consent_state(word) in ("refused", "withdrawn", "granted") and folded(word) not in COUNTS_AS_STATUS | COUNTS_NOT_AS_STATUS
    except BadCell:
        return False


def purpose_of(table: Columns, state: str) -> Optional[str]:
    """The column of what a consent is for: few words, which are no days, numbers or flags."""
    able = [name for name in table.names if name != state and 0 < len(table.distinct(name)) <= 12 and len(table.distinct(name)) * 2 <= max(2, len(table.filled[name]))
            and table.days(name) is None and table.numbers(name) is None and not any(map(is_flag, table.distinct(name)))]  # fmt: skip
    return next((name for name in able if called(name, "purpose")), able[0] if able else None)


def one_called(table: Columns, part: str) -> Optional[str]:
    """The first column that is called like a part."""
    return next((name for name in table.names if called(name, part)), None)


def amount_of(table: Columns) -> Optional[str]:
    """The column of amounts: called like one, and numbers."""
    found = []
    for name in table.names:
        if called(name, "amount") and not called(name, "quantity") and not re.search(r"_id$|^id$|tax|steuer|mwst|shipping|versand|discount|rabatt|fee|gebuehr|subtotal|zwischen|number_of|nummer|_nr$|count|refund", name_of(name)):
            form = table.numbers(name)
            if form and table.share(name) > 0.3 and (table.days(name) is None):
                rank = next((i for i, word in enumerate((r"grand|total$|gesamt|summe|betrag|amount|umsatz|brutto|revenue|value", r"netto|sales|price|preis|wert|cost")) if re.search(word, name_of(name))), 2)
                found.append((rank, table.names.index(name), name))
    return min(found)[2] if found else None


def product_of(table: Columns) -> Optional[List[str]]:
    """Quantity and unit price of order lines."""
    quantity = next((name for name in table.names if called(name, "quantity") and table.numbers(name)), None)
    price = next((name for name in table.names if called(name, "price") and table.numbers(name)), None)
    return [quantity, price] if quantity and price else None


def questions_of(table: Columns, among: Optional[Sequence[str]] = None) -> List[str]:
    """The columns that answers stand in: few different small numbers, or words of a scale.

    `among`: the columns that it may be; that they are called like something else says nothing then.
    """
    found: Dict[str, Tuple[float, float]] = {}
    texts: List[str] = []
    for name in (table.names if among is None else among)[:_MOST_QUESTIONS]:
        if among is not None:
            pass
        elif called(name, "demographic") or (called(name, "amount") and not dimension_of(name)) or called(name, "order") or called(name, "consent") or called(name, "deleted") or (called(name, "person") and not table.look.texts.get(name)):
            continue
        said = {each for each in table.distinct(name) if not says_nothing(each)}
        if not said or len(said) > 101 or (table.is_unique(name) and len(said) > 12):
            continue
        numbers = _answered_numbers(said)
        if numbers is not None:
            inside = [each for each in numbers if each not in (98, 99, -1, -99, 999)] or numbers
            if max(inside) <= 100 and min(inside) >= -5 and (max(inside) <= 11 or among is not None or _called_question(table, name)) and (len(set(inside)) > 1 or len(table.filled[name]) < 5):
                found[name] = (min(inside), max(inside))
        elif list_of([each for each in said if as_number(each) is None]):
            if set(map(str.lower, said)) <= {"yes", "no", "ja", "nein", "true", "false", "0", "1", "y", "n"} and among is None and not table.look.texts.get(name):
                continue
            texts.append(name)
    wide = {name for name, (low, high) in found.items() if high > 1 or low < 0}
    scaled = [name for name in found if name in wide or len(wide) < 2]  # flags beside questions are none
    return [name for name in table.names if name in scaled or name in texts]


def _called_question(table: Columns, name: str) -> bool:
    return bool(dimension_of(name) or table.look.texts.get(name) or re.search(r"\?|^q\d|frage|question", name.lower()))


def as_number(said: str) -> Optional[float]:
    """The number that an answer is, or names."""
    plain_number = re.fullmatch(r"-?\d{1,3}(?:[.,]\d+)?", said)
    if plain_number:
        return float(said.replace(",", "."))
    told = number_in(said)
    return None if told is None else told.number


def _answered_numbers(said: Set[str]) -> Optional[List[float]]:
    """The numbers of answers, where each is one or names one."""
    numbers = [as_number(each) for each in said]
    return None if any(each is None for each in numbers) else [each for each in numbers if each is not None]


def person_of(table: Columns, ids: Dict[str, Set[str]]) -> Optional[Tuple[str, str, Optional[str], Optional[str]]]:
    """The column that names the customer: (it, why, which column of the customers it is, how ids are to be written); None where there is none.

    Where the customers are known, whose ids they are decides.
    """
    able = [name for name in table.names if table.may_be_person(name)]
    best: Optional[Tuple[float, str, str, Optional[str], Optional[str]]] = None
    for name in able:
        own = table.distinct(name)
        for other, theirs in ids.items():
            for form, shape in _FORMS_OF_IDS:
                mine = {shape(each) for each in own}
                share = len(mine & {shape(each) for each in theirs}) / len(mine) if mine else 0
                small = all(re.fullmatch(r"\d{1,2}", each) for each in own) and not called(name, "person")
                weight = share - (0.001 if form else 0) + (0.2 if called(name, "person") and not called(name, "not_person") else 0) - (0.6 if small else 0)
                if share >= 0.3 and (best is None or weight > best[0] + 1e-9):
                    best = (weight, name, f"{100 * share:.0f} % are customers ({other})", other, form)
    if best:
        return best[1], best[2], best[3], best[4]
    named = [name for name in able if called(name, "person") and not called(name, "not_person")]
    named = sorted(named, key=lambda name: (re.search(r"mail", name_of(name)) is not None, name_of(name) in ("id", "rid"), re.search(r"name", name_of(name)) is not None, table.names.index(name)))
    if named and ids and not best:
        return named[0], "named so; NONE OF THEM IS A CUSTOMER", None, None
    if named:
        return named[0], f"named so; {counted(len(table.distinct(named[0])), 'different one')} in the first {counted(len(table.look.rows), 'row')}", None, None
    unique = [name for name in able if called(name, "own_id") and table.is_unique(name) and not called(name, "not_person")]
    return (unique[0], "each row has its own", None, None) if unique else None


def consents_in(said: Set[str]) -> Tuple[Set[str], Set[str]]:
    """The words that tell of a consent, and those that do not."""
    known, unknown = set(), set()
    for each in said:
        words = [folded(word) for word in re.split(r"[,;|^]", each) if word.strip()]
        try:
            if not set(words) & {"consent", "contract", "legitimate_interest", "withdrawn", "legal_obligation", "public_interest", "protection_of_interest"}:
                consent_state(each)
            known.add(each)
        except BadCell:
            unknown.add(each)
    return known, unknown


def says_status(table: Columns, name: str) -> bool:
    """Whether the words of a column say what was paid and what was not: most of them, or half where it is called so."""
    said = table.distinct(name)
    known = sum(folded(each) in COUNTS_AS_STATUS | COUNTS_NOT_AS_STATUS for each in said)
    return bool(said) and len(said) <= 30 and known >= (0.5 if called(name, "status") else 0.8) * len(said)
