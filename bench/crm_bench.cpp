// The whole pipeline: one customer in a save hook, and a base in a batch.
#include <scvm/crm/fit.hpp>
#include <scvm/math/parallel.hpp>
#include <scvm/math/random.hpp>
#include <scvm/scvm.hpp>

#include <benchmark/benchmark.h>
#include <nlohmann/json.hpp>

#include <cmath>
#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace scvm;

constexpr std::int64_t day = 86400;
constexpr std::int64_t as_of = 20'000 * day;

crm::scoring_model model() {
    return json::read_model(R"({"schema": "scvm-model/1", "id": "bench", "currency": "EUR",
      "survey": {"items": [
        {"id": "sat_overall", "dimension": "satisfaction", "lowest": 1, "highest": 5},
        {"id": "sat_expect", "dimension": "satisfaction", "lowest": 0, "highest": 10},
        {"id": "sat_ideal", "dimension": "satisfaction", "lowest": 1, "highest": 10},
        {"id": "att_stay", "dimension": "attachment", "lowest": 1, "highest": 5},
        {"id": "att_recommend", "dimension": "attachment", "lowest": 0, "highest": 10},
        {"id": "att_trust", "dimension": "attachment", "lowest": 1, "highest": 5},
        {"id": "att_misfit", "dimension": "attachment", "lowest": 1, "highest": 5, "reversed": true}]},
      "value": {"bg_nbd": {"r": 0.2426, "alpha": 4.414, "a": 0.793, "b": 2.426},
                "gamma_gamma": {"p": 6.25, "q": 3.74, "v": 15.44}}})");
}

// Seven answers and five purchases: what a CRM knows of a customer who takes part.
std::string record() {
    return R"({"id": "f3ca30b1-6dc1-bbda-ecff-6b01d80e022b", "as_of": "2024-10-04",
      "answers": [{"item": "sat_overall", "value": 4, "time": "2024-03-01", "wave": 2},
        {"item": "sat_expect", "value": 8, "time": "2024-03-01", "wave": 2},
        {"item": "sat_ideal", "value": 9, "time": "2024-03-01", "wave": 2},
        {"item": "att_stay", "value": 4, "time": "2024-03-01", "wave": 2},
        {"item": "att_recommend", "value": 9, "time": "2024-03-01", "wave": 2},
        {"item": "att_trust", "value": 5, "time": "2024-03-01", "wave": 2},
        {"item": "att_misfit", "value": 2, "time": "2024-03-01", "wave": 2}],
      "purchases": [{"time": "2022-08-01", "amount": 480}, {"time": "2022-12-11", "amount": 55.5},
        {"time": "2023-04-20", "amount": 62}, {"time": "2023-11-03", "amount": 49.9},
        {"time": "2024-08-14", "amount": 71.25}]})";
}

void score_customer(benchmark::State& state) {
    const crm::scorer scorer(model());
    const std::string text = record();
    for (auto _ : state) {
        benchmark::DoNotOptimize(json::score_customer(scorer, text));
    }
}
BENCHMARK(score_customer)->Unit(benchmark::kMicrosecond);

// A fitted model knows how surely: group probabilities, and an interval around the lifetime value.
crm::scoring_model fitted_model() {
    auto result = model();
    result.survey->measurement = {.satisfaction_mean = 68,
                                  .attachment_mean = 60,
                                  .satisfaction_variance = 400,
                                  .attachment_variance = 484,
                                  .covariance = 308,
                                  .satisfaction_error = 8.5,
                                  .attachment_error = 7.6,
                                  .n = 385};
    const auto covariance = [](std::size_t size) {
        math::matrix of(size);
        for (std::size_t i = 0; i < size; ++i) {
            of(i, i) = 0.01;
        }
        return of;
    };
    std::visit(
        [&](auto& each) {
            each.fit = crm::fit_record{"2024-10-04", -9582.4, 2357, {}, covariance(4)};
        },
        *result.value->purchasing);
    result.value->spending->fit = crm::fit_record{"2024-10-04", -4055.9, 946, {}, covariance(3)};
    return result;
}

