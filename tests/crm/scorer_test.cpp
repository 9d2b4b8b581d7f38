#include <scvm/crm/fit.hpp>
#include <scvm/crm/scorer.hpp>
#include <scvm/json/model.hpp>
#include <scvm/math/random.hpp>

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

using namespace scvm;

namespace {

using texts = std::vector<std::string_view>;

crm::scoring_model survey_model() {
    return json::read_model(R"({"schema": "scvm-model/1", "id": "m",
        "survey": {"items": [{"id": "s", "dimension": "satisfaction", "lowest": 1, "highest": 5},
                             {"id": "a", "dimension": "attachment", "lowest": 1, "highest": 5}]}})");
}

crm::scoring_model value_model() {
    return json::read_model(R"({"schema": "scvm-model/1", "id": "m", "value": {"unit": "week"}})");
}

crm::scoring_model fitted_model() {
    return json::read_model(R"({"schema": "scvm-model/1", "id": "m", "value": {
        "bg_nbd": {"r": 0.2426, "alpha": 4.414, "a": 0.793, "b": 2.426},
        "gamma_gamma": {"p": 6.25, "q": 3.74, "v": 15.44}}})");
}

constexpr std::int64_t day = 86400;
constexpr std::int64_t start = 10957 * day;  // 2000-01-01: nobody buys before 1990

/// Customers whose purchases follow a BG/NBD world; weeks from time 0 on.
crm::customer_base simulated_base(std::size_t customers, std::uint64_t seed) {
    crm::customer_base base;
    std::vector<std::string> ids;
    for (std::size_t i = 0; i < customers; ++i) {
        ids.push_back("c" + std::to_string(i));
    }
    base.add_customers(texts(ids.begin(), ids.end()));
    for (std::size_t i = 0; i < customers; ++i) {
        math::random_stream draw(seed, i);
        const double rate = draw.gamma(0.8, 1 / 6.0);
        const double dropout = draw.beta(0.9, 3);
        const double mean = 6 * 15.44 / draw.gamma(3.74) / 6;
        double week = 10 * draw.uniform();
        for (bool alive = true, repeat = false; alive && week < 104; repeat = true) {
            const std::vector<std::int64_t> time{start + static_cast<std::int64_t>(week * 7) * day};
            const std::vector<double> amount{std::round(100 * mean * (0.5 + draw.uniform())) / 100};
            base.add_purchases({texts{ids[i]}, time, amount});
            alive = !(repeat && draw.bernoulli(dropout));
            week += draw.exponential() / rate;
        }
    }
    return base;
}

}  // namespace

TEST_CASE("an empty base gives an empty table and a summary without shares") {
    const auto table = crm::scorer(survey_model()).score(crm::customer_base(), start);
    CHECK(table.size() == 0);
    CHECK(table.summary().customers == 0);
    CHECK_FALSE(table.summary().segments[1].share.has_value());
    CHECK(std::isnan(table.summary().segments[1].mean_lifetime_value()));
}

TEST_CASE("a customer who answered nothing is unclassified, never an opponent") {
    crm::customer_base base;
    base.add_customers(texts{"silent", "shown"});
    const std::vector<double> nothing{std::numeric_limits<double>::quiet_NaN()};
    base.add_answers({texts{"shown"}, texts{"s"}, nothing, {}, {}});
    const auto table = crm::scorer(survey_model()).score(base, start);
    CHECK(table.codes("segment")[0] == 0);
    CHECK(table.codes("segment")[1] == 0);
    CHECK(table.summary().classified == 0);
    CHECK(table.scores(1).survey.status == crm::survey_status::no_answers);
    CHECK(table.answers(1).empty());
}

