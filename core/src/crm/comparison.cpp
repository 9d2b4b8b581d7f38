#include <scvm/crm/comparison.hpp>
#include <scvm/crm/survey_columns.hpp>
#include <scvm/survey/breakdown.hpp>
#include <scvm/survey/probabilities.hpp>

#include <algorithm>
#include <cmath>
#include <span>
#include <utility>

namespace scvm::crm {

namespace {

std::vector<std::vector<double>> rows_of(const math::matrix& of) {
    std::vector<std::vector<double>> result(of.size(), std::vector<double>(of.size()));
    for (std::size_t i = 0; i < of.size(); ++i) {
        for (std::size_t j = 0; j < of.size(); ++j) {
            result[i][j] = of(i, j);
        }
    }
    return result;
}

breakdown_row shown(const survey::category_row& of, std::string category) {
    breakdown_row result{std::move(category), of.n, of.unclassified, {}, {}};
    if (of.suppressed[0] == 0 && of.n > 0) {
        result.fan_quota = of.fan_quota;
    }
    for (std::size_t g = 0; g < 5; ++g) {
        auto& cell = result.segments.emplace_back();
        cell.segment = survey::segments[g];
        cell.suppressed = of.suppressed[g] != 0;
        if (!cell.suppressed) {
            cell.count = of.count[g];
            cell.share = of.share[g];
            cell.shrunk_share = of.shrunk[g];
            cell.adjusted_residual = of.adjusted_residual[g];
        }
    }
    return result;
}

}  // namespace

breakdown breakdown_by(const score_table& table, std::string_view attribute) {
    (void)survey_of(table);
    const auto& of = table.attribute(attribute);
    breakdown result;
    result.attribute = of.name;
    result.rule = survey::portfolio_rule_id;
    std::vector<survey::segment> groups;
    std::vector<std::uint32_t> category;
    const auto segments = table.segments();
    for (std::size_t row = 0; row < table.size(); ++row) {
        if (of.of_row[row] == base_attribute::none) {
            ++result.unknown;
            continue;
        }
        groups.push_back(segments[row]);
        category.push_back(of.of_row[row]);
    }
    const auto found = survey::breakdown(groups, category, static_cast<std::uint32_t>(of.values.size()));
    for (const std::size_t place : found.ranking) {
        result.rows.push_back(shown(found.row[place], of.values[place]));
    }
    result.chi_squared = found.chi_squared;
    result.degrees_of_freedom = found.degrees_of_freedom;
    result.p_value = found.p_value;
    result.fewest_expected = found.fewest_expected;
    return result;
}

namespace {

/// Whether two rows rest on one and the same response: nobody asked the customer again in between.
bool same_response(std::span<const double> before, std::span<const double> after) {
    return !before.empty() && std::equal(before.begin(), before.end(), after.begin(), after.end(),
                                         [](double a, double b) { return a == b || (std::isnan(a) && std::isnan(b)); });
}

/// How much the customers would have moved without any change of mind.
migration_baseline measure_noise(const score_table& before, const survey_rules& rules,
                                 std::span<const survey::segment> first, std::span<const survey::segment> second) {
    const survey::segment_model again(rules.portfolio, *rules.measurement, survey::posterior::retest);
    std::vector<double> retest(5 * first.size());
    again.of(before.numbers("satisfaction"), before.numbers("attachment"), before.numbers("barrier"),
             voices(before, rules), {before.numbers("satisfaction_coverage"), before.numbers("attachment_coverage")},
             {.of = retest});
    const auto noise = survey::migration_against_noise(first, second, retest);
    return {survey::headline(noise), noise.noise_share, noise.excess_share,
            noise.excess_z,          noise.excess_p,    rows_of(noise.expected)};
}

}  // namespace

migration migration_between(const score_table& before, const score_table& after) {
    const survey_rules& rules = survey_of(before);
    survey::require_comparable(origin_of(rules), origin_of(survey_of(after)));
    migration result;
    result.from = before.as_of();
    result.to = after.as_of();
    const auto then = before.segments();
    const auto now = after.segments();
    const auto first_wave = before.numbers("wave");
    const auto second_wave = after.numbers("wave");
    std::vector<survey::segment> first;
    std::vector<survey::segment> second;
    std::vector<char> found(after.size());
    for (std::size_t row = 0; row < before.size(); ++row) {
        const auto at = after.find_row(before.id(row));
        const bool asked_once =
            at && first_wave[row] == second_wave[*at] && same_response(before.answers(row), after.answers(*at));
        result.not_asked_again += asked_once;
        first.push_back(asked_once ? survey::segment::unclassified : then[row]);
        second.push_back(at && !asked_once ? now[*at] : survey::segment::unclassified);
        if (at) {
            found[*at] = 1;
        }
    }
    const survey::panel_table panel = survey::count_panel(first, second);
    result.joiners = panel.joiners;
    result.leavers = panel.leavers;
    for (std::size_t row = 0; row < after.size(); ++row) {
        result.joiners += found[row] == 0 && now[row] != survey::segment::unclassified;
    }
    const auto tests = survey::migration(panel.count);
    result.n = tests.n;
    result.moved_share = tests.moved_share;
    result.table = rows_of(panel.count);
    for (std::size_t g = 0; g < 5; ++g) {
        result.segments.push_back({tests.group[g], survey::segments[g], tests.change[g]});
    }
    result.stuart_maxwell = tests.stuart_maxwell;
    result.stuart_maxwell_full = tests.stuart_maxwell_full;
    result.bhapkar = tests.bhapkar;
    result.bowker = tests.bowker;
    result.bowker_full = tests.bowker_full;
    if (rules.measurement) {
        result.noise = measure_noise(before, rules, first, second);
    }
    return result;
}

}  // namespace scvm::crm
