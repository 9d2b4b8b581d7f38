#pragma once

#include "methods/times.hpp"

#include <scvm/dates/local_clock.hpp>
#include <scvm/dates/reader.hpp>
#include <scvm/dates/time_zone.hpp>
#include <scvm/describe/table.hpp>
#include <scvm/error.hpp>
#include <scvm/value/purchase_summary.hpp>

#include <cstddef>
#include <cstdint>
#include <limits>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace scvm::methods {

/// When the clocks of a place changed.
struct clock_change {
    std::optional<moment> from{};
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
    std::vector<std::optional<date_cell>> time{};
    std::vector<double> amount{};
    value::purchase_rules rules{};
    std::optional<value::time_unit> unit{};
    std::vector<clock_change> offsets{};
    std::string time_zone{};
    std::string date_format{};
};
void describe(const auto& is, const purchase_rows& o) {
    is("customer", o.customer, required, "Who bought, row by row.");
    is("time", o.time, required, "When; null: not known, the row is rejected, as one that cannot be read.");
    is("amount", o.amount, unit("money"), "For how much; none: not known.");
    is("unit", o.unit,
       "Of the times; rows of a customer and a day (for hour: an hour) merge. Absent: that of the fit, else week.");
    is("refunds", o.rules.refunds, "What a negative amount does.");
    is("zeros", o.rules.zeros, "What a purchase of amount 0 does.");
    is("first", o.rules.first, "What the first purchase is.");
    is("offsets", o.offsets, "The clock changes of the place whose days count; none: UTC.");
    is("time_zone", o.time_zone, "Instead: that place by its IANA name, like Europe/Berlin.");
    is("date_format", o.date_format,
       "Of times that are not ISO 8601: a pattern like %d.%m.%Y, or seconds, milliseconds, yyyymmdd or excel.");
    is.settled(o, [](purchase_rows& of) {
        require_size("time", of.time.size(), "customer", of.customer.size());
        if (!of.time_zone.empty() && !of.offsets.empty()) {
            throw misfit{"time_zone", "expected either this, or offsets"};
        }
    });
}

/// The rows with customers by number, sorted by their ids, so that the order of the rows does not matter.
///
/// A date without a time is a day of the place whose offsets are given, or of UTC.
class numbered_purchases {
public:
    /// `fitted_in`: the unit of the fit that the rows are for. Throws error{domain} where the rows have another one.
    explicit numbered_purchases(const purchase_rows& of, std::optional<value::time_unit> fitted_in = {})
        : rules_(of.rules),
          amount_(of.amount),
          place_(of.time_zone.empty() ? clock_of(of.offsets) : dates::clock_of(of.time_zone)) {
        value::require_unit(of.unit, fitted_in);
        rules_.unit = of.unit ? *of.unit : fitted_in.value_or(rules_.unit);
        rules_.offsets = place_.changes();
        std::map<std::string_view, std::uint32_t> codes;
        for (const id& each : of.customer) {
            codes.try_emplace(each.text, 0);
        }
        for (auto& [text, code] : codes) {
            code = static_cast<std::uint32_t>(ids_.size());
            ids_.emplace_back(text);
        }
        for (const id& each : of.customer) {
            customer_.push_back(codes.at(each.text));
        }
        date_column read(of.time, "time", dates::reader({.date_format = of.date_format, .place = place_}));
        time_ = std::move(read.seconds);
        unreadable_ = std::make_shared<const std::vector<unreadable_row>>(std::move(read.unreadable));
    }
    numbered_purchases(const numbered_purchases&) = delete;
    numbered_purchases& operator=(const numbered_purchases&) = delete;

    [[nodiscard]] value::purchase_columns columns() const noexcept {
        return {customer_, time_, amount_, static_cast<std::uint32_t>(ids_.size())};
    }
    [[nodiscard]] const value::purchase_rules& rules() const noexcept { return rules_; }
    [[nodiscard]] const std::vector<std::string>& ids() const noexcept { return ids_; }

    /// The first second of a day at which something begins, and the last one of a day at which something ends.
    [[nodiscard]] std::int64_t begin(const moment& of) const { return of.first_second(place_); }
    [[nodiscard]] std::int64_t end(const moment& of) const { return of.last_second(place_); }

    using reasons = std::shared_ptr<const std::vector<unreadable_row>>;

    /// Puts what the reader of dates said into the list of rejected rows; keep what it returns as long as the list.
    [[nodiscard]] reasons explain(std::vector<value::rejected_row>& rejected) const {
        auto next = unreadable_->begin();
        for (value::rejected_row& each : rejected) {
            while (next != unreadable_->end() && next->row < each.row) {
                ++next;
            }
            if (next != unreadable_->end() && next->row == each.row) {
                each.reason = next->reason;
            }
        }
        return unreadable_;
    }
    [[nodiscard]] const std::vector<unreadable_row>& unreadable() const noexcept { return *unreadable_; }

private:
    [[nodiscard]] static dates::local_clock clock_of(std::span<const clock_change> offsets) {
        std::vector<dates::utc_offset> changes;
        for (const clock_change& each : offsets) {
            changes.push_back(
                {each.from ? each.from->first_second() : std::numeric_limits<std::int64_t>::min(), each.seconds});
        }
        return changes.empty() ? dates::local_clock() : dates::local_clock("offsets", std::move(changes));
    }

    value::purchase_rules rules_;
    std::span<const double> amount_;
    dates::local_clock place_;
    std::vector<std::string> ids_;
    std::vector<std::uint32_t> customer_;
    std::vector<std::int64_t> time_;
    reasons unreadable_;
};

}  // namespace scvm::methods
