#include <scvm/math/random.hpp>
#include <scvm/network/social_score.hpp>
#include <scvm/network/standing.hpp>
#include <scvm/network/vouched_reactions.hpp>

#include <doctest/doctest.h>
#include <network/graphs.hpp>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <numeric>
#include <vector>

using namespace scvm::network;
using doctest::Approx;

namespace {

constexpr std::uint32_t honest = 200;

/// A community of backed accounts, 0 to 199, and `farm` accounts without backing after them.
struct community {
    graphs::edges edges;
    std::vector<double> backing = std::vector<double>(honest, 1.0);

    explicit community(std::uint64_t seed, std::uint32_t farm) {
        scvm::math::random_stream draw(seed);
        for (std::uint32_t i = 0; i < 2400; ++i) {
            const auto from = static_cast<std::uint32_t>(draw.below(honest));
            const auto to = static_cast<std::uint32_t>(draw.below(honest) * draw.below(honest) / honest);
            if (from != to) {
                edges.add(from, to, draw.uniform_open());
            }
        }
        backing.resize(honest + farm);
    }
    [[nodiscard]] graph make(unsigned threads = 1) const {
        return edges.make(true, true, static_cast<std::uint32_t>(backing.size()), threads);
    }
};

/// A farm whose accounts pay attention to each other, to the target, and to whomever they like.
void add_farm(community& to, std::uint32_t farm, std::uint32_t target, std::uint64_t seed) {
    scvm::math::random_stream draw(seed);
    for (std::uint32_t i = 0; i < farm; ++i) {
        to.edges.add(honest + i, target, 2);
        to.edges.add(honest + i, static_cast<std::uint32_t>(draw.below(honest)), 2);
        for (int k = 0; k < 5; ++k) {
            const auto other = honest + static_cast<std::uint32_t>(draw.below(farm));
            if (other != honest + i) {
                to.edges.add(honest + i, other, 2);
            }
        }
    }
}

}  // namespace

TEST_CASE(
    "standing by hand: the largest lender is left out, the next two as far as backing lacks, and what is lent is "
    "split") {
    // 0 and 1 are backed; both pay attention to 2, account 0 to 3 as well.
    graphs::edges edges;
    edges.add(0, 2, 1);
    edges.add(0, 3, 1);
    edges.add(1, 2, 2);
    const std::vector<double> backing{1, 0.5, 0.4, 0};
    const regard_rules rules{.own_part = 0.4, .regard_scale = 0.1, .lent_on = 0.5, .doubt = 2};
    const auto found = standings_of(edges.make(), backing, rules);
    // 0 lends 1 / (2 + 2) per unit of attention, 1 lends 0.5 / (2 + 2): 2 is lent 0.25 and 0.25, 3 is lent 0.25.
    CHECK(found.regard[2] == Approx(0.4 * 0.25));  // of the second, the part of its own backing
    CHECK(found.regard[3] == 0);
    CHECK(found.regard[0] == 0);
    CHECK(found.standing[0] == Approx(0.4 * 1 * 2 / 4));
    CHECK(found.standing[1] == Approx(0.4 * 0.5 * 2 / 4));
    CHECK(found.standing[2] == Approx(0.6 * (1 - std::exp(-0.1 / (0.4 * 0.1 + 0.6 * 1)))));
    CHECK(found.standing[3] == 0);
}

TEST_CASE("regard solves its equation, whatever the threads") {
    scvm::math::random_stream draw(3);
    community of(7, 40);
    add_farm(of, 40, 3, 8);
    for (double& each : of.backing) {
        each = draw.uniform();
    }
    const auto edges = of.make();
    const auto found = standings_of(edges, of.backing);
    const auto threaded = standings_of(edges, of.backing, {}, {}, 5);
    CHECK(found.regard == threaded.regard);
    CHECK(found.standing == threaded.standing);
    const adjacency& in = edges.incoming();
    for (std::uint32_t v = 0; v < edges.node_count(); ++v) {
        std::vector<double> lent(edges.node_count());
        for (std::size_t e = 0; e < in.degree(v); ++e) {
            const std::uint32_t u = in.neighbours(v)[e];
            lent[u] -= in.weights(v)[e] / (2 + edges.outgoing().strength(u)) *
                       (of.backing[u] + 0.5 * (1 - std::exp(-found.regard[u])));
        }
        std::sort(lent.begin(), lent.end());  // the largest first: they are negative here
        const double sum = -std::accumulate(lent.begin() + 3, lent.end(), 0.0) - of.backing[v] * (lent[1] + lent[2]);
        CHECK(std::abs(found.regard[v] - sum) < 1e-8);
        CHECK_UNARY(found.standing[v] >= 0 && found.standing[v] <= 1);
    }
}

