#pragma once

#include <scvm/describe/words.hpp>
#include <scvm/error.hpp>
#include <scvm/math/confidence.hpp>
#include <scvm/math/distributions.hpp>
#include <scvm/math/sum.hpp>

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <map>
#include <span>
#include <vector>

namespace scvm::network {

/// How persons' means differ between two sides.
struct person_difference {
    std::size_t first = 0;   ///< persons on the first side
    std::size_t second = 0;  ///< persons on the second
    std::size_t both = 0;    ///< of these, those on both
    double mean_first = std::numeric_limits<double>::quiet_NaN();
    double mean_second = std::numeric_limits<double>::quiet_NaN();
    double difference = std::numeric_limits<double>::quiet_NaN();  ///< second less first
    double low = std::numeric_limits<double>::quiet_NaN();
    double high = std::numeric_limits<double>::quiet_NaN();
    double degrees_of_freedom = std::numeric_limits<double>::quiet_NaN();
    double p_value = std::numeric_limits<double>::quiet_NaN();
};
void describe(const auto& is, const person_difference& o) {
    is("first", o.first, "Persons on the first side.");
    is("second", o.second, "Persons on the second side.");
    is("both", o.both, "Of these, those on both.");
    is("mean_first", o.mean_first, "Mean of the persons' means on the first side; null without any.");
    is("mean_second", o.mean_second, "The same on the second side.");
    is("difference", o.difference, "Second less first.");
    is("low", o.low, "Lower limit of its interval; null with too few persons, or where nobody differs.");
    is("high", o.high, "Upper limit.");
    is("degrees_of_freedom", o.degrees_of_freedom, "Of the test.");
    is("p_value", o.p_value, within(0, 1), "Of no difference.");
}

/// Whether persons differ between two sides, e.g. before and after an event: a test on persons, each with the mean of
/// their values, not on the values.
///
///     T = (m2 - m1) / sqrt(s1²/n1 + s2²/n2 - 2 r s1 s2 n12 / (n1 n2))
///     df = (n12 - 1) + (welch - n12 + 1) / (na + nb + 2 n12) (na + nb),  na, nb: persons on one side only
///
/// Some are on both sides and some on one: neither a paired test nor Welch's alone. r is the correlation of those on
/// both (0 for fewer than three of them, which is cautious if people stay as they are); without anybody on both it is
/// Welch's test, with everybody on both the paired one. Somebody with a hundred values counts as one.
///
/// `person` and `value` (NaN: unknown, left out) go together, e.g. for each post; `second` says on which side it was.
/// Throws error{size_mismatch}, error{domain}. Source: Derrick, Russ, Toher & White (2017), Journal of Modern Applied
/// Statistical Methods 16, eq. for T_new2; Welch 1947.
[[nodiscard]] inline person_difference compare_persons(std::span<const std::uint32_t> person,
                                                       std::span<const double> value,
                                                       std::span<const std::uint8_t> second,
                                                       double confidence = math::usual_confidence) {
    require_size("value", value.size(), "person", person.size());
    require_size("second", second.size(), "person", person.size());
    math::require_confidence(confidence);
    struct voice {
        math::precise_sum sum[2];
        double n[2] = {0, 0};
        [[nodiscard]] double mean(std::size_t side) const { return sum[side].value() / n[side]; }
    };
    std::map<std::uint32_t, voice> voices;
    for (std::size_t i = 0; i < person.size(); ++i) {
        if (std::isnan(value[i])) {
            continue;
        }
        if (!(std::abs(value[i]) <= 1e100)) {
            throw_domain("value", i, value[i], "a finite number, or NaN");
        }
        if (second[i] > 1) {
            throw_domain("second", i, second[i], "0 or 1");
        }
        voice& of = voices[person[i]];
        of.sum[second[i]].add(value[i]);
        of.n[second[i]] += 1;
    }
    person_difference result;
    std::vector<double> said[2];
    std::vector<double> twice[2];
    for (const auto& [who, of] : voices) {
        for (const std::size_t side : {std::size_t{0}, std::size_t{1}}) {
            if (of.n[side] > 0) {
                said[side].push_back(of.mean(side));
            }
        }
        if (of.n[0] > 0 && of.n[1] > 0) {
            twice[0].push_back(of.mean(0));
            twice[1].push_back(of.mean(1));
        }
    }
    const auto mean = [](std::span<const double> of) {
        math::precise_sum sum;
        for (const double each : of) {
            sum.add(each);
        }
        return sum.value() / static_cast<double>(of.size());
    };
    const auto covariance = [&](std::span<const double> a, std::span<const double> b) {
        const double at_a = mean(a);
        const double at_b = mean(b);
        math::precise_sum sum;
        for (std::size_t i = 0; i < a.size(); ++i) {
            sum.add((a[i] - at_a) * (b[i] - at_b));
        }
        return sum.value() / static_cast<double>(a.size() - 1);
    };
    result.first = said[0].size();
    result.second = said[1].size();
    result.both = twice[0].size();
    result.mean_first = said[0].empty() ? result.mean_first : mean(said[0]);
    result.mean_second = said[1].empty() ? result.mean_second : mean(said[1]);
    result.difference = result.mean_second - result.mean_first;
    if (said[0].size() < 2 || said[1].size() < 2) {
        return result;
    }
    const auto n1 = static_cast<double>(result.first);
    const auto n2 = static_cast<double>(result.second);
    const auto n12 = static_cast<double>(result.both);
    const double v1 = covariance(said[0], said[0]);
    const double v2 = covariance(said[1], said[1]);
    double r = 0;
    if (result.both >= 3) {
        const double spread = std::sqrt(covariance(twice[0], twice[0]) * covariance(twice[1], twice[1]));
        r = spread > 0 ? covariance(twice[0], twice[1]) / spread : 0;
    }
    const double variance = v1 / n1 + v2 / n2 - 2 * r * std::sqrt(v1 * v2) * n12 / (n1 * n2);
    if (!(variance > 1e-300)) {
        return result;
    }
    const double parts = v1 / n1 + v2 / n2;
    const double welch = parts * parts / (v1 * v1 / (n1 * n1 * (n1 - 1)) + v2 * v2 / (n2 * n2 * (n2 - 1)));
    const double once = n1 + n2 - 2 * n12;
    result.degrees_of_freedom = result.both == 0 ? welch : (n12 - 1) + (welch - n12 + 1) / (once + 2 * n12) * once;
    if (!(result.degrees_of_freedom >= 1)) {
        return result;
    }
    const double error = std::sqrt(variance);
    const double half = math::student_critical(confidence, result.degrees_of_freedom) * error;
    result.low = result.difference - half;
    result.high = result.difference + half;
    result.p_value = math::student_two_sided(result.difference / error, result.degrees_of_freedom);
    return result;
}

}  // namespace scvm::network
