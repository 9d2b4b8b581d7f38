#pragma once

// The words in which a struct is described, once, beside it:
//
//     struct value_rules {
//         double horizon = 52;
//         time_unit unit = time_unit::week;
//     };
//     void describe(const auto& is, const value_rules& o) {
//         is("horizon", o.horizon, above(0).to(1e6), "How far ahead purchases count, in units.");
//         is("unit", o.unit, "The unit of t_x, T and horizon.");
//     }
//
// From this come the strict reader, the canonical writer, the JSON Schema, the tables in docs/ and the types of the
// bindings (describe/table.hpp makes the table that they work on). The default of a member is its initialiser and is
// written nowhere else. `describe` is a template: it costs nothing until somebody asks for the table.
//
// The words, after the name and the member, in any order:
//
//     above(0)  at_least(0)  within(0, 1)  at_most(1)  finite_number  any of them .to(x), .below(x), .finite()
//                       the range of a number; of each number, for a list
//     required          the reader refuses an object without this key
//     quiet             the writer leaves the key out where the member has its default; without it a number that is
//                       NaN or infinite is written as null
//     null_when_absent  the writer writes null for an empty optional, which is else left out, and for an empty text
//     null_is(x)        the whole number that null stands for, say "nobody", when it is read and when it is written
//     yes_or_no         the whole numbers 0 and 1, which may also be given as false and true
//                       (these two also of each element of a list)
//     by_columns        the writer turns a list of structs into an object with one list a member
//     like(o.other)     where the key is absent, the member takes the value of the other number
//     unit("money")     what a number counts
//     most(5000)        the most elements that a list may have
//     first_words(2)    of an enum, only the first so many words
//     not_empty         a list that is given has one element or more
//     "a sentence"      what the member is, in plain words
//
// Words for what is only written, such as a score card:
//
//     null_without(o.other)          null stands in where the other number is absent (NaN)
//     left_out_when(o.other, value)  the writer leaves the key out where the other member, an enum or a bool, is that
//
// Words for a struct that is also kept as a table with one row an object (crm/score_columns.hpp); each of its members
// but texts is a column, which has the name of the key:
//
//     column("x")       the column has another name
//     columns("p_")     begins the names of all columns within, unless they say their own
//     no_column         there is no column
//     repeats("x")      the number is that of the column x, written a second time
//     labelled          the whole number stands for a label that is kept elsewhere, 0 for none
//
// A member that is
//   - a number, bool or std::string is one value; a class that is made of a text and has text() is that text;
//   - an enum is one of the words that `words_of(the enum)` beside it lists, in the order of its values;
//   - a std::optional may be absent; a std::vector is a list, a math::matrix a list of rows;
//   - a std::variant is written as what it holds, std::monostate as null, and read as the first alternative that looks
//     like what is given (an array, an object or one value), or, where all are described structs that begin with a
//     constant of the same key, as the one whose constant is given;
//   - a std::map of texts is an object with one key an entry;
//   - a struct with `called`, read_text(text) and read_number(digits) is a text or a number, whichever is given;
//   - a described struct is an object of its own;
//   - `named(array, words)` is an object with one key a word; `date(seconds)` is a day as text, "2026-11-21", and
//     `moment(seconds)` a second as text, "2026-11-21T14:30:00Z"; `flags(o.doubts)` lists the names of those bools of a
//     described struct that are set, in the order of its description; `numbered(o.code)` is an enum as its number.
//
// Beyond single members:
//
//     describe(is, o.part)            the members of another struct, at the same level
//     is.constant("schema", "x/1")    a key that must be there and hold just this text
//     is.alternatives(words, o.variant, "…")   one key an alternative of a std::variant or an optional one
//     is.settled(o, [](T& o) {…})     a rule that joins members, run after reading; it throws misfit
//     is.column("x", o.x, "…")        a column alone: neither read nor written
#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <string_view>

namespace scvm {

/// The numbers that a member may be. NaN lies in no range.
struct range {
    double low = -std::numeric_limits<double>::infinity();
    double high = std::numeric_limits<double>::infinity();
    bool low_open = false;
    bool high_open = false;

