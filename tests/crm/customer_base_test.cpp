#include <scvm/crm/customer_base.hpp>

#include <doctest/doctest.h>

#include <cmath>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

using scvm::errc;
using scvm::crm::customer_base;
using scvm::crm::table;

namespace {

using texts = std::vector<std::string_view>;

customer_base two_customers() {
    customer_base base;
    base.add_customers(texts{"a", "b"});
    return base;
}

}  // namespace

TEST_CASE("ids keep the order in which they came, whatever text they are") {
    customer_base base;
    const std::string long_id(1024, 'x');
    std::string emoji;
    for (int i = 0; i < 255; ++i) {
        emoji += "\xF0\x9F\x92\x99";
    }
    const std::string with_nul("a\0b", 3);
    const auto done = base.add_customers(texts{"1", "seed-00000001", "Müller 💙", long_id, emoji, with_nul});
    CHECK(done.used == 6);
    CHECK(base.customers().size() == 6);
    CHECK(base.customers()[4] == emoji);
    CHECK(*base.customers().find(with_nul) == 5);
}

TEST_CASE("a customer without a usable id is rejected with the row and the reason, the others stay") {
    customer_base base;
    const std::string too_long(1025, 'x');
    const auto done = base.add_customers(texts{"a", "", "a", too_long, "\xff\xfe", "\xed\xa0\x80", "b"});
    CHECK(done.rows == 7);
    CHECK(done.used == 2);
    CHECK(done.rejected == 5);
    const auto& rejected = base.rejected();
    CHECK(rejected[0].row == 1);
    CHECK(rejected[1].reason == "customer \"a\": a duplicate, the first one counts");
    CHECK(rejected[2].reason.find("(1025 bytes)") != std::string::npos);
    CHECK(rejected[3].reason == "id of 2 bytes that are not UTF-8: expected UTF-8 text of 1 to 1024 bytes");
    CHECK(rejected[4].row == 5);
}

TEST_CASE("purchases that cannot be used are rejected one by one") {
    auto base = two_customers();
    const double inf = std::numeric_limits<double>::infinity();
    const double nan = std::numeric_limits<double>::quiet_NaN();
    const texts customer{"a", "zoe", "a", "b", "b", "a"};
    const std::vector<std::int64_t> time{1'767'225'600, 1'767'225'600,     1'767'225'600,
                                         1'767'225'600, 1'767'225'600'000, 1'767'225'600};
    const std::vector<double> amount{10, 10, inf, nan, 10, -5};
    const auto done = base.add_purchases({customer, time, amount});
    CHECK(done.used == 2);
    CHECK(base.content().purchases.amount == std::vector<double>{10, -5});
    CHECK(base.rejected()[0].code == errc::unknown_id);
    CHECK(base.rejected()[0].reason == "customer \"zoe\": not in the customers table");
    CHECK(base.rejected()[1].reason == "amount = inf: expected an amount of money from -1e15 to 1e15");
    CHECK(base.rejected()[2].reason == "amount = nan: expected an amount of money from -1e15 to 1e15");
    CHECK(base.rejected()[3].reason.find("looks like milliseconds") != std::string::npos);
}

TEST_CASE("row numbers run on from call to call") {
    auto base = two_customers();
    const std::vector<double> good{4};
    base.add_answers({texts{"a"}, texts{"s"}, good, {}, {}});
    base.add_answers({texts{"nobody"}, texts{"s"}, good, {}, {}});
    CHECK(base.rejected()[0].where == table::answers);
    CHECK(base.rejected()[0].row == 1);
    base.reject(table::answers, errc::bad_record, "unreadable");
    CHECK(base.rejected()[1].row == 2);
}

TEST_CASE("columns of unequal length are an error that changes nothing") {
    auto base = two_customers();
    const std::vector<double> two{1, 2};
    const std::vector<std::int64_t> one{0};
    try {
        base.add_purchases({texts{"a", "b"}, one, two});
        FAIL("accepted");
    } catch (const scvm::error& e) {
        CHECK(e.code() == errc::size_mismatch);
        CHECK(std::string(e.what()) == "time has 1 rows: expected 2, as customer has");
    }
    CHECK_THROWS_AS(base.add_answers({texts{"a", "b"}, texts{"s"}, two, {}, {}}), scvm::error);
    CHECK(base.content().purchases.time.empty());
    CHECK(base.rejected().empty());
}

TEST_CASE("an answer may be empty but not infinite") {
    auto base = two_customers();
    const std::vector<double> values{std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::infinity()};
    CHECK(base.add_answers({texts{"a", "a"}, texts{"s", "s"}, values, {}, {}}).used == 1);
    CHECK(std::isnan(base.content().answers[0].value));
}
