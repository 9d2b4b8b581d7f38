#pragma once

#include <scvm/math/parallel.hpp>
#include <scvm/value/distinct.hpp>
#include <scvm/value/history.hpp>

#include <bit>
#include <cmath>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

namespace scvm::value {

/// A model whose future, for a customer who is alive, depends on x and T alone: BG/NBD, MBG/NBD, Pareto/NBD.
template <class Model>
concept buying_model = requires(const Model& m, double v) {
    { m.p_alive(v, v, v) } -> std::same_as<double>;
    { m.if_alive(v, v).discounted_expected_purchases_new(v, v) } -> std::same_as<double>;
};

/// The distinct (x, T) of the good rows of a batch, and which one each row has.
class distinct_pairs {
public:
    static constexpr std::uint32_t none = 0xffffffff;  ///< of an absent or rejected row

    /// Throws error{size_mismatch}.
    explicit distinct_pairs(const history_columns& columns) {
        require_columns(columns);
        key_numbers xs;
        key_numbers ends;
        key_numbers pairs;
        codes_.reserve(columns.size());
        for (std::size_t row = 0; row < columns.size(); ++row) {
            const history h = columns[row];
            std::uint32_t code = none;
            if (const auto fault = find_fault(h); !fault) {
                const std::uint64_t x = xs.number(std::bit_cast<std::uint64_t>(h.x + 0.0));
                code = pairs.number(x << 32 | ends.number(std::bit_cast<std::uint64_t>(h.T + 0.0)));
                if (code == x_.size()) {
                    x_.push_back(h.x);
                    T_.push_back(h.T);
                }
            } else if (!std::isnan(h.x)) {
                rejected_.push_back({row, fault.reason});
            }
            codes_.push_back(code);
        }
    }

    /// function(x, T) of every distinct pair, on up to `threads` threads.
    template <class Function>
    [[nodiscard]] std::vector<double> map(unsigned threads, Function&& function) const {
        std::vector<double> result(x_.size());
        constexpr std::size_t grain = 256;
        math::for_each_chunk(x_.size(), grain, threads, [&](const math::chunk& part) {
            for (std::size_t pair = part.begin; pair < part.end; ++pair) {
                result[pair] = function(x_[pair], T_[pair]);
            }
        });
        return result;
    }

    [[nodiscard]] const std::vector<std::uint32_t>& codes() const noexcept { return codes_; }
    [[nodiscard]] const std::vector<rejected_row>& rejected() const noexcept { return rejected_; }

private:
    std::vector<double> x_;
    std::vector<double> T_;
    std::vector<std::uint32_t> codes_;
    std::vector<rejected_row> rejected_;
};

/// Purchases expected of every customer in the `horizon` units after T, each discounted to T at `continuous_rate`.
///
/// The same bits as model.discounted_expected_purchases row by row, computed once for each distinct (x, T). NaN for a
/// customer without a purchase and for a rejected row. Returns the rejected rows.
/// Throws error{size_mismatch}, and error{domain} for a bad parameter, rate or horizon.
template <buying_model Model>
[[nodiscard]] std::vector<rejected_row> discounted_expected_purchases(const Model& model, double continuous_rate,
                                                                      const history_columns& columns, double horizon,
                                                                      std::span<double> result, unsigned threads = 1) {
    require_size("result", result.size(), "x", columns.size());
    const distinct_pairs pairs(columns);
    const auto future = pairs.map(threads, [&](double x, double T) {
        return model.if_alive(x, T).discounted_expected_purchases_new(continuous_rate, horizon);
    });
    constexpr std::size_t grain = 16384;
    math::for_each_chunk(columns.size(), grain, threads, [&](const math::chunk& part) {
        for (std::size_t row = part.begin; row < part.end; ++row) {
            const std::uint32_t code = pairs.codes()[row];
            const history h = columns[row];
            result[row] = code == distinct_pairs::none ? std::numeric_limits<double>::quiet_NaN()
                                                       : model.p_alive(h.x, h.t_x, h.T) * future[code];
        }
    });
    return pairs.rejected();
}

/// Purchases expected of every customer in the t units after T: the same without a discount.
template <buying_model Model>
[[nodiscard]] std::vector<rejected_row> expected_purchases(const Model& model, double t, const history_columns& columns,
                                                           std::span<double> result, unsigned threads = 1) {
    require_time("t", t);
    return discounted_expected_purchases(model, 0, columns, t, result, threads);
}

}  // namespace scvm::value