TEST_CASE("a farm that three persons feed has no standing at all, and changes nobody's, however large it is") {
    for (const std::uint32_t farm : {1U, 50U, 100000U}) {
        const community before(11, farm);
        const auto alone = standings_of(before.make(), before.backing);
        community after(11, farm);
        add_farm(after, farm, 150, 12);
        for (std::uint32_t i = 0; i < std::min(farm, 500U); ++i) {
            after.edges.add(150, honest + i, 2);  // the target answers them
            after.edges.add(120, honest + i, 2);  // and so do two accomplices
            after.edges.add(121, honest + i, 2);
        }
        const auto found = standings_of(after.make(), after.backing);
        CHECK(std::all_of(found.standing.begin() + honest, found.standing.end(), [](double s) { return s == 0; }));
        for (std::uint32_t person = 0; person < honest; ++person) {
            if (farm > 1 && person != 150 && person != 120 &&
                person != 121) {  // whom the target stops lending to can only fall
                CHECK_UNARY(found.standing[person] <= alone.standing[person] + 1e-8);
            }
        }
        const auto heard_before = attention_heard(before.make(), alone.standing);
        const auto heard_after = attention_heard(after.make(), found.standing);
        CHECK(heard_after.received[150] <= heard_before.received[150] * (1 + 1e-8));
    }
}

TEST_CASE(
    "what unbacked accounts have to lend together is bounded by what backed ones lend them, not by their number") {
    for (const std::uint32_t farm : {10U, 1000U}) {
        community of(21, farm);
        add_farm(of, farm, 150, 22);
        for (std::uint32_t accomplice = 100; accomplice < 110; ++accomplice) {
            for (std::uint32_t i = 0; i < farm; ++i) {
                of.edges.add(accomplice, honest + i, 2);
            }
        }
        const regard_rules rules;
        const auto edges = of.make();
        const auto found = standings_of(edges, of.backing, rules);
        double lent_by_them = 0;  // over the attention that ten backed accounts give the farm
        double theirs = 0;
        double counted = 0;
        for (std::uint32_t i = 0; i < honest + farm; ++i) {
            if (i >= honest) {
                theirs -= rules.lent_on * std::expm1(-found.regard[i]);
                counted += found.standing[i];
            } else if (i >= 100 && i < 110) {
                lent_by_them += of.backing[i] - rules.lent_on * std::expm1(-found.regard[i]);
            }
        }
        CHECK(theirs > 0);
        CHECK(theirs <= rules.lent_on / (1 - rules.lent_on) * lent_by_them);
        CHECK(lent_by_them <= 10 * (1 + rules.lent_on));
        CHECK(counted <= (1 - rules.own_part) / rules.unbacked_scale * lent_by_them / (1 - rules.lent_on));
    }
}

TEST_CASE("who answers for an account: who lends it most, up to one whose largest lender has no more backing") {
    const std::vector<std::uint32_t> largest{no_voucher, 0, 1, 4, 3, 0, 7, 6, 3, no_voucher};
    const std::vector<double> backing{1, 0, 0, 0, 0, 0.5, 0.5, 0.5, 0, 0};
    CHECK(vouchers_of(largest, backing) ==
          std::vector<std::uint32_t>{0, 0, 0, no_voucher, no_voucher, 0, 6, 7, no_voucher, no_voucher});
    CHECK(vouchers_of({}, {}).empty());
}

