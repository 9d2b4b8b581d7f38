#include "json/analysis.hpp"
#include "json/writer.hpp"

#include <scvm/crm/score_table.hpp>
#include <scvm/json/comparison.hpp>
#include <scvm/survey/breakdown.hpp>
#include <scvm/survey/migration.hpp>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace scvm::json {

namespace detail {

[[nodiscard]] inline nlohmann::json write_test(const survey::chi_squared_test& of) {
    return {{"statistic", of.statistic}, {"degrees_of_freedom", of.degrees_of_freedom}, {"p_value", of.p_value}};
}

[[nodiscard]] inline nlohmann::json write_square(const math::matrix& of) {
    nlohmann::json result = nlohmann::json::array();
    for (std::size_t i = 0; i < of.size(); ++i) {
        nlohmann::json row = nlohmann::json::array();
        for (std::size_t j = 0; j < of.size(); ++j) {
            row.push_back(of(i, j));
        }
        result.push_back(std::move(row));
    }
    return result;
}

}  // namespace detail

std::string breakdown(const crm::score_table& table, std::string_view attribute) {
    (void)detail::survey_of(table);
    const auto& of = table.attribute(attribute);
    std::vector<survey::segment> groups;
    std::vector<std::uint32_t> category;
    std::size_t unknown = 0;
    const auto segments = table.segments();
    for (std::size_t row = 0; row < table.size(); ++row) {
        if (of.of_row[row] == crm::base_attribute::none) {
            ++unknown;
            continue;
        }
        groups.push_back(segments[row]);
        category.push_back(of.of_row[row]);
    }
    const auto found = survey::breakdown(groups, category, static_cast<std::uint32_t>(of.values.size()));
    nlohmann::json rows = nlohmann::json::array();
    for (const std::size_t place : found.ranking) {
        const survey::category_row& row = found.row[place];
        nlohmann::json cells = nlohmann::json::array();
        bool any_hidden = false;
        for (std::size_t g = 0; g < 5; ++g) {
            const bool hidden = row.suppressed[g] != 0;
            any_hidden = any_hidden || hidden;
            const auto shown = [&](double value) { return hidden ? nlohmann::json(nullptr) : nlohmann::json(value); };
            cells.push_back({{"segment", detail::name_of_group(g)},
                             {"suppressed", hidden},
                             {"count", shown(row.count[g])},
                             {"share", shown(row.share[g])},
                             {"shrunk_share", shown(row.shrunk[g])},
                             {"adjusted_residual", shown(row.adjusted_residual[g])}});
        }
        const bool quota_hidden = row.suppressed[0] != 0 || row.n == 0;
        rows.push_back({{"category", of.values[place]},
                        {"n", row.n},
                        {"unclassified", row.unclassified},
                        {"fan_quota", quota_hidden ? nlohmann::json(nullptr) : detail::write_interval(row.fan_quota)},
                        {"segments", std::move(cells)}});
    }
    return canonical({{"attribute", of.name},
                      {"rows", std::move(rows)},
                      {"unknown", unknown},
                      {"chi_squared", found.chi_squared},
                      {"degrees_of_freedom", found.degrees_of_freedom},
                      {"p_value", found.p_value},
                      {"fewest_expected", found.fewest_expected},
                      {"rule", survey::portfolio_rule_id}});
}

namespace detail {

/// Whether two rows rest on one and the same response: nobody asked the customer again in between.
[[nodiscard]] inline bool same_response(std::span<const double> before, std::span<const double> after) {
    return !before.empty() && std::equal(before.begin(), before.end(), after.begin(), after.end(),
                                         [](double a, double b) { return a == b || (std::isnan(a) && std::isnan(b)); });
}

}  // namespace detail

std::string migration(const crm::score_table& before, const crm::score_table& after) {
    const crm::survey_rules& rules = detail::survey_of(before);
    const survey::share_origin origin = detail::origin_of(rules);
    survey::require_comparable(origin, detail::origin_of(detail::survey_of(after)));
    const auto then = before.segments();
    const auto now = after.segments();
    std::vector<survey::segment> first;
    std::vector<survey::segment> second;
    std::vector<double> satisfaction;
    std::vector<double> attachment;
    std::vector<double> barrier;
    std::vector<double> satisfaction_coverage;
    std::vector<double> attachment_coverage;
    std::vector<char> found(after.size());
    std::size_t not_asked_again = 0;
    for (std::size_t row = 0; row < before.size(); ++row) {
        const auto at = after.find_row(before.id(row));
        const bool asked_once =
            at && before.wave(row) == after.wave(*at) && detail::same_response(before.answers(row), after.answers(*at));
        not_asked_again += asked_once;
        first.push_back(asked_once ? survey::segment::unclassified : then[row]);
        second.push_back(at && !asked_once ? now[*at] : survey::segment::unclassified);
        satisfaction.push_back(before.numbers("satisfaction")[row]);
        attachment.push_back(before.numbers("attachment")[row]);
        barrier.push_back(before.numbers("barrier")[row]);
        satisfaction_coverage.push_back(before.numbers("satisfaction_coverage")[row]);
        attachment_coverage.push_back(before.numbers("attachment_coverage")[row]);
        if (at) {
            found[*at] = 1;
        }
    }
    survey::panel_table panel = survey::count_panel(first, second);
    for (std::size_t row = 0; row < after.size(); ++row) {
        panel.joiners += found[row] == 0 && now[row] != survey::segment::unclassified;
    }
    const auto tests = survey::migration(panel.count);
    nlohmann::json groups = nlohmann::json::array();
    for (std::size_t g = 0; g < 5; ++g) {
        groups.push_back({{"segment", detail::name_of_group(g)},
                          {"change", tests.change[g]},
                          {"joined", tests.group[g].joined},
                          {"left", tests.group[g].left},
                          {"p_value", tests.group[g].p_value},
                          {"holm_p", tests.group[g].holm_p}});
    }
    nlohmann::json result = {{"from", crm::date_text(before.as_of())},
                             {"to", crm::date_text(after.as_of())},
                             {"n", tests.n},
                             {"joiners", panel.joiners},
                             {"leavers", panel.leavers},
                             {"not_asked_again", not_asked_again},
                             {"moved_share", tests.moved_share},
                             {"table", detail::write_square(panel.count)},
                             {"segments", std::move(groups)},
                             {"stuart_maxwell", detail::write_test(tests.stuart_maxwell)},
                             {"stuart_maxwell_full", detail::write_test(tests.stuart_maxwell_full)},
                             {"bhapkar", detail::write_test(tests.bhapkar)},
                             {"bowker", detail::write_test(tests.bowker)},
                             {"bowker_full", detail::write_test(tests.bowker_full)},
                             {"noise", nullptr}};
    if (rules.measurement) {
        const survey::segment_model again(rules.portfolio, *rules.measurement, survey::posterior::retest);
        std::vector<double> retest(5 * first.size());
        again.of(satisfaction, attachment, barrier, detail::voices(before, rules),
                 {satisfaction_coverage, attachment_coverage}, {.of = retest});
        const auto noise = survey::migration_against_noise(first, second, retest);
        result["noise"] = {{"headline", survey::headline(noise)}, {"noise_share", noise.noise_share},
                           {"excess_share", noise.excess_share},  {"excess_z", noise.excess_z},
                           {"excess_p", noise.excess_p},          {"expected", detail::write_square(noise.expected)}};
    }
    return canonical(result);
}

}  // namespace scvm::json
