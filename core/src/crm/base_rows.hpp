#pragma once

// What holds of the rows of every table alike: how a given row becomes a kept one, how kept rows lie by columns, and
// whom a row names.
#include <scvm/crm/base_content.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace scvm::crm {

/// Calls visit(name, member) for each member of what is described.
template <class Visit>
struct member_visitor {
    Visit visit;
    template <class Member, class... Says>
    void operator()(std::string_view name, const Member& member, const Says&...) const {
        visit(name, member);
    }
    template <class Seconds, class... Says>
    void operator()(std::string_view name, const timed<Seconds>& time, const Says&...) const {
        visit(name, time.seconds);
    }
};
template <class Rows, class Visit>
void each_member(const Rows& rows, Visit visit) {
    describe(member_visitor<Visit>{visit}, rows);
}

/// Where the members of a form of a table stand, in the order of its description.
template <class Rows>
[[nodiscard]] const std::vector<std::size_t>& places_of() {
    static const std::vector<std::size_t> made = [] {
        const Rows sample{};
        std::vector<std::size_t> result;
        each_member(sample, [&](std::string_view, const auto& member) {
            result.push_back(static_cast<std::size_t>(reinterpret_cast<const std::byte*>(&member) -
                                                      reinterpret_cast<const std::byte*>(&sample)));
        });
        return result;
    }();
    return made;
}

template <class Member, class Rows>
[[nodiscard]] Member& member_at(Rows& rows, std::size_t place) {
    using bytes = std::conditional_t<std::is_const_v<Rows>, const std::byte, std::byte>;
    return *reinterpret_cast<Member*>(reinterpret_cast<bytes*>(&rows) + places_of<std::remove_const_t<Rows>>()[place]);
}

/// Calls visit(name, cell, other) for each cell of a given row with the member of another form that stands for it.
template <template <class> class Rows, class Form, class Visit>
void each_pair(const Rows<as_given>& row, Rows<Form>& other, Visit visit) {
    std::size_t place = 0;
    each_member(row, [&](std::string_view name, const auto& cell) {
        using member = typename Form::template of<std::remove_cvref_t<decltype(cell)>>;
        visit(name, cell, member_at<member>(other, place++));
    });
}

/// The same where the row does not matter, but what its cells are.
template <template <class> class Rows, class Form, class Visit>
void each_kind(Rows<Form>& other, Visit visit) {
    const Rows<as_given> sample{};
    each_pair<Rows>(sample, other, [&](std::string_view, const auto& cell, auto& member) { visit(cell, member); });
}

/// Calls visit(column) for each column of kept ones.
template <class Columns, class Visit>
void each_column(Columns& columns, Visit visit) {
    each_member(columns, [&](std::string_view, const auto& column) {
        visit(const_cast<std::remove_cvref_t<decltype(column)>&>(column));  // describe() takes them as they are
    });
}

/// Appends row i of other columns.
template <template <class> class Rows>
void append_row(Rows<as_kept_columns>& to, const Rows<as_kept_columns>& from, std::size_t i) {
    std::size_t place = 0;
    each_column(to, [&](auto& column) {
        using column_type = std::remove_cvref_t<decltype(column)>;
        column.push_back(member_at<const column_type>(from, place++)[i]);
    });
}

/// Keeps the rows that `keep(row)` wants, in every column, and says how many went.
template <class Columns, class Keep>
std::size_t keep_rows(Columns& columns, std::size_t rows, Keep keep) {
    std::vector<std::size_t> stay;
    for (std::size_t row = 0; row < rows; ++row) {
        if (keep(row)) {
            stay.push_back(row);
        }
    }
    each_column(columns, [&](auto& column) {
        for (std::size_t i = 0; i < stay.size(); ++i) {
            column[i] = column[stay[i]];
        }
        column.resize(stay.size());
    });
    return rows - stay.size();
}

template <class Cell>
inline constexpr bool names_person =
    std::is_same_v<Cell, owner_id> || std::is_same_v<Cell, customer_id> || std::is_same_v<Cell, brought_id> ||
    std::is_same_v<Cell, person_id> || std::is_same_v<Cell, target_id> || std::is_same_v<Cell, prospect_id> ||
    std::is_same_v<Cell, member_id>;

/// Calls visit(code) for each person whom a kept row names.
template <template <class> class Rows, class Visit>
void each_person(Rows<as_kept>& row, Visit visit) {
    each_kind<Rows>(row, [&](const auto& cell, auto& code) {
        if constexpr (names_person<std::remove_cvref_t<decltype(cell)>>) {
            visit(code);
        }
    });
}

/// Calls visit(column of codes) for each column that names persons.
template <template <class> class Rows, class Visit>
void each_person_column(Rows<as_kept_columns>& columns, Visit visit) {
    each_kind<Rows>(columns, [&](const auto& cell, auto& codes) {
        if constexpr (names_person<std::remove_cvref_t<decltype(cell)>>) {
            visit(codes);
        }
    });
}

}  // namespace scvm::crm
