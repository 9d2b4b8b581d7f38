#include <scvm/crm/cell.hpp>
#include <scvm/crm/id_table.hpp>
#include <scvm/crm/timestamp.hpp>
#include <scvm/error.hpp>

#include <charconv>
#include <cmath>
#include <string>
#include <system_error>

namespace scvm::crm {

namespace {

[[noreturn]] void refuse(std::string_view name, std::string_view rule) {
    throw error(errc::bad_record, std::string(name) + ": " + std::string(rule));
}

}  // namespace

std::string_view read_id(const cell& of, std::string_view name) {
    if (of.is == cell::what::digits) {
        return of.text == "-0" ? of.text.substr(1) : of.text;
    }
    if (of.is != cell::what::text) {
        refuse(name, "expected an id, as a text or a whole number");
    }
    return of.text;
}

std::string_view read_decision(const cell& of, std::string_view name) {
    if ((of.is == cell::what::boolean || of.is == cell::what::number) && (of.number == 0 || of.number == 1)) {
        return of.number == 1 ? "true" : "false";
    }
    return read_id(of, name);
}

double read_number(const cell& of, std::string_view name) {
    if (of.is != cell::what::nothing && of.is != cell::what::number && of.is != cell::what::digits) {
        refuse(name, "expected a number or null");
    }
    return of.number;
}

double read_flag(const cell& of, std::string_view name) {
    return of.is == cell::what::boolean ? of.number : read_number(of, name);
}

std::int64_t read_time(const cell& of, std::string_view name) {
    if (of.is == cell::what::text) {
        if (const auto time = read_timestamp(of.text)) {
            return *time;
        }
        throw error(errc::bad_record, std::string(name) + " = " + quoted(of.text) +
                                          ": expected a date like 2026-08-01, or a time like 2026-08-01T14:30:00Z");
    }
    if (of.is == cell::what::moment) {
        return static_cast<std::int64_t>(of.number);
    }
    if (of.is != cell::what::digits) {
        refuse(name, "expected a date, a time, or whole seconds since 1970");
    }
    std::int64_t seconds = 0;
    if (std::from_chars(of.text.data(), of.text.data() + of.text.size(), seconds).ec != std::errc()) {
        throw error(errc::domain,
                    std::string(name) + " = " + std::string(of.text) + ": expected seconds since 1970-01-01 UTC");
    }
    return seconds;
}

std::int32_t read_whole(const cell& of, std::string_view name, std::string_view unit) {
    const double value = of.is == cell::what::number || of.is == cell::what::digits ? of.number : std::nan("");
    if (!(value >= -0x1p31 && value < 0x1p31 && value == std::floor(value))) {
        refuse(name, "expected the whole number of a " + std::string(unit));
    }
    return static_cast<std::int32_t>(value);
}

}  // namespace scvm::crm