TEST_CASE("a reaction counts without what its target lends to its author") {
    // 0 to 4 are backed and pay attention to 5 alone, who has no backing and reacts to 4 and to 6.
    graphs::edges edges;
    for (const std::uint32_t each : {0U, 1U, 2U, 3U}) {
        edges.add(each, 5, 1);
    }
    edges.add(4, 5, 2);
    edges.add(5, 4, 1);
    edges.add(5, 6, 1);
    edges.add(0, 6, 1.5);
    const std::vector<double> backing{1, 1, 1, 1, 1, 0, 1};
    const auto graph = edges.make();
    const auto found = standings_of(graph, backing);
    // 1 to 3 lend 1 / (2 + 1) each, 4 lends 2 / (2 + 2), more because 5 lends it something, and 0 lends 1 / (2 + 2.5).
    const double fourth = 1.0 / 3;
    const double fifth = 1 / 4.5;
    CHECK(found.regard[5] == Approx(fourth + fifth).epsilon(1e-9));
    const auto counted = reactions_vouched(graph, backing, found);
    const adjacency& in = graph.incoming();
    const auto to_6 = in.offset[6];  // of 0, then of 5
    CHECK(in.neighbour[to_6 + 1] == 5);
    CHECK(counted.standing[to_6] == Approx(found.standing[0]));
    CHECK(counted.voucher[to_6] == 0);
    CHECK(counted.own[to_6] == 1);
    CHECK(counted.standing[to_6 + 1] == Approx(found.standing[5]));
    CHECK(counted.voucher[to_6 + 1] == 4);
    CHECK(counted.own[to_6 + 1] == 0);
    const auto to_4 = in.offset[4];
    CHECK(counted.standing[to_4] == Approx(-0.65 * std::expm1(-fifth)).epsilon(1e-9));  // of four, three are left out
    CHECK(counted.voucher[to_4] == 1);  // of those who lend most besides 4 the first
    const auto threaded = reactions_vouched(graph, backing, found, {}, 3);
    CHECK(counted.standing == threaded.standing);
    CHECK(counted.voucher == threaded.voucher);
    CHECK_THROWS_AS((void)reactions_vouched(graph, std::vector<double>{1}, found), scvm::error);
    CHECK_THROWS_AS((void)reactions_vouched(graph, backing, {}), scvm::error);
    CHECK(reactions_vouched({}, {}, {}).standing.empty());
}

TEST_CASE("all for whom one account answers count no more than its strongest reaction in full standing") {
    std::vector<given_part> parts{
        {7, {0.3, 0.6, 3}, {1, 2, 9}}, {2, {1, 1, 4}, {1, 1, 4}}, {7, {0.8, 0.8, 8}, {0.9, 2, 10}}};
    const auto found = crowd_of(parts);
    CHECK(found[0] == 1);  // of 1 and 1, which are few
    CHECK(found[1] == 1);
    CHECK(found[2] == 1);
    std::vector<given_part> crowd;
    for (std::uint32_t source = 0; source < 10; ++source) {
        crowd.push_back({source, {0.75, 1, 1}, {1, 2, 1}});
        crowd.push_back({source, {0.75, 0.5, 1}, {1, 1.5, 1}});
    }
    const auto many = crowd_of(crowd);
    CHECK(many[0] == 2.5 + 6);  // ten of 1: the four largest count 1 and a quarter of six
    CHECK(many[1] == 1 + 0.25 * 9 + 9);
    CHECK(many[2] == 2.5 + 6);
}

