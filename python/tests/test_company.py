"""The generated company: what is planted stands in its rows, by counting; whether scvm finds it, others test."""

from __future__ import annotations

import collections
import datetime
import pathlib
import re
from typing import Any, Dict, List

import numpy as np
import pandas as pd
import pytest
import sqlalchemy as sa

from scvm import demo
from scvm.demo import tables

CONTRACT = {
    "interactions": "customer_id kind date target channel sentiment count event text format topic",
    "employees": "id name department level",
    "accounts": "customer_id network account granted withdrawn",
    "prospects": "id since became converted",
    "referrals": "customer_id referred date",
    "contributions": "customer_id kind date units accepted value",
    "contracts": "customer_id end notice_days",
    "consents": "customer_id purpose state date expires evidence source",
    "complaints": "customer_id opened answered closed channel kind sentiment topic case_id",
    "helpers": "id since vetted price skill latitude longitude from_hour to_hour",
    "jobs": "helper customer_id asked done skill outcome price rating_of_helper rating_of_seeker job",
    "ideas": "idea customer_id date state value",
    "votes": "idea customer_id date",
    "tests": "test customer_id date",
    "costs": "date kind amount hours",
    "attributes": "customer_id name value",
    "views": "date channel format campaign views clicks",
    "offers": "customer_id campaign date held_out redeemed amount",
}


@pytest.fixture(scope="module", params=[(demo.FEWEST, 5), (2000, 1)], ids=["few", "many"])
def company(request: Any) -> demo.Company:
    return demo.generate(*request.param)


def table(company: demo.Company, name: str) -> pd.DataFrame:
    return pd.DataFrame(company.tables[f"community_{name}"])


def interactions(company: demo.Company) -> pd.DataFrame:
    """Those whose dates can be read, under the persons' own ids."""
    rows = table(company, "interactions")
    rows["date"] = rows["date"].map(time)
    rows = rows[rows["date"].notna()]
    owner = table(company, "accounts").set_index("account")["customer_id"]
    return rows.assign(**{c: rows[c].map(lambda name: owner.get(name, name)) for c in ("customer_id", "target")})


def time(text: Any) -> Any:
    try:
        return pd.Timestamp(datetime.datetime.fromisoformat(text))
    except (TypeError, ValueError):
        return pd.NaT


def of_customers(company: demo.Company) -> pd.DataFrame:
    rows, ids = interactions(company), {row["id"] for row in company.tables["contacts"]}
    return rows[rows["customer_id"].isin(ids)]


def weeks(days: Any) -> Any:
    return (pd.to_datetime(days) - pd.Timestamp(demo.START)).dt.days // 7


def test_every_table_has_the_columns_that_are_named_for_it(company: demo.Company) -> None:
    for name, columns in CONTRACT.items():
        rows = company.tables[f"community_{name}"]
        assert rows and all(list(row) == columns.split() for row in rows), name


def test_the_database_holds_what_was_generated(company: demo.Company, tmp_path: pathlib.Path) -> None:
    engine = sa.create_engine(f"sqlite:///{tmp_path}/crm.sqlite")
    tables.write(engine, company)
    with engine.connect() as connection:
        for name, rows in company.tables.items():
            found = connection.execute(sa.text(f"SELECT * FROM {name} ORDER BY rowid"))
            if name.startswith("community_"):
                assert [dict(row._mapping) for row in found] == rows, name
            else:
                assert len(found.fetchall()) == len(rows), name
    engine.dispose()


def test_the_same_seed_is_the_same_company_and_another_seed_another() -> None:
    assert demo.generate(60, 1) == demo.generate(60, 1) != demo.generate(60, 2)
    assert len(demo.generate(50, 9).tables["contacts"]) == 50


def test_sizes_grow_with_the_customers() -> None:
    few, many = demo.generate(500, 2).tables, demo.generate(2000, 2).tables
    for name in ("aos_invoices", "surveyresponses", "community_interactions", "community_jobs", "community_complaints", "community_votes"):
        assert 3 < len(many[name]) / len(few[name]) < 5, name


