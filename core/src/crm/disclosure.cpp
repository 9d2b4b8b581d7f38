#include <scvm/crm/disclosure.hpp>
#include <scvm/crm/score_table.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <numeric>
#include <optional>
#include <span>
#include <vector>

namespace scvm::crm {

namespace {

/// The place of a group among the six: the customers without one come last.
std::size_t place_of(std::int32_t segment) {
    return segment == 0 ? 5 : static_cast<std::size_t>(segment) - 1;
}

/// Counts the customers of each cell, which `cell_of` names by row of the table.
template <class CellOf>
void tally_customers(const score_table& table, std::span<group_tally> cells, const CellOf& cell_of) {
    const auto segment = table.codes("segment");
    const auto revenue = table.numbers("revenue");
    const auto value = table.numbers("lifetime_value");
    for (std::size_t row = 0; row < table.size(); ++row) {
        group_tally& of = cells[6 * cell_of(row) + place_of(segment[row])];
        of.persons[0] += segment[row] != 0;
        if (!std::isnan(revenue[row])) {
            of.persons[1] += 1;
            of.persons[2] += revenue[row] != 0;
            of.revenue.add(revenue[row]);
        }
        if (!std::isnan(value[row])) {
            of.persons[3] += 1;
            of.lifetime_value.add(value[row]);
        }
    }
}

/// The numbers of customers alone, without the customers who have no group.
std::vector<survey::tally> customers_of(std::span<const group_tally> cells) {
    std::vector<survey::tally> result;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        if (i % 6 != 5) {
            result.push_back({cells[i].persons[0]});
        }
    }
    return result;
}

std::vector<survey::tally> persons_of(std::span<const group_tally> cells) {
    std::vector<survey::tally> result;
    for (const group_tally& each : cells) {
        result.push_back(each.persons);
    }
    return result;
}

/// Whether the sums of some cells together tell one customer's amount.
[[nodiscard]] bool tells(const group_tally& of, double percent) {
    return of.revenue.tells(percent) || of.lifetime_value.tells(percent);
}

/// As if one customer alone were behind each figure: such a cell is not shown, as one of few is not.
[[nodiscard]] survey::tally as_of_one(survey::tally persons) {
    for (double& each : persons) {
        each = std::min(each, 1.0);
    }
    return persons;
}

/// join_neighbours() of the amounts: as long as a run of groups tells one customer's, it takes the next ones along.
[[nodiscard]] std::vector<std::size_t> join_money(std::span<const group_tally> groups, std::vector<std::size_t> joined,
                                                  const privacy_rules& rules) {
    std::vector<survey::tally> cells = persons_of(groups);
    joined = survey::join_neighbours(cells, rules.fewest_shown, std::move(joined));
    for (;;) {
        cells = persons_of(groups);
        for (std::size_t first = 0; first < groups.size(); ++first) {
            group_tally run;
            for (std::size_t g = first; g < groups.size() && joined[g] == first; ++g) {
                run.add(groups[g]);
            }
            if (joined[first] == first && tells(run, rules.p_percent)) {
                for (std::size_t g = first; g < groups.size() && joined[g] == first; ++g) {
                    cells[g] = g == first ? as_of_one(run.persons) : survey::tally{};
                }
            }
        }
        const auto next = survey::join_neighbours(cells, rules.fewest_shown, joined);
        if (next == joined) {
            return joined;
        }
        joined = next;
    }
}

/// The cells of a table of categories by six groups whose amounts are not shown.
class money_protection {
public:
    /// `customers` protects the five groups of the same rows; who is hidden there has no amounts either.
    money_protection(std::span<const group_tally> cells, std::span<const std::size_t> joined,
                     const survey::row_protection& customers, const privacy_rules& rules)
        : cells_(cells), joined_(joined), customers_(customers), rules_(rules), counted_(persons_of(cells)) {
        for (std::size_t row = 0; row < rows(); ++row) {
            for (std::size_t g = 0; g < groups(); ++g) {
                if (tells(block(row, g), rules_.p_percent)) {
                    counted_[row * groups() + g] = as_of_one(counted_[row * groups() + g]);
                }
            }
        }
    }

    /// protect_rows(), and again as long as what is left of a row, of a group or of all that is pooled tells one
    /// customer's amount: then it takes more along.
    [[nodiscard]] survey::row_protection run() {
        for (;;) {
            survey::row_protection found = survey::protect_rows(counted_, joined_, rules_.fewest_shown);
            for (std::size_t row = 0; row < std::min(rows(), customers_.pooled.size()); ++row) {
                found.pooled[row] |= customers_.pooled[row];
                for (std::size_t g = 0; g < 5; ++g) {
                    found.hidden[row * groups() + g] |= customers_.hidden[5 * row + g];
                }
            }
            if (!extend(found)) {
                return found;
            }
        }
    }

private:
    [[nodiscard]] std::size_t groups() const { return joined_.size(); }
    [[nodiscard]] std::size_t rows() const { return cells_.size() / groups(); }

