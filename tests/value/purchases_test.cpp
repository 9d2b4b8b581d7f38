#include "data.hpp"

#include <scvm/value/purchase_summary.hpp>
#include <scvm/value/purchases.hpp>

#include <doctest/doctest.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>
#include <numeric>
#include <string>
#include <vector>

using namespace scvm::value;
using value_test::purchases;
using value_test::utc;

namespace {

/// Six customers and 14 rows; the summary of them is asserted by pymc-marketing's tests (tests/clv/test_utils.py).
purchases six_customers() {
    purchases p;
    const auto day = [](int month, int of_month) { return utc(2015, month, of_month); };
    p.add(0, day(1, 1), 1);
    p.add(0, day(2, 6), 2);
    p.add(1, day(1, 1), 2);
    p.add(2, day(1, 1), 3);
    p.add(2, day(1, 2), 1);
    p.add(2, day(1, 5), 5);
    p.add(3, day(1, 16), 6);
    p.add(3, day(2, 2), 3);
    p.add(3, day(2, 5), 3);
    p.add(3, day(2, 5), 6);
    p.add(4, day(1, 16), 3);
    p.add(4, day(1, 17), 4);
    p.add(4, day(1, 18), 5);
    p.add(5, day(2, 2), 5);
    return p;
}

bool same_bits(const std::vector<double>& a, const std::vector<double>& b) {
    return std::ranges::equal(
        a, b, [](double u, double v) { return std::bit_cast<std::uint64_t>(u) == std::bit_cast<std::uint64_t>(v); });
}

std::uint64_t total(const purchase_account& a) {
    return a.used + a.merged + a.refunds + a.zeros_ignored + a.after_end + a.rejected;
}

}  // namespace

TEST_CASE("the summary of six customers is the one that pymc-marketing asserts") {
    const auto p = six_customers();
    const auto table = purchase_summary(p.columns(), utc(2015, 2, 7), {.unit = time_unit::day});
    CHECK(table.x == std::vector<double>{1, 0, 2, 2, 2, 0});
    CHECK(table.t_x == std::vector<double>{36, 0, 4, 20, 2, 0});
    CHECK(table.T == std::vector<double>{37, 37, 37, 22, 22, 5});
    CHECK(table.monetary[0] == 2);
    CHECK(std::isnan(table.monetary[1]));
    CHECK(table.monetary[2] == 3);
    CHECK(table.monetary[3] == 6);
    CHECK(table.monetary[4] == 4.5);
    CHECK(table.revenue == std::vector<double>{3, 2, 9, 18, 12, 5});
    CHECK(table.account.used == 13);
    CHECK(table.account.merged == 1);
    CHECK(total(table.account) == 14);
}

TEST_CASE("the first purchase can be counted by name") {
    const auto p = six_customers();
    const auto table =
        purchase_summary(p.columns(), utc(2015, 2, 7), {.unit = time_unit::day, .first = first_purchase::counts});
    CHECK(table.x == std::vector<double>{2, 1, 3, 3, 3, 1});
    CHECK(table.monetary == std::vector<double>{1.5, 2, 3, 6, 4, 5});
    std::vector<double> since;
    for (std::size_t i = 0; i < table.size(); ++i) {
        since.push_back(table.T[i] - table.t_x[i]);
    }
    CHECK(since == std::vector<double>{1, 37, 33, 2, 20, 5});
}

TEST_CASE("times are exact differences of days in the named unit") {
    purchases p;
    p.add(0, utc(2024, 2, 28) + 86399, 1);
    p.add(0, utc(2024, 3, 1), 1);
    const std::int64_t end = utc(2024, 3, 31) + 5;
    CHECK(purchase_summary(p.columns(), end, {.unit = time_unit::day}).t_x[0] == 2);
    CHECK(purchase_summary(p.columns(), end, {.unit = time_unit::week}).t_x[0] == 2 / 7.0);
    CHECK(purchase_summary(p.columns(), end, {.unit = time_unit::week}).T[0] == 32 / 7.0);
    CHECK(purchase_summary(p.columns(), end, {.unit = time_unit::month}).T[0] == 32 / 30.4375);
    CHECK(purchase_summary(p.columns(), end, {.unit = time_unit::hour}).t_x[0] == 25);
}

