#include <scvm/math/random.hpp>
#include <scvm/survey/drivers.hpp>
#include <scvm/survey/probabilities.hpp>
#include <scvm/survey/questionnaire.hpp>
#include <scvm/survey/reliability.hpp>
#include <scvm/survey/weights.hpp>

#include <benchmark/benchmark.h>

#include <algorithm>
#include <limits>
#include <string>
#include <vector>

using namespace scvm::survey;

namespace {

// Three items of satisfaction, six of attachment, three of barriers: mixed scales, one in fifty answers missing.
questionnaire twelve_items() {
    std::vector<item> items;
    const double highest[] = {5, 10, 10, 5, 10, 5, 7, 5, 5, 5, 5, 5};
    for (int i = 0; i < 12; ++i) {
        items.push_back({.id = std::to_string(i),
                         .dimension = i < 3   ? "satisfaction"
                                      : i < 9 ? "attachment"
                                              : "barrier",
                         .lowest = highest[i] == 10 && i != 2 ? 0.0 : 1.0,
                         .highest = highest[i],
                         .reversed = i == 8,
                         .missing_codes = {99}});
    }
    return questionnaire(items);
}

std::vector<double> draw_answers(const questionnaire& q, std::size_t rows, bool by_item) {
    const auto items = q.items();
    std::vector<double> result(rows * items.size());
    scvm::math::random_stream random(1);
    for (std::size_t row = 0; row < rows; ++row) {
        for (std::size_t i = 0; i < items.size(); ++i) {
            const std::uint64_t draw = random();
            const auto steps = static_cast<std::uint64_t>(items[i].highest - items[i].lowest) + 1;
            const double answer = items[i].lowest + static_cast<double>((draw >> 8) % steps);
            result[by_item ? i * rows + row : row * items.size() + i] =
                draw % 50 == 0 ? std::numeric_limits<double>::quiet_NaN() : answer;
        }
    }
    return result;
}

void score_and_place(benchmark::State& state, bool by_item) {
    const auto rows = static_cast<std::size_t>(state.range(0));
    const questionnaire q = twelve_items();
    const auto answers = draw_answers(q, rows, by_item);
    const auto steps = static_cast<std::ptrdiff_t>(rows);
    const answer_table table =
        by_item ? answer_table(answers.data(), rows, 12, 1, steps) : answer_table(answers.data(), rows, 12, 12, 1);
    std::vector<double> s(rows), e(rows), k(rows);
    std::vector<segment> groups(rows);
    const std::vector<score_columns> columns{{.value = s}, {.value = e}, {.value = k}};
    const portfolio rule;
    for (auto _ : state) {
        benchmark::DoNotOptimize(q.score(table, columns));
        rule.place(s, e, k, groups);
        benchmark::ClobberMemory();
    }
    state.SetItemsProcessed(state.iterations() * state.range(0));
}

void scores_and_groups_by_rows(benchmark::State& state) {
    score_and_place(state, false);
}

void scores_and_groups_by_columns(benchmark::State& state) {
    score_and_place(state, true);
}

void seven_items(benchmark::State& state) {
    const auto rows = static_cast<std::size_t>(state.range(0));
    std::vector<item> items;
    for (int i = 0; i < 7; ++i) {
        items.push_back({.id = std::to_string(i), .dimension = i < 3 ? "satisfaction" : "attachment"});
    }
    const questionnaire q(items);
    const auto answers = draw_answers(q, rows, false);
    std::vector<double> s(rows), e(rows);
    std::vector<segment> groups(rows);
    const std::vector<score_columns> columns{{.value = s}, {.value = e}};
    const portfolio rule;
    for (auto _ : state) {
        benchmark::DoNotOptimize(q.score(answer_table::by_rows(answers, 7), columns));
        rule.place(s, e, {}, groups);
        benchmark::ClobberMemory();
    }
    state.SetItemsProcessed(state.iterations() * state.range(0));
}

void one_respondent(benchmark::State& state) {
    const questionnaire q = twelve_items();
    const auto answers = draw_answers(q, 1, false);
    std::vector<dimension_score> scores(3);
    const portfolio rule;
    for (auto _ : state) {
        q.score(answers, scores);
        benchmark::DoNotOptimize(rule.place(scores[0].value, scores[1].value, scores[2].value));
    }
}

struct score_sample {
    std::vector<double> s, e, cover_s, cover_e;
};

score_sample draw_scores(std::size_t rows) {
    score_sample result;
    scvm::math::random_stream random(2);
    for (std::size_t row = 0; row < rows; ++row) {
        const double common = random.normal();
        const auto on_scale = [](double x) { return std::clamp(x, 0.0, 100.0); };
        result.s.push_back(on_scale(72 + 20 * common));
        result.e.push_back(on_scale(67 + 22 * (0.7 * common + 0.71 * random.normal())));
        result.cover_s.push_back(random.bernoulli(0.1) ? 2.0 / 3 : 1);
        result.cover_e.push_back(random.bernoulli(0.2) ? 5.0 / 6 : 1);
    }
    return result;
}

void probabilities(benchmark::State& state) {
    const auto rows = static_cast<std::size_t>(state.range(0));
    const score_sample of = draw_scores(rows);
    const segment_model model(portfolio{}, measure(of.s, of.e, .82, .88));
    std::vector<double> p(5 * rows);
    for (auto _ : state) {
        model.of(of.s, of.e, {}, {}, {}, {.of = p});
        benchmark::ClobberMemory();
    }
    state.SetItemsProcessed(state.iterations() * state.range(0));
}

void probabilities_with_gaps(benchmark::State& state) {
    const auto rows = static_cast<std::size_t>(state.range(0));
    const score_sample of = draw_scores(rows);
    const segment_model model(portfolio{}, measure(of.s, of.e, .82, .88));
    std::vector<double> p(5 * rows);
    for (auto _ : state) {
        model.of(of.s, of.e, {}, {}, {of.cover_s, of.cover_e}, {.of = p});
        benchmark::ClobberMemory();
    }
    state.SetItemsProcessed(state.iterations() * state.range(0));
}

void alpha(benchmark::State& state) {
    const auto rows = static_cast<std::size_t>(state.range(0));
    std::vector<double> points(12 * rows);
    scvm::math::random_stream random(3);
    for (std::size_t row = 0; row < rows; ++row) {
        const auto common = random.below(5);
        for (std::size_t i = 0; i < 12; ++i) {
            points[12 * row + i] = 100 * static_cast<double>(std::min<std::uint64_t>(6, common + random.below(3))) / 6;
        }
    }
    const auto table = answer_table::by_rows(points, 12);
    for (auto _ : state) {
        benchmark::DoNotOptimize(reliability(table));
    }
    state.SetItemsProcessed(state.iterations() * state.range(0));
}

void rake_three_margins(benchmark::State& state) {
    const auto rows = static_cast<std::size_t>(state.range(0));
    scvm::math::random_stream random(4);
    std::vector<std::uint32_t> a(rows), b(rows), c(rows);
    for (std::size_t row = 0; row < rows; ++row) {
        a[row] = static_cast<std::uint32_t>(random.below(16));
        b[row] = static_cast<std::uint32_t>(random.below(3));
        c[row] = static_cast<std::uint32_t>(random.below(6));
    }
    std::vector<double> of_a(16, 30), of_b{200, 140, 140}, of_c{60, 100, 100, 100, 80, 40};
    const std::vector<margin> margins{{"a", a, of_a}, {"b", b, of_b}, {"c", c, of_c}};
    for (auto _ : state) {
        benchmark::DoNotOptimize(rake(margins));
    }
    state.SetItemsProcessed(state.iterations() * state.range(0));
}

void drivers(benchmark::State& state) {
    const auto p = static_cast<std::size_t>(state.range(0));
    scvm::math::random_stream random(5);
    std::vector<double> values(1000 * p), outcome(1000);
    for (std::size_t row = 0; row < 1000; ++row) {
        const double common = random.normal();
        for (std::size_t j = 0; j < p; ++j) {
            values[row * p + j] = common + random.normal();
        }
        outcome[row] = common + random.normal();
    }
    const auto table = answer_table::by_rows(values, p);
    for (auto _ : state) {
        benchmark::DoNotOptimize(drivers_of(table, outcome));
    }
}

BENCHMARK(scores_and_groups_by_rows)->Arg(1'000'000)->Arg(10'000'000)->Unit(benchmark::kMillisecond);
BENCHMARK(scores_and_groups_by_columns)->Arg(1'000'000)->Arg(10'000'000)->Unit(benchmark::kMillisecond);
BENCHMARK(seven_items)->Arg(10'000'000)->Unit(benchmark::kMillisecond);
BENCHMARK(one_respondent);
BENCHMARK(probabilities)->Arg(1'000'000)->Unit(benchmark::kMillisecond);
BENCHMARK(probabilities_with_gaps)->Arg(1'000'000)->Unit(benchmark::kMillisecond);
BENCHMARK(alpha)->Arg(1'000'000)->Unit(benchmark::kMillisecond);
BENCHMARK(rake_three_margins)->Arg(1'000'000)->Unit(benchmark::kMillisecond);
BENCHMARK(drivers)->Arg(6)->Arg(12)->Arg(16)->Unit(benchmark::kMillisecond);

}  // namespace

BENCHMARK_MAIN();
