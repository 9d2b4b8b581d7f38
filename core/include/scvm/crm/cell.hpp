#pragma once

#include <scvm/dates/reader.hpp>

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
        moment,  ///< of a type that is a time and knows its offset; `number` is its seconds since 1970-01-01 UTC
        clock,   ///< of a type that is a date, or a time without an offset; `number` is what clocks show, as if it were
                 ///< UTC
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

/// A time, in seconds since 1970-01-01 UTC, as the reader of dates reads it.
[[nodiscard]] std::int64_t read_time(const cell& of, std::string_view name, const dates::reader& by);

/// How the columns of times of a base or a record are read, and what is kept of them: what clocks show where the
/// customers live, as if it were UTC, so that a day is a day there. Immutable, thread-safe.
class clock_reader {
public:
    explicit clock_reader(const dates::local_clock& place = {})
        : times_({.place = place}), ends_({.place = place, .ends = true}) {}

    [[nodiscard]] const dates::local_clock& place() const noexcept { return times_.rules().place; }

    /// Of what ends, or of another time: seconds since 1970-01-01 UTC.
    [[nodiscard]] const dates::reader& of(bool ends) const noexcept { return ends ? ends_ : times_; }

    /// What is kept of a moment. No time (0) and no end stay so.
    [[nodiscard]] std::int64_t kept(std::int64_t seconds) const {
        return seconds == 0 || seconds == dates::never ? seconds : place().local(seconds);
    }

    /// The moment of what was kept; of an hour that clocks showed twice, the first.
    [[nodiscard]] std::int64_t moment(std::int64_t kept) const {
        return kept == 0 || kept == dates::never ? kept : place().moment(kept);
    }

private:
    dates::reader times_;
    dates::reader ends_;
};

/// A whole number of the kind that `unit` names: "survey wave".
[[nodiscard]] std::int32_t read_whole(const cell& of, std::string_view name, std::string_view unit);

}  // namespace scvm::crm
