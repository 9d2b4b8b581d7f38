#include <scvm/crm/fit.hpp>
#include <scvm/crm/forecast.hpp>
#include <scvm/crm/scorer.hpp>
#include <scvm/json/model.hpp>
#include <scvm/math/random.hpp>

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <string_view>
#include <vector>

using namespace scvm;

namespace {

constexpr std::int64_t day = 86400;
constexpr std::int64_t start = 10957 * day;  // 2000-01-01: nobody buys before 1990
constexpr std::int64_t as_of = start + 52 * 7 * day;
using value::fit_status;

[[nodiscard]] bool says(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

/// Few customers: `price` of each purchase, or Gamma amounts where it is 0.
[[nodiscard]] crm::customer_base shop(std::size_t customers, double price, double rate = 0.08) {
    crm::customer_base base;
    for (std::size_t i = 0; i < customers; ++i) {
        const std::string id = "c" + std::to_string(i);
        const std::string_view ids[] = {id};
        base.add_customers(ids);
        math::random_stream draw(5, i);
        double week = 20 * draw.uniform();
        const double own_rate = rate * draw.gamma(0.7, 1 / 0.7);
        const double leave = draw.beta(0.8, 2.5);
        do {
            const std::int64_t time[] = {start + static_cast<std::int64_t>(week * 7) * day};
            const double amount[] = {price > 0 ? price : std::round(100 * draw.gamma(3, 15)) / 100};
            base.add_purchases({ids, time, amount});
            week += 1.0 / 7 + draw.exponential() / own_rate;  // purchases of one day are one purchase
        } while (week < 52 && !draw.bernoulli(leave));
    }
    return base;
}

/// Answers to two questions of each dimension on a scale of 1 to 5, from well satisfied and attached customers.
void ask(crm::customer_base& base, std::size_t customers, bool two_items) {
    for (std::size_t i = 0; i < customers; ++i) {
        const std::string id = "c" + std::to_string(i);
        const std::string_view ids[] = {id};
        math::random_stream draw(6, i);
        const double level = 4 + 0.7 * draw.normal();
        for (const std::string_view item : {"s1", "s2", "a1", "a2"}) {
            if (two_items || item[1] == '1') {
                const std::string_view items[] = {item};
                const double answer[] = {std::clamp(std::round(level + 0.4 * draw.normal()), 1.0, 5.0)};
                base.add_answers({ids, items, answer, {}, {}});
            }
        }
    }
}

[[nodiscard]] crm::scoring_model rules(std::string_view more_of_value = "", bool two_items = true) {
    std::string items = R"({"id": "s1", "dimension": "satisfaction", "lowest": 1, "highest": 5},
                           {"id": "a1", "dimension": "attachment", "lowest": 1, "highest": 5})";
    if (two_items) {
        items += R"(, {"id": "s2", "dimension": "satisfaction", "lowest": 1, "highest": 5},
                      {"id": "a2", "dimension": "attachment", "lowest": 1, "highest": 5})";
    }
    return json::read_model(R"({"schema": "scvm-model/1", "id": "m", "survey": {"items": [)" + items +
                            R"(]}, "value": {"unit": "week")" + std::string(more_of_value) + R"(},
        "treatment": {"actions": [{"id": "ask", "asks_to_recommend": true, "contacts": false}],
                      "rules": [{"action": "ask"}]}})");
}

/// Written and read again: every status is in the file.
[[nodiscard]] crm::scoring_model fitted(const crm::customer_base& base, const crm::scoring_model& of) {
    return json::read_model(json::write_model(crm::fit(base, of, as_of)));
}

void check_scored(const crm::customer_base& base, const crm::scoring_model& model, crm::value_status status) {
    const auto table = crm::scorer(model).score(base, as_of);
    for (std::size_t c = 0; c < table.size(); ++c) {
        const auto scores = table.scores(c).value;
        REQUIRE(scores.lifetime_value_low <= scores.lifetime_value);
        REQUIRE(scores.lifetime_value <= scores.lifetime_value_high);
        REQUIRE(scores.lifetime_value > 0);
    }
    const auto codes = table.codes("value_status");
    CHECK(std::ranges::count(codes, static_cast<std::int32_t>(status)) > 0);
}

}  // namespace

TEST_CASE("a shop of any size is fitted and scored, with a status for each part") {
    for (const std::size_t customers : {1, 2, 5, 20, 44, 100, 240}) {
        for (const double price : {0.0, 49.0}) {
            for (const std::string_view kind : {"bg_nbd", "mbg_nbd", "pareto_nbd"}) {
                CAPTURE(customers);
                CAPTURE(price);
                CAPTURE(kind);
                const auto base = shop(customers, price);
                const auto model = fitted(base, rules(R"(, "purchasing_model": ")" + std::string(kind) + "\""));
                CHECK(model.value->purchasing_fit->usable());
                CHECK(model.value->purchasing_fit->customers == customers);
                CHECK(model.value->spending_fit->usable());
                const auto table = crm::scorer(model).score(base, as_of);
                for (std::size_t c = 0; c < table.size(); ++c) {
                    const auto scores = table.scores(c).value;
                    REQUIRE(scores.lifetime_value_low <= scores.lifetime_value);
                    REQUIRE(scores.lifetime_value <= scores.lifetime_value_high);
                }
            }
        }
    }
}