TEST_CASE("days before 1970 are days, too") {
    purchases p;
    p.add(0, -1, 1);
    p.add(0, 0, 1);
    CHECK(purchase_summary(p.columns(), 0, {.unit = time_unit::day}).t_x[0] == 1);
}

TEST_CASE("days are those of the place that is named by its clock changes") {
    // 03:00 UTC is the day before in New York (UTC - 5 h): 3 days there, 2 in UTC.
    purchases p;
    p.add(0, utc(2024, 1, 2) + 3 * 3600, 1);
    p.add(0, utc(2024, 1, 4) + 12 * 3600, 1);
    const std::vector<utc_offset> new_york{{0, -5 * 3600}};
    CHECK(purchase_summary(p.columns(), utc(2024, 1, 9), {.unit = time_unit::day}).t_x[0] == 2);
    CHECK(purchase_summary(p.columns(), utc(2024, 1, 9), {.unit = time_unit::day, .offsets = new_york}).t_x[0] == 3);
    const std::vector<utc_offset> unsorted{{5, 0}, {1, 0}};
    CHECK_THROWS_AS((void)purchase_summary(p.columns(), utc(2024, 1, 9), {.offsets = unsorted}), scvm::error);
}

TEST_CASE("the order of the rows does not matter, to the last bit") {
    auto p = value_test::generated(bg_nbd{0.3, 4, 0.8, 2.4}, 300, 5);
    scvm::math::random_stream random(11);
    for (std::size_t i = 0; i < 300; ++i) {  // refunds and same-day rows with amounts that do not add up exactly
        const auto row = random.below(p.customer.size());
        p.add(p.customer[row], p.time[row] + static_cast<std::int64_t>(random.below(86400)),
              (random.uniform() - 0.3) * 30);
    }
    const auto whole = purchase_summary(p.columns(), utc(1998, 1, 1));
    for (int round = 0; round < 5; ++round) {
        for (std::size_t i = p.customer.size(); i > 1; --i) {
            const auto j = random.below(i);
            std::swap(p.customer[i - 1], p.customer[j]);
            std::swap(p.time[i - 1], p.time[j]);
            std::swap(p.amount[i - 1], p.amount[j]);
        }
        const auto shuffled = purchase_summary(p.columns(), utc(1998, 1, 1));
        CHECK(same_bits(whole.x, shuffled.x));
        CHECK(same_bits(whole.t_x, shuffled.t_x));
        CHECK(same_bits(whole.monetary, shuffled.monetary));
        CHECK(same_bits(whole.revenue, shuffled.revenue));
    }
}

TEST_CASE("a refund lowers the latest purchase before it, and undoes it when nothing is left") {
    purchases p;
    p.add(0, utc(2024, 1, 1), 50);
    p.add(0, utc(2024, 1, 8), 10.1);
    p.add(0, utc(2024, 1, 8), 20.2);
    p.add(0, utc(2024, 1, 15), 40);
    p.add(0, utc(2024, 1, 16), -15);    // the 40 becomes 25
    p.add(0, utc(2024, 1, 10), -30.3);  // the 8th is undone: 10.1 + 20.2 - 30.3 is not 0 in binary
    const auto net = purchase_summary(p.columns(), utc(2024, 1, 29));
    CHECK(net.x[0] == 1);
    CHECK(net.t_x[0] == 2);
    CHECK(net.monetary[0] == 25);
    CHECK(net.revenue[0] == doctest::Approx(75).epsilon(1e-14));
    CHECK(net.account.refunds == 2);
    CHECK(net.account.occasions_refunded == 1);
    CHECK(total(net.account) == 6);

    const auto ignored = purchase_summary(p.columns(), utc(2024, 1, 29), {.refunds = refund_policy::ignore});
    CHECK(ignored.x[0] == 2);
    CHECK(ignored.revenue[0] == doctest::Approx(120.3).epsilon(1e-14));

    const auto rejected = purchase_summary(p.columns(), utc(2024, 1, 29), {.refunds = refund_policy::reject});
    REQUIRE(rejected.rejected.size() == 2);
    CHECK(rejected.rejected[0].row == 4);
    CHECK(rejected.rejected[0].reason == "expected no refund: amount < 0");
    CHECK(total(rejected.account) == 6);
}

