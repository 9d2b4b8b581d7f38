#include <scvm/equity/network_equity.hpp>
#include <scvm/equity/rank_change.hpp>
#include <scvm/math/random.hpp>

#include <doctest/doctest.h>

#include <cmath>
#include <limits>
#include <numeric>
#include <vector>

using namespace scvm::equity;
using doctest::Approx;

namespace {

struct network {
    std::vector<double> value;
    std::vector<std::uint32_t> receiver;
    std::vector<std::uint32_t> giver;
    std::vector<double> share;

    [[nodiscard]] attribution_columns credits() const { return {receiver, giver, share}; }
    void credit(std::uint32_t to, std::uint32_t of, double part) {
        receiver.push_back(to);
        giver.push_back(of);
        share.push_back(part);
    }
};

/// Values of both signs in cents, some unknown; credits with cycles, repeated pairs, and columns beyond 1.
network random_network(std::uint64_t seed) {
    scvm::math::random_stream random(seed);
    network made;
    const auto customers = static_cast<std::uint32_t>(1 + random.below(12));
    for (std::uint32_t i = 0; i < customers; ++i) {
        made.value.push_back((static_cast<double>(random.below(2'000'000)) - 500'000) / 100);
        if (random.bernoulli(0.05)) {
            made.value.back() = std::nan("");
        }
    }
    const auto credits = random.below(30);
    for (std::uint64_t i = 0; i < credits; ++i) {
        made.credit(static_cast<std::uint32_t>(random.below(customers)),
                    static_cast<std::uint32_t>(random.below(customers)), random.uniform() * random.uniform());
    }
    return made;
}

double sum_of(const std::vector<double>& values) {
    scvm::math::precise_sum sum;
    for (const double value : values) {
        if (!std::isnan(value)) {
            sum.add(value);
        }
    }
    return sum.value();
}

double size_of(const std::vector<double>& values) {
    double size = 0;
    for (const double value : values) {
        size += std::isnan(value) ? 0 : std::abs(value);
    }
    return size;
}

bool same_bits(const std::vector<double>& a, const std::vector<double>& b) {
    if (a.size() != b.size()) {
        return false;
    }
    for (std::size_t i = 0; i < a.size(); ++i) {
        if (!(a[i] == b[i] || (std::isnan(a[i]) && std::isnan(b[i])))) {
            return false;
        }
    }
    return true;
}

}  // namespace

TEST_CASE("credit moves value from the customer to whom it is owed, and the sum stays") {
    // 0 brought 1 (30 % of 1000), 1 brought 2 (30 % of 500), 0 influenced 2 (10 % of 500).
    network of;
    of.value = {200, 1000, 500};
    of.credit(0, 1, 0.3);
    of.credit(1, 2, 0.3);
    of.credit(0, 2, 0.1);
    const auto found = network_value(of.value, of.credits());
    CHECK(found.value == std::vector<double>{550, 850, 300});
    CHECK(found.given == std::vector<double>{0, 300, 200});
    CHECK(found.received == std::vector<double>{350, 150, 0});
    CHECK(found.lifetime_sum == 1700);
    CHECK(found.value_sum == 1700);
    CHECK(found.credit_sum == 500);
    CHECK(found.rounds == 0);
    CHECK(found.settled);
}

TEST_CASE("along the chain, credit is itself credited onwards") {
    network of;
    of.value = {200, 1000, 500};
    of.credit(0, 1, 0.3);
    of.credit(1, 2, 0.3);
    // r_1 = 150, r_0 = 0.3 (1000 + 150 d): with d = 1, 345; 1 keeps 1000 + 150 - 345.
    auto found = network_value(of.value, of.credits(), {.ceiling = 0.9, .passed_on = 1});
    CHECK(found.value[0] == Approx(545).epsilon(1e-15));
    CHECK(found.value[1] == Approx(805).epsilon(1e-15));
    CHECK(found.value[2] == Approx(350).epsilon(1e-15));
    found = network_value(of.value, of.credits(), {.passed_on = 0.5});
    CHECK(found.value[0] == Approx(522.5).epsilon(1e-15));
    CHECK(found.value[1] == Approx(827.5).epsilon(1e-15));
}

TEST_CASE("a cycle of credit settles at the solution of the linear system") {
    network of;
    of.value = {100, 100};
    of.credit(0, 1, 0.5);
    of.credit(1, 0, 0.25);
    // r_0 = 0.5 (100 + r_1), r_1 = 0.25 (100 + r_0): r_0 = 500/7, r_1 = 300/7; n_0 = 100 - 300/7 + 500/7.
    auto found = network_value(of.value, of.credits(), {.ceiling = 0.5, .passed_on = 1});
    CHECK(found.received[0] == Approx(500.0 / 7).epsilon(1e-9));
    CHECK(found.received[1] == Approx(300.0 / 7).epsilon(1e-9));
    CHECK(found.value[0] == Approx(900.0 / 7).epsilon(1e-9));
    CHECK(found.value[1] == Approx(500.0 / 7).epsilon(1e-9));
    CHECK(found.value_sum == 200);
    CHECK(found.settled);
    found = network_value(of.value, of.credits(), {.ceiling = 0.5, .passed_on = 1, .max_rounds = 2});
    CHECK_FALSE(found.settled);
    CHECK(found.value_sum == 200);  // cut short, and conserved all the same
}

TEST_CASE("shares beyond the ceiling shrink in proportion") {
    network of;
    of.value = {0, 0, 100};
    of.credit(0, 2, 0.9);
    of.credit(1, 2, 0.6);
    auto found = network_value(of.value, of.credits());
    CHECK(found.value[0] == Approx(60).epsilon(1e-15));
    CHECK(found.value[1] == Approx(40).epsilon(1e-15));
    CHECK(std::abs(found.value[2]) < 1e-13);
    CHECK(found.credits.scaled == 1);
    CHECK(found.credits.share_sum[2] == 1.5);
    found = network_value(of.value, of.credits(), {.ceiling = 0.5});
    CHECK(found.value[0] == Approx(30).epsilon(1e-15));
    CHECK(found.value[2] == Approx(50).epsilon(1e-15));
}

TEST_CASE("a pair that occurs twice adds up") {
    network twice;
    twice.value = {10, 90};
    twice.credit(0, 1, 0.2);
    twice.credit(0, 1, 0.1);
    network once = twice;
    once.receiver.pop_back();
    once.giver.pop_back();
    once.share = {0.3};
    const auto a = network_value(twice.value, twice.credits());
    const auto b = network_value(once.value, once.credits());
    CHECK(a.value[0] == Approx(b.value[0]).epsilon(1e-15));
    const auto account = account_of(a, twice.value, 0);
    REQUIRE(account.received.size() == 1);
    CHECK(account.received[0].amount == Approx(27).epsilon(1e-15));
}

TEST_CASE("bad rows of credit are rejected one by one, with the reason") {
    network of;
    of.value = {100, 100};
    of.credit(0, 1, 0.1);
    of.credit(0, 0, 0.1);
    of.credit(9, 0, 0.1);
    of.credit(0, 9, 0.1);
    of.credit(0, 1, -0.1);
    of.credit(0, 1, 1.1);
    of.credit(0, 1, std::nan(""));
    const auto found = network_value(of.value, of.credits());
    using enum attribution_rejection;
    CHECK(found.credits.rejected == std::vector<rejected_attribution>{{1, self_credit},
                                                                      {2, unknown_receiver},
                                                                      {3, unknown_giver},
                                                                      {4, bad_share},
                                                                      {5, bad_share},
                                                                      {6, bad_share}});
    CHECK(found.value == std::vector<double>{110, 90});
}

TEST_CASE("a loss is shared like a gain, unless the model keeps it") {
    network of;
    of.value = {100, -200};
    of.credit(0, 1, 0.25);
    CHECK(network_value(of.value, of.credits()).value == std::vector<double>{50, -150});
    CHECK(network_value(of.value, of.credits(), {.losses = loss_rule::kept}).value == of.value);
}

TEST_CASE("an unknown lifetime value stays unknown and takes no part") {
    network of;
    of.value = {100, std::nan(""), 300};
    of.credit(0, 1, 0.5);
    of.credit(1, 2, 0.5);
    of.credit(0, 2, 0.1);
    const auto found = network_value(of.value, of.credits());
    CHECK(found.value[0] == 130);
    CHECK(std::isnan(found.value[1]));
    CHECK(found.value[2] == 270);
    CHECK(found.status[1] == network_status::no_lifetime_value);
    CHECK(found.credits.left_out == 2);
    CHECK(found.counted == 2);
}

TEST_CASE("who withdrew leaves as a node and as everybody's edge, and the others get what they would get without") {
    for (std::uint64_t seed = 0; seed < 500; ++seed) {
        const network all = random_network(seed);
        const auto customers = static_cast<std::uint32_t>(all.value.size());
        scvm::math::random_stream random(seed, 7);
        const auto gone = static_cast<std::uint32_t>(random.below(customers));
        std::vector<std::uint8_t> withdrawn(customers);
        withdrawn[gone] = 1;
        const auto found = network_value(all.value, all.credits(), {.ceiling = 0.8, .passed_on = 0.5}, withdrawn);

        network rest;  // the same base without that customer
        const auto renumbered = [gone](std::uint32_t i) { return i < gone ? i : i - 1; };
        for (std::uint32_t i = 0; i < customers; ++i) {
            if (i != gone) {
                rest.value.push_back(all.value[i]);
            }
        }
        for (std::size_t row = 0; row < all.share.size(); ++row) {
            if (all.receiver[row] != gone && all.giver[row] != gone) {
                rest.credit(renumbered(all.receiver[row]), renumbered(all.giver[row]), all.share[row]);
            }
        }
        const auto expected = network_value(rest.value, rest.credits(), {.ceiling = 0.8, .passed_on = 0.5});
        auto others = found.value;
        CHECK(std::isnan(others[gone]));
        CHECK(found.status[gone] == network_status::withdrawn);
        others.erase(others.begin() + gone);
        CHECK_UNARY(same_bits(others, expected.value));

        network changed = all;  // whatever is known of the withdrawn changes nobody's number
        changed.value[gone] = 1e9;
        for (std::size_t row = 0; row < changed.share.size(); ++row) {
            if (changed.receiver[row] == gone || changed.giver[row] == gone) {
                changed.share[row] = 1;
            }
        }
        const auto again =
            network_value(changed.value, changed.credits(), {.ceiling = 0.8, .passed_on = 0.5}, withdrawn);
        CHECK_UNARY(same_bits(found.value, again.value));
    }
}

TEST_CASE("a base where everybody withdrew has no value, and no error") {
    network of;
    of.value = {100, 200};
    of.credit(0, 1, 0.5);
    const std::vector<std::uint8_t> withdrawn{1, 1};
    const auto found = network_value(of.value, of.credits(), {}, withdrawn);
    CHECK(found.counted == 0);
    CHECK(found.value_sum == 0);
    CHECK(std::isnan(found.value[0]));
    CHECK(found.credits.left_out == 1);
    CHECK(compare_ranks(of.value, found.value).customers == 0);
    CHECK(network_value({}, {}).counted == 0);
}

TEST_CASE("the network value conserves the lifetime values on ten thousand random networks") {
    for (std::uint64_t seed = 0; seed < 10'000; ++seed) {
        const network of = random_network(seed);
        scvm::math::random_stream random(seed, 1);
        network_value_options options;
        options.ceiling = 0.05 + 0.9 * random.uniform();
        options.passed_on = random.bernoulli(0.5) ? random.uniform() : 0;
        options.max_rounds = random.bernoulli(0.2) ? 3 : 1000;
        options.losses = random.bernoulli(0.5) ? loss_rule::kept : loss_rule::shared;
        const auto found = network_value(of.value, of.credits(), options);
        std::size_t known = 0;
        std::vector<double> counted;
        for (std::size_t i = 0; i < of.value.size(); ++i) {
            known += std::isnan(of.value[i]) ? 0u : 1u;
            counted.push_back(found.status[i] == network_status::counted ? of.value[i] : std::nan(""));
        }
        const double before = sum_of(counted);
        CHECK_UNARY(std::abs(sum_of(found.value) - before) <= std::ldexp(size_of(found.value), -52));
        CHECK_UNARY(std::round(100 * found.value_sum) == std::round(100 * before));
        CHECK_UNARY(found.lifetime_sum == before);
        CHECK_UNARY(found.counted == known);
        for (std::uint32_t i = 0; i < of.value.size(); ++i) {
            if (std::isnan(of.value[i])) {
                continue;
            }
            const auto account = account_of(found, of.value, i);
            double sum = account.lifetime_value;
            for (const auto& line : account.given) {
                sum -= line.amount;
            }
            for (const auto& line : account.received) {
                sum += line.amount;
            }
            CHECK_UNARY(std::abs(sum - found.value[i]) <= 1e-9);
        }
    }
}

TEST_CASE("the order of rows, the number of threads and the numbering of customers leave no trace") {
    for (std::uint64_t seed = 0; seed < 1000; ++seed) {
        const network of = random_network(seed);
        const auto customers = static_cast<std::uint32_t>(of.value.size());
        scvm::math::random_stream random(seed, 2);
        std::vector<std::size_t> order(of.share.size());
        std::iota(order.begin(), order.end(), std::size_t{0});
        for (std::size_t i = order.size(); i > 1; --i) {
            std::swap(order[i - 1], order[random.below(i)]);
        }
        std::vector<std::uint32_t> number(customers);
        std::iota(number.begin(), number.end(), 0u);
        for (std::size_t i = number.size(); i > 1; --i) {
            std::swap(number[i - 1], number[random.below(i)]);
        }
        network shuffled;
        network renumbered;
        shuffled.value = of.value;
        renumbered.value.resize(customers);
        for (std::uint32_t i = 0; i < customers; ++i) {
            renumbered.value[number[i]] = of.value[i];
        }
        for (const std::size_t row : order) {
            shuffled.credit(of.receiver[row], of.giver[row], of.share[row]);
            renumbered.credit(number[of.receiver[row]], number[of.giver[row]], of.share[row]);
        }
        const network_value_options options{.ceiling = 0.7, .passed_on = 0.9};
        const auto found = network_value(of.value, of.credits(), options);
        CHECK_UNARY(same_bits(found.value, network_value(shuffled.value, shuffled.credits(), options).value));
        CHECK_UNARY(
            same_bits(found.value,
                      network_value(of.value, of.credits(), {.ceiling = 0.7, .passed_on = 0.9, .threads = 3}).value));
        const auto other = network_value(renumbered.value, renumbered.credits(), options);
        for (std::uint32_t i = 0; i < customers; ++i) {
            const double a = found.value[i];
            const double b = other.value[number[i]];
            CHECK_UNARY((std::isnan(a) && std::isnan(b)) || std::abs(a - b) < 1e-8);
        }
        network mirrored = of;  // shared losses are linear: n(-v) = -n(v)
        for (double& value : mirrored.value) {
            value = -value;
        }
        const auto negative = network_value(mirrored.value, mirrored.credits(), options);
        for (std::uint32_t i = 0; i < customers; ++i) {
            CHECK_UNARY(std::isnan(found.value[i]) || negative.value[i] == -found.value[i]);
        }
    }
}

TEST_CASE("options outside their range are refused") {
    const std::vector<double> value{1, 2};
    CHECK_THROWS_WITH_AS((void)network_value(value, {}, {.passed_on = 1}),
                         "passed_on = 1: expected ceiling x passed_on < 1, or credit may run around a cycle for ever",
                         scvm::error);
    CHECK_THROWS_WITH_AS((void)network_value(value, {}, {.ceiling = 0}), "ceiling = 0: expected 0 < ceiling <= 1",
                         scvm::error);
    CHECK_THROWS_WITH_AS((void)network_value(value, {}, {.ceiling = std::nan("")}),
                         "ceiling = nan: expected 0 < ceiling <= 1", scvm::error);
    CHECK_THROWS_AS((void)network_value(value, {}, {.passed_on = -0.1}), scvm::error);
    CHECK_THROWS_AS((void)network_value(value, {}, {.tolerance = 0}), scvm::error);
    CHECK_THROWS_AS((void)network_value(value, {}, {.max_rounds = 0}), scvm::error);
    const std::vector<double> infinite{1, std::numeric_limits<double>::infinity()};
    CHECK_THROWS_WITH_AS((void)network_value(infinite, {}),
                         "value[1] = inf: expected a finite value, or NaN where it is unknown", scvm::error);
    const std::vector<std::uint32_t> one{0};
    CHECK_THROWS_AS((void)network_value(value, {one, one, {}}), scvm::error);
    const std::vector<std::uint8_t> withdrawn{0};
    CHECK_THROWS_AS((void)network_value(value, {}, {}, withdrawn), scvm::error);
}

TEST_CASE("the account of a customer names who credited what, largest first") {
    network of;
    of.value = {200, 1000, 500};
    of.credit(0, 1, 0.3);
    of.credit(1, 2, 0.3);
    of.credit(0, 2, 0.1);
    const auto found = network_value(of.value, of.credits());
    const auto account = account_of(found, of.value, 1);
    CHECK(account.lifetime_value == 1000);
    REQUIRE(account.given.size() == 1);
    CHECK(account.given[0].customer == 0);
    CHECK(account.given[0].share == 0.3);
    CHECK(account.given[0].amount == 300);
    REQUIRE(account.received.size() == 1);
    CHECK(account.received[0].customer == 2);
    CHECK(account.received[0].amount == 150);
    CHECK(account.value == 850);
    const auto first = account_of(found, of.value, 0);
    REQUIRE(first.received.size() == 2);
    CHECK(first.received[0].customer == 1);
    CHECK(first.received[1].amount == 50);
    CHECK_THROWS_WITH_AS((void)account_of(found, of.value, 3), "customer = 3: expected a customer below 3",
                         scvm::error);
}

TEST_CASE("rank correlations average ties, and who moves across the top decile is named") {
    const std::vector<double> before{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, std::nan("")};
    const std::vector<double> after{10, 2, 3, 4, 5, 6, 7, 8, 9, 1, 3};
    const auto moved = compare_ranks(before, after);
    CHECK(moved.customers == 10);
    CHECK(moved.entered == std::vector<std::uint32_t>{0});
    CHECK(moved.left == std::vector<std::uint32_t>{9});
    CHECK(moved.stayed == 0);
    CHECK(moved.moved_share == 1);
    CHECK(moved.spearman == Approx(1 - 6.0 * 162 / 990).epsilon(1e-14));  // Σd² = 2 · 81
    CHECK(moved.kendall == Approx((45 - 2 * 17) / 45.0).epsilon(1e-14));  // 17 of 45 pairs disagree
    // Ties: scipy.stats.spearmanr and kendalltau of these give 0.9486832980505138 and 0.9128709291752769.
    const std::vector<double> a{1, 2, 2, 3};
    const std::vector<double> b{1, 2, 3, 4};
    const auto tied = compare_ranks(a, b, 0.5);
    CHECK(tied.spearman == Approx(0.9486832980505138).epsilon(1e-14));
    CHECK(tied.kendall == Approx(0.9128709291752769).epsilon(1e-14));
    CHECK(tied.stayed == 2);  // 2, 2 and 3 are at or above the second largest before; 3 and 4 after
    CHECK(tied.left == std::vector<std::uint32_t>{1});
    const std::vector<double> flat{1, 1};
    CHECK(std::isnan(compare_ranks(flat, flat).spearman));
    CHECK(std::isnan(compare_ranks(flat, flat).kendall));
    CHECK_THROWS_AS((void)compare_ranks(flat, flat, 0), scvm::error);
}