TEST_CASE(
    "however many accounts some people invent, and however these lend each other, they give what these people could") {
    constexpr std::uint32_t farm = 120;
    constexpr std::uint32_t accomplices = 7;
    constexpr std::uint32_t to = 150;
    for (const int way : {0, 1, 2, 3}) {
        community before(41, farm);
        for (std::uint32_t each = 0; each < accomplices; ++each) {
            before.edges.add(each, to, 2);
        }
        const auto plain = before.make();
        community after = before;
        for (std::uint32_t i = 0; i < farm; ++i) {
            const bool hub = way != 1 || i < 10;
            for (std::uint32_t each = 0; hub && each < accomplices; ++each) {  // each gives most to some
                after.edges.add(each, honest + i, i % accomplices == each ? 1.5 : 1);
            }
            for (std::uint32_t each = 0; !hub && each < 10; ++each) {
                after.edges.add(honest + each, honest + i, 1);
            }
            if (way == 2) {
                after.edges.add(honest + i, honest + (i ^ 1U), 2);
            }
            if (way == 3) {
                after.edges.add(to, honest + i, 2);
            }
            after.edges.add(honest + i, to, 2);
        }
        const auto attacked = after.make();
        const auto sums = [&](const graph& of, bool at_best) {
            const auto found = standings_of(of, after.backing);
            auto counted = reactions_vouched(of, after.backing, found);
            const adjacency& in = of.incoming();
            for (auto e = in.offset[to]; at_best && e < in.offset[to + 1]; ++e) {
                counted.standing[e] = in.neighbour[e] < accomplices ? 1 : counted.standing[e];
            }
            return vouched_sums(of, std::vector<double>(of.node_count(), 3.0), counted)[to];
        };
        const auto best = sums(plain, true);
        const auto now = sums(attacked, false);
        const auto own = sums(plain, false);
        for (std::size_t f = 0; f < best.size(); ++f) {
            CAPTURE(way);
            CAPTURE(f);
            CHECK(now[f] <= best[f] + 1e-6);
            CHECK(now[f] > own[f] - 1);
        }
    }
}

TEST_CASE("staff lends nothing and counts nothing, whoever regards it") {
    graphs::edges edges;
    for (const std::uint32_t customer : {0U, 1U, 2U, 6U}) {
        edges.add(customer, 3, 1);
        edges.add(customer, 4, 1);
    }
    edges.add(3, 5, 2);
    edges.add(4, 5, 2);
    const std::vector<double> backing{1, 1, 1, 0, 0, 0.1, 1};
    const auto accounts = standings_of(edges.make(), backing);
    const auto found = standings_of(edges.make(), backing, {}, std::vector<std::uint8_t>{0, 0, 0, 1, 1, 0, 0});
    CHECK(accounts.standing[5] > 0);
    CHECK(found.standing[3] == 0);
    CHECK(found.standing[4] == 0);
    CHECK(found.standing[5] == 0);
    CHECK(found.regard[3] > 0);
    CHECK_THROWS_AS((void)standings_of(edges.make(), backing, {}, std::vector<std::uint8_t>{0, 1}), scvm::error);
}

TEST_CASE("attention is passed on by who has a standing, and nobody hears himself") {
    community of(31, 0);
    const auto edges = of.make();
    std::vector<double> standing(honest);
    scvm::math::random_stream draw(32);
    for (double& each : standing) {
        each = draw.bernoulli(0.3) ? 0 : draw.uniform();
    }
    const auto found = attention_heard(edges, standing, 0.85, 2, {.tolerance = 1e-14});
    const adjacency& in = edges.incoming();
    for (std::uint32_t v = 0; v < honest; ++v) {
        double sum = 0;
        for (std::size_t e = 0; e < in.degree(v); ++e) {
            const std::uint32_t u = in.neighbours(v)[e];
            sum += 0.85 * standing[u] * in.weights(v)[e] / (2 + edges.outgoing().strength(u)) * found.mass[u];
        }
        CHECK(found.received[v] == Approx(sum).epsilon(1e-12));
        CHECK(found.mass[v] == Approx(standing[v] + sum).epsilon(1e-10));
    }
    // Two accounts that only point at each other hold nothing in their circle.
    graphs::edges pair;
    pair.add(0, 1, 2);
    pair.add(1, 0, 2);
    const auto circle = attention_heard(pair.make(), std::vector<double>{1, 0});
    CHECK(circle.received[0] == 0);
    CHECK(circle.received[1] == Approx(0.85 * 2 / 4));
}

TEST_CASE("backing comes from what was bought, and cheap accounts have none") {
    const standing_rules rules;
    CHECK(backing_of_purchases(1, 35, rules) == 0);
    CHECK(backing_of_purchases(17.5, 35, rules) == 0);
    CHECK(backing_of_purchases(35, 35, rules) == Approx(1.0 / 3));
    CHECK(backing_of_purchases(70, 35, rules) == 1);
    CHECK(backing_of_purchases(1e9, 35, rules) == 1);
    CHECK(backing_of_purchases(-50, 35, rules) == 0);
    CHECK(backing_of_history(30, rules) == 0);
    CHECK(backing_of_history(105, rules) == Approx(0.5));
    CHECK(backing_of_history(1000, rules) == 1);
}

