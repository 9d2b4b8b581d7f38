#pragma once

#include <scvm/crm/id_table.hpp>
#include <scvm/crm/timestamp.hpp>
#include <scvm/describe/words.hpp>
#include <scvm/error.hpp>

#include <charconv>
#include <cstddef>
#include <cstdint>
#include <limits>
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

/// A moment of an argument: a date, a time, or whole seconds since 1970-01-01 UTC.
struct moment {
    static constexpr std::string_view called = "a date, a time, or whole seconds since 1970";
    std::int64_t seconds = std::numeric_limits<std::int64_t>::min();
    bool date_alone = false;  ///< a date without a time: which moment that is depends on the place

    void read_text(const std::string& given) {
        const auto read = crm::read_timestamp(given);
        if (!read) {
            throw misfit{"",
                         crm::quoted(given) + ": expected a date like 2026-08-01, or a time like 2026-08-01T14:30:00Z"};
        }
        constexpr std::size_t date_size = 10;
        seconds = *read;
        date_alone = given.size() == date_size;
    }
    void read_number(std::string_view digits) {
        const auto [end, fault] = std::from_chars(digits.data(), digits.data() + digits.size(), seconds);
        if (fault == std::errc::result_out_of_range) {
            throw error(errc::domain, std::string(digits) + ": expected seconds since 1970-01-01 UTC");
        }
        if (end != digits.data() + digits.size()) {
            throw misfit{"", "expected " + std::string(called)};
        }
        date_alone = false;
    }
};

}  // namespace scvm::methods
