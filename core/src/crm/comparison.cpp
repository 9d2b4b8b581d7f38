#include <scvm/crm/comparison.hpp>
#include <scvm/crm/disclosure.hpp>
#include <scvm/crm/survey_columns.hpp>
#include <scvm/survey/breakdown.hpp>
#include <scvm/survey/probabilities.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
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

/// A breakdown that is being made: what was counted, and what of it may be shown.
struct breakdown_parts {
    const survey::breakdown_report& counted;
    const survey::row_protection& may;
    bool whole;                   ///< nothing is hidden
    std::array<double, 5> share;  ///< of all customers with a group; absent where not shown
    double n;                     ///< customers with a group
    double concentration;
};

/// The shares that a category's groups are drawn to, and how strongly, from what is shown alone: groups that are hidden
/// together count as one. `totals` are the groups' customers; added up before they are divided, so that not even the
/// last bit depends on how hidden ones are made up.
double shown_concentration(const survey::breakdown_report& counted, const survey::row_protection& may,
                           std::span<const double> totals, double n) {
    std::vector<survey::detail::shrinkage_row> rows;
    for (std::size_t c = 0; c < counted.row.size(); ++c) {
        survey::detail::shrinkage_row row{static_cast<double>(counted.row[c].n), {}, {}};
        std::size_t hidden = 5;
        for (std::size_t g = 0; g < 5 && may.pooled[c] == 0; ++g) {
            std::size_t place = g;
            if (may.hidden[5 * c + g] != 0) {
                place = hidden = std::min(hidden, g);
            }
            row.count[place] += counted.row[c].count[g];
            row.p[place] += totals[g];
        }
        for (double& p : row.p) {
            p /= n;
        }
        if (may.pooled[c] == 0) {
            rows.push_back(row);
        }
    }
    return rows.empty() ? absent : survey::detail::shrinkage_concentration(rows);
}

breakdown_row shown(const breakdown_parts& parts, std::size_t category, std::string name) {
    const survey::category_row& of = parts.counted.row[category];
    breakdown_row result{std::move(name), parts.may.pooled[category] != 0, {}, {}, {}, {}, {}};
    if (!result.suppressed) {
        result.n = of.n;
        result.unclassified = of.unclassified;
        result.hidden = of.n;
    }
    for (std::size_t g = 0; g < 5; ++g) {
        auto& cell = result.segments.emplace_back();
        cell.segment = survey::segments[g];
        cell.suppressed = parts.may.hidden[5 * category + g] != 0;
        if (cell.suppressed) {
            continue;
        }
        cell.count = of.count[g];
        if (result.suppressed) {
            continue;  // a zero that all of the small categories share
        }
        *result.hidden -= static_cast<std::size_t>(of.count[g]);
        cell.share = of.share[g];
        cell.shrunk_share = of.shrunk[g];
        cell.adjusted_residual = of.adjusted_residual[g];
        if (!parts.whole) {
            const double size = static_cast<double>(of.n);
            const double p = parts.share[g];
            const double spread = std::sqrt(size * p * (1 - size / parts.n) * (1 - p));
            cell.shrunk_share = (of.count[g] + parts.concentration * p) / (size + parts.concentration);
            cell.adjusted_residual = spread > 0 ? (of.count[g] - size * p) / spread : absent;
        }
        if (g == 0 && of.n > 0) {
            result.fan_quota = of.fan_quota;
        }
    }
    return result;
}

/// The categories of an attribute by name, so that the order of the base decides nothing.
std::vector<std::uint32_t> by_name(const std::vector<std::string>& names) {
    std::vector<std::uint32_t> result(names.size());
    std::iota(result.begin(), result.end(), std::uint32_t{0});
    std::sort(result.begin(), result.end(), [&](std::uint32_t a, std::uint32_t b) { return names[a] < names[b]; });
    return result;
}

}  // namespace

breakdown breakdown_by(const score_table& table, std::string_view attribute) {
    (void)survey_of(table);
    return breakdown_by(table, table.attribute(attribute));
}

