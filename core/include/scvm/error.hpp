#pragma once

#include <charconv>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>
#include <system_error>

namespace scvm {

/// What went wrong. The numbers are part of the API: every binding, the C ABI and logs carry them.
enum class errc : int {
    domain = 1,         ///< a value lies outside its documented range, or is not finite
    size_mismatch = 2,  ///< the columns of one batch differ in length
    bad_model = 3,      ///< a model file is no JSON, or has an unknown, missing or mistyped key, or another version
    bad_record = 4,     ///< a record or a table in JSON is malformed
    unknown_id = 5,     ///< an id or a column name that is not there
    not_fitted = 6,     ///< the model lacks the parameters that the request needs, or they could not be estimated
    closed = 7,         ///< the object was closed or disposed before the call
    buffer_size = 8,    ///< the caller's buffer is too small for the result
    out_of_memory = 9,  ///< the host has no memory left
    internal = 10,      ///< none of the above: a defect of scvm, please report it
    stopped = 11,       ///< the caller asked to stop: nothing was changed, there is no result
    too_costly = 12,    ///< the call would take more time or memory than its limits allow
};

/// The one exception that this library throws.
///
/// what() names the offender and the rule, e.g. "retention[17] = 1.2: expected 0 <= retention <= 1". A NUL in the
/// offender is shown as \0: what() would end there, and the rule would be lost.
class error : public std::runtime_error {
public:
    error(errc code, const std::string& message) : std::runtime_error(without_nul(message)), code_(code) {}

    [[nodiscard]] errc code() const noexcept { return code_; }

private:
    [[nodiscard]] static std::string without_nul(std::string message) {
        for (auto at = message.find('\0'); at != std::string::npos; at = message.find('\0', at)) {
            message.replace(at, 1, "\\0");
        }
        return message;
    }

    errc code_;
};

/// The shortest text that reads back as the same number, whatever the locale: "1.2", "nan", "-inf".
[[nodiscard]] inline std::string number_text(double value) {
    char buffer[32];
    const auto end = std::to_chars(buffer, buffer + sizeof buffer, value);
    return {buffer, end.ptr};
}

/// Throws error{domain}: "name = value: expected rule". For one value outside its range.
[[noreturn]] inline void throw_domain(std::string_view name, double value, std::string_view rule) {
    throw error(errc::domain, std::string(name) + " = " + number_text(value) + ": expected " + std::string(rule));
}

/// Throws error{domain}: "name[row] = value: expected rule". For one value of a column.
[[noreturn]] inline void throw_domain(std::string_view name, std::size_t row, double value, std::string_view rule) {
    throw error(errc::domain, std::string(name) + "[" + std::to_string(row) + "] = " + number_text(value) +
                                  ": expected " + std::string(rule));
}

/// Throws error{size_mismatch} unless the column is as long as the batch's first one.
inline void require_size(std::string_view name, std::size_t size, std::string_view first, std::size_t expected) {
    if (size != expected) {
        throw error(errc::size_mismatch, std::string(name) + " has " + std::to_string(size) + " rows: expected " +
                                             std::to_string(expected) + ", as " + std::string(first) + " has");
    }
}

}  // namespace scvm
