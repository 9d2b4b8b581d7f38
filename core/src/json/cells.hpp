#pragma once

#include <scvm/crm/timestamp.hpp>
#include <scvm/error.hpp>

#include <nlohmann/json.hpp>

#include <cmath>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>

namespace scvm::json::detail {

/// An id: a text, or a whole number, which many CRM systems use, as its decimal text.
[[nodiscard]] inline std::string read_id(const nlohmann::json& value, std::string_view name) {
    if (value.is_string()) {
        return value.get<std::string>();
    }
    if (value.is_number_integer()) {
        return value.dump();
    }
    throw error(errc::bad_record, std::string(name) + ": expected an id, as a text or a whole number");
}

/// A number, or NaN for null.
[[nodiscard]] inline double read_optional_number(const nlohmann::json& value, std::string_view name) {
    if (value.is_null()) {
        return std::numeric_limits<double>::quiet_NaN();
    }
    if (!value.is_number()) {
        throw error(errc::bad_record, std::string(name) + ": expected a number or null");
    }
    return value.get<double>();
}

/// A time: ISO 8601 text, or seconds since 1970-01-01 UTC.
[[nodiscard]] inline std::int64_t read_time(const nlohmann::json& value, std::string_view name) {
    if (value.is_string()) {
        const auto& text = value.get_ref<const std::string&>();
        if (const auto time = crm::read_timestamp(text)) {
            return *time;
        }
        throw error(errc::bad_record, std::string(name) + " = " + crm::quoted(text) +
                                          ": expected a date like 2026-08-01, or a time like 2026-08-01T14:30:00Z");
    }
    if (value.is_number_unsigned() && value.get<std::uint64_t>() > std::numeric_limits<std::int64_t>::max()) {
        throw error(errc::domain, std::string(name) + " = " + value.dump() + ": expected seconds since 1970-01-01 UTC");
    }
    if (!value.is_number_integer()) {
        throw error(errc::bad_record, std::string(name) + ": expected a date, a time, or whole seconds since 1970");
    }
    return value.get<std::int64_t>();
}

[[nodiscard]] inline std::int32_t read_wave(const nlohmann::json& value, std::string_view name) {
    const double wave = value.is_number() ? value.get<double>() : std::numeric_limits<double>::quiet_NaN();
    if (!(wave >= -0x1p31 && wave < 0x1p31 && wave == std::floor(wave))) {
        throw error(errc::bad_record, std::string(name) + ": expected the whole number of a survey wave");
    }
    return static_cast<std::int32_t>(wave);
}

}  // namespace scvm::json::detail
