#pragma once

#include <scvm/error.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <numeric>
#include <optional>
#include <span>
#include <vector>

namespace scvm::math {

/// A small square matrix, row by row: covariances of some items, not of some customers.
class matrix {
public:
    matrix() = default;
    explicit matrix(std::size_t size) : size_(size), values_(size * size, 0.0) {}

    [[nodiscard]] static matrix identity(std::size_t size) {
        matrix result(size);
        for (std::size_t i = 0; i < size; ++i) {
            result(i, i) = 1;
        }
        return result;
    }

    [[nodiscard]] std::size_t size() const noexcept { return size_; }
    [[nodiscard]] double& operator()(std::size_t row, std::size_t column) { return values_[row * size_ + column]; }
    [[nodiscard]] double operator()(std::size_t row, std::size_t column) const { return values_[row * size_ + column]; }
    [[nodiscard]] std::span<const double> row(std::size_t index) const {
        return std::span(values_).subspan(index * size_, size_);
    }
    [[nodiscard]] std::span<double> row(std::size_t index) { return std::span(values_).subspan(index * size_, size_); }
    [[nodiscard]] std::span<const double> values() const noexcept { return values_; }

private:
    std::size_t size_ = 0;
    std::vector<double> values_;
};

[[nodiscard]] inline double trace(const matrix& of) {
    double sum = 0;
    for (std::size_t i = 0; i < of.size(); ++i) {
        sum += of(i, i);
    }
    return sum;
}

/// a' M b.
[[nodiscard]] inline double quadratic_form(const matrix& of, std::span<const double> a, std::span<const double> b) {
    double sum = 0;
    for (std::size_t i = 0; i < of.size(); ++i) {
        double row = 0;
        for (std::size_t j = 0; j < of.size(); ++j) {
            row += of(i, j) * b[j];
        }
        sum += a[i] * row;
    }
    return sum;
}

/// The correlations of a covariance matrix; NaN in the row and column of a variable that does not vary.
[[nodiscard]] inline matrix correlation_of(const matrix& covariance) {
    matrix result(covariance.size());
    for (std::size_t i = 0; i < covariance.size(); ++i) {
        for (std::size_t j = 0; j < covariance.size(); ++j) {
            const double scale = std::sqrt(covariance(i, i)) * std::sqrt(covariance(j, j));
            result(i, j) = scale > 0 ? (i == j ? 1.0 : std::clamp(covariance(i, j) / scale, -1.0, 1.0))
                                     : std::numeric_limits<double>::quiet_NaN();
        }
    }
    return result;
}

/// The lower triangle L of a symmetric M = L L'. Nothing unless M is positive definite, numerically: every pivot must
/// exceed `tolerance` times its diagonal element.
[[nodiscard]] inline std::optional<matrix> cholesky(const matrix& of, double tolerance = 1e-12) {
    matrix lower(of.size());
    for (std::size_t i = 0; i < of.size(); ++i) {
        for (std::size_t j = 0; j <= i; ++j) {
            double rest = of(i, j);
            for (std::size_t k = 0; k < j; ++k) {
                rest -= lower(i, k) * lower(j, k);
            }
            if (i != j) {
                lower(i, j) = rest / lower(j, j);
            } else if (rest > tolerance * of(i, i) && rest > 0) {
                lower(i, i) = std::sqrt(rest);
            } else {
                return std::nullopt;
            }
        }
    }
    return lower;
}

/// The x with L L' x = b, written over b.
inline void solve_in_place(const matrix& lower, std::span<double> b) {
    const std::size_t n = lower.size();
    for (std::size_t i = 0; i < n; ++i) {
        for (std::size_t k = 0; k < i; ++k) {
            b[i] -= lower(i, k) * b[k];
        }
        b[i] /= lower(i, i);
    }
    for (std::size_t i = n; i-- > 0;) {
        for (std::size_t k = i + 1; k < n; ++k) {
            b[i] -= lower(k, i) * b[k];
        }
        b[i] /= lower(i, i);
    }
}

/// The inverse of L L'.
[[nodiscard]] inline matrix inverse_of_cholesky(const matrix& lower) {
    const std::size_t n = lower.size();
    matrix result(n);
    for (std::size_t j = 0; j < n; ++j) {
        result(j, j) = 1;
        solve_in_place(lower, result.row(j));
    }
    return result;
}

/// The inverse of a symmetric positive definite matrix; nothing for any other.
[[nodiscard]] inline std::optional<matrix> inverse(const matrix& of) {
    if (const auto lower = cholesky(of)) {
        return inverse_of_cholesky(*lower);
    }
    return std::nullopt;
}

/// M = V diag(values) V'; values ascend, column j of `vectors` belongs to values[j].
struct eigen_system {
    std::vector<double> values;
    matrix vectors;
};

/// The eigenvalues and eigenvectors of a symmetric matrix, by cyclic Jacobi rotations. The sign of a vector is free.
///
/// Source: Golub & Van Loan (2013), Matrix Computations, algorithms 8.5.1 and 8.5.3.
[[nodiscard]] inline eigen_system symmetric_eigen(matrix of) {
    const std::size_t n = of.size();
    matrix vectors = matrix::identity(n);
    const auto rotate = [](matrix& m, std::size_t i, std::size_t j, std::size_t k, std::size_t l, double c, double s) {
        const double a = m(i, j);
        const double b = m(k, l);
        m(i, j) = c * a - s * b;
        m(k, l) = s * a + c * b;
    };
    constexpr int most_sweeps = 60;  // converges quadratically: eight suffice even for 500 rows
    for (int sweep = 0; sweep < most_sweeps; ++sweep) {
        bool rotated = false;
        for (std::size_t p = 0; p + 1 < n; ++p) {
            for (std::size_t q = p + 1; q < n; ++q) {
                const double off = of(p, q);
                if (!(std::fabs(off) > 1e-16 * std::sqrt(std::fabs(of(p, p) * of(q, q))) && std::fabs(off) > 1e-300)) {
                    continue;
                }
                rotated = true;
                const double theta = (of(q, q) - of(p, p)) / (2 * off);
                const double t = std::copysign(1 / (std::fabs(theta) + std::sqrt(1 + theta * theta)), theta);
                const double c = 1 / std::sqrt(1 + t * t);
                const double s = t * c;
                for (std::size_t i = 0; i < n; ++i) {
                    rotate(of, i, p, i, q, c, s);
                    rotate(vectors, i, p, i, q, c, s);
                }
                for (std::size_t i = 0; i < n; ++i) {
                    rotate(of, p, i, q, i, c, s);
                }
                of(p, q) = of(q, p) = 0;
            }
        }
        if (!rotated) {
            break;
        }
    }
    std::vector<std::size_t> order(n);
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) { return of(a, a) < of(b, b); });
    eigen_system result{{}, matrix(n)};
    for (std::size_t j = 0; j < n; ++j) {
        result.values.push_back(of(order[j], order[j]));
        for (std::size_t i = 0; i < n; ++i) {
            result.vectors(i, j) = vectors(i, order[j]);
        }
    }
    return result;
}

}  // namespace scvm::math
