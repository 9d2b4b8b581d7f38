#include <scvm/crm/cell.hpp>
#include <scvm/crm/id_table.hpp>
#include <scvm/error.hpp>

#include <algorithm>
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

std::int64_t read_time(const cell& of, std::string_view name, const dates::reader& by) {
    constexpr double far = 1e15;  // where no reader takes it, but a whole number of 64 bits still does
    const auto seconds = [&] { return static_cast<std::int64_t>(std::clamp(of.number, -far, far)); };
    const auto read = [&]() -> dates::reading {
        switch (of.is) {
            case cell::what::text:
                return by.text(of.text);
            case cell::what::moment:
                return by.moment(seconds());
            case cell::what::clock:
                return by.shown_locally(seconds());
            case cell::what::number:
                return by.fraction(of.number);
            case cell::what::digits: {
                std::int64_t number = 0;
                const auto [end, code] = std::from_chars(of.text.data(), of.text.data() + of.text.size(), number);
                return code == std::errc() ? by.number(number)
                                           : dates::reading{dates::no_time, false,
                                                            std::string(of.text.substr(0, 80)) +
                                                                ": expected seconds since 1970-01-01 UTC"};
            }
            default:
                refuse(name, "expected a date, a time, or whole seconds since 1970");
        }
    };
    const dates::reading found = read();
    if (!found.good()) {
        // A number of the right kind is out of bounds, as in a column of such numbers; anything else is not readable.
        throw error(of.is == cell::what::digits ? errc::domain : errc::bad_record,
                    std::string(name) + " = " + found.fault);
    }
    return found.seconds;
}

std::int32_t read_whole(const cell& of, std::string_view name, std::string_view unit) {
    const double value = of.is == cell::what::number || of.is == cell::what::digits ? of.number : std::nan("");
    if (!(value >= -0x1p31 && value < 0x1p31 && value == std::floor(value))) {
        refuse(name, "expected the whole number of a " + std::string(unit));
    }
    return static_cast<std::int32_t>(value);
}

}  // namespace scvm::crm
