#pragma once

#include <scvm/error.hpp>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <cmath>
#include <fstream>
#include <limits>
#include <string>

namespace value_test {

/// A number of a vector file, where JSON has no text for it: "nan", "inf", "-inf".
inline double number(const nlohmann::json& value) {
    if (!value.is_string()) {
        return value.get<double>();
    }
    const auto text = value.get<std::string>();
    const double infinity = std::numeric_limits<double>::infinity();
    return text == "inf" ? infinity : text == "-inf" ? -infinity : std::numeric_limits<double>::quiet_NaN();
}

inline double number(const nlohmann::json& row, const char* key) {
    return number(row.at(key));
}

/// Checks every case of a vector file: call(case) gives the number, or throws an error with the code that the case has.
template <class Call>
void check_vectors(const std::string& name, Call&& call) {
    const auto file = nlohmann::json::parse(std::ifstream(SCVM_VECTORS "/" + name));
    const double relative = file.at("tolerance").at("relative");
    const double absolute = file.at("tolerance").at("absolute");
    REQUIRE(!file.at("cases").empty());
    for (const auto& c : file.at("cases")) {
        CAPTURE(c.at("name").get<std::string>());
        if (c.contains("error")) {
            try {
                (void)call(c);
                FAIL("expected an error");
            } catch (const scvm::error& e) {
                CHECK(static_cast<int>(e.code()) == c.at("error").get<int>());
            }
            continue;
        }
        const double want = number(c, "value");
        const double got = call(c);
        if (std::isnan(want)) {
            CHECK(std::isnan(got));
        } else {
            INFO(got, " instead of ", want);
            CHECK(std::abs(got - want) <= relative * std::abs(want) + absolute);
        }
    }
}

}  // namespace value_test