    [[nodiscard]] constexpr range to(double limit) const { return {low, limit, low_open, false}; }
    [[nodiscard]] constexpr range below(double limit) const { return {low, limit, low_open, true}; }
    [[nodiscard]] constexpr range finite() const { return to(std::numeric_limits<double>::max()); }
    [[nodiscard]] constexpr bool holds(double x) const {
        return (low_open ? x > low : x >= low) && (high_open ? x < high : x <= high);
    }
};

[[nodiscard]] constexpr range above(double limit) {
    return {limit, std::numeric_limits<double>::infinity(), true, false};
}
[[nodiscard]] constexpr range at_least(double limit) {
    return {limit, std::numeric_limits<double>::infinity(), false, false};
}
[[nodiscard]] constexpr range at_most(double limit) {
    return {-std::numeric_limits<double>::infinity(), limit, false, false};
}
[[nodiscard]] constexpr range within(double low, double high) {
    return {low, high, false, false};
}
inline constexpr range finite_number = within(-std::numeric_limits<double>::max(), std::numeric_limits<double>::max());

/// One word of an enum, and what it means. An enum's words may also be listed as plain texts.
struct word {
    std::string_view name;
    std::string_view sentence{};
    constexpr operator std::string_view() const { return name; }  // NOLINT: a word is used as its text
};

/// The words alone.
template <std::size_t N>
[[nodiscard]] constexpr std::array<std::string_view, N> names_of(const std::array<word, N>& words) {
    std::array<std::string_view, N> result;
    for (std::size_t i = 0; i < N; ++i) {
        result[i] = words[i].name;
    }
    return result;
}

/// The word of a value of an enum.
template <class Enum>
[[nodiscard]] constexpr std::string_view word_of(Enum value) {
    return words_of(value)[static_cast<std::size_t>(value)];
}

struct required_key {};
inline constexpr required_key required{};

struct quiet_key {};
inline constexpr quiet_key quiet{};

struct null_key {};
inline constexpr null_key null_when_absent{};

struct unit_text {
    std::string_view text;
};
[[nodiscard]] constexpr unit_text unit(std::string_view text) {
    return {text};
}

struct most_elements {
    std::size_t count;
};
[[nodiscard]] constexpr most_elements most(std::size_t count) {
    return {count};
}

struct null_number {
    double number;
};
template <class Number>
[[nodiscard]] constexpr null_number null_is(Number number) {
    return {static_cast<double>(number)};
}

struct yes_or_no_key {};
inline constexpr yes_or_no_key yes_or_no{};

struct by_columns_key {};
inline constexpr by_columns_key by_columns{};

struct word_count {
    std::size_t count;
};
[[nodiscard]] constexpr word_count first_words(std::size_t count) {
    return {count};
}

struct not_empty_key {};
inline constexpr not_empty_key not_empty{};

/// The other number whose value stands in where the key is absent.
struct other_number {
    const double& number;
};
[[nodiscard]] inline other_number like(const double& other) {
    return {other};
}

/// The number without which null is written.
struct needed_number {
    const double& number;
};
[[nodiscard]] inline needed_number null_without(const double& other) {
    return {other};
}

/// The other member and its value under which the key is left out.
template <class Other>
struct excluding_value {
    const Other& other;
    Other value;
};
template <class Other>
[[nodiscard]] excluding_value<Other> left_out_when(const Other& other, Other value) {
    return {other, value};
}

struct column_name {
    std::string_view text;
};
[[nodiscard]] constexpr column_name column(std::string_view name) {
    return {name};
}

struct column_prefix {
    std::string_view text;
};
[[nodiscard]] constexpr column_prefix columns(std::string_view prefix) {
    return {prefix};
}

struct no_column_key {};
inline constexpr no_column_key no_column{};

struct repeated_column {
    std::string_view name;
};
[[nodiscard]] constexpr repeated_column repeats(std::string_view column) {
    return {column};
}

struct labelled_key {};
inline constexpr labelled_key labelled{};

/// An enum that is written as its number.
template <class Enum>
struct numbered_enum {
    const Enum& value;
};
template <class Enum>
[[nodiscard]] numbered_enum<Enum> numbered(const Enum& value) {
    return {value};
}

/// An array whose places have names; see above.
template <class Array, class Words>
struct named_places {
    const Array& array;
    const Words& words;
};
template <class Array, class Words>
[[nodiscard]] named_places<Array, Words> named(const Array& array, const Words& words) {
    return {array, words};
}

/// Seconds since 1970-01-01 UTC that are written as a day: a std::int64_t, or a double, of which NaN is absent.
template <class Seconds>
struct dated {
    const Seconds& seconds;
};
template <class Seconds>
[[nodiscard]] dated<Seconds> date(const Seconds& seconds) {
    return {seconds};
}

/// Seconds since 1970-01-01 UTC that are written as a moment: a std::int64_t, or an optional one.
template <class Seconds>
struct timed {
    const Seconds& seconds;
};
template <class Seconds>
[[nodiscard]] timed<Seconds> moment(const Seconds& seconds) {
    return {seconds};
}

/// A described struct of bools, as the list of those that are set.
template <class Flags>
struct flag_set {
    const Flags& flags;
};
template <class Flags>
[[nodiscard]] flag_set<Flags> flags(const Flags& of) {
    return {of};
}

/// What a rule that joins several members throws: where below the object (empty: the object itself), and the rule.
struct misfit {
    std::string where;
    std::string rule;
};

}  // namespace scvm
