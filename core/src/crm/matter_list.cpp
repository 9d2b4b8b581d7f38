#include <scvm/crm/disclosure.hpp>
#include <scvm/crm/matter_list.hpp>
#include <scvm/crm/table_summary.hpp>
#include <scvm/math/normal.hpp>
#include <scvm/survey/disclosure.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace scvm::crm {

namespace {

/// Rows of a table with the columns that the lists are made from.
class listed_rows {
public:
    explicit listed_rows(const score_table& table) : table_(table), value_(table.size()), rank_(table.id_ranks()) {
        const auto network = table.numbers("network_value");
        const auto own = table.numbers("lifetime_value");
        for (std::size_t row = 0; row < table.size(); ++row) {
            value_[row] = std::isnan(network[row]) ? own[row] : network[row];
        }
    }

    [[nodiscard]] double value(std::size_t row) const { return value_[row]; }
    [[nodiscard]] std::string id(std::size_t row) const { return std::string(table_.id(row)); }

    /// Rows by rising key, equal ones by id.
    template <class Wanted, class Key>
    [[nodiscard]] std::vector<std::size_t> sorted(Wanted wanted, Key key) const {
        std::vector<std::size_t> rows;
        for (std::size_t row = 0; row < table_.size(); ++row) {
            if (wanted(row)) {
                rows.push_back(row);
            }
        }
        std::ranges::sort(rows, [&](std::size_t a, std::size_t b) {
            return key(a) != key(b) ? key(a) < key(b) : rank_[a] < rank_[b];
        });
        return rows;
    }

private:
    const score_table& table_;
    std::vector<double> value_;
    std::vector<std::uint32_t> rank_;
};

/// The first of the order.
[[nodiscard]] std::vector<mattering_customer> list_customers(const score_table& table, const listed_rows& rows) {
    const auto place = table.numbers("matters_place");
    const auto index = table.numbers("matters_index");
    std::vector<std::size_t> all = rows.sorted([&](std::size_t row) { return !std::isnan(place[row]); },
                                               [&](std::size_t row) { return std::pair(place[row], -index[row]); });
    const std::size_t most = table.model().matters->listed;
    std::vector<mattering_customer> result;
    for (const std::size_t row : all) {
        if (result.size() == most) {
            break;
        }
        const matters_scores of = table.scores(row).matters;
        result.push_back({.id = rows.id(row),
                          .place = of.place,
                          .shared_by = of.shared_by,
                          .layer = of.layer,
                          .first_layer = of.first_layer,
                          .layer_low = of.layer_low,
                          .layer_high = of.layer_high,
                          .index = of.index,
                          .activity = table.numbers("contributions")[row],
                          .influence = table.numbers("influence")[row],
                          .value = rows.value(row),
                          .active = of.active,
                          .influential = of.influential,
                          .valuable = of.valuable});
    }
    return result;
}

/// How many are active, influential and valuable; of few nothing is told.
[[nodiscard]] std::vector<profile_cell> list_profiles(const score_table& table, const listed_rows& rows) {
    const privacy_rules privacy = privacy_of(table.model());
    std::vector<profile_cell> result(8);
    std::array<std::size_t, 8> customers{};
    std::array<std::vector<double>, 8> values;
    std::array<survey::sum_parts, 8> parts;
    const std::array flags{table.codes("active"), table.codes("influential"), table.codes("valuable")};
    const auto status = table.codes("matters_status");
    for (std::size_t row = 0; row < table.size(); ++row) {
        if (status[row] == static_cast<std::int32_t>(matters_status::no_consent)) {
            continue;
        }
        const auto cell = static_cast<std::size_t>(4 * flags[0][row] + 2 * flags[1][row] + flags[2][row]);
        ++customers[cell];
        if (!std::isnan(rows.value(row))) {
            values[cell].push_back(rows.value(row));
        }
        parts[cell].add(std::isnan(rows.value(row)) ? 0 : rows.value(row));
    }
    // Those who did not agree are one cell more: who reads the others takes them from all customers.
    std::vector<survey::tally> cells(9);
    for (std::size_t cell = 0; cell < 8; ++cell) {
        const auto n = static_cast<double>(customers[cell]);
        const bool tells = parts[cell].tells(privacy.p_percent);
        cells[cell][0] = n;
        cells[cell][1] = tells ? std::min(n, 1.0) : static_cast<double>(values[cell].size());
    }
    const refusal_disclosure refusals = disclose_refusals(table);
    cells[8][0] = refusals.told ? static_cast<double>(refusals.customers - refusals.in_network) : 1;
    const std::vector<std::size_t> one_group{0};
    const auto pooled = survey::protect_rows(cells, one_group, privacy.fewest_shown).pooled;
    for (std::size_t cell = 0; cell < 8; ++cell) {
        profile_cell& to = result[cell];
        to.active = (cell & 4) != 0;
        to.influential = (cell & 2) != 0;
        to.valuable = (cell & 1) != 0;
        if (pooled[cell] == 0) {
            to.customers = customers[cell];
            to.value = detail::ordered_sum(values[cell]);
        }
    }
    return result;
}

/// So many of the customers whose place may be used, where neither they nor the others are few.
[[nodiscard]] std::optional<std::size_t> told_of_allowed(const score_table& table, std::size_t count) {
    return told_of(count, disclose_refusals(table).known_in_network(), privacy_of(table.model()).fewest_shown);
}

[[nodiscard]] places_between list_between(const score_table& table, const listed_rows& rows) {
    const matters_summary& of = *table.summary().matters;
    const auto betweenness = table.numbers("betweenness");
    const auto cut_off = table.numbers("cut_off");
    const auto spans = table.numbers("spans");
    const auto list = [&](std::string_view flag, bool by_span) {
        const auto codes = table.codes(flag);
        const auto key = [&](std::size_t row) { return std::pair(by_span ? -spans[row] : 0.0, -betweenness[row]); };
        std::vector<customer_between> result;
        for (const std::size_t row : rows.sorted([&](std::size_t r) { return codes[r] != 0; }, key)) {
            if (result.size() == table.model().matters->listed) {
                break;
            }
            result.push_back({rows.id(row), betweenness[row], cut_off[row], spans[row]});
        }
        return result;
    };
    const bool exact = of.sources == of.tied;
    const auto tied = told_of_allowed(table, of.tied);
    return {tied,
            exact ? tied : of.sources,
            exact,
            of.betweenness_error,
            list("hub", false),
            list("bridge", false),
            list("spanner", true)};
}

[[nodiscard]] ambassador_plan list_ambassadors(const score_table& table, const listed_rows& rows) {
    const ambassador_rules& rules = *table.model().ambassadors;
    const matters_summary& of = *table.summary().matters;
    const double z = math::normal_quantile(0.975);
    ambassador_plan result;
    result.status = of.plan;
    result.objective = rules.objective;
    if (may_show_selected(table, rules.segments, of.eligible)) {
        result.eligible = of.eligible;
    }
    result.count = static_cast<double>(rules.count);
    result.budget = std::isinf(rules.budget) ? absent : rules.budget;
    result.spent = of.spent;
    const auto place = table.numbers("ambassador_place");
    const auto gain = table.numbers("ambassador_gain");
    for (const std::size_t row :
         rows.sorted([&](std::size_t r) { return !std::isnan(place[r]); }, [&](std::size_t r) { return place[r]; })) {
        result.customers.push_back({rows.id(row), place[row], gain[row], table.numbers("p_fan")[row],
                                    table.numbers("influence")[row], rows.value(row)});
    }
    if (!result.customers.empty()) {
        result.reached = of.reached;
        result.reached_low = std::max(0.0, of.reached - z * of.reached_error);
        result.reached_high = of.reached + z * of.reached_error;
        result.at_least = of.at_least;
        result.proven = of.proven;
        result.persons = of.persons;
        result.persons_low = std::max(0.0, of.persons - z * of.persons_error);
        result.persons_high = of.persons + z * of.persons_error;
    }
    return result;
}

}  // namespace