TEST_CASE("an answer given after the day of scoring does not count yet") {
    crm::customer_base base;
    base.add_customers(texts{"a"});
    const std::vector<double> values{5, 5, 1, 1};
    const std::vector<std::int64_t> times{start, start, start + day, start + day};
    const std::vector<std::int32_t> waves{1, 1, 2, 2};
    base.add_answers({texts{"a", "a", "a", "a"}, texts{"s", "a", "s", "a"}, values, times, waves});
    const crm::scorer scorer(survey_model());
    CHECK(scorer.score(base, start).codes("segment")[0] == static_cast<int>(survey::segment::fan));
    CHECK(scorer.score(base, start + day - 1).codes("segment")[0] == static_cast<int>(survey::segment::fan));
    CHECK(scorer.score(base, start + day).codes("segment")[0] == static_cast<int>(survey::segment::opponent));
    CHECK(scorer.score(base, start).answer_rows().after_as_of == 2);
}

TEST_CASE("a model that was never fitted still counts purchases, and says why there is no value") {
    const auto base = simulated_base(3, 1);
    const auto table = crm::scorer(value_model()).score(base, start + 104 * 7 * day);
    CHECK(table.numbers("x")[0] >= 0);
    CHECK(std::isnan(table.numbers("lifetime_value")[0]));
    CHECK(table.codes("value_status")[0] == static_cast<int>(crm::value_status::not_fitted));
}

TEST_CASE("every column has a name, and a wrong name is answered with the right ones") {
    const auto table = crm::scorer(fitted_model()).score(simulated_base(5, 2), start + 104 * 7 * day);
    for (const auto& column : crm::number_columns()) {
        CHECK(table.numbers(column.name).size() == 5);
    }
    for (const auto& column : crm::category_columns()) {
        for (const std::int32_t code : table.codes(column.name)) {
            CHECK(static_cast<std::size_t>(code) < table.labels(column.name).size());
        }
    }
    try {
        (void)table.numbers("clv");
        FAIL("accepted");
    } catch (const error& e) {
        CHECK(e.code() == errc::unknown_id);
        CHECK(std::string(e.what()).starts_with("column \"clv\": expected one of satisfaction, "));
    }
    CHECK_THROWS_AS((void)table.row_of("nobody"), error);
}

TEST_CASE("scores of a chunk are the scores of the whole: a row depends on its customer alone") {
    const auto whole = simulated_base(60, 3);
    const crm::scorer scorer(fitted_model());
    const std::int64_t as_of = start + 104 * 7 * day;
    const auto table = scorer.score(whole, as_of);
    for (std::size_t c = 0; c < 60; ++c) {
        crm::customer_base one;
        one.add_customers(texts{whole.customers()[c]});
        for (std::size_t i = 0; i < whole.content().purchases.customer.size(); ++i) {
            if (whole.content().purchases.customer[i] == c) {
                const std::vector<std::int64_t> time{whole.content().purchases.time[i]};
                const std::vector<double> amount{whole.content().purchases.amount[i]};
                one.add_purchases({texts{whole.customers()[c]}, time, amount});
            }
        }
        CHECK(scorer.score(one, as_of).numbers("lifetime_value")[0] == table.numbers("lifetime_value")[c]);
    }
}

TEST_CASE("the table outlives its base and its scorer") {
    const auto table = [] {
        const crm::scorer scorer(fitted_model());
        return scorer.score(simulated_base(4, 5), start + 104 * 7 * day);
    }();
    CHECK(table.id(3) == "c3");
    CHECK(table.model().id == "m");
}

TEST_CASE("fitting fills in the parameters of the world that made the purchases, and nothing else") {
    const auto base = simulated_base(4000, 7);
    const auto before = value_model();
    const auto fitted = crm::fit(base, before, start + 104 * 7 * day);
    REQUIRE(fitted.value->purchasing.has_value());
    const auto& estimated = std::get<crm::estimated<value::bg_nbd>>(*fitted.value->purchasing);
    const value::bg_nbd& purchasing = estimated.parameters;
    CHECK(purchasing.r == doctest::Approx(0.8).epsilon(0.15));
    CHECK(purchasing.alpha == doctest::Approx(6).epsilon(0.2));
    CHECK(estimated.fit->customers == 4000);
    CHECK(estimated.fit->as_of == "2001-12-29");
    CHECK(fitted.value->spending->parameters.q == doctest::Approx(3.74).epsilon(0.2));
    CHECK(fitted.hash.empty());
    CHECK(json::with_hash(fitted).hash != before.hash);
    CHECK_FALSE(before.value->purchasing.has_value());
    CHECK(json::write_model(crm::fit(base, fitted, start + 104 * 7 * day)) == json::write_model(fitted));
}