TEST_CASE("a refund larger than the last purchase reaches back, and one without a purchase lowers revenue alone") {
    purchases p;
    p.add(0, utc(2024, 1, 1), 50);
    p.add(0, utc(2024, 1, 8), 20);
    p.add(0, utc(2024, 1, 15), -45);
    p.add(1, utc(2024, 1, 1), -5);
    p.add(1, utc(2024, 1, 2), 30);
    const auto table = purchase_summary(p.columns(), utc(2024, 1, 29));
    CHECK(table.x[0] == 0);
    CHECK(table.revenue[0] == 25);
    CHECK(table.x[1] == 0);
    CHECK(table.revenue[1] == 25);
    CHECK(table.account.refunds_unmatched == 1);
}

TEST_CASE("a customer whose purchases are all given back is absent, not a customer who bought nothing worth") {
    purchases p;
    p.add(0, utc(2024, 1, 1), 50);
    p.add(0, utc(2024, 1, 3), -50);
    p.add(1, utc(2024, 3, 1), 10);  // after the end
    p.customers = 3;                // the third one has no row at all
    const auto table = purchase_summary(p.columns(), utc(2024, 1, 29));
    for (std::size_t i = 0; i < 3; ++i) {
        CHECK(std::isnan(table.x[i]));
        CHECK(std::isnan(table.T[i]));
        CHECK(table.revenue[i] == 0);
    }
    CHECK(table.account.after_end == 1);
}

TEST_CASE("a purchase of nothing counts, is left out or is rejected, by name") {
    purchases p;
    p.add(0, utc(2024, 1, 1), 50);
    p.add(0, utc(2024, 1, 8), 0);
    const std::int64_t end = utc(2024, 1, 29);
    const auto counted = purchase_summary(p.columns(), end);
    CHECK(counted.x[0] == 1);
    CHECK(counted.monetary[0] == 0);
    const auto ignored = purchase_summary(p.columns(), end, {.zeros = zero_policy::ignore});
    CHECK(ignored.x[0] == 0);
    CHECK(ignored.account.zeros_ignored == 1);
    CHECK(total(ignored.account) == 2);
    const auto rejected = purchase_summary(p.columns(), end, {.zeros = zero_policy::reject});
    CHECK(rejected.rejected.size() == 1);
    CHECK(total(rejected.account) == 2);
}

TEST_CASE("a refund skips purchases of nothing") {
    purchases p;
    p.add(0, utc(2024, 1, 1), 50);
    p.add(0, utc(2024, 1, 8), 0);
    p.add(0, utc(2024, 1, 9), -20);
    const auto table = purchase_summary(p.columns(), utc(2024, 1, 29), {.first = first_purchase::counts});
    CHECK(table.x[0] == 2);
    CHECK(table.revenue[0] == 30);
}

TEST_CASE("an amount that is no number rejects its row, and the account still adds up") {
    purchases p;
    p.add(0, utc(2024, 1, 1), 50);
    p.add(0, utc(2024, 1, 8), std::numeric_limits<double>::quiet_NaN());
    p.add(0, utc(2024, 1, 9), std::numeric_limits<double>::infinity());
    p.add(0, no_time, 5);
    const auto table = purchase_summary(p.columns(), utc(2024, 1, 29));
    REQUIRE(table.rejected.size() == 3);
    CHECK(table.rejected[2].reason == "expected a time");
    CHECK(table.rejected[1].row == 2);
    CHECK(table.rejected[1].reason == "expected a finite amount");
    CHECK(table.x[0] == 0);
    CHECK(total(table.account) == 4);
    CHECK(purchase_history_of(p.time, p.amount, utc(2024, 1, 29)).x == 0);
}

TEST_CASE("without amounts there is no money, but there are purchases") {
    auto p = six_customers();
    p.amount.clear();
    const auto table = purchase_summary(p.columns(), utc(2015, 2, 7), {.unit = time_unit::day});
    CHECK(table.x == std::vector<double>{1, 0, 2, 2, 2, 0});
    CHECK(std::isnan(table.monetary[0]));
    CHECK(std::isnan(table.revenue[0]));
}