TEST_CASE("one price of 49.00: spend is that price, and the card says that it is everybody's") {
    const auto base = shop(290, 49, 0.3);
    const auto model = fitted(base, rules());
    CHECK(model.value->purchasing_fit->status == fit_status::shrunk_to_prior);
    CHECK(says(model.value->purchasing_fit->reason, "290 customers are few"));
    CHECK(model.value->spending_fit->status == fit_status::pooled);
    CHECK(says(model.value->spending_fit->reason, "every purchase costs 49"));
    check_scored(base, model, crm::value_status::population_spend);
    const auto table = crm::scorer(model).score(base, as_of);
    for (std::size_t c = 0; c < table.size(); ++c) {
        REQUIRE(table.scores(c).value.expected_spend == doctest::Approx(49).epsilon(1e-9));
    }
}

TEST_CASE("where the data do not determine the parameters, the card says that a prior fills in") {
    const auto base = shop(44, 0, 0.004);
    const auto model = fitted(base, rules());
    CHECK(model.value->purchasing_fit->status == fit_status::from_prior);
    CHECK(says(model.value->purchasing_fit->reason, "44 customers: "));
    CHECK(crm::rests_on_prior(*model.value));
    check_scored(base, model, crm::value_status::from_prior);
}

TEST_CASE("plain maximum likelihood, when it is asked for, leaves absent what it does not determine") {
    auto base = shop(44, 49, 0.004);
    ask(base, 44, true);
    const auto model = fitted(base, rules(R"(, "prior": {"use": "none"})"));
    CHECK(model.value->purchasing_fit->status == fit_status::not_identified);
    CHECK_FALSE(model.value->purchasing.has_value());
    CHECK_FALSE(model.value->spending_fit->usable());
    CHECK(model.survey->measurement_fit->status == fit_status::converged);  // and costs the survey nothing
    const auto table = crm::scorer(model).score(base, as_of);
    CHECK(table.codes("value_status")[0] == static_cast<int>(crm::value_status::not_fitted));
    CHECK(table.scores(0).survey.probabilities.fan >= 0);
}

TEST_CASE("last year's fit is a prior: parameters stay near it, and its covariance counts half") {
    const auto last_year = json::write_model(crm::fit(shop(2000, 0), rules(), as_of));
    const auto at = last_year.find("\"bg_nbd\":") + 9;
    const auto end = last_year.find("},\"confidence\"", at) + 1;
    const std::string parameters = last_year.substr(at, end - at);
    const auto base = shop(30, 0);
    const auto model = fitted(base, rules(R"(, "prior": {"bg_nbd": )" + parameters + "}"));
    CHECK(model.value->purchasing_fit->usable());
    CHECK(says(model.value->purchasing_fit->reason, "the given prior"));
    const auto& now = std::get<crm::estimated<value::bg_nbd>>(*model.value->purchasing);
    const auto& before = std::get<crm::estimated<value::bg_nbd>>(*model.value->prior->purchasing);
    for (std::size_t i = 0; i < 4; ++i) {
        const double sd = std::sqrt(2 * before.fit->log_covariance(i, i));
        CHECK(std::abs(value::log_parameters_of(now.parameters)[i] - value::log_parameters_of(before.parameters)[i]) <
              1.5 * sd);
        CHECK(now.fit->log_covariance(i, i) < 1.05 * sd * sd);
        CHECK(now.fit->log_covariance(i, i) > 0.5 * before.fit->log_covariance(i, i));
    }
    // Without a customer, it is the prior itself.
    crm::customer_base nobody;
    nobody.add_customers(std::vector<std::string_view>{"a"});
    const auto only = fitted(nobody, rules(R"(, "prior": {"bg_nbd": )" + parameters + "}"));
    CHECK(only.value->purchasing_fit->status == fit_status::from_prior);
    CHECK(std::get<crm::estimated<value::bg_nbd>>(*only.value->purchasing).parameters.r ==
          doctest::Approx(before.parameters.r));
}

TEST_CASE("a prior that contradicts its rules is refused") {
    const std::string gamma_gamma = R"("gamma_gamma": {"p": 6, "q": 4, "v": 15})";
    const auto message = [](const std::string& value) -> std::string {
        try {
            (void)rules(value);
        } catch (const error& e) {
            return e.what();
        }
        return "accepted";
    };
    CHECK(message(R"(, "prior": {)" + gamma_gamma + "}") == "accepted");
    CHECK(says(message(R"(, "prior": {"use": "none", )" + gamma_gamma + "}"), "is none, although"));
    CHECK(says(message(R"(, "prior": {"pareto_nbd": {"r": 1, "alpha": 1, "s": 1, "beta": 1}})"),
               "is not the purchasing_model"));
    CHECK(says(message(R"(, "prior": {"use": "sometimes"})"), "where_few"));
}

