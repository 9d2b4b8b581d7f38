#pragma once

#include <cstdint>
#include <limits>
#include <string_view>

namespace scvm::crm {

/// One value as somebody brings it, before a column says what it should be: from JSON, Python or Arrow alike, so that
/// all of them accept the same values and reject the others with the same words.
struct cell {
    enum class what : std::uint8_t {
        nothing,  ///< null
        boolean,  ///< `number` is 1 or 0
        number,   ///< one with a fraction, or an exponent
        digits,   ///< a whole number; `text` holds its digits, all of them, and `number` its value
        text,
        moment,  ///< of a type that is a time; `number` is its seconds since 1970-01-01 UTC
        other,   ///< a list, an object: no column takes it
    };
    what is = what::nothing;
    std::string_view text{};
    double number = std::numeric_limits<double>::quiet_NaN();
};

/// An id: a text, or a whole number, which many CRM systems use, by its digits. Throws error{bad_record}, as do the
/// others, with `name` in front.
[[nodiscard]] std::string_view read_id(const cell& of, std::string_view name);

/// What somebody decided: a text, true or false, 1 or 0; see read_consent_state().
[[nodiscard]] std::string_view read_decision(const cell& of, std::string_view name);

/// A number; NaN for nothing.
[[nodiscard]] double read_number(const cell& of, std::string_view name);

/// A number that may also be true or false.
[[nodiscard]] double read_flag(const cell& of, std::string_view name);

/// A time: ISO 8601 text, or whole seconds since 1970-01-01 UTC.
[[nodiscard]] std::int64_t read_time(const cell& of, std::string_view name);

/// A whole number of the kind that `unit` names: "survey wave".
[[nodiscard]] std::int32_t read_whole(const cell& of, std::string_view name, std::string_view unit);

}  // namespace scvm::crm