TEST_CASE("rules and columns of standing outside their range are refused") {
    graphs::edges edges;
    edges.add(0, 1, 1);
    const std::vector<double> one(2, 1.0);
    for (const standing_rules& bad :
         {standing_rules{.typical_purchase = 0}, standing_rules{.backing_from = -1},
          standing_rules{.backing_from = 2, .backing_full = 2}, standing_rules{.settled_days = -1},
          standing_rules{.history_days = 10}, standing_rules{.regard = {.own_part = 1.5}}}) {
        CHECK_THROWS_AS(scvm::require_described(bad), scvm::error);
    }
    CHECK_NOTHROW(scvm::require_described(standing_rules{}));
    for (const regard_rules& bad :
         {regard_rules{.own_part = -0.1}, regard_rules{.regard_scale = 0}, regard_rules{.unbacked_scale = 0},
          regard_rules{.lent_on = 1}, regard_rules{.doubt = std::numeric_limits<double>::quiet_NaN()}}) {
        CHECK_THROWS_AS((void)standings_of(edges.make(), one, bad), scvm::error);
    }
    CHECK_THROWS_AS((void)standings_of(edges.make(), std::vector<double>{1}), scvm::error);
    CHECK_THROWS_AS((void)standings_of(edges.make(), std::vector<double>{1, 1.01}), scvm::error);
    CHECK_THROWS_AS((void)standings_of(edges.make(), std::vector<double>{-0.1, 1}), scvm::error);
    CHECK_THROWS_AS((void)attention_heard(edges.make(), std::vector<double>{1, 2}), scvm::error);
    CHECK_THROWS_AS((void)attention_heard(edges.make(), one, 1), scvm::error);
    CHECK_THROWS_AS((void)attention_heard(edges.make(), one, 0.85, 0), scvm::error);
    CHECK(standings_of({}, {}).standing.empty());
    CHECK(attention_heard({}, {}).received.empty());
}

TEST_CASE("a reaction counts as much as its author") {
    const std::vector<std::uint32_t> reactors{0, 1, 2};
    const std::vector<double> weights{0.5, 4, 1};
    const std::vector<double> influence{10, 20, 30};
    const std::vector<double> standing{1, 0.5, 0};
    const social_channel channel;
    const auto found = features_from_reactions(reactors, weights, 4, influence, channel, standing);
    CHECK(found.reach == 1);
    CHECK(found.network == 1);  // 5 and 10 of two who react, which is no crowd
    CHECK(found.amplification == Approx((1 + 5) / 9.0));
}

TEST_CASE("of what reactors give, the four largest parts count up to one and a quarter of the rest") {
    const auto of = [](std::vector<double> parts) {
        crowd_sum sum;
        for (const double each : parts) {
            sum.add(each);
        }
        return sum.value();
    };
    CHECK(of({}) == 0);
    CHECK(of({0.25}) == 0.25);
    CHECK(of({30}) == 1);
    CHECK(of({30, 20, 10, 40}) == 1);
    CHECK(of({1, 1, 1, 1, 1}) == 2.25);
    CHECK(of({30, 20, 1, 10, 2, 40}) == 1.75 + 3);
    CHECK(of(std::vector<double>(100, 1.0)) == 100);  // of many who are alike, nothing is taken away
    // It rises in every part and with every further one, in whatever order they come.
    scvm::math::random_stream draw(5);
    for (int round = 0; round < 200; ++round) {
        std::vector<double> parts(draw.below(9));
        std::ranges::generate(parts, [&] { return std::floor(8 * draw.uniform()); });
        const double before = of(parts);
        std::vector<double> turned(parts.rbegin(), parts.rend());
        CHECK(of(turned) == before);
        turned.push_back(draw.uniform());
        CHECK(of(turned) >= before);
        if (!parts.empty()) {
            parts[draw.below(parts.size())] += 1;
            CHECK(of(parts) >= before);
        }
    }
}
