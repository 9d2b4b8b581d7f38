#pragma once

#include <scvm/describe/words.hpp>
#include <scvm/error.hpp>

#include <cmath>
#include <cstddef>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>

namespace scvm {

/// "0 < horizon <= 1e6": what a number must be.
[[nodiscard]] inline std::string range_text(std::string_view name, const range& within) {
    constexpr double largest = std::numeric_limits<double>::max();
    const bool finite = within.high == largest;
    const bool low = std::isfinite(within.low) && within.low != -largest;
    const bool high = std::isfinite(within.high) && !finite;
    const std::string what = finite ? "a finite number" : std::string(name);
    if (low && high) {
        return number_text(within.low) + (within.low_open ? " < " : " <= ") + what +
               (within.high_open ? " < " : " <= ") + number_text(within.high);
    }
    if (low) {
        return what + (within.low_open ? " > " : " >= ") + number_text(within.low);
    }
    if (high) {
        return what + (within.high_open ? " < " : " <= ") + number_text(within.high);
    }
    return finite ? what : "a number";
}

namespace detail {

/// Walks through a description and holds every number against the range that is said of it, then runs the rules.
class range_checker {
public:
    explicit range_checker(std::string_view path) : path_(path) {}

    template <class Member, class... Says>
    void operator()(std::string_view name, const Member& member, const Says&... says) const {
        if constexpr ((std::is_same_v<Says, not_empty_key> || ...)) {
            if (member.empty()) {
                throw error(errc::domain, below(name) + ": expected one element or more");
            }
        }
        range within;
        double not_there = std::numeric_limits<double>::quiet_NaN();
        (hear(says, within, not_there), ...);
        if constexpr ((std::is_same_v<Says, range> || ...)) {
            value(below(name), name, member, within, not_there);
        } else {
            inner(below(name), member);
        }
    }

    template <class Array, class Words, class... Says>
    void operator()(std::string_view name, const named_places<Array, Words>& places, const Says&... says) const {
        for (std::size_t place = 0; place < places.array.size(); ++place) {
            const range_checker at(below(name));
            at(std::string_view(places.words[place]), places.array[place], says...);
        }
    }

    template <class T, class Rule>
    void settled(const T& object, Rule rule) const {
        if constexpr (std::is_invocable_v<Rule, const T&>) {
            try {
                rule(object);
            } catch (const misfit& found) {
                throw error(errc::domain, below(found.where) + ": " + found.rule);
            } catch (const error& e) {
                throw error(e.code(), path_ + (path_.empty() ? "" : ": ") + e.what());
            }
        }
    }

    void constant(const auto&...) const {}
    void alternatives(const auto&...) const {}
    void column(const auto&...) const {}

private:
    static void hear(const range& said, range& within, double&) { within = said; }
    static void hear(const null_number& said, range&, double& not_there) { not_there = said.number; }
    static void hear(const auto&, range&, double&) {}

    [[nodiscard]] std::string below(std::string_view name) const {
        return path_ + (path_.empty() || name.empty() ? "" : ".") + std::string(name);
    }

    template <class Member>
    static void value(const std::string& path, std::string_view name, const Member& member, const range& within,
                      double not_there) {
        if constexpr (std::is_arithmetic_v<Member>) {
            const auto number = static_cast<double>(member);
            if (!within.holds(number) && number != not_there) {
                throw_domain(path, number, range_text(name, within));
            }
        } else if constexpr (requires { member.has_value(); }) {
            if (member.has_value()) {
                value(path, name, *member, within, not_there);
            }
        } else {
            for (std::size_t i = 0; i < member.size(); ++i) {
                value(path + "[" + std::to_string(i) + "]", name, member[i], within, not_there);
            }
        }
    }

    template <class Member>
    static void inner(const std::string& path, const Member& member) {
        if constexpr (requires(const range_checker& is) { describe(is, member); }) {
            describe(range_checker(path), member);
        } else if constexpr (requires(const range_checker& is) { describe(is, member[0]); }) {
            for (std::size_t i = 0; i < member.size(); ++i) {
                describe(range_checker(path + "[" + std::to_string(i) + "]"), member[i]);
            }
        }
    }

    std::string path_;
};

}  // namespace detail

/// Throws error{domain} unless an object that was put together in C++ is as its description says: every number in its
/// range, and what the rules say that join members. "floor = 60: expected 0 < floor < 50".
void require_described(const auto& object) {
    describe(detail::range_checker({}), object);
}

}  // namespace scvm
