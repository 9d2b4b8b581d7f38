#pragma once

#include <scvm/math/random.hpp>
#include <scvm/value/purchase_summary.hpp>
#include <scvm/value/simulate.hpp>

#include <doctest/doctest.h>

#include <cmath>
#include <cstdint>
#include <fstream>
#include <map>
#include <optional>
#include <sstream>
#include <string>
#include <vector>

namespace value_test {

/// Seconds since 1970-01-01 of a day of the Gregorian calendar, midnight UTC.
/// Source: Hinnant, "chrono-compatible low-level date algorithms".
inline std::int64_t utc(int year, int month, int day) {
    const int y = month <= 2 ? year - 1 : year;
    const int era = y / 400;
    const int of_era = y - era * 400;
    const int of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    return (std::int64_t{era} * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468) * 86400;
}

/// Purchases as columns that own their memory.
struct purchases {
    std::vector<std::uint32_t> customer;
    std::vector<std::int64_t> time;
    std::vector<double> amount;
    std::uint32_t customers = 0;

    void add(std::uint32_t who, std::int64_t when, double what) {
        customer.push_back(who);
        time.push_back(when);
        amount.push_back(what);
        customers = std::max(customers, who + 1);
    }

    [[nodiscard]] scvm::value::purchase_columns columns() const { return {customer, time, amount, customers}; }
};

/// The CDNOW purchases, if they lie beside the checkout. `id_column`: 1 in the sample, 0 in the master file.
inline std::optional<purchases> cdnow(const std::string& file, std::size_t id_column) {
    std::ifstream in(SCVM_SHARED_DATA "/purchases/" + file);
    if (!in) {
        MESSAGE(file, " is not beside the checkout: generated purchases stand in");
        return std::nullopt;
    }
    purchases result;
    std::map<std::string, std::uint32_t> codes;
    for (std::string line; std::getline(in, line);) {
        std::istringstream words(line);
        std::vector<std::string> w;
        for (std::string word; words >> word;) {
            w.push_back(word);
        }
        if (w.size() < id_column + 4 || w[0].find_first_not_of("0123456789") != std::string::npos) {
            continue;
        }
        const auto code = codes.try_emplace(w[id_column], static_cast<std::uint32_t>(codes.size())).first->second;
        const int date = std::stoi(w[id_column + 1]);
        result.add(code, utc(date / 10000, date / 100 % 100, date % 100), std::stod(w[id_column + 3]));
    }
    return result;
}

/// Purchases of customers who were acquired in the first 12 of 78 weeks, drawn from a model, with amounts in cents.
template <class Model>
purchases generated(const Model& model, std::uint32_t customers, std::uint64_t seed) {
    purchases result;
    const std::int64_t start = utc(1997, 1, 1);
    for (std::uint32_t customer = 0; customer < customers; ++customer) {
        scvm::math::random_stream random(seed, customer);
        const auto day = static_cast<std::int64_t>(random.below(84));
        const double mean = 10 + 30 * random.exponential();
        const auto amount = [&] { return std::round(100 * mean * (0.5 + random.uniform())) / 100; };
        result.add(customer, start + day * 86400, amount());
        scvm::value::simulate_new(model, 78.0 - static_cast<double>(day) / 7, random, [&](double weeks) {
            result.add(customer, start + static_cast<std::int64_t>((static_cast<double>(day) + weeks * 7) * 86400),
                       amount());
        });
    }
    return result;
}

/// The mean and its standard error, of numbers added one by one.
struct running_mean {
    double count = 0;
    double sum = 0;
    double squares = 0;

    void add(double v) {
        count += 1;
        sum += v;
        squares += v * v;
    }

    [[nodiscard]] double mean() const { return sum / count; }
    [[nodiscard]] double error() const {
        return std::sqrt(std::max(squares / count - mean() * mean(), 0.0) / (count - 1));
    }
};

}  // namespace value_test
