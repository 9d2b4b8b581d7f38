#pragma once

#include <scvm/describe/words.hpp>
#include <scvm/error.hpp>

#include <array>
#include <cmath>
#include <string>
#include <string_view>

namespace scvm::equity {

/// A currency by its ISO 4217 code, such as "EUR"; the empty code means "not stated" and is a currency of its own.
class currency_code {
public:
    constexpr currency_code() noexcept = default;

    /// Throws error{domain} unless the code is empty or three capital letters.
    explicit currency_code(std::string_view code) {
        bool good = code.empty() || code.size() == code_.size();
        for (const char letter : code) {
            good = good && letter >= 'A' && letter <= 'Z';
        }
        if (!good) {
            throw error(errc::domain,
                        "currency = \"" + std::string(code) + "\": expected three capital letters, as in EUR, or none");
        }
        for (std::size_t i = 0; i < code.size(); ++i) {
            code_[i] = code[i];
        }
    }

    [[nodiscard]] std::string code() const { return std::string(text()); }
    [[nodiscard]] std::string_view text() const noexcept {
        return code_[0] == '\0' ? std::string_view() : std::string_view(code_.data(), code_.size());
    }

    friend constexpr bool operator==(const currency_code&, const currency_code&) = default;

private:
    std::array<char, 3> code_{};
};

/// Throws error{domain} if two amounts are in different currencies: nothing here converts.
inline void require_same(const currency_code& left, const currency_code& right) {
    if (!(left == right)) {
        const auto text = [](const currency_code& of) {
            return of == currency_code() ? "an unstated currency" : of.code();
        };
        throw error(errc::domain, "currency: " + text(left) + " and " + text(right) +
                                      ": expected one currency, nothing is converted");
    }
}

/// An amount of money. It adds to, and compares with, money of the same currency alone; never to points.
///
/// A NaN amount is absent, and so is every sum that holds it.
struct money {
    double amount = std::nan("");
    currency_code currency{};

    money& operator+=(const money& other) {
        require_same(currency, other.currency);
        amount += other.amount;
        return *this;
    }
    money& operator-=(const money& other) {
        require_same(currency, other.currency);
        amount -= other.amount;
        return *this;
    }
    friend money operator+(money left, const money& right) { return left += right; }
    friend money operator-(money left, const money& right) { return left -= right; }
    friend money operator*(double factor, const money& of) { return {factor * of.amount, of.currency}; }
    friend bool operator<(const money& left, const money& right) {
        require_same(left.currency, right.currency);
        return left.amount < right.amount;
    }
    friend bool operator==(const money&, const money&) = default;
};

void describe(const auto& is, const money& o) {
    is("amount", o.amount, required, "How much.");
    is("currency", o.currency, null_when_absent,
       "An ISO 4217 code such as EUR; without it: not stated, a currency of its own.");
}

/// What counts where no formula leads to money: image, activity, trends. Points add to points alone.
struct points {
    double count = std::nan("");

    points& operator+=(const points& other) noexcept {
        count += other.count;
        return *this;
    }
    friend points operator+(points left, const points& right) noexcept { return left += right; }
    friend points operator*(double factor, const points& of) noexcept { return {factor * of.count}; }
    friend constexpr auto operator<=>(const points&, const points&) = default;
};

/// Whether two types can be added: for the proof, at compile time, that money and points cannot.
template <class Left, class Right>
concept addable = requires(Left left, Right right) {
    left + right;
};

static_assert(addable<money, money> && addable<points, points>);
static_assert(!addable<money, points> && !addable<points, money> && !addable<money, double>);

}  // namespace scvm::equity