TEST_CASE("a time stamp in another unit is refused with a hint") {
    const auto message = [](std::int64_t time, std::int64_t end) {
        purchases p;
        p.add(0, 1'700'000'000, 1);
        p.add(0, time, 1);
        try {
            (void)purchase_summary(p.columns(), end);
        } catch (const scvm::error& e) {
            CHECK(e.code() == scvm::errc::domain);
            return std::string(e.what());
        }
        return std::string("no error");
    };
    CHECK(message(1'700'000'000'000, 1'800'000'000) ==
          "time[1] = 1700000000000: expected seconds since 1970-01-01 UTC; this looks like milliseconds");
    CHECK(message(1'700'000'000'000'000, 1'800'000'000).ends_with("microseconds"));
    CHECK(message(1'700'000'000'000'000'000, 1'800'000'000).ends_with("nanoseconds"));
    CHECK(message(std::numeric_limits<std::int64_t>::min() + 1, 1'800'000'000).ends_with("nanoseconds"));
    CHECK(message(1'700'000'001, 1'800'000'000'000).starts_with("observation_end = 1800000000000"));
}

TEST_CASE("unequal columns and unknown customers are errors") {
    auto p = six_customers();
    p.customers = 5;
    CHECK_THROWS_WITH_AS((void)purchase_summary(p.columns(), utc(2015, 2, 7)),
                         "customer[13] = 5: expected a code below 5", scvm::error);
    p.time.pop_back();
    CHECK_THROWS_WITH_AS((void)purchase_summary(p.columns(), utc(2015, 2, 7)),
                         "time has 13 rows: expected 14, as customer has", scvm::error);
}

TEST_CASE("no rows and no customers make an empty table") {
    const auto table = purchase_summary({}, utc(2015, 2, 7));
    CHECK(table.size() == 0);
    CHECK(table.account.rows == 0);
}

TEST_CASE("one customer's history is the same alone as in the table") {
    const auto p = value_test::generated(bg_nbd{0.5, 4, 0.5, 2.4}, 50, 17);
    const auto table = purchase_summary(p.columns(), utc(1998, 1, 1));
    for (std::uint32_t customer = 0; customer < p.customers; ++customer) {
        std::vector<std::int64_t> time;
        std::vector<double> amount;
        for (std::size_t row = 0; row < p.customer.size(); ++row) {
            if (p.customer[row] == customer) {
                time.push_back(p.time[row]);
                amount.push_back(p.amount[row]);
            }
        }
        const auto h = purchase_history_of(time, amount, utc(1998, 1, 1));
        CHECK(h.x == table.x[customer]);
        CHECK(h.t_x == table.t_x[customer]);
        CHECK(h.T == table.T[customer]);
        CHECK((h.monetary == table.monetary[customer] || std::isnan(h.monetary)));
        CHECK(h.revenue == table.revenue[customer]);
    }
}

TEST_CASE("CDNOW gives the counts that the papers report") {
    if (const auto p = value_test::cdnow("CDNOW_sample.txt", 1)) {
        const auto table = purchase_summary(p->columns(), utc(1997, 9, 30));
        CHECK(p->customers == 2357);
        CHECK(std::accumulate(table.x.begin(), table.x.end(), 0.0) == 2457);
        CHECK(std::ranges::count(table.x, 0.0) == 1411);
        CHECK(table.account.rows == 6919);
        CHECK(total(table.account) == 6919);
        CHECK(table.account.used == 2357 + 2457);
        double sum = 0;
        double most = 0;
        double count = 0;
        for (const double m : table.monetary) {
            if (!std::isnan(m)) {
                sum += m;
                most = std::max(most, m);
                count += 1;
            }
        }
        CHECK(count == 946);
        CHECK(std::round(sum / count) == 35);
        CHECK(std::round(most) == 300);
    }
    if (const auto p = value_test::cdnow("CDNOW_master.txt", 0)) {
        const auto table = purchase_summary(p->columns(), utc(1998, 6, 30));
        CHECK(p->customers == 23570);
        CHECK(table.account.rows == 69659);
        CHECK(total(table.account) == 69659);
        const auto without = purchase_summary(p->columns(), utc(1998, 6, 30), {.zeros = zero_policy::ignore});
        CHECK(without.account.zeros_ignored == 80);
        CHECK(total(without.account) == 69659);
    }
    const auto p = value_test::generated(bg_nbd{0.24, 4.4, 0.8, 2.4}, 500, 1);
    const auto table = purchase_summary(p.columns(), utc(1997, 9, 30));
    CHECK(total(table.account) == p.customer.size());
}
