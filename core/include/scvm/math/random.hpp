#pragma once

#include <scvm/error.hpp>

#include <boost/random/beta_distribution.hpp>
#include <boost/random/gamma_distribution.hpp>
#include <boost/random/normal_distribution.hpp>
#include <boost/random/poisson_distribution.hpp>

#include <cmath>
#include <cstdint>
#include <limits>

namespace scvm::math {

/// A bijection of 64 bits in which every output bit depends on every input bit: the finaliser of SplitMix64
/// (Steele, Lea, Flood 2014, with Stafford's constants "Mix13").
[[nodiscard]] constexpr std::uint64_t mix_bits(std::uint64_t x) noexcept {
    x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
    x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
    return x ^ (x >> 31);
}

/// A stream of random numbers that is a pure function of (seed, stream, position); not thread-safe, one for each task.
///
///     key   = mix(mix(seed) + (stream + 1) g)        value_n = mix(key + n g),  n = 1, 2, …,  g = 2^64 / golden ratio
///
/// Give every sample, replicate or row its own stream: results then do not depend on threads or chunks. The key is
/// hashed, never offset: with `seed + i g` the stream of sample i + 1 would be that of sample i, shifted by one draw.
/// Two of N streams of L draws share a part with probability about N² L / 2^64.
///
/// The distributions are those of Boost.Random, whose algorithms are the same for every compiler, unlike those behind
/// std::normal_distribution and its kin. It models UniformRandomBitGenerator, so any other one of Boost fits as well.
class random_stream {
public:
    using result_type = std::uint64_t;

    constexpr explicit random_stream(std::uint64_t seed, std::uint64_t stream = 0) noexcept
        : state_(mix_bits(mix_bits(seed) + (stream + 1) * step)) {}

    [[nodiscard]] static constexpr result_type min() noexcept { return 0; }
    [[nodiscard]] static constexpr result_type max() noexcept { return std::numeric_limits<result_type>::max(); }

    constexpr result_type operator()() noexcept { return mix_bits(state_ += step); }

    /// A multiple of 2^-53 in [0, 1).
    constexpr double uniform() noexcept { return static_cast<double>((*this)() >> 11) * 0x1p-53; }

    /// An odd multiple of 2^-54 in (0, 1): for logarithms and quantiles.
    constexpr double uniform_open() noexcept { return static_cast<double>((*this)() >> 11) * 0x1p-53 + 0x1p-54; }

    /// Each of 0 … count - 1 with exactly the same probability. Assumes count >= 1.
    constexpr std::uint64_t below(std::uint64_t count) noexcept {
        const std::uint64_t rejected = (0 - count) % count;  // 2^64 mod count values too many
        std::uint64_t draw = (*this)();
        while (draw < rejected) {
            draw = (*this)();
        }
        return draw % count;
    }

    /// True with probability p; never for p <= 0 or NaN, always for p >= 1.
    constexpr bool bernoulli(double p) noexcept { return uniform() < p; }

    /// Normal with mean 0 and standard deviation 1.
    double normal() { return boost::random::normal_distribution<double>()(*this); }

    /// Gamma with the given shape > 0 and scale > 0, mean shape * scale.
    double gamma(double shape, double scale = 1) {
        require_positive("shape", shape);
        require_positive("scale", scale);
        return scale * boost::random::gamma_distribution<double>(shape)(*this);
    }

    /// Beta with a, b > 0, mean a / (a + b).
    double beta(double a, double b) {
        require_positive("a", a);
        require_positive("b", b);
        return boost::random::beta_distribution<double>(a, b)(*this);
    }

    /// Poisson with 0 <= mean <= 2^53.
    std::int64_t poisson(double mean) {
        if (!(mean >= 0 && mean <= 0x1p53)) {
            throw_domain("mean", mean, "0 <= mean <= 2^53");
        }
        return mean == 0 ? 0 : boost::random::poisson_distribution<std::int64_t, double>(mean)(*this);
    }

    /// Exponential with mean 1.
    double exponential() noexcept { return -std::log(uniform_open()); }

private:
    static constexpr std::uint64_t step = 0x9e3779b97f4a7c15u;

    static void require_positive(const char* name, double value) {
        if (!(value > 0 && value <= std::numeric_limits<double>::max())) {
            throw_domain(name, value, "a positive, finite number");
        }
    }

    std::uint64_t state_;
};

}  // namespace scvm::math
