#include "data.hpp"

#include <scvm/value/purchase_ledger.hpp>

#include <doctest/doctest.h>

#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>
#include <vector>

using namespace scvm::value;
using value_test::purchases;
using value_test::utc;

namespace {

purchases with_refunds(std::uint64_t seed) {
    auto p = value_test::generated(bg_nbd{0.4, 4, 0.6, 2.4}, 200, seed);
    scvm::math::random_stream random(seed, 99);
    const auto rows = p.customer.size();
    for (std::size_t i = 0; i < 200; ++i) {
        const auto row = random.below(rows);
        const double cents = std::round((random.uniform() - 0.4) * 5000) / 100;
        p.add(p.customer[row], p.time[row] + static_cast<std::int64_t>(random.below(900'000)), cents);
    }
    p.amount[3] = std::numeric_limits<double>::quiet_NaN();
    p.amount[7] = 0;
    p.time[11] = no_time;
    return p;
}

purchases part_of(const purchases& p, std::uint64_t seed, std::uint64_t part, std::uint64_t parts) {
    purchases result;
    result.customers = p.customers;
    for (std::size_t row = 0; row < p.customer.size(); ++row) {
        if (scvm::math::random_stream(seed, row).below(parts) == part) {
            result.add(p.customer[row], p.time[row], p.amount[row]);
        }
    }
    result.customers = p.customers;
    return result;
}

void check_same(const purchase_table& a, const purchase_table& b) {
    REQUIRE(a.size() == b.size());
    const auto same = [](const std::vector<double>& u, const std::vector<double>& v) {
        for (std::size_t i = 0; i < u.size(); ++i) {
            if (std::bit_cast<std::uint64_t>(u[i]) != std::bit_cast<std::uint64_t>(v[i])) {
                return false;
            }
        }
        return true;
    };
    CHECK(same(a.x, b.x));
    CHECK(same(a.t_x, b.t_x));
    CHECK(same(a.T, b.T));
    CHECK(same(a.monetary, b.monetary));
    CHECK(same(a.revenue, b.revenue));
    CHECK(a.account.rows == b.account.rows);
    CHECK(a.account.used == b.account.used);
    CHECK(a.account.merged == b.account.merged);
    CHECK(a.account.refunds == b.account.refunds);
    CHECK(a.account.zeros_ignored == b.account.zeros_ignored);
    CHECK(a.account.after_end == b.account.after_end);
    CHECK(a.account.rejected == b.account.rejected);
    CHECK(a.account.occasions_refunded == b.account.occasions_refunded);
    CHECK(a.account.refunds_unmatched == b.account.refunds_unmatched);
}

}  // namespace

TEST_CASE("ledgers of parts merge to the summary of the whole, to the last bit") {
    for (const zero_policy zeros : {zero_policy::count, zero_policy::ignore, zero_policy::reject}) {
        for (const refund_policy refunds : {refund_policy::net, refund_policy::ignore, refund_policy::reject}) {
            const purchase_rules rules{.refunds = refunds, .zeros = zeros};
            const auto p = with_refunds(3);
            const auto whole = purchase_summary(p.columns(), utc(1998, 2, 1), rules);
            purchase_ledger merged(rules);
            for (const std::uint64_t part : {2, 0, 1}) {
                purchase_ledger ledger(rules);
                ledger.add(part_of(p, 8, part, 3).columns());
                merged.merge(ledger);
            }
            check_same(merged.summary(utc(1998, 2, 1)), whole);
        }
    }
}

TEST_CASE("a ledger that grows row by row equals the summary at every observation end") {
    const auto p = with_refunds(4);
    purchase_ledger ledger;
    for (std::size_t row = 0; row < p.customer.size(); ++row) {
        const auto at = [&](auto& column) { return std::span(column).subspan(row, 1); };
        ledger.add({at(p.customer), at(p.time), at(p.amount), p.customers});
    }
    for (const int month : {1, 4, 9}) {
        check_same(ledger.summary(utc(1997, month, 17)), purchase_summary(p.columns(), utc(1997, month, 17)));
    }
    const auto h = ledger.history_of(5, utc(1997, 9, 17));
    CHECK(h.revenue == ledger.summary(utc(1997, 9, 17)).revenue[5]);
}

TEST_CASE("a ledger refuses what would make it wrong, and stays as it was") {
    const auto p = with_refunds(4);
    purchase_ledger ledger;
    ledger.add(p.columns());
    const auto before = ledger.summary(utc(1998, 2, 1));
    purchases milliseconds;
    milliseconds.add(0, 1, 1);
    milliseconds.add(0, 1'700'000'000'000, 1);
    CHECK_THROWS_AS(ledger.add(milliseconds.columns()), scvm::error);
    auto priceless = p;
    priceless.amount.clear();
    CHECK_THROWS_AS(ledger.add(priceless.columns()), scvm::error);
    purchase_ledger other(purchase_rules{.unit = time_unit::day});
    CHECK_THROWS_AS(ledger.merge(other), scvm::error);
    check_same(ledger.summary(utc(1998, 2, 1)), before);
    CHECK_THROWS_AS((void)ledger.history_of(p.customers, 0), scvm::error);
}

TEST_CASE("rejected rows of a ledger are numbered from its first row") {
    purchase_ledger ledger;
    purchases p;
    p.add(0, 0, 1);
    p.add(0, 0, std::numeric_limits<double>::quiet_NaN());
    ledger.add(p.columns());
    ledger.add(p.columns());
    const auto table = ledger.summary(0);
    REQUIRE(table.rejected.size() == 2);
    CHECK(table.rejected[1].row == 3);
}
