"""Who there is: customers with their hidden traits, bought accounts, prospects, employees."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Dict, List

import numpy as np

from scvm.demo.truth import PURCHASING

FIRST_NAMES = (
    "Ada Grace Alan Edsger Barbara Donald Katherine Dennis Frances Ken Hedy Tim Radia Linus Margaret Niklaus "
    "Sophie Émilie Johann Maryam Srinivasa Leonhard Karen Ólafur Zoë Jürgen Noor Wisława Søren Chiara"
).split()
LAST_NAMES = (
    "Lovelace Hopper Turing Liskov Knuth Johnson Ritchie Allen Lamarr Perlman Hamilton Wirth Germain Noether "
    "Müller Mirzakhani Euler Jónsdóttir Okafor Nakamura García Rossi Novák Lindqvist Dubois O’Brien Yılmaz"
).split()

#: Country, language, share of the customers, latitude and longitude of where most of them live.
COUNTRIES = [
    ("Germany", "de", 0.36, 50.1, 8.7),
    ("Austria", "de", 0.2, 48.2, 16.4),
    ("United Kingdom", "en", 0.28, 51.5, -0.1),
    ("Ireland", "en", 0.16, 53.3, -6.3),
]

DEPARTMENTS = ["service", "product", "marketing", "sales", "logistics"]

#: The customers with a part of their own, in the order of their places at the head of the customers.
ROLES = [
    "star", "moved_up", "bridge_1", "bridge_2", "bridge_3", "bought_hub", "hostile", "copier", "double_voter", "best_helper",
    "lucky_helper", "lost", "recovered", "unlinked",
]  # fmt: skip
_SPAMMERS = 3


@dataclass
class People:
    """Everybody, by the place in `ids`; traits are standard normal scores."""

    ids: List[str]
    first: List[str]
    last: List[str]
    country: Any
    satisfaction: Any
    attachment: Any
    barrier: Any
    talk: Any  # inclination to talk about the company
    activity: Any  # weight of acting in the community; 0: no member
    popularity: Any  # weight of getting attention
    rate: Any  # purchases a week while active
    dropout: Any  # probability of leaving after a purchase
    spend: Any  # mean amount of a purchase, EUR
    bought: Any  # true: a bought account
    prospects: List[str]
    bought_outside: List[str]  # the prospects that are bought accounts
    employees: List[str]
    department: Any  # of each employee, as a place in DEPARTMENTS
    level: Any  # of each employee: 1 staff, 2 lead, 3 head, 4 board
    role: Dict[str, int]
    spammers: List[int]

    def __len__(self) -> int:
        return len(self.ids)

    def language(self, i: int) -> str:
        """The language in which somebody writes; it is the part of the community as well."""
        return COUNTRIES[int(self.country[i])][1]

    @property
    def german(self) -> Any:
        """True for whoever belongs to the German part of the community."""
        return np.isin(self.country, [n for n, each in enumerate(COUNTRIES) if each[1] == "de"])

    @property
    def planted(self) -> int:
        """So many customers at the head have a part of their own, and are neither deleted nor without consent."""
        return len(ROLES) + _SPAMMERS


def make(random: np.random.Generator, n: int) -> People:
    """So many customers, bought accounts among them, and those around them."""
    satisfaction = random.standard_normal(n)
    attachment = 0.6 * satisfaction + 0.8 * random.standard_normal(n)
    barrier = random.standard_normal(n)
    talk = 0.6 * attachment + 0.8 * random.standard_normal(n)
    noise = random.standard_normal((3, n))
    truth = PURCHASING
    rate = _tied(random.gamma(truth["r"], 1 / truth["alpha"], n), 0.6 * attachment + 0.8 * noise[0])
    dropout = _tied(random.beta(truth["a"], truth["b"], n), -0.6 * satisfaction - 0.2 * barrier + 0.77 * noise[1])
    # Gamma-Gamma assumes that spending knows nothing of frequency.
    spend = truth["p"] * _tied(1 / random.gamma(truth["q"], 1 / truth["v"], n), noise[2])
    activity = np.exp(1.1 * talk + 1.2 * random.standard_normal(n))
    activity[random.random(n) < 0.45] = 0  # no members
    popularity = np.where(activity > 0, np.exp(0.9 * talk + 1.2 * random.standard_normal(n)), 0)
    bought = np.arange(n) >= n - max(10, n // 50)
    staff = min(max(12, n // 100), 200)
    people = People(
        ids=[guid(random) for _ in range(n)],
        first=[FIRST_NAMES[i] for i in random.integers(len(FIRST_NAMES), size=n)],
        last=[LAST_NAMES[i] for i in random.integers(len(LAST_NAMES), size=n)],
        country=random.choice(len(COUNTRIES), p=[each[2] for each in COUNTRIES], size=n),
        satisfaction=satisfaction, attachment=attachment, barrier=barrier, talk=talk, activity=activity, popularity=popularity,
        rate=rate, dropout=dropout, spend=spend, bought=bought,
        prospects=[guid(random) for _ in range(max(20, n // 10))],
        bought_outside=[guid(random) for _ in range(max(20, n // 25))],
        employees=[f"staff-{i:03}" for i in range(1, staff + 1)],
        department=np.arange(staff) % len(DEPARTMENTS),
        level=np.where(np.arange(staff) < 2, 4, np.where(np.arange(staff) < 7, 3, np.where(random.random(staff) < 0.25, 2, 1))),
        role={name: i for i, name in enumerate(ROLES)},
        spammers=list(range(len(ROLES), len(ROLES) + _SPAMMERS)),
    )  # fmt: skip
    _cast(people)
    return people


def _cast(people: People) -> None:
    """Gives the traits of their parts to those who have one."""
    for wanted, names in ((False, ["bridge_1", "star", "moved_up", "best_helper"]), (True, ["bridge_2", "bridge_3", "hostile", "copier"])):
        for name in names:
            people.country[people.role[name]] = 0 if wanted else 3
    quiet = [people.role[name] for name in ("bought_hub", "lucky_helper", "lost", "recovered", "unlinked", "double_voter")]
    for i in [*quiet, *people.spammers, *np.flatnonzero(people.bought)]:
        people.activity[i] = people.popularity[i] = 0
    members = people.activity > 0
    for each in (people.activity, people.popularity):
        np.minimum(each, 10 * each[members].mean(), out=each)

    def has(name: str, **traits: float) -> None:
        for trait, value in traits.items():
            getattr(people, trait)[people.role[name]] = value

    active, heard = people.activity[members].mean(), people.popularity[members].mean()
    loved = {"satisfaction": 2.0, "attachment": 2.2, "talk": 2.2}
    has("star", **loved, activity=25 * active, popularity=40 * heard,
        rate=0.5, dropout=0.0, spend=140.0)  # fmt: skip
    has("moved_up", **loved, activity=4 * active, popularity=15 * heard, rate=0.04, dropout=0.0, spend=14.0)
    for name in ("bridge_1", "bridge_2", "bridge_3"):
        # What an opponent does leaves the network: a bridge who happened to be one would join nobody.
        has(name, satisfaction=1.0, attachment=1.0, talk=1.0, activity=2 * active, popularity=2 * heard)
    has("hostile", satisfaction=-3.2, attachment=-2.6, barrier=-1.5, talk=1.5, activity=active, popularity=0.0, rate=0.12, dropout=0.0)
    has("copier", activity=active, popularity=heard)
    has("best_helper", activity=4 * active, satisfaction=1.2, attachment=1.2)
    has("lost", satisfaction=1.2, attachment=0.8, rate=0.5, dropout=0.0, spend=90.0)
    has("recovered", satisfaction=-1.6, attachment=0.2, rate=0.2, dropout=0.0, spend=80.0)
    has("bought_hub", attachment=-0.5)


def _tied(values: Any, latent: Any) -> Any:
    """The same values, handed out so that their ranks follow `latent`: the marginal distribution stays exact."""
    result = np.empty_like(values)
    result[np.argsort(latent, kind="stable")] = np.sort(values)
    return result


def guid(random: np.random.Generator) -> str:
    """Shaped as SugarCRM's ids: 36 characters that look like a UUID but are not."""
    digits = random.bytes(16).hex()
    return f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}"
