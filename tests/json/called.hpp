#pragma once

#include "methods/methods.hpp"

#include <scvm/json/methods.hpp>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <bit>
#include <cmath>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <set>
#include <string>
#include <string_view>
#include <vector>

/// What the tests of the methods by name share.
namespace called {

inline nlohmann::json result_of(std::string_view method, const nlohmann::json& arguments) {
    return nlohmann::json::parse(scvm::json::call(method, arguments.dump()));
}

/// "accepted", or the error's code and text.
inline std::string refusal(std::string_view method, const nlohmann::json& arguments) {
    try {
        (void)scvm::json::call(method, arguments.dump());
    } catch (const scvm::error& e) {
        return std::to_string(static_cast<int>(e.code())) + " " + e.what();
    }
    return "accepted";
}

/// The numbers of an array, bit for bit; null is NaN.
inline void check_same(const nlohmann::json& got, const std::vector<double>& want) {
    REQUIRE(got.is_array());
    REQUIRE(got.size() == want.size());
    for (std::size_t i = 0; i < want.size(); ++i) {
        CAPTURE(i);
        if (std::isfinite(want[i])) {
            REQUIRE(got[i].is_number());
            CHECK(std::bit_cast<std::uint64_t>(got[i].get<double>()) == std::bit_cast<std::uint64_t>(want[i]));
        } else {
            CHECK(got[i].is_null());
        }
    }
}

/// The methods for which a shared vector has a result, not an error alone.
inline std::set<std::string> with_a_vector() {
    std::set<std::string> result;
    for (const auto& file : std::filesystem::directory_iterator(SCVM_VECTORS)) {
        const auto vector = nlohmann::json::parse(std::ifstream(file.path()));
        for (const auto& item : vector.value("cases", nlohmann::json::array())) {
            if (item.contains("call") && item.contains("result")) {
                result.insert(item["call"].get<std::string>());
            }
        }
    }
    return result;
}

/// Every method has a vector, and refuses arguments that it does not know with an error that says whose they are.
inline void check_all(void (*methods)(scvm::description::method_list&)) {
    static const auto vectors = with_a_vector();
    scvm::description::method_list described;
    methods(described);
    CHECK_FALSE(described.methods().empty());
    for (const auto& method : described.methods()) {
        CAPTURE(method.name);
        CHECK(vectors.contains(std::string(method.name)));
        const std::string nothing = refusal(method.name, nlohmann::json{{"nonsense", 1}});
        CHECK(nothing.find(method.name) != std::string::npos);
        CHECK(nothing != "accepted");
        CHECK(refusal(method.name, nlohmann::json::array()).starts_with("4 "));
    }
}

}  // namespace called
