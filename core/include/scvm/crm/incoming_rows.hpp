#pragma once

#include <scvm/crm/base_table.hpp>
#include <scvm/crm/cell.hpp>
#include <scvm/crm/customer_base.hpp>
#include <scvm/error.hpp>

#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace scvm::crm {

/// Rows of one table on their way into a base, column by column: cells of any kind, or whole columns of the very type.
/// A cell that cannot be read rejects its row alone. Not thread-safe.
///
///     incoming_rows rows(base_table_of(table::purchases), base.clocks());
///     rows.lend(0, ids);
///     for (const cell& each : times) { rows.read(1, each); }
///     rows.lend(2, amounts);
///     rows.add_to(base);
class incoming_rows {
public:
    /// `clocks`: those of the base that the rows are for.
    incoming_rows(const base_table& of, clock_reader clocks);

    [[nodiscard]] const base_table& of() const noexcept { return *of_; }
    [[nodiscard]] std::span<const description::field> columns() const noexcept { return of_->columns->fields; }
    [[nodiscard]] const clock_reader& clocks() const noexcept { return clocks_; }
    [[nodiscard]] const description::field& column(std::size_t place) const { return of_->columns->fields[place]; }

    /// Says that a column is there, even where no cell of it follows.
    void begin(std::size_t column, std::size_t expected_rows = 0);

    /// Appends one cell. Its text must live until add_to(), see hold().
    void read(std::size_t column, const cell& value);

    /// The same of a column of times, where a reader of dates has read the cell already; nothing: there is no time.
    void read(std::size_t column, const std::optional<dates::reading>& found);

    /// The next cell could not even be made: its row is rejected.
    void fail(std::size_t column, errc code, std::string reason);

    /// Lends a whole column of the very type that the table's columns have; it must live until add_to().
    template <class T>
    void lend(std::size_t column, std::span<const T> values) {
        place_of(column, description::type_of<T>(), values.size()).lent = values.data();
    }

    /// Keeps a text until the rows are added.
    [[nodiscard]] std::string_view hold(std::string text) { return held_.emplace_back(std::move(text)); }

    /// The number of rows: that of the first column. Throws error{bad_record} for a required column that is not there,
    /// error{size_mismatch} for columns of unequal length; `path` stands in front: "base.purchases.".
    [[nodiscard]] std::size_t require_columns(std::string_view path = {}) const;

    /// Adds the rows in their order, and returns how many were taken; the others are among the base's rejected ones.
    /// `attribute` names the one that a table of attributes is about. Checks first, as require_columns() does.
    std::size_t add_to(customer_base& base, std::string_view attribute = {}) const;

private:
    struct incoming {
        bool there = false;
        std::size_t rows = 0;
        const void* lent = nullptr;
        std::vector<std::string_view> texts{};
        std::vector<double> numbers{};
        std::vector<std::int64_t> times{};
        std::vector<std::int32_t> wholes{};
    };
    struct fault {
        std::size_t column;
        errc code;
        std::string reason;
    };

    incoming& place_of(std::size_t column, const description::type& element, std::size_t rows);
    void append(std::size_t column, const cell* value);
    [[nodiscard]] const void* data_of(std::size_t column) const;
    [[nodiscard]] std::string_view text_at(std::size_t column, std::size_t row) const;

    const base_table* of_;
    clock_reader clocks_;
    std::vector<incoming> columns_;
    std::map<std::size_t, fault> faults_;  // by row; the first column's counts
    std::deque<std::string> held_;
};

}  // namespace scvm::crm
