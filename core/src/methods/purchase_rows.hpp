#pragma once

#include "methods/id_or_time.hpp"

#include <scvm/describe/table.hpp>
#include <scvm/error.hpp>
#include <scvm/value/purchase_summary.hpp>

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace scvm::methods {

/// When the clocks of a place changed.
struct clock_change {
    moment from{0, false};
    std::int32_t seconds = 0;
};
void describe(const auto& is, const clock_change& o) {
    constexpr double most = 18 * 3600;  // no clock has ever been further from UTC
    is("from", o.from, "When the clocks changed; absent: they always were like that.");
    is("seconds", o.seconds, required, within(-most, most), "How far ahead of UTC local clocks are from then on.");
}

/// Purchases by columns, and the rules that make histories of them.
struct purchase_rows {
    std::vector<id> customer{};
    std::vector<std::optional<moment>> time{};
    std::vector<double> amount{};
    value::purchase_rules rules{};
    std::vector<clock_change> offsets{};
};
void describe(const auto& is, const purchase_rows& o) {
    is("customer", o.customer, required, "Who bought, row by row.");
    is("time", o.time, required, "When; null: not known, the row is rejected.");
    is("amount", o.amount, unit("money"), "For how much; none: not known.");
    is("unit", o.rules.unit, "Of the times; rows of a customer and a day (for hour: an hour) merge.");
    is("refunds", o.rules.refunds, "What a negative amount does.");
    is("zeros", o.rules.zeros, "What a purchase of amount 0 does.");
    is("first", o.rules.first, "What the first purchase is.");
    is("offsets", o.offsets, "The clock changes of the place whose days count; none: UTC.");
    is.settled(o, [](purchase_rows& of) { require_size("time", of.time.size(), "customer", of.customer.size()); });
}

/// The rows with customers by number, sorted by their ids, so that the order of the rows does not matter.
///
/// A date without a time is a day of the place whose offsets are given, or of UTC.
class numbered_purchases {
public:
    explicit numbered_purchases(const purchase_rows& of) : rules_(of.rules), amount_(of.amount) {
        for (const clock_change& each : of.offsets) {
            offsets_.push_back({each.from.seconds, each.seconds});
        }
        rules_.offsets = offsets_;
        days_ = value::calendar(rules_.unit, offsets_);
        std::map<std::string_view, std::uint32_t> codes;
        for (const id& each : of.customer) {
            codes.try_emplace(each.text, 0);
        }
        for (auto& [text, code] : codes) {
            code = static_cast<std::uint32_t>(ids_.size());
            ids_.emplace_back(text);
        }
        for (std::size_t row = 0; row < of.customer.size(); ++row) {
            customer_.push_back(codes.at(of.customer[row].text));
            time_.push_back(of.time[row] ? at(*of.time[row]) : value::no_time);
        }
    }
    numbered_purchases(const numbered_purchases&) = delete;
    numbered_purchases& operator=(const numbered_purchases&) = delete;

    [[nodiscard]] value::purchase_columns columns() const noexcept {
        return {customer_, time_, amount_, static_cast<std::uint32_t>(ids_.size())};
    }
    [[nodiscard]] const value::purchase_rules& rules() const noexcept { return rules_; }
    [[nodiscard]] const std::vector<std::string>& ids() const noexcept { return ids_; }

    /// Which second a moment is here.
    [[nodiscard]] std::int64_t at(const moment& of) const {
        if (!of.date_alone) {
            return of.seconds;
        }
        // Its noon is on that day whatever the clocks did at midnight; its first hour is the one that `hour` means.
        const std::int64_t hour = rules_.unit == value::time_unit::hour ? 0 : 12 * 3600;
        return of.seconds + hour - days_.offset(of.seconds + hour);
    }

private:
    value::purchase_rules rules_;
    std::span<const double> amount_;
    std::vector<value::utc_offset> offsets_;
    value::calendar days_{value::time_unit::week};
    std::vector<std::string> ids_;
    std::vector<std::uint32_t> customer_;
    std::vector<std::int64_t> time_;
};

}  // namespace scvm::methods