    /// The groups of a row that are told together with one.
    [[nodiscard]] group_tally block(std::size_t row, std::size_t group) const {
        group_tally result;
        for (std::size_t g = 0; g < groups(); ++g) {
            if (joined_[g] == joined_[group]) {
                result.add(cells_[row * groups() + g]);
            }
        }
        return result;
    }

    template <class Takes>
    [[nodiscard]] group_tally sum_of(const Takes& takes) const {
        group_tally left;
        for (std::size_t row = 0; row < rows(); ++row) {
            for (std::size_t g = 0; g < groups(); ++g) {
                if (takes(row, g)) {
                    left.add(cells_[row * groups() + g]);
                }
            }
        }
        return left;
    }

    template <class Takes>
    [[nodiscard]] bool left_tells(const Takes& takes) const {
        return tells(sum_of(takes), rules_.p_percent);
    }

    /// Too few to show anything of this row.
    [[nodiscard]] bool make_small(std::size_t row) {
        const auto first = counted_.begin() + static_cast<std::ptrdiff_t>(row * groups());
        std::vector<survey::tally> small(groups());
        small[0] = as_of_one(sum_of([&](std::size_t r, std::size_t) { return r == row; }).persons);
        const bool news = !std::equal(small.begin(), small.end(), first);
        std::copy(small.begin(), small.end(), first);
        return news;
    }

    [[nodiscard]] double size(std::size_t row) const {
        double result = 0;
        for (std::size_t g = 0; g < groups(); ++g) {
            result += cells_[row * groups() + g].persons[1];
        }
        return result;
    }

    [[nodiscard]] bool extend(const survey::row_protection& found) {
        const auto hidden = [&](std::size_t row, std::size_t g) { return found.hidden[row * groups() + g] != 0; };
        bool changed = false;
        for (std::size_t row = 0; row < rows(); ++row) {
            const auto here = [&](std::size_t r, std::size_t) { return r == row; };
            const auto left = [&](std::size_t r, std::size_t g) { return r == row && hidden(r, g); };
            if (found.pooled[row] == 0 && (left_tells(here) || left_tells(left))) {
                changed |= make_small(row);
            }
        }
        if (changed) {
            return true;
        }
        // The smallest of those that are shown, where others must go along.
        std::size_t next = rows();
        for (std::size_t row = 0; row < rows(); ++row) {
            if (found.pooled[row] == 0 && size(row) > 0 && (next == rows() || size(row) < size(next))) {
                next = row;
            }
        }
        bool tell = left_tells([&](std::size_t row, std::size_t) { return found.pooled[row] != 0; });
        for (std::size_t group = 0; group < groups() && !tell; ++group) {
            tell = left_tells([&](std::size_t row, std::size_t g) {
                       return joined_[g] == joined_[group] && hidden(row, g);
                   }) &&
                   !whole_tells(group);
        }
        return tell && next < rows() && make_small(next);
    }

    /// Of a group that is hidden altogether nothing is left to work out.
    [[nodiscard]] bool whole_tells(std::size_t group) const {
        return left_tells([&](std::size_t, std::size_t g) { return joined_[g] == joined_[group]; });
    }

    std::span<const group_tally> cells_;
    std::span<const std::size_t> joined_;
    const survey::row_protection& customers_;
    const privacy_rules& rules_;
    std::vector<survey::tally> counted_;
};

}  // namespace

void group_tally::add(const group_tally& other) {
    for (std::size_t i = 0; i < persons.size(); ++i) {
        persons[i] += other.persons[i];
    }
    revenue.add(other.revenue);
    lifetime_value.add(other.lifetime_value);
}

privacy_rules privacy_of(const scoring_model& model) {
    return model.privacy.value_or(privacy_rules{});
}

bool may_show_sum(std::span<const double> amounts, const privacy_rules& rules) {
    double persons = 0;
    survey::sum_parts parts;
    for (const double each : amounts) {
        if (!std::isnan(each) && each != 0) {
            persons += 1;
            parts.add(each);
        }
    }
    return persons == 0 || (persons >= rules.fewest_shown && !parts.tells(rules.p_percent));
}

disclosure disclose(const group_tallies& groups, const privacy_rules& rules) {
    const auto customers = customers_of(groups);
    disclosure result;
    result.joined = survey::join_neighbours(customers, rules.fewest_shown);
    result.hidden = survey::hidden_among(customers, result.joined, rules.fewest_shown);
    std::vector<std::size_t> joined = result.joined;
    joined.push_back(5);
    result.money_joined = join_money(groups, std::move(joined), rules);
    result.money_hidden = survey::hidden_among(persons_of(groups), result.money_joined, rules.fewest_shown);
    return result;
}

disclosure disclose(const score_table& table) {
    group_tallies groups{};
    tally_customers(table, groups, [](std::size_t) { return std::size_t{0}; });
    return disclose(groups, privacy_of(table.model()));
}

bool may_show_selected(const score_table& table, std::span<const survey::segment> groups, std::size_t selected) {
    std::size_t all = groups.empty() ? table.size() : 0;
    for (const survey::segment each : table.segments()) {
        all += std::find(groups.begin(), groups.end(), each) != groups.end();
    }
    return disclose(table).shows_together(groups) &&
           survey::may_show({static_cast<double>(selected), static_cast<double>(all - selected)},
                            privacy_of(table.model()).fewest_shown);
}