void score_customer_with_intervals(benchmark::State& state) {
    const crm::scorer scorer(fitted_model());
    const std::string text = record();
    for (auto _ : state) {
        benchmark::DoNotOptimize(json::score_customer(scorer, text));
    }
}
BENCHMARK(score_customer_with_intervals)->Unit(benchmark::kMicrosecond);

crm::customer_base base_of(std::size_t customers) {
    crm::customer_base base;
    const crm::scoring_model rules = model();
    const auto items = rules.survey->questionnaire.items();
    for (std::size_t c = 0; c < customers; ++c) {
        const std::string text = std::to_string(c);
        const std::string_view id[] = {text};
        base.add_customers(id);
        math::random_stream draw(1, c);
        for (const auto& item : items) {
            const std::string_view name[] = {item.id};
            const double value[] = {std::round(item.lowest + draw.uniform() * (item.highest - item.lowest))};
            base.add_answers({id, name, value, {}, {}});
        }
        const auto purchases = draw.below(6);
        for (std::uint64_t p = 0; p < purchases; ++p) {
            const std::int64_t time[] = {as_of - static_cast<std::int64_t>(draw.below(730)) * day};
            const double amount[] = {std::round(100 * draw.gamma(6, 5)) / 100};
            base.add_purchases({id, time, amount});
        }
    }
    return base;
}

void score_base(benchmark::State& state) {
    const auto base = base_of(static_cast<std::size_t>(state.range(0)));
    const crm::scorer scorer(model());
    for (auto _ : state) {
        benchmark::DoNotOptimize(scorer.score(base, as_of));
    }
    state.SetItemsProcessed(state.iterations() * state.range(0));
}
BENCHMARK(score_base)->Arg(10'000)->Arg(1'000'000)->Unit(benchmark::kMillisecond);

// Everything: consent, survey, value, network, equity, treatment.
crm::scoring_model whole_model() {
    auto text = json::write_model(model());
    auto tree = nlohmann::json::parse(text);
    tree["consent"] = nlohmann::json::object();
    tree["network"] = nlohmann::json::object();
    tree["equity"] = {{"sharing", {{"know_how", {{"money", 12.5}}}}}};
    tree["treatment"] = nlohmann::json::parse(R"({
      "tiers": [{"name": "basic"}, {"name": "silver", "enter": 20, "stay": 15}, {"name": "gold", "enter": 100, "stay": 80}],
      "actions": [{"id": "invite", "capacity": 10000}, {"id": "call", "priority": "damage", "capacity": 5000}, {"id": "keep"}],
      "rules": [{"when": {"segment": ["fan", "sympathizer"]}, "action": "invite", "reason": "attached"},
                {"when": {"segment": ["opponent"]}, "action": "call", "reason": "talks against us"},
                {"when": {"segment": ["unclassified", "mercenary", "captive"]}, "action": "keep"}]})");
    return json::read_model(tree.dump());
}