def test_bridge_people_tie_the_two_parts_of_the_community(company: demo.Company) -> None:
    part = {row["id"]: row["primary_address_country"] in ("Germany", "Austria", "Switzerland") for row in company.tables["contacts"]}
    rows = of_customers(company)
    rows = rows[rows["target"].isin(part) & ~rows["customer_id"].isin(company.truth.bought)]
    cross = rows[rows["customer_id"].map(part) != rows["target"].map(part)]
    ends = collections.Counter([*cross["customer_id"], *cross["target"]])
    bridges = set(company.truth.bridges)
    assert {id for id, _ in ends.most_common(3)} == bridges
    others = ~cross["customer_id"].isin(bridges) & ~cross["target"].isin(bridges)
    assert others.sum() < 0.003 * len(rows) < (~others).sum()


def test_one_employee_talks_to_all_departments_and_to_customers(company: demo.Company) -> None:
    department = {row["id"]: row["department"] for row in company.tables["community_employees"]}
    rows = interactions(company)
    rows = rows[rows["customer_id"].isin(department)]
    inside = rows[rows["target"].isin(department)]
    crossed = inside[inside["customer_id"].map(department) != inside["target"].map(department)]
    across = collections.Counter([*crossed["customer_id"], *crossed["target"]])
    outside = collections.Counter(rows[~rows["target"].isin(department)]["customer_id"])
    both = {id: min(across[id], outside[id]) for id in department}
    first, second = sorted(both.values(), reverse=True)[:2]
    assert both[company.truth.bridge_employee] == first > 2 * second


def test_employees_talk_among_themselves_more_and_then_to_customers(company: demo.Company) -> None:
    staff, rows = set(company.employees), interactions(company)
    rows = rows[rows["customer_id"].isin(staff)]
    inside, truth = rows["target"].isin(staff), company.truth
    for mine, rise in ((inside, truth.internal_rise), (~inside, truth.internal_rise + truth.internal_lead)):
        per_week = np.bincount(weeks(rows[mine]["date"]), minlength=demo.WEEKS)
        found = max(range(20, 90), key=lambda w: _two_levels(per_week, w))
        assert abs(found - rise) <= 3
        assert 2 < per_week[rise:].mean() / per_week[:rise].mean() < 4.5


def _two_levels(counts: Any, week: int) -> float:
    """Log likelihood of two Poisson rates, one before and one from a week on."""
    parts = (counts[:week], counts[week:])
    return float(sum(part.sum() * np.log(max(part.mean(), 1e-9)) for part in parts))


def test_first_purchases_follow_the_community_after_six_weeks(company: demo.Company) -> None:
    rows = of_customers(company)
    activity = np.bincount(weeks(rows[rows["kind"] != "follow"]["date"]), minlength=demo.WEEKS)
    first = np.bincount(weeks(company.purchases[company.purchases["amount"] > 0].groupby("customer")["time"].min()), minlength=demo.WEEKS + 1)
    found = {lag: np.corrcoef(activity[: demo.WEEKS - lag], first[lag : demo.WEEKS])[0, 1] for lag in range(13)}
    best = max(found, key=lambda lag: found[lag])
    assert best == company.truth.lag_weeks and found[best] > 0.4
    assert all(abs(r) < 0.6 * found[best] for lag, r in found.items() if lag != best), found


def test_a_topic_bursts_in_its_week_and_the_mood_about_it_falls(company: demo.Company) -> None:
    truth, rows = company.truth, interactions(company)
    assert truth.burst_week.isocalendar()[:3] == (2025, 30, 1)
    posts = rows[(rows["kind"] == "post") & (rows["topic"] == truth.burst_topic)]
    per_week = np.bincount(weeks(posts["date"]), minlength=demo.WEEKS)
    week = (truth.burst_week - demo.START).days // 7
    assert per_week.argmax() == week and per_week[week] > 2.5 * np.sort(per_week)[-2]
    told = rows[(rows["topic"] == truth.burst_topic) & rows["sentiment"].notna() & rows["kind"].isin(["post", "comment", "review"])]
    told = told[told["customer_id"] != truth.hostile]
    days = (told["date"] - pd.Timestamp(truth.burst_week)).dt.days
    assert told[(days >= 0) & (days < 28)]["sentiment"].mean() == pytest.approx(truth.burst_mood, abs=0.12)
    assert told[days < 0]["sentiment"].mean() == pytest.approx(truth.usual_mood, abs=0.12)


