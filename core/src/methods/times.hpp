#pragma once

// Columns of dates, and ids of which only equality matters.
#include "methods/id_or_time.hpp"

#include <scvm/dates/reader.hpp>
#include <scvm/error.hpp>

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace scvm::methods {

/// A row that was left out since its date cannot be read.
struct unreadable_row {
    std::size_t row = 0;
    std::string reason{};
};
void describe(const auto& is, const unreadable_row& o) {
    is("row", o.row, "Which one, from 0.");
    is("reason", o.reason, "Its column, its value, and what was expected.");
}

/// A column of dates as seconds since 1970-01-01 UTC, dates::no_time where there is none; and what cannot be read.
struct date_column {
    std::vector<std::int64_t> seconds{};
    std::vector<unreadable_row> unreadable{};  ///< in the order of rows

    date_column(std::span<const std::optional<date_cell>> cells, std::string_view name,
                const dates::reader& by = dates::reader()) {
        for (std::size_t row = 0; row < cells.size(); ++row) {
            dates::reading found = cells[row] ? cells[row]->in(by) : dates::reading{};
            seconds.push_back(found.seconds);
            if (!found.good()) {
                refuse(name, row, " = " + found.fault);
            }
        }
    }

    void refuse(std::string_view name, std::size_t row, const std::string& rule) {
        unreadable.push_back({row, std::string(name) + "[" + std::to_string(row) + "]" + rule});
    }
};

/// A column in which every row needs a date: one without is unreadable, too.
[[nodiscard]] inline date_column required_dates(std::span<const std::optional<date_cell>> cells, std::string_view name,
                                                const dates::reader& by = dates::reader()) {
    date_column result(cells, name, by);
    std::vector<unreadable_row> refused = std::exchange(result.unreadable, {});
    auto next = refused.begin();
    for (std::size_t row = 0; row < cells.size(); ++row) {
        if (next != refused.end() && next->row == row) {
            result.unreadable.push_back(std::move(*next++));
        } else if (!cells[row]) {
            result.refuse(name, row, ": expected a date, found none");
        }
    }
    return result;
}

/// The rows of a column that are not left out; an empty column stays empty.
template <class Column>
[[nodiscard]] Column readable(const Column& column, std::span<const unreadable_row> without) {
    Column result;
    auto next = without.begin();
    for (std::size_t row = 0; row < column.size(); ++row) {
        if (next != without.end() && next->row == row) {
            ++next;
        } else {
            result.push_back(column[row]);
        }
    }
    return result;
}

/// Which row of the whole column a row of its readable part is.
[[nodiscard]] inline std::size_t original_row(std::size_t row, std::span<const unreadable_row> without) {
    for (const unreadable_row& each : without) {
        if (each.row > row) {
            break;
        }
        ++row;
    }
    return row;
}

/// Ids as numbers from 1; no id: 0.
[[nodiscard]] inline std::vector<std::uint64_t> numbered(std::span<const std::optional<id>> ids) {
    std::map<std::string_view, std::uint64_t> numbers;
    std::vector<std::uint64_t> result;
    for (const std::optional<id>& each : ids) {
        result.push_back(each ? numbers.try_emplace(each->text, numbers.size() + 1).first->second : 0);
    }
    return result;
}

}  // namespace scvm::methods
