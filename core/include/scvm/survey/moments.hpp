#pragma once

#include <scvm/describe/words.hpp>
#include <scvm/error.hpp>
#include <scvm/math/matrix.hpp>
#include <scvm/survey/answers.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

namespace scvm::survey {

/// What happens to a respondent who left an item out.
enum class missing_answers {
    listwise,  ///< only respondents who answered every item count
    pairwise,  ///< every pair of items uses the respondents who answered both; the matrix may be impossible
};
inline constexpr std::array<word, 2> missing_answers_words{{
    {"listwise", "only respondents who answered every item count"},
    {"pairwise", "every pair of items uses the respondents who answered both"},
}};
[[nodiscard]] constexpr const auto& words_of(missing_answers) {
    return missing_answers_words;
}

/// Means and covariances of items.
struct item_moments {
    std::vector<double> mean;     ///< by item, over the rows used; NaN without any
    math::matrix covariance;      ///< divided by n - 1; NaN for a pair with fewer than two rows
    std::size_t rows = 0;         ///< listwise: complete rows; pairwise: rows with any answer
    std::size_t fewest_rows = 0;  ///< of any item or pair: `rows` if listwise
};

/// A sum of products that is the same to the last bit in any order of its summands.
///
///     q = (p + M) - M,  r = p - q,  sum q + sum ((r + M') - M')
///
/// With M a power of two times 1.5, above the sum of all |p|, every q is a multiple of one unit and every partial sum
/// of them is exact; the rests r are summed likewise, one level below. What is lost is under 2^-80 of the sum. Source:
/// Demmel & Nguyen (2013), Fast Reproducible Floating-Point Summation, sections 3 and 4.
class order_free_sum {
public:
    /// For at most `count` summands of a size up to `bound`.
    order_free_sum(double bound, std::size_t count) {
        const double all = bound * static_cast<double>(count);
        big_ = above(all);
        small_ = above(std::ldexp(big_, -52) * static_cast<double>(count));
    }

    /// Adds the products of a block of two columns, four independent sums at a time.
    void add_products(const double* a, const double* b, std::size_t count) {
        std::size_t i = 0;
        for (; i + lanes <= count; i += lanes) {
            for (std::size_t lane = 0; lane < lanes; ++lane) {
                const double product = a[i + lane] * b[i + lane];
                const double high = (product + big_) - big_;
                high_[lane] += high;
                low_[lane] += ((product - high) + small_) - small_;
            }
        }
        for (; i < count; ++i) {
            add(a[i] * b[i]);
        }
    }

    void add(double summand) {
        const double high = (summand + big_) - big_;
        high_[0] += high;
        low_[0] += ((summand - high) + small_) - small_;
    }

    [[nodiscard]] double value() const {
        return ((high_[0] + high_[1]) + (high_[2] + high_[3])) + ((low_[0] + low_[1]) + (low_[2] + low_[3]));
    }

private:
    static constexpr std::size_t lanes = 4;

    // 1.5 times a power of two that exceeds twice the size; 0 stays 0, and then every summand is 0.
    static double above(double size) { return size > 0 ? std::ldexp(1.5, std::ilogb(size) + 2) : 0; }

    double big_;
    double small_;
    std::array<double, lanes> high_{};
    std::array<double, lanes> low_{};
};

namespace detail {

// Values of some rows, item by item, less the middle of each item's range: small numbers lose few digits.
class centred_block {
public:
    static constexpr std::size_t rows = 256;

    explicit centred_block(std::vector<double> middle) : middle_(std::move(middle)), values_(middle_.size() * rows) {}

    [[nodiscard]] double* item(std::size_t index) { return values_.data() + index * rows; }
    void put(std::size_t index, std::size_t row, double value) { item(index)[row] = value - middle_[index]; }

private:
    std::vector<double> middle_;
    std::vector<double> values_;
};

struct range {
    double low = std::numeric_limits<double>::infinity();
    double high = -std::numeric_limits<double>::infinity();