// On average five purchases and five interactions a customer; some refer others, some contribute.
crm::customer_base whole_base(std::size_t customers) {
    crm::customer_base base;
    const crm::scoring_model rules = model();
    const auto items = rules.survey->questionnaire.items();
    std::vector<std::string> ids;
    for (std::size_t c = 0; c < customers; ++c) {
        ids.push_back(std::to_string(c));
    }
    base.add_customers(std::vector<std::string_view>(ids.begin(), ids.end()));
    const std::string_view purpose[] = {"*"};
    const std::string_view granted[] = {"granted"};
    constexpr std::string_view kinds[] = {"like", "comment", "share", "answer", "post"};
    for (std::size_t c = 0; c < customers; ++c) {
        const std::string_view id[] = {ids[c]};
        math::random_stream draw(2, c);
        base.add_consents({id, purpose, granted});
        for (const auto& item : items) {
            const std::string_view name[] = {item.id};
            const double value[] = {std::round(item.lowest + draw.uniform() * (item.highest - item.lowest))};
            base.add_answers({id, name, value, {}, {}});
        }
        for (std::uint64_t p = draw.below(11); p > 0; --p) {
            const std::int64_t time[] = {as_of - static_cast<std::int64_t>(draw.below(730)) * day};
            const double amount[] = {std::round(100 * draw.gamma(6, 5)) / 100};
            base.add_purchases({id, time, amount});
        }
        for (std::uint64_t i = draw.below(11); i > 0; --i) {
            const auto kind = draw.below(5);
            // Attention is unequal: the cube puts half of it on an eighth of the customers.
            const double u = draw.uniform();
            const std::string_view target[] = {
                kind == 4
                    ? std::string_view()
                    : std::string_view(ids[static_cast<std::size_t>(u * u * u * static_cast<double>(customers))])};
            const std::string_view word[] = {kinds[kind]};
            const std::int64_t time[] = {as_of - static_cast<std::int64_t>(draw.below(365)) * day};
            base.add_interactions({id, target, word, time});
        }
        const std::int64_t when[] = {as_of - static_cast<std::int64_t>(draw.below(365)) * day};
        if (c > 0 && draw.bernoulli(0.2)) {
            const std::string_view referrer[] = {ids[draw.below(c)]};
            base.add_referrals({referrer, id, when});
        }
        if (draw.bernoulli(0.1)) {
            const std::string_view kind[] = {"know_how"};
            base.add_contributions({id, kind, when});
        }
    }
    return base;
}

void whole_pipeline(benchmark::State& state) {
    const auto base = whole_base(static_cast<std::size_t>(state.range(0)));
    const crm::scorer scorer(whole_model());
    for (auto _ : state) {
        const crm::score_table table = scorer.score(base, as_of);
        // Every explained card; two threads share the table.
        math::for_each_chunk(table.size(), 1024, 2, [&](const math::chunk& part) {
            for (std::size_t row = part.begin; row < part.end; ++row) {
                benchmark::DoNotOptimize(json::explain(table, table.id(row)));
            }
        });
        benchmark::DoNotOptimize(json::write_treatments(table));
    }
    state.SetItemsProcessed(state.iterations() * state.range(0));
}
BENCHMARK(whole_pipeline)->Arg(10'000)->Arg(1'000'000)->Unit(benchmark::kMillisecond)->UseRealTime();

void whole_scores(benchmark::State& state) {
    const auto base = whole_base(static_cast<std::size_t>(state.range(0)));
    const crm::scorer scorer(whole_model());
    for (auto _ : state) {
        benchmark::DoNotOptimize(scorer.score(base, as_of));
    }
}
BENCHMARK(whole_scores)->Arg(1'000'000)->Unit(benchmark::kMillisecond);

// One customer scored anew on an event, with the place in the network that the last batch found.
void score_customer_in_network(benchmark::State& state) {
    const crm::scorer scorer(whole_model());
    auto tree = nlohmann::json::parse(record());
    tree["consents"] = nlohmann::json::parse(R"([{"purpose": "*", "state": "granted"}])");
    tree["contributions"] = nlohmann::json::parse(R"([{"kind": "know_how", "time": "2024-05-01", "accepted": 1}])");
    tree["network"] = nlohmann::json::parse(
        R"({"reach": 12.5, "amplification": 1.75, "reactor_influence": 3.25, "contributions": 4.5, "influence": 0.0001,
            "followers": 20, "engaged_followers": 4, "participation": "heavy"})");
    tree["equity"] = nlohmann::json::parse(
        R"({"given_share": 0.2, "referral_value": 12.5, "influence_value": 3.75, "contacts": 20, "answered": 1,
            "recommendations": 2, "helped": 3})");
    const std::string text = tree.dump();
    for (auto _ : state) {
        benchmark::DoNotOptimize(json::score_customer(scorer, text));
    }
}
BENCHMARK(score_customer_in_network)->Unit(benchmark::kMicrosecond);

}  // namespace

BENCHMARK_MAIN();