TEST_CASE("a fit that learned nothing at all is refused with the reasons") {
    crm::customer_base base;
    base.add_customers(texts{"a", "b"});
    try {
        (void)crm::fit(base, value_model(), start + 100 * day);
        FAIL("accepted");
    } catch (const error& e) {
        CHECK(e.code() == errc::not_fitted);
        CHECK(std::string(e.what()) ==
              "the model could not be fitted: purchasing: no_data, there is no customer to fit. spending: no_data, "
              "there is no customer to fit");
    }
    const std::vector<std::int64_t> time{start, start};
    const std::vector<double> amount{1, 1};
    base.add_purchases({texts{"a", "b"}, time, amount});
    CHECK(crm::fit(base, value_model(), start + 100 * day).value->purchasing.has_value());
}

TEST_CASE("who never bought has a revenue of 0, which is known, and no value") {
    crm::customer_base base;
    base.add_customers(texts{"a"});
    const auto table = crm::scorer(fitted_model()).score(base, start);
    CHECK(table.numbers("revenue")[0] == 0);
    CHECK(table.codes("value_status")[0] == static_cast<int>(crm::value_status::no_purchases));
}

TEST_CASE("each purchasing model is fitted and scored, with intervals around the values") {
    const auto base = simulated_base(2500, 11);
    const std::int64_t as_of = start + 104 * 7 * day;
    std::vector<double> totals;
    for (std::size_t kind = 0; kind < crm::purchasing_names.size(); ++kind) {
        CAPTURE(crm::purchasing_names[kind]);
        auto rules = value_model();
        rules.value->purchasing_model = static_cast<crm::purchasing_kind>(kind);
        const auto fitted = json::read_model(json::write_model(crm::fit(base, rules, as_of)));
        CHECK(fitted.value->purchasing->index() == kind);
        const auto table = crm::scorer(fitted).score(base, as_of);
        for (std::size_t c = 0; c < table.size(); ++c) {
            const auto scores = table.scores(c).value;
            REQUIRE(scores.lifetime_value_low < scores.lifetime_value);
            REQUIRE(scores.lifetime_value < scores.lifetime_value_high);
        }
        totals.push_back(table.summary().lifetime_value);
    }
    CHECK(totals[1] == doctest::Approx(totals[0]).epsilon(0.1));  // three models of one world
    CHECK(totals[2] == doctest::Approx(totals[0]).epsilon(0.1));
}

namespace {

/// Respondents whose answers carry a true score each: three items of each dimension.
crm::customer_base surveyed_base(std::size_t customers) {
    crm::customer_base base;
    for (std::size_t c = 0; c < customers; ++c) {
        const std::string id = "c" + std::to_string(c);
        const std::string_view ids[] = {id};
        base.add_customers(ids);
        math::random_stream draw(3, c);
        const double satisfaction = draw.normal();
        const double attachment = 0.6 * satisfaction + 0.8 * draw.normal();
        for (const auto item : {"s1", "s2", "s3", "a1", "a2", "a3"}) {
            const double truth = item[0] == 's' ? satisfaction : attachment;
            const std::string_view items[] = {item};
            const double value[] = {std::clamp(std::round(4.5 + 1.2 * truth + 0.7 * draw.normal()), 1.0, 7.0)};
            base.add_answers({ids, items, value, {}, {}});
        }
    }
    return base;
}

crm::scoring_model six_items() {
    return json::read_model(R"({"schema": "scvm-model/1", "id": "m", "survey": {"items": [
        {"id": "s1", "dimension": "satisfaction", "lowest": 1, "highest": 7},
        {"id": "s2", "dimension": "satisfaction", "lowest": 1, "highest": 7},
        {"id": "s3", "dimension": "satisfaction", "lowest": 1, "highest": 7},
        {"id": "a1", "dimension": "attachment", "lowest": 1, "highest": 7},
        {"id": "a2", "dimension": "attachment", "lowest": 1, "highest": 7},
        {"id": "a3", "dimension": "attachment", "lowest": 1, "highest": 7}],
        "calibration": {"method": "sample_mean", "source": "wave 1"}}})");
}

}  // namespace