breakdown breakdown_by(const score_table& table, const table_attribute& of) {
    (void)survey_of(table);
    require_size("attribute", of.of_row.size(), "customers", table.size());
    breakdown result;
    result.attribute = of.name;
    result.rule = survey::portfolio_rule_id;
    std::vector<survey::segment> groups;
    std::vector<std::uint32_t> category;
    std::array<double, 5> total{};
    double n = 0;
    std::size_t unknown = 0;
    std::size_t unknown_n = 0;
    const auto segments = table.segments();
    for (std::size_t row = 0; row < table.size(); ++row) {
        const bool classified = segments[row] != survey::segment::unclassified;
        if (classified) {
            total[survey::index_of(segments[row])] += 1;
            n += 1;
        }
        if (of.of_row[row] == base_attribute::none) {
            ++unknown;
            unknown_n += classified;
            continue;
        }
        groups.push_back(segments[row]);
        category.push_back(of.of_row[row]);
    }
    const auto found = survey::breakdown(groups, category, static_cast<std::uint32_t>(of.values.size()),
                                         {.minimum_cell = privacy_of(table.model()).fewest_shown});
    const survey::row_protection may = disclose_by(table, of).customers;
    const auto any = [](const std::vector<unsigned char>& marks) {
        return std::find(marks.begin(), marks.end(), 1) != marks.end();
    };
    breakdown_parts parts{found, may, !any(may.pooled) && !any(may.hidden), {}, n, absent};
    if (!parts.whole) {
        for (std::size_t g = 0; g < 5; ++g) {
            parts.share[g] = total[g] / n;
        }
        parts.concentration = shown_concentration(found, may, total, n);
        const disclosure all = disclose(table);
        for (std::size_t g = 0; g < 5; ++g) {
            parts.share[g] = all.hidden[g] == 0 ? parts.share[g] : absent;
        }
    }
    for (const std::uint32_t c : by_name(of.values)) {
        result.rows.push_back(shown(parts, c, of.values[c]));
    }
    std::stable_sort(result.rows.begin(), result.rows.end(), [](const breakdown_row& a, const breakdown_row& b) {
        const auto bound = [](const breakdown_row& row) { return row.fan_quota ? row.fan_quota->low : -1; };
        return bound(a) > bound(b);
    });
    if (any(may.pooled)) {
        small_categories& small = result.too_small.emplace();
        for (std::size_t c = 0; c < of.values.size(); ++c) {
            if (may.pooled[c] != 0) {
                ++small.categories;
                small.n += found.row[c].n;
                small.unclassified += found.row[c].unclassified;
            }
        }
    }
    if (may.pooled.back() != 0) {
        result.too_small->n += unknown_n;
        result.too_small->unclassified += unknown - unknown_n;
    } else if (survey::may_show({static_cast<double>(unknown)}, privacy_of(table.model()).fewest_shown)) {
        result.unknown = unknown;
    } else {  // whoever refused is among them: the others without a group would tell how many
        for (breakdown_row& each : result.rows) {
            each.unclassified.reset();
        }
    }
    if (parts.whole) {
        result.chi_squared = found.chi_squared;
        result.degrees_of_freedom = found.degrees_of_freedom;
        result.p_value = found.p_value;
        result.fewest_expected = found.fewest_expected;
    }
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

/// The customers of each group.
std::array<double, 5> totals_of(std::span<const survey::segment> groups) {
    std::array<double, 5> result{};
    for (const survey::segment each : groups) {
        if (each != survey::segment::unclassified) {
            result[survey::index_of(each)] += 1;
        }
    }
    return result;
}

/// How much of a panel may be shown: none of it where either day hides a group, which it would tell.
survey::movement_shown shown_of(const score_table& before, const score_table& after, const math::matrix& panel) {
    if (disclose(before).hides() || disclose(after).hides()) {
        return survey::movement_shown::nothing;
    }
    const double fewest = std::max(privacy_of(before.model()).fewest_shown, privacy_of(after.model()).fewest_shown);
    std::vector<double> count;
    for (const auto& row : rows_of(panel)) {
        count.insert(count.end(), row.begin(), row.end());
    }
    return survey::shown_of_movement(count, totals_of(before.segments()), totals_of(after.segments()), fewest);
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
    result.shown = shown_of(before, after, panel.count);
    const bool with_table = result.shown == survey::movement_shown::everything;
    const bool with_share = result.shown != survey::movement_shown::nothing;
    const std::vector<std::vector<double>> none(5, std::vector<double>(5, absent));
    result.table = with_table ? rows_of(panel.count) : none;
    for (std::size_t g = 0; g < 5; ++g) {
        result.segments.push_back({with_table ? tests.group[g] : survey::group_change{absent, absent, absent, absent},
                                   survey::segments[g], with_share ? tests.change[g] : absent});
    }
    if (with_share) {
        result.moved_share = tests.moved_share;
        if (rules.measurement) {
            result.noise = measure_noise(before, rules, first, second);
        }
    }
    if (with_table) {
        result.stuart_maxwell = tests.stuart_maxwell;
        result.stuart_maxwell_full = tests.stuart_maxwell_full;
        result.bhapkar = tests.bhapkar;
        result.bowker = tests.bowker;
        result.bowker_full = tests.bowker_full;
    } else if (result.noise) {
        result.noise->expected = none;
    }
    return result;
}

}  // namespace scvm::crm
