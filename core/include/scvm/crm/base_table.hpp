#pragma once

// The tables of a customer base as a list that programs read: what crm/base_columns.hpp says, at run time. Whoever
// brings rows in from somewhere (JSON, Python, Arrow) works on it, and knows no table by name.
#include <scvm/crm/base_columns.hpp>
#include <scvm/crm/cell.hpp>
#include <scvm/describe/table.hpp>

#include <cstddef>
#include <memory>
#include <span>
#include <string_view>

namespace scvm::crm {

class customer_base;

/// One table.
struct base_table {
    table where = table::customers;
    const description::table* row = nullptr;      ///< of a row as it is given: its sample holds the defaults
    const description::table* columns = nullptr;  ///< the same members, as spans
    std::shared_ptr<void> (*no_columns)() = nullptr;

    /// Adds columns that somebody lends. `attribute` names the one that a table of attributes is about.
    intake (*add)(customer_base& to, std::string_view attribute, const void* columns) = nullptr;

    [[nodiscard]] std::string_view name() const { return name_of(where); }
};

/// All tables, in the order in which they build on each other: customers first.
[[nodiscard]] std::span<const base_table> base_tables();

[[nodiscard]] const base_table& base_table_of(table where);

/// The table of this name. Throws error{unknown_id} that names all of them.
[[nodiscard]] const base_table& base_table_named(std::string_view name);

/// Whether an empty cell of a column of texts is an empty text, and not a fault.
[[nodiscard]] inline bool may_be_empty(const description::field& of) {
    return !of.required || of.null_when_absent;
}

/// Whether one value may stand for all rows of a column: a kind, a purpose, a decision, whatever may be absent.
[[nodiscard]] bool may_stand_for_all(const description::field& of);

/// The number of rows. Throws error{size_mismatch} where columns differ in length; optional ones may be empty.
[[nodiscard]] std::size_t rows_of(const base_table& of, const void* columns);

/// Fills `row`, which is of the table's row type, from row i of the columns, and checks it. Throws error{domain}.
void read_row(const base_table& of, const void* columns, std::size_t i, void* row);

/// Whether a column of times says when something ends: what ends after 2099, as on 9999-12-31, never does.
[[nodiscard]] inline bool is_end(const description::field& of) {
    return of.name == "end" || of.name == "expires";
}

/// Reads a cell into the member of a row that stands for the column; an empty one of an optional column is its default.
/// A text must live as long as the row. Throws error{bad_record} for a value of another kind.
void read_cell(const description::field& column, const cell& value, void* member, const clock_reader& clocks);

/// Checks a row that was put together cell by cell: absent numbers become their columns' defaults, the others must lie
/// within their ranges, times must lie between 1990 and 2099 (later ends become `never`). Throws error{domain}.
void check_row(const base_table& of, void* row);

/// A count as the whole number that it must be. Throws error{domain}.
[[nodiscard]] std::uint32_t whole_count(std::string_view name, double count);

}  // namespace scvm::crm