def test_the_unfair_idea_leads_by_rows_and_the_fair_one_by_persons(company: demo.Company) -> None:
    truth, votes = company.truth, table(company, "votes")
    owner = table(company, "accounts").set_index("account")["customer_id"]
    assert votes["idea"].value_counts().idxmax() == truth.unfair_idea
    persons = votes.assign(customer_id=votes["customer_id"].map(lambda name: owner.get(name, name))).drop_duplicates(["idea", "customer_id"])
    assert persons["idea"].value_counts().idxmax() == truth.fair_idea, "even with the bought accounts' votes"
    mine = votes[votes["idea"] == truth.unfair_idea]["customer_id"]
    assert mine.isin(truth.bought).sum() == 10 and mine.map(lambda name: owner.get(name, name)).eq(truth.double_voter).sum() == 12
    assert owner[owner == truth.double_voter].size == 3


def test_the_best_helper_and_a_lucky_one(company: demo.Company) -> None:
    truth, jobs = company.truth, table(company, "jobs")
    done = jobs[jobs["outcome"] != "open"].groupby("helper")["outcome"].agg([lambda o: (o == "solved").mean(), "size"])
    done.columns = ["share", "n"]
    margin = 1.96
    lower = (done["share"] + margin**2 / (2 * done["n"]) - margin * np.sqrt(done["share"] * (1 - done["share"]) / done["n"]
             + margin**2 / (4 * done["n"] ** 2))) / (1 + margin**2 / done["n"])  # fmt: skip
    assert lower.idxmax() == truth.best_helper and done["n"].idxmax() == truth.best_helper
    assert tuple(done.loc[truth.lucky_helper]) == (1.0, 2.0) and done["share"][truth.best_helper] < 1
    assert set(table(company, "helpers")["id"]) >= set(done.index) - {"guest-0003"}
    assert {truth.best_helper, truth.lucky_helper} <= set(company.customers["id"])


def test_one_complaint_cost_a_customer_and_one_won_a_customer(company: demo.Company) -> None:
    truth, bought = company.truth, company.purchases
    for id, day in ((truth.lost, truth.lost_on), (truth.recovered, truth.recovered_on)):
        row = next(row for row in company.tables["community_complaints"] if row["customer_id"] == id)
        assert row["opened"][:10] == day.isoformat() and row["kind"] == "complaint"
        waited = (datetime.date.fromisoformat(row["answered"][:10]) - day).days
        assert waited > truth.late_days if id == truth.lost else waited == 1
        times = bought[(bought["customer"] == id) & (bought["amount"] > 0)]["time"]
        before, after = (times < pd.Timestamp(day)).sum(), (times > pd.Timestamp(day)).sum()
        assert (before > 20 and after == 0) if id == truth.lost else after > 2 * before > 4
    means = company.answers[company.answers["item"].isin(["sat_overall"])].set_index(["customer", "wave"])["value"]
    assert means[truth.lost, 1] > means[truth.lost, 2] and means[truth.recovered, 1] < means[truth.recovered, 2]


def test_who_is_answered_late_leaves() -> None:
    company = demo.generate(4000, 3)
    complaints = table(company, "complaints")
    complaints = complaints[(complaints["kind"] == "complaint") & (complaints["opened"] < "2026-01-01") & complaints["answered"].notna()]
    opened, answered = (complaints[c].map(time) for c in ("opened", "answered"))
    last = company.purchases[company.purchases["amount"] > 0].groupby("customer")["time"].max()
    left = (complaints["customer_id"].map(last) <= opened).to_numpy()
    late = ((answered - opened).dt.days >= company.truth.late_days).to_numpy()
    assert late.sum() > 20 and left[late].mean() > 1.4 * left[~late].mean()


def test_a_hub_by_bought_followers(company: demo.Company) -> None:
    truth, rows = company.truth, interactions(company)
    follows = rows[rows["kind"] == "follow"]
    assert follows["target"].value_counts().idxmax() == truth.bought_hub
    crowd = {*truth.bought, *truth.bought_outside}
    assert set(rows[rows["target"] == truth.bought_hub]["customer_id"]) <= crowd
    assert {*truth.bought_outside} < set(table(company, "prospects")["id"])
    assert not company.purchases["customer"].isin(truth.bought).any() and not company.answers["customer"].isin(truth.bought).any()
    assert set(rows[rows["customer_id"].isin(crowd)]["kind"]) == {"follow", "like"}


