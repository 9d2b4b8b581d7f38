"""What is planted in the generated company, and must come out of it again: all of it is said here."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from typing import Dict, Tuple

START = datetime.date(2024, 7, 1)  #: a Monday: weeks are counted from it
AS_OF = datetime.date(2026, 6, 30)  #: the day of scoring
WEEKS = 104  #: whole weeks from START
WAVES = {1: datetime.date(2025, 5, 12), 2: datetime.date(2026, 5, 11)}  #: first day of each survey wave
FEWEST = 400  #: customers from which everything that is planted stands out from chance

#: What purchases are drawn from: BG/NBD in weeks, Gamma-Gamma in EUR.
PURCHASING: Dict[str, float] = {"r": 0.9, "alpha": 8.0, "a": 0.7, "b": 3.5, "p": 6.0, "q": 4.0, "v": 36.0}


@dataclass(frozen=True)
class Truth:
    """The planted truths. Persons are ids of customers, unless said otherwise. Times are UTC, weeks begin on Mondays."""

    star: str
    """Acts and is listened to more than anybody else, and is of the best hundredth of the buyers: first of any list of who matters."""
    moved_up: str
    """Buys little, but brought many good customers and is listened to by buyers: the network moves them up."""
    referred: Tuple[str, ...]
    """Whom they brought: customers who buy much."""
    bridges: Tuple[str, ...]
    """They alone tie the English and the German part of the community together, besides one chance tie in a thousand."""
    bought_hub: str
    """Has more followers than anybody else, all of them bought: no customer of standing pays any attention to them."""
    bought: Tuple[str, ...]
    """The bought accounts among the customers: no purchase, no answer, only follows, likes and votes."""
    bought_outside: Tuple[str, ...]
    """The bought accounts among the prospects."""
    hostile: str
    """An opponent whose posts against the company are shared a lot, with a complaint that nobody has answered."""
    copier: str
    """Posted one text `copies` times on `copy_day`, each time changed a little."""
    spammers: Tuple[str, ...]
    """Customers' accounts that post nothing but advertisements."""
    bridge_employee: str
    """An employee. The only one who talks much to colleagues of all departments and to customers as well."""
    double_voter: str
    """Voted for `unfair_idea` over and over, under the own id and under three social accounts."""
    unfair_idea: str
    """An idea. First by rows of votes; half of them are of bought accounts and of `double_voter`."""
    fair_idea: str
    """An idea. First by persons who are no bought accounts, each counted once."""
    best_helper: str
    """Solves nearly every job, with many jobs."""
    lucky_helper: str
    """Solved both of two jobs: too few to say that they are good."""
    lost: str
    """Bought every other week, complained on `lost_on`, was answered after `late_days` weeks of silence, and never bought again."""
    recovered: str
    """Dissatisfied in wave 1, complained on `recovered_on`, was answered the next day, and is satisfied and buys more since."""
    unlinked: str
    """Withdrew the permission for one social account (`unlinked_account`), and kept another one."""
    unlinked_account: str
    """An account: what it does belongs to nobody."""

    leads_by_referral: Tuple[str, ...] = ()
    """Prospects. Somebody referred them, and they became customers: half of all prospects who were referred."""
    open_referrals: Tuple[str, ...] = ()
    """Prospects whom `moved_up` referred, and who are no customers yet: nobody else has as many."""
    copies: int = 20
    copy_day: datetime.date = datetime.date(2026, 3, 17)
    lag_weeks: int = 6
    """First purchases of a week follow the community's activity (all rows of customers but follows) so many weeks before."""
    burst_topic: str = "battery"
    burst_week: datetime.date = datetime.date(2025, 7, 21)
    """The Monday of calendar week 30 of 2025: posts about `burst_topic` are many times what they usually are."""
    burst_mood: float = -0.6
    """Mean sentiment about the topic in that week and the three after it; before, it is `usual_mood`."""
    usual_mood: float = 0.25
    answers_at: Tuple[int, int] = (1, 21)
    """The hour of the week with most answers: Tuesday (0 is Monday), from 21 h to 22 h."""
    best_format: str = "video"
    """Questions asked in this format are answered twice as often as others."""
    internal_rise: int = 60
    """In this week (from START) the employees begin to talk to each other three times as much,"""
    internal_lead: int = 4
    """and so many weeks later they begin to talk to customers three times as much."""
    welcome_week: int = 52
    """From this week (from START) on every new customer is welcomed with a voucher,"""
    holdout_share: float = 0.3
    """but for so many, whom a lot keeps out (the attribute `holdout`);"""
    welcome_effect: float = 80.0
    """and who is welcomed orders so much more than otherwise, in EUR on average, with the first order and never again."""
    redeemed_share: float = 0.9
    """The share of them who redeem the voucher with that order."""
    click_rates: Dict[str, float] = field(default_factory=lambda: {"text": 0.01, "photo": 0.015, "link": 0.02, "video": 0.035})
    """How often a post of each form is clicked when it is seen, on average."""
    lost_on: datetime.date = datetime.date(2025, 9, 8)
    recovered_on: datetime.date = datetime.date(2025, 6, 16)
    late_days: int = 42
    """Whoever is answered no sooner than this leaves in two cases of three; whoever is answered within two days stays."""
    purchasing: Dict[str, float] = field(default_factory=lambda: dict(PURCHASING))
    """What purchases are drawn from. A fit comes near, not onto them: frequent buyers are loyal here, and BG/NBD takes rate
    and dropout as independent."""
