#pragma once

#include <scvm/dates/reader.hpp>
#include <scvm/describe/words.hpp>
#include <scvm/error.hpp>

#include <charconv>
#include <cstdint>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>

namespace scvm::methods {

/// An id of an argument: a text, or a whole number, which is the text of its digits.
struct id {
    static constexpr std::string_view called = "an id, as a text or a whole number";
    std::string text{};

    void read_text(std::string given) { text = std::move(given); }
    void read_number(std::string_view digits) {
        if (digits.find_first_of(".eE") != std::string_view::npos) {
            throw misfit{"", "expected " + std::string(called)};
        }
        text = digits;
    }
};

/// A cell of a column of dates, which is read once the column's format is known: one that cannot be read costs its row.
struct date_cell {
    static constexpr std::string_view called = "a date, a time, or whole seconds since 1970";
    std::string spelt{};
    bool is_number = false;

    void read_text(std::string given) {
        spelt = std::move(given);
        is_number = false;
    }
    void read_number(std::string_view digits) {
        spelt = digits;
        is_number = true;
    }

    [[nodiscard]] dates::reading in(const dates::reader& by) const {
        if (!is_number) {
            return by.text(spelt);
        }
        std::int64_t whole = 0;
        const char* const last = spelt.data() + spelt.size();
        const auto [end, fault] = std::from_chars(spelt.data(), last, whole);
        if (fault == std::errc() && end == last) {
            return by.number(whole);
        }
        double number = 0;
        std::from_chars(spelt.data(), last, number);
        return by.fraction(number);
    }
};

/// A moment of an argument: a date, a time, or whole seconds since 1970-01-01 UTC. Refuses everything else.
struct moment {
    static constexpr std::string_view called = date_cell::called;
    date_cell given{};

    void read_text(std::string text) {
        given.read_text(std::move(text));
        require();
    }
    void read_number(std::string_view digits) {
        given.read_number(digits);
        require();
    }

    /// Its first second where `place` is: that of a date's day.
    [[nodiscard]] std::int64_t first_second(const dates::local_clock& place = {}) const {
        return given.in(dates::reader({.place = place})).seconds;
    }

    /// The same; of a date, the last second of its day, since an end includes it.
    [[nodiscard]] std::int64_t last_second(const dates::local_clock& place = {}) const {
        const dates::reading found = given.in(dates::reader({.place = place}));
        return found.date_alone ? place.end_of(place.day(found.seconds)) : found.seconds;
    }

private:
    void require() const {
        if (const dates::reading found = given.in(dates::reader()); !found.good()) {
            throw misfit{"", found.fault};
        }
    }
};

}  // namespace scvm::methods