def test_the_one_whom_the_network_moves_up_buys_little_and_brought_good_customers(company: demo.Company) -> None:
    truth = company.truth
    spent = company.purchases.groupby("customer")["amount"].sum()
    referrals = table(company, "referrals")
    brought = referrals[referrals["customer_id"] == truth.moved_up]["referred"]
    assert set(brought) == {*truth.referred, *truth.open_referrals} and len(truth.referred) >= 6
    assert referrals["customer_id"].value_counts().idxmax() == truth.moved_up
    assert spent[truth.moved_up] < spent.median() and spent.reindex(truth.referred).median() > 3 * spent.median()


def test_the_star_is_first_in_everything(company: demo.Company) -> None:
    truth, rows = company.truth, of_customers(company)
    written = rows[rows["kind"].isin(["post", "comment", "answer", "review", "share"])]
    assert written["customer_id"].value_counts().idxmax() == truth.star
    heard = rows[(rows["kind"] != "follow") & (rows["customer_id"] != rows["target"])].drop_duplicates(["customer_id", "target"])
    assert heard["target"].value_counts().idxmax() == truth.star
    spent = company.purchases.groupby("customer")["amount"].sum()
    assert spent[truth.star] > spent.quantile(0.99)


def test_the_opponent_shares_against_the_company_and_waits_for_an_answer(company: demo.Company) -> None:
    truth, rows = company.truth, interactions(company)
    said = rows[rows["customer_id"] == truth.hostile]
    against = said[(said["sentiment"] < -0.4) & said["kind"].isin(["post", "share"]) & (said["date"] > pd.Timestamp("2026-03-30"))]
    assert len(against) >= 40 and (against["kind"] == "share").sum() >= 18
    (complaint,) = [row for row in company.tables["community_complaints"] if row["customer_id"] == truth.hostile]
    assert complaint["answered"] is None and complaint["closed"] is None
    answers = company.answers[(company.answers["customer"] == truth.hostile) & (company.answers["item"] == "sat_overall")]
    assert answers["value"].dropna().max() <= 2


def test_one_post_is_copied_twenty_times_in_a_day_and_no_other_is(company: demo.Company) -> None:
    truth, rows = company.truth, interactions(company)
    posts = rows[rows["text"].notna()]
    key = posts["text"].str.lower().map(lambda text: re.sub(r"#\w+|[^\w#]+", " ", text).strip())
    counts = key.groupby([posts["customer_id"], posts["date"].dt.date, key]).size()
    who, day, _ = counts.idxmax()
    assert (who, day, counts.max()) == (truth.copier, truth.copy_day, truth.copies)
    assert counts.drop(counts.idxmax()).max() == 1
    assert posts[posts["customer_id"] == truth.copier]["text"].nunique() >= 15, "no two of them are quite alike"


def test_one_hour_of_the_week_has_most_answers(company: demo.Company) -> None:
    rows = interactions(company)
    answers = rows[(rows["kind"] == "answer") & rows["customer_id"].isin(set(company.customers["id"]))]["date"]
    counts = answers.groupby([answers.dt.weekday, answers.dt.hour]).size().sort_values()
    assert counts.index[-1] == company.truth.answers_at and counts.iloc[-1] > 1.8 * counts.iloc[-2]


def test_questions_of_one_format_are_answered_twice_as_often() -> None:
    company = demo.generate(4000, 4)
    rows = interactions(company)
    ordinary = rows[rows["customer_id"].isin(set(company.customers["id"]) - set(company.truth.bridges))]
    asked, answered = (ordinary[ordinary["kind"] == kind]["format"].value_counts() for kind in ("post", "answer"))
    rate = answered / asked
    best = company.truth.best_format
    assert rate.idxmax() == best and 1.6 < rate[best] / rate.drop(best).mean() < 2.6


def test_an_account_without_permission_goes_on_acting(company: demo.Company) -> None:
    truth, rows = company.truth, table(company, "interactions")
    mine = table(company, "accounts")
    mine = mine[mine["customer_id"] == truth.unlinked]
    assert list(mine["withdrawn"].notna()) == [True, False] and mine["account"].iloc[0] == truth.unlinked_account
    assert (rows["customer_id"] == truth.unlinked_account).sum() == 20 and not (rows["customer_id"] == truth.unlinked).any()