TEST_CASE("a fit that fails blocks no other part, and a later one without data keeps what there was") {
    // Everybody bought today: nothing is known of purchasing, but prices and answers are.
    crm::customer_base base;
    for (int i = 0; i < 40; ++i) {
        const std::string id = "c" + std::to_string(i);
        const std::string_view ids[] = {id};
        base.add_customers(ids);
        const std::int64_t time[] = {as_of};
        const double amount[] = {10.0 + i};
        base.add_purchases({ids, time, amount});
    }
    ask(base, 40, true);
    const auto model = fitted(base, rules());
    CHECK(model.value->purchasing_fit->status == fit_status::not_identified);
    CHECK(says(model.value->purchasing_fit->reason, "fit again when time has passed"));
    CHECK(model.value->spending_fit->usable());
    CHECK(model.survey->measurement.has_value());
    CHECK(crm::fitted_parts(model).size() == 3);

    const auto before = fitted(shop(100, 0), rules());
    REQUIRE(before.value->purchasing.has_value());
    const auto later = fitted(base, before);
    CHECK(says(later.value->purchasing_fit->reason, "the earlier parameters stay"));
    CHECK(std::get<crm::estimated<value::bg_nbd>>(*later.value->purchasing).parameters.r ==
          std::get<crm::estimated<value::bg_nbd>>(*before.value->purchasing).parameters.r);
    check_scored(base, later, crm::value_status::from_prior);
}

TEST_CASE("few answers give probabilities drawn to what is usual, and the gate opens for whom it should") {
    auto base = shop(12, 0);
    ask(base, 12, true);
    const auto model = fitted(base, rules());
    CHECK(model.survey->measurement_fit->status == fit_status::shrunk_to_prior);
    CHECK(model.survey->measurement_fit->customers == 12);
    const auto table = crm::scorer(model).score(base, as_of);
    const auto status = table.codes("treatment_status");
    CHECK(std::ranges::count(status, static_cast<int>(crm::treatment_status::treated)) > 0);
    CHECK(std::ranges::count(status, static_cast<int>(crm::treatment_status::gate_unknown)) == 0);
    for (std::size_t c = 0; c < table.size(); ++c) {
        const auto p = table.scores(c).survey.probabilities;
        REQUIRE(p.fan + p.sympathizer + p.mercenary + p.captive + p.opponent == doctest::Approx(1));
    }
    // Two who agree in everything do not make a sure thing.
    auto two = shop(2, 0);
    ask(two, 2, true);
    CHECK(fitted(two, rules()).survey->measurement->satisfaction_error > 5);
}

TEST_CASE("without probabilities no gate is closed in silence") {
    auto base = shop(40, 0);
    ask(base, 40, false);
    const auto model = fitted(base, rules("", false));
    CHECK(model.survey->measurement_fit->status == fit_status::not_identified);
    CHECK(says(model.survey->measurement_fit->reason, "assumed_satisfaction_reliability"));
    const auto table = crm::scorer(model).score(base, as_of);
    const auto status = table.codes("treatment_status");
    CHECK(std::ranges::count(status, static_cast<int>(crm::treatment_status::gate_unknown)) == 40);
    // Who did not answer is another case: the gate is closed, whatever the model knows.
    auto silent = shop(41, 0);
    ask(silent, 40, false);
    CHECK(crm::scorer(model).score(silent, as_of).codes("treatment_status")[40] ==
          static_cast<int>(crm::treatment_status::gate_closed));
}

TEST_CASE("boundaries that few answers cannot give are those of the rules, and are looked for again") {
    auto wanted = rules();
    wanted.survey->calibration.method = survey::calibration_method::sample_mean;
    auto base = shop(12, 0);
    ask(base, 12, true);
    const auto model = fitted(base, wanted);
    CHECK(model.survey->boundaries_fit->status == fit_status::not_identified);
    CHECK(says(model.survey->boundaries_fit->reason, "expected at least 20"));
    CHECK(says(model.survey->boundaries_fit->reason, "the fixed boundaries of the rules stand in"));
    CHECK(model.survey->calibration.method == survey::calibration_method::absolute);
    CHECK(crm::scorer(model).score(base, as_of).summary().classified == 12);
    auto more = shop(60, 0);
    ask(more, 60, true);
    const auto again = fitted(more, model);
    CHECK(again.survey->boundaries_fit->status == fit_status::converged);
    CHECK(again.survey->calibration.method == survey::calibration_method::sample_mean);
    const auto fewer = fitted(base, again);
    CHECK(says(fewer.survey->boundaries_fit->reason, "the earlier boundaries stay"));
    CHECK(fewer.survey->portfolio.cuts().satisfied == again.survey->portfolio.cuts().satisfied);
}