matter_list matters_of(const score_table& table) {
    const scoring_model& model = table.model();
    const auto& cocreation = table.summary().cocreation;
    const company_summary& summary = table.summary();
    if (!summary.matters && !(cocreation && !cocreation->tests.empty()) && !summary.equity && !summary.complaints) {
        throw error(
            errc::not_fitted,
            "matters: the model has no section of who matters, nor of ambassadors, equity or service, nor tests");
    }
    const listed_rows rows(table);
    matter_list result{.as_of = table.as_of(),
                       .model = name_of(model),
                       .matters = {},
                       .ambassadors = {},
                       .employees = {},
                       .tests = {},
                       .top_decile = {},
                       .queue = summary.complaints ? summary.complaints->queue : std::vector<queue_entry>(),
                       .helpers = summary.helpers ? summary.helpers->helpers : std::vector<helper_figure>()};
    if (model.matters) {
        const matters_summary& of = *table.summary().matters;
        result.matters = {model.matters->order,        told_of_allowed(table, of.ranked), of.draws,
                          list_customers(table, rows), list_profiles(table, rows),        list_between(table, rows)};
    }
    if (model.ambassadors) {
        result.ambassadors = list_ambassadors(table, rows);
    }
    // As long as a number that is hidden, the list would tell it.
    const table_summary told = summary_of(table);
    if (told.employees && told.employees->bridging) {
        for (const staff_bridge& each : summary.employees->bridges) {
            result.employees.push_back({each.id, each.inside, each.outside});
        }
    }
    if (summary.equity) {
        for (const std::uint32_t row : summary.equity->ranks.entered) {
            result.top_decile.entered.emplace_back(table.id(row));
        }
        for (const std::uint32_t row : summary.equity->ranks.left) {
            result.top_decile.left.emplace_back(table.id(row));
        }
    }
    for (std::size_t i = 0; cocreation && i < cocreation->tests.size(); ++i) {
        result.tests.push_back({cocreation->tests[i].test, cocreation->tests[i].testers});
    }
    return result;
}

}  // namespace scvm::crm