std::optional<std::size_t> told_of(std::size_t count, std::size_t of, double fewest_shown) {
    const bool may = survey::may_show({static_cast<double>(count), static_cast<double>(of - count)}, fewest_shown);
    return may ? std::optional(count) : std::nullopt;
}

std::vector<std::optional<std::size_t>> told_parts(std::span<const std::size_t> counts, double fewest_shown) {
    const std::vector<double> numbers(counts.begin(), counts.end());
    const auto hidden = survey::suppress_small(numbers, fewest_shown);
    std::vector<std::optional<std::size_t>> result(counts.size());
    for (std::size_t i = 0; i < counts.size(); ++i) {
        if (hidden[i] == 0) {
            result[i] = counts[i];
        }
    }
    return result;
}

std::vector<std::optional<std::size_t>> told_by_status(std::span<const std::size_t> counts, std::size_t scored,
                                                       bool refusals_told, double fewest_shown) {
    // One word alone is the published sum itself.
    auto result = scored == 1 ? std::vector<std::optional<std::size_t>>{counts[0]}
                              : told_parts(counts.first(scored), fewest_shown);
    std::vector<std::size_t> others{counts.back()};
    others.insert(others.end(), counts.begin() + static_cast<std::ptrdiff_t>(scored), counts.end() - 1);
    auto told = told_parts(others, fewest_shown);
    if (!refusals_told) {
        told.assign(told.size(), std::nullopt);
    }
    result.insert(result.end(), told.begin() + 1, told.end());
    result.push_back(told.front());
    return result;
}

refusal_disclosure disclose_refusals(const score_table& table) {
    const double fewest = privacy_of(table.model()).fewest_shown;
    const company_summary& summary = table.summary();
    const auto refused = [](std::span<const std::int32_t> status, auto word, std::size_t row) {
        return status[row] == static_cast<std::int32_t>(word);
    };
    const auto survey_status = table.codes("survey_status");
    const auto value_status = table.codes("value_status");
    const auto network = table.codes("network_status");
    const auto equity = table.codes("equity_status");
    const auto matters = table.codes("matters_status");
    std::array<std::size_t, 8> same{};  // who refuses the same uses
    refusal_disclosure result{true, table.size(), table.size()};
    for (std::size_t row = 0; row < table.size(); ++row) {
        const bool no_network = refused(network, network_score_status::no_consent, row) ||
                                refused(equity, equity_status::no_consent, row) ||
                                refused(matters, matters_status::no_consent, row);
        result.in_network -= no_network;
        ++same[4 * refused(survey_status, crm::survey_status::no_consent, row) +
               2 * refused(value_status, crm::value_status::no_consent, row) + no_network];
    }
    for (std::size_t uses = 1; uses < same.size(); ++uses) {
        result.told = result.told && survey::may_show({static_cast<double>(same[uses])}, fewest);
    }
    result.told = result.told && told_by_status(summary.survey_status, 1, true, fewest).back() &&
                  told_by_status(summary.value_status, 3, true, fewest).back();
    return result;
}

category_disclosure disclose_by(const score_table& table, const table_attribute& attribute) {
    // Categories of equal size are taken by name, and those of no known category last.
    const std::size_t categories = attribute.values.size();
    std::vector<std::size_t> order(categories);
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(),
              [&](std::size_t a, std::size_t b) { return attribute.values[a] < attribute.values[b]; });
    std::vector<std::size_t> place(categories + 1, categories);
    for (std::size_t i = 0; i < categories; ++i) {
        place[order[i]] = i;
    }
    std::vector<group_tally> cells(6 * (categories + 1));
    tally_customers(table, cells,
                    [&](std::size_t row) { return place[std::min<std::size_t>(attribute.of_row[row], categories)]; });
    const disclosure whole = disclose(table);
    const privacy_rules rules = privacy_of(table.model());
    const auto in_order = [&](survey::row_protection found, std::size_t groups) {
        found.pooled.resize(categories + 1);
        found.hidden.resize(groups * (categories + 1));
        survey::row_protection result = found;
        for (std::size_t c = 0; c <= categories; ++c) {
            result.pooled[c] = found.pooled[place[c]];
            std::copy_n(found.hidden.begin() + static_cast<std::ptrdiff_t>(groups * place[c]), groups,
                        result.hidden.begin() + static_cast<std::ptrdiff_t>(groups * c));
        }
        return result;
    };
    // Nobody is not a category. Those who have no group, or no amounts, are one: it is where the few of another one may
    // be, as far as a reader knows.
    std::vector<survey::tally> customers = customers_of(cells);
    if (std::none_of(attribute.of_row.begin(), attribute.of_row.end(), [&](auto c) { return c >= categories; })) {
        customers.resize(5 * categories);
        cells.resize(6 * categories);
    }
    const survey::row_protection counts = survey::protect_rows(customers, whole.joined, rules.fewest_shown);
    return {in_order(counts, 5), in_order(money_protection(cells, whole.money_joined, counts, rules).run(), 6)};
}

}  // namespace scvm::crm