def test_texts_are_of_two_languages_with_hashtags_and_spam(company: demo.Company) -> None:
    rows = interactions(company)
    texts = rows[rows["text"].notna()]
    assert 0.3 < texts["text"].str.contains(r"\b(?:ich|der|den|und|vom|zum|dem)\b", case=False).mean() < 0.8
    assert 0.3 < texts["text"].str.contains("#").mean() < 0.7
    spam = texts[texts["customer_id"].isin(company.truth.spammers)]
    assert len(spam) == 45 and spam["text"].str.contains("Cheap watches").all()


def test_rows_have_faults_as_databases_have_them(company: demo.Company) -> None:
    ids = {row["id"] for row in company.tables["contacts"]}
    faults: Dict[str, List[Any]] = {
        "dates": [row["date"] for row in company.tables["community_interactions"] if not re.match(r"20\d\d-\d\d-\d\d \d\d:", row["date"]) or row["date"] == "2026-02-30 10:00:00"],
        "strangers": [row for row in company.tables["community_interactions"] if row["customer_id"].startswith("guest-")],
        "costs": [row for row in company.tables["community_costs"] if row["date"] is None],
        "ratings": [row for row in company.tables["community_jobs"] if row["outcome"] != "open" and row["rating_of_helper"] is None],
        "deleted": [row for row in company.tables["contacts"] if row["deleted"]],
        "invoices": [row for row in company.tables["aos_invoices"] if row["billing_contact_id"] not in ids],
    }  # fmt: skip
    assert all(faults.values()), {name: len(rows) for name, rows in faults.items()}


def test_the_frames_are_those_of_a_customer_base(company: demo.Company) -> None:
    columns = {
        "customers": "id name territory", "answers": "customer item value time wave", "purchases": "customer time amount",
        "interactions": "actor target kind time channel sentiment count", "referrals": "referrer referred time",
        "contributions": "customer kind time units accepted value", "consents": "customer purpose state time",
    }  # fmt: skip
    for name, wanted in columns.items():
        frame = getattr(company, name)
        assert list(frame.columns) == wanted.split() and len(frame) and ("time" not in frame or frame["time"].notna().all()), name


def test_half_of_the_prospects_who_were_referred_became_customers_and_of_the_others_fewer(company: demo.Company) -> None:
    truth, rows = company.truth, table(company, "prospects")
    converted = rows["became"].notna()
    referred = rows["id"].isin(table(company, "referrals")["referred"])
    assert set(rows[referred & converted]["id"]) == set(truth.leads_by_referral)
    assert 0.4 <= converted[referred].mean() <= 0.6
    acts = interactions(company)
    touched = ~referred & rows["id"].isin({*acts["customer_id"], *acts["target"]})
    neither = ~referred & ~touched
    assert 0.1 <= converted[touched].mean() <= 0.25 and converted[neither].mean() <= 0.08
    assert (rows["converted"] >= rows["since"])[converted].all()
    ids = {row["id"] for row in company.tables["contacts"]}
    assert set(rows[converted]["became"]) <= ids and not set(rows["id"]) & ids


def test_nobody_has_as_many_open_referrals_as_the_one_who_is_planted(company: demo.Company) -> None:
    truth, rows = company.truth, table(company, "prospects")
    referrals = table(company, "referrals")
    still_open = referrals[referrals["referred"].isin(rows[rows["became"].isna()]["id"])]
    counts = still_open["customer_id"].value_counts()
    assert set(still_open[still_open["customer_id"] == truth.moved_up]["referred"]) == set(truth.open_referrals)
    assert counts.index[0] == truth.moved_up and counts.iloc[0] > counts.iloc[1]


def test_what_leads_did_comes_before_their_first_purchase_and_stands_under_their_own_ids(company: demo.Company) -> None:
    rows = table(company, "prospects").set_index("id")
    first = company.purchases.groupby("customer")["time"].min()
    acts = table(company, "interactions")
    of_leads = acts[acts["customer_id"].isin(rows[rows["became"].notna()].index)]
    assert len(of_leads) >= 5
    for _, row in of_leads.iterrows():
        assert row["date"][:10] < rows.loc[row["customer_id"], "converted"]
    known = rows[rows["became"].isin(first.index)]
    assert (pd.to_datetime(known["converted"]) <= known["became"].map(first)).all()
