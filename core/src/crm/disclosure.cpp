#include <scvm/crm/disclosure.hpp>
#include <scvm/crm/score_table.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numeric>
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
void tally_customers(const score_table& table, std::span<survey::tally> cells, const CellOf& cell_of) {
    const auto segment = table.codes("segment");
    const auto revenue = table.numbers("revenue");
    const auto value = table.numbers("lifetime_value");
    for (std::size_t row = 0; row < table.size(); ++row) {
        survey::tally& of = cells[6 * cell_of(row) + place_of(segment[row])];
        of[0] += segment[row] != 0;
        of[1] += !std::isnan(revenue[row]);
        of[2] += !std::isnan(revenue[row]) && revenue[row] != 0;
        of[3] += !std::isnan(value[row]);
    }
}

/// The numbers of customers alone, without the customers who have no group.
std::vector<survey::tally> customers_of(std::span<const survey::tally> cells) {
    std::vector<survey::tally> result;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        if (i % 6 != 5) {
            result.push_back({cells[i][0]});
        }
    }
    return result;
}

}  // namespace

disclosure disclose(const group_tallies& groups) {
    const auto customers = customers_of(groups);
    disclosure result;
    result.joined = survey::join_neighbours(customers);
    result.hidden = survey::hidden_among(customers, result.joined);
    std::vector<std::size_t> joined = result.joined;
    joined.push_back(5);
    result.money_joined = survey::join_neighbours(groups, survey::smallest_cell, joined);
    result.money_hidden = survey::hidden_among(groups, result.money_joined);
    return result;
}

disclosure disclose(const score_table& table) {
    group_tallies groups{};
    tally_customers(table, groups, [](std::size_t) { return std::size_t{0}; });
    return disclose(groups);
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
    std::vector<survey::tally> cells(6 * (categories + 1));
    tally_customers(table, cells,
                    [&](std::size_t row) { return place[std::min<std::size_t>(attribute.of_row[row], categories)]; });
    const disclosure whole = disclose(table);
    const auto protect = [&](std::vector<survey::tally> of, std::span<const std::size_t> joined) {
        const auto groups = static_cast<std::ptrdiff_t>(joined.size());
        if (std::all_of(of.end() - groups, of.end(),
                        [](const survey::tally& each) { return each == survey::tally{}; })) {
            of.erase(of.end() - groups, of.end());  // nobody is not a category
        }
        survey::row_protection found = survey::protect_rows(of, joined);
        found.pooled.resize(categories + 1);
        found.hidden.resize(joined.size() * (categories + 1));
        survey::row_protection result = found;
        for (std::size_t c = 0; c <= categories; ++c) {
            result.pooled[c] = found.pooled[place[c]];
            std::copy_n(found.hidden.begin() + groups * static_cast<std::ptrdiff_t>(place[c]), groups,
                        result.hidden.begin() + groups * static_cast<std::ptrdiff_t>(c));
        }
        return result;
    };
    category_disclosure result{protect(customers_of(cells), whole.joined), protect(cells, whole.money_joined)};
    // Who is hidden has no amounts either.
    for (std::size_t c = 0; c <= categories; ++c) {
        result.money.pooled[c] |= result.customers.pooled[c];
        for (std::size_t g = 0; g < 5; ++g) {
            result.money.hidden[6 * c + g] |= result.customers.hidden[5 * c + g];
        }
    }
    return result;
}

}  // namespace scvm::crm