    void include(double value) {
        low = std::min(low, value);
        high = std::max(high, value);
    }
    [[nodiscard]] double middle() const { return low <= high ? low + (high - low) / 2 : 0; }
    [[nodiscard]] double reach() const { return low <= high ? std::max(high - middle(), middle() - low) : 0; }
};

}  // namespace detail

/// The largest answer of which squares are summed: no scale of a questionnaire comes near it, a slip of the pen does.
inline constexpr double largest_answer = 1e100;

/// Throws error{domain} for an answer of which no variance can be told.
inline void require_answer(const std::string& name, std::size_t row, double answer) {
    if (std::fabs(answer) > largest_answer) {
        throw_domain(name, row, answer, "a number from -1e100 to 1e100, or NaN");
    }
}

/// Means and covariances of the columns of a table, over the respondents who answered every item.
///
/// The same bits for any order of the rows. Throws error{domain} for an answer beyond 1e100.
[[nodiscard]] inline item_moments complete_moments(const answer_table& answers) {
    const std::size_t items = answers.items();
    std::vector<detail::range> ranges(items);
    std::vector<answer_table::column> columns;
    for (std::size_t i = 0; i < items; ++i) {
        columns.push_back(answers.item(i));
    }
    std::vector<std::uint8_t> complete(answers.rows(), 1);
    for (std::size_t row = 0; row < answers.rows(); ++row) {
        bool finite = true;
        for (const auto& column : columns) {
            finite &= std::fabs(column[row]) <= largest_answer;
        }
        complete[row] = finite;
        for (std::size_t i = 0; i < items && !finite; ++i) {
            require_answer("answers of item " + std::to_string(i), row, columns[i][row]);
        }
    }
    item_moments result;
    for (std::size_t row = 0; row < answers.rows(); ++row) {
        if (complete[row]) {
            ++result.rows;
            for (std::size_t i = 0; i < items; ++i) {
                ranges[i].include(columns[i][row]);
            }
        }
    }
    result.fewest_rows = result.rows;

    std::vector<double> middle(items);
    std::vector<order_free_sum> sums;
    std::vector<order_free_sum> products;
    for (std::size_t i = 0; i < items; ++i) {
        middle[i] = ranges[i].middle();
        sums.emplace_back(ranges[i].reach(), result.rows);
        for (std::size_t j = 0; j <= i; ++j) {
            products.emplace_back(ranges[i].reach() * ranges[j].reach(), result.rows);
        }
    }
    detail::centred_block block(middle);
    const std::vector<double> ones(detail::centred_block::rows, 1.0);
    std::size_t held = 0;
    const auto flush = [&] {
        for (std::size_t i = 0, pair = 0; i < items; ++i) {
            sums[i].add_products(block.item(i), ones.data(), held);
            for (std::size_t j = 0; j <= i; ++j, ++pair) {
                products[pair].add_products(block.item(i), block.item(j), held);
            }
        }
        held = 0;
    };
    for (std::size_t row = 0; row < answers.rows(); ++row) {
        if (complete[row]) {
            for (std::size_t i = 0; i < items; ++i) {
                block.put(i, held, columns[i][row]);
            }
            if (++held == detail::centred_block::rows) {
                flush();
            }
        }
    }
    flush();

    const double n = static_cast<double>(result.rows);
    result.covariance = math::matrix(items);
    for (std::size_t i = 0, pair = 0; i < items; ++i) {
        const double sum_i = sums[i].value();
        result.mean.push_back(result.rows > 0 ? middle[i] + sum_i / n : std::numeric_limits<double>::quiet_NaN());
        for (std::size_t j = 0; j <= i; ++j, ++pair) {
            const double about_mean = products[pair].value() - sum_i * (sums[j].value() / n);
            const double covariance = result.rows > 1 ? about_mean / (n - 1) : std::numeric_limits<double>::quiet_NaN();
            result.covariance(i, j) = result.covariance(j, i) = i == j && covariance < 0 ? 0 : covariance;
        }
    }
    return result;
}

/// The same, every pair of items over the respondents who answered both.
[[nodiscard]] inline item_moments pairwise_moments(const answer_table& answers) {
    const std::size_t items = answers.items();
    item_moments result;
    result.covariance = math::matrix(items);
    result.fewest_rows = answers.rows();
    for (std::size_t i = 0; i < items; ++i) {
        for (std::size_t j = 0; j <= i; ++j) {
            const item_moments pair = complete_moments(answers.select(std::array{i, j}));
            result.fewest_rows = std::min(result.fewest_rows, pair.rows);
            if (i == j) {
                result.mean.push_back(pair.mean[0]);
            }
            result.covariance(i, j) = result.covariance(j, i) = pair.covariance(0, 1);
        }
    }
    for (std::size_t row = 0; row < answers.rows(); ++row) {
        bool any = false;
        for (std::size_t i = 0; i < items && !any; ++i) {
            any = !std::isnan(answers.at(row, i));
        }
        result.rows += any;
    }
    return result;
}

}  // namespace scvm::survey