TEST_CASE("fitting a survey finds boundaries and errors of measurement, and scoring then gives probabilities") {
    const auto base = surveyed_base(400);
    CHECK_THROWS_WITH_AS(
        (void)crm::scorer(six_items()),
        "survey.calibration: the boundaries are to be the sample's means, which were never fitted; fit "
        "the model first",
        error);
    const auto fitted = json::read_model(json::write_model(crm::fit(base, six_items(), start)));
    CHECK(fitted.survey->calibration.n == 400);
    CHECK(fitted.survey->portfolio.cuts().strict);
    CHECK(fitted.survey->measurement->satisfaction_error > 0);
    const auto table = crm::scorer(fitted).score(base, start);
    for (std::size_t c = 0; c < table.size(); ++c) {
        const auto s = table.scores(c).survey.probabilities;
        REQUIRE(s.fan + s.sympathizer + s.mercenary + s.captive + s.opponent == doctest::Approx(1));
        REQUIRE(s.stable == (s.assigned >= 0.8));
    }
    CHECK(fitted.survey->measurement_fit->status == value::fit_status::converged);
    const auto small = crm::fit(surveyed_base(25), six_items(), start);  // an alpha of 25 alone is noise
    CHECK(small.survey->measurement_fit->status == value::fit_status::shrunk_to_prior);
    CHECK(small.survey->measurement->n == 25);
}

TEST_CASE("a contract holds who would leave, until it lets go") {
    crm::customer_base base;
    base.add_customers(texts{"held", "free", "held twice"});
    const std::vector<double> values{1, 1, 1, 1, 1, 1};
    base.add_answers({texts{"held", "held", "free", "free", "held twice", "held twice"},
                      texts{"s", "a", "s", "a", "s", "a"},
                      values,
                      {},
                      {}});
    const std::vector<std::int64_t> ends{start + 100 * day, start + 10 * day, start + 50 * day, start + 200 * day,
                                         start + 300 * day};
    const std::vector<double> notice{30, 30, 0, 30, -1};
    CHECK(base.add_contracts({texts{"held", "free", "held twice", "held twice", "free"}, ends, notice}).used == 4);
    const auto table = crm::scorer(survey_model()).score(base, start + 5 * day);
    CHECK(table.codes("segment")[0] == static_cast<int>(survey::segment::captive));
    CHECK(table.numbers("release_date")[0] == start + 100 * day);
    CHECK(table.codes("captive_kind")[0] == static_cast<int>(survey::captive_kind::calculative));
    CHECK(table.codes("segment")[1] == static_cast<int>(survey::segment::opponent));
    CHECK(std::isnan(table.numbers("release_date")[1]));
    CHECK(table.numbers("release_date")[2] == start + 200 * day);
    CHECK(crm::scorer(survey_model()).score(base, start + 99 * day).codes("segment")[0] ==
          static_cast<int>(survey::segment::opponent));
}

TEST_CASE("a question answered over and over counts with its latest answer, in time that grows with the rows") {
    crm::customer_base base;
    base.add_customers(texts{"a"});
    constexpr std::size_t times = 200'000;
    const texts customer(times, "a");
    const texts item(times, "s");
    std::vector<double> value(times, 1);
    std::vector<std::int64_t> time(times);
    for (std::size_t i = 0; i < times; ++i) {
        time[i] = start + static_cast<std::int64_t>((i * 7919) % times);
    }
    value[static_cast<std::size_t>(std::find(time.begin(), time.end(), start + static_cast<std::int64_t>(times) - 1) -
                                   time.begin())] = 4;
    base.add_answers({customer, item, value, time, {}});
    const auto table = crm::scorer(survey_model()).score(base, start + 10 * day);
    CHECK(table.answers(0)[0] == 4);
    CHECK(table.answer_rows().superseded == times - 1);
}
