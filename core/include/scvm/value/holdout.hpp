#pragma once

#include <scvm/dates/date_text.hpp>
#include <scvm/error.hpp>
#include <scvm/value/purchase_summary.hpp>
#include <scvm/work.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

namespace scvm::value {

/// What customers did up to the end of the calibration, and what they did after it. One row per customer; NaN for those
/// whose first purchase is after the calibration.
struct holdout_table {
    purchase_table calibration;            ///< as purchase_summary at the calibration end, with its account
    std::vector<double> holdout_x;         ///< purchases (days with one) after the calibration end, up to the end
    std::vector<double> holdout_monetary;  ///< their mean amount; NaN where there is none
    double holdout_duration = 0;           ///< calibration end to observation end, in units
    purchase_account account;              ///< of all rows up to the observation end
};

/// Splits purchases in time: fit on `calibration`, then compare with the holdout.
///
/// A refund after the calibration end does not change the calibration: it was not known then. In the holdout it nets
/// the purchases of both periods, latest first. Throws as purchase_summary, and error{domain} unless calibration_end is
/// before the day of observation_end.
[[nodiscard]] inline holdout_table calibration_and_holdout(const purchase_columns& rows, std::int64_t calibration_end,
                                                           std::int64_t observation_end,
                                                           const purchase_rules& rules = {}) {
    grouped_purchases grouped(rows, observation_end, rules);
    const std::int32_t split = grouped.days().day("calibration_end", calibration_end);
    if (!(split < grouped.end())) {
        const auto there = [&](std::int32_t day, std::int64_t time) {
            return rules.unit == time_unit::hour ? dates::shown(time, grouped.days().offset(time))
                                                 : dates::date_of_day(day);
        };
        throw error(errc::domain, "calibration_end = " + there(split, calibration_end) +
                                      ": expected a day before that of observation_end, " +
                                      there(grouped.end(), observation_end));
    }
    constexpr double none = std::numeric_limits<double>::quiet_NaN();
    holdout_table result;
    result.account = grouped.account();
    result.holdout_duration = grouped.days().units(grouped.end() - split);
    result.holdout_x.assign(grouped.customers(), none);
    result.holdout_monetary.assign(grouped.customers(), none);
    auto& early = result.calibration;
    early.unit = rules.unit;
    early.account = grouped.account();
    early.rejected = grouped.rejected();
    early.resize(grouped.customers());

    occasion_book book;
    for (std::size_t customer = 0; customer < grouped.customers(); ++customer) {
        const auto all = grouped.of(customer);
        const auto late =
            std::partition(all.begin(), all.end(), [&](const dated_amount& row) { return row.day <= split; });
        const auto before = all.first(static_cast<std::size_t>(late - all.begin()));
        early.account.after_end += all.size() - before.size();
        enter_rows(before, rules.refunds, book, early.account);
        auto h = book.close(grouped.days(), split, rules.first);
        enter_rows(all, rules.refunds, book, result.account);
        if (!grouped.priced()) {
            h.monetary = h.revenue = none;
        }
        early.set(customer, h);
        if (std::isnan(h.x)) {
            continue;
        }
        double count = 0;
        math::precise_sum spent;
        book.for_each_occasion([&](std::int32_t day, double net) {
            if (day > split) {
                count += 1;
                spent.add(net);
            }
        });
        result.holdout_x[customer] = count;
        if (count > 0 && grouped.priced()) {
            result.holdout_monetary[customer] = spent.value() / count;
        }
    }
    return result;
}

/// Customers by the period of their first purchase (their cohort), and what each cohort did in each period since.
struct cohort_table {
    std::size_t periods = 0;        ///< cohorts, and periods, up to the observation end
    double length = 0;              ///< of a period, in units
    std::vector<double> customers;  ///< per cohort
    std::vector<double> active;     ///< [cohort * periods + age]: customers with a purchase at that age; age 0 is the
                                    ///< cohort's own period; NaN where the observation has ended before
    std::vector<double> purchases;  ///< the same: days with a purchase
    std::vector<double> revenue;    ///< the same: their amounts, refunds deducted
    std::vector<std::uint32_t> cohort_of;  ///< per customer; 0xffffffff: no purchase from `start` on
};

/// Periods are `days_per_period` days (hours for `hour`) long, from the day of `start` on; the last one may be
/// incomplete. Customers whose first purchase is before `start` are left out. Throws as purchase_summary, and
/// error{domain} unless there are 1 to 10 000 periods.
[[nodiscard]] inline cohort_table cohorts(const purchase_columns& rows, std::int64_t start,
                                          std::int64_t observation_end, std::int32_t days_per_period,
                                          const purchase_rules& rules = {}) {
    grouped_purchases grouped(rows, observation_end, rules);
    const std::int32_t first_day = grouped.days().day("start", start);
    if (days_per_period < 1) {
        throw_domain("days_per_period", days_per_period, "days_per_period >= 1");
    }
    const double wanted = (static_cast<double>(grouped.end()) - first_day) / days_per_period + 1;
    if (!(wanted >= 1 && wanted < 10'001)) {
        throw_domain("periods", std::floor(wanted), "1 to 10000 periods from start to observation_end");
    }
    cohort_table result;
    result.periods = static_cast<std::size_t>(wanted);
    result.length = grouped.days().units(days_per_period);
    result.customers.assign(result.periods, 0);
    result.cohort_of.assign(grouped.customers(), 0xffffffff);
    const std::size_t cells = result.periods * result.periods;
    const double each = static_cast<double>(cells);
    require_work("cohorts", {1e-7 * each, 64 * each});
    result.active.assign(cells, 0);
    result.purchases.assign(cells, 0);
    std::vector<math::precise_sum> revenue(cells);

    occasion_book book;
    purchase_account account;
    for (std::size_t customer = 0; customer < grouped.customers(); ++customer) {
        enter_rows(grouped.of(customer), rules.refunds, book, account);
        std::size_t cohort = result.periods;
        std::size_t last_age = result.periods;
        bool first = true;
        book.for_each_occasion([&](std::int32_t day, double net) {
            const auto period =
                day < first_day ? result.periods : static_cast<std::size_t>((day - first_day) / days_per_period);
            if (first) {
                first = false;
                cohort = period;
                if (cohort < result.periods) {
                    result.customers[cohort] += 1;
                    result.cohort_of[customer] = static_cast<std::uint32_t>(cohort);
                }
            }
            if (cohort >= result.periods) {
                return;
            }
            const std::size_t age = period - cohort;
            const std::size_t cell = cohort * result.periods + age;
            result.purchases[cell] += 1;
            result.active[cell] += age == last_age ? 0 : 1;
            revenue[cell].add(net);
            last_age = age;
        });
    }
    result.revenue.resize(cells);
    for (std::size_t cell = 0; cell < cells; ++cell) {
        const bool over = cell / result.periods + cell % result.periods >= result.periods;
        result.revenue[cell] =
            over || !grouped.priced() ? std::numeric_limits<double>::quiet_NaN() : revenue[cell].value();
        if (over) {
            result.active[cell] = result.purchases[cell] = std::numeric_limits<double>::quiet_NaN();
        }
    }
    return result;
}

}  // namespace scvm::value
