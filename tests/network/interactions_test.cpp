#include <scvm/math/random.hpp>
#include <scvm/network/interaction_graph.hpp>

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <vector>

using namespace scvm::network;
using doctest::Approx;

namespace {

constexpr std::int64_t day = 86400;
constexpr std::int64_t today = 20000 * day + 12 * 3600;

struct log_book {
    std::vector<std::int64_t> time;
    std::vector<std::uint32_t> actor;
    std::vector<std::uint32_t> target;
    std::vector<std::uint8_t> kind;
    std::vector<std::uint8_t> channel;
    std::vector<double> sentiment;
    std::vector<std::uint32_t> count;
    std::vector<std::uint64_t> id;
    std::vector<std::uint64_t> fingerprint;

    void add(std::uint32_t who, std::uint32_t whom, interaction_kind what, std::int64_t when = today,
             std::uint32_t times = 1, double mood = 0, std::uint64_t event_id = 0, std::uint64_t text = 0,
             std::uint8_t where = 0) {
        time.push_back(when);
        actor.push_back(who);
        target.push_back(whom);
        kind.push_back(static_cast<std::uint8_t>(what));
        channel.push_back(where);
        sentiment.push_back(mood);
        count.push_back(times);
        id.push_back(event_id);
        fingerprint.push_back(text);
    }
    [[nodiscard]] interaction_columns columns(std::size_t first = 0, std::size_t size = SIZE_MAX) const {
        size = std::min(size, time.size() - first);
        const auto part = [=](const auto& column) { return std::span(column).subspan(first, size); };
        return {part(time),      part(actor), part(target), part(kind),       part(channel),
                part(sentiment), part(count), part(id),     part(fingerprint)};
    }
    [[nodiscard]] interaction_graph weigh(const interaction_rules& rules = {}, std::int64_t as_of = today) const {
        return weigh_interactions(columns(), rules, as_of);
    }
};

double weight_between(const interaction_graph& g, std::uint32_t from, std::uint32_t to) {
    const auto& rows = g.links.outgoing();
    for (auto e = rows.offset[from]; e < rows.offset[from + 1]; ++e) {
        if (rows.neighbour[e] == to) {
            return rows.weight[e];
        }
    }
    return 0;
}

bool same(const interaction_graph& a, const interaction_graph& b) {
    return a.links.outgoing().offset == b.links.outgoing().offset &&
           a.links.outgoing().neighbour == b.links.outgoing().neighbour &&
           a.links.outgoing().weight == b.links.outgoing().weight &&
           a.links.incoming().weight == b.links.incoming().weight && a.activity == b.activity &&
           a.contributions == b.contributions && a.last_active_day == b.last_active_day &&
           a.report.counted == b.report.counted && a.report.near_duplicates == b.report.near_duplicates &&
           a.report.capped_actor_days == b.report.capped_actor_days;
}

log_book random_log(std::uint64_t seed, std::size_t events, bool marked) {
    scvm::math::random_stream random(seed);
    log_book log;
    for (std::size_t i = 0; i < events; ++i) {
        const auto who = static_cast<std::uint32_t>(random.below(300));
        const auto whom = random.bernoulli(0.1) ? nobody : static_cast<std::uint32_t>(random.below(300));
        log.add(who, whom, static_cast<interaction_kind>(random.below(interaction_kinds)),
                today - static_cast<std::int64_t>(random.below(300)) * 43200,
                1 + static_cast<std::uint32_t>(random.below(3)), 2 * random.uniform() - 1,
                marked && random.bernoulli(0.3) ? 1 + random.below(events) : 0,
                marked && random.bernoulli(0.3) ? 1 + random.below(9) : 0, static_cast<std::uint8_t>(random.below(3)));
    }
    return log;
}

}  // namespace

TEST_CASE("an interaction weighs its kind, and half of it after a half-life") {
    log_book log;
    log.add(0, 1, interaction_kind::comment);
    log.add(0, 2, interaction_kind::comment, today - 90 * day);
    log.add(0, 3, interaction_kind::share, today - 180 * day);
    const auto g = log.weigh();
    CHECK(weight_between(g, 0, 1) == 1);
    CHECK(weight_between(g, 0, 2) == 0.5);
    CHECK(weight_between(g, 0, 3) == 0.25);
    CHECK(g.activity[0] == 1.75);
    CHECK(g.activity[1] == 0);
    CHECK(g.last_active_day[0] == 20000);
    CHECK(g.last_active_day[1] == -1);

    interaction_rules no_decay;
    no_decay.half_life_days = std::numeric_limits<double>::infinity();
    CHECK(weight_between(log.weigh(no_decay), 0, 3) == 1);
}

TEST_CASE("the sentiment and the channel scale the weight") {
    log_book log;
    log.add(0, 1, interaction_kind::comment, today, 1, 0.9);
    log.add(0, 2, interaction_kind::comment, today, 1, -0.9);
    log.add(0, 3, interaction_kind::comment, today, 1, std::nan(""));
    log.add(0, 4, interaction_kind::comment, today, 1, 0, 0, 0, 1);
    interaction_rules rules;
    rules.tone_weight = {1, 2, 0.5};
    rules.channel_weight = {1, 4};
    rules.pair_cap = 10;
    const auto g = log.weigh(rules);
    CHECK(weight_between(g, 0, 1) == 2);
    CHECK(weight_between(g, 0, 2) == 0.5);
    CHECK(weight_between(g, 0, 3) == 1);
    CHECK(weight_between(g, 0, 4) == 4);
    rules.tone_weight = {0, 0, 1};
    CHECK(log.weigh(rules).links.edge_count() == 1);
}

TEST_CASE("equal interactions of one day count less and less, and a burst ends at the cap") {
    log_book log;
    log.add(0, 1, interaction_kind::comment, today, 3);
    log.add(0, 2, interaction_kind::share, today, 1000);
    for (std::uint32_t target = 10; target < 200; ++target) {
        log.add(5, target, interaction_kind::share);
    }
    interaction_rules rules;
    rules.pair_cap = 10;
    const auto g = log.weigh(rules);
    CHECK(weight_between(g, 0, 1) == Approx(1 + std::log(3.0)).epsilon(1e-15));
    CHECK(weight_between(g, 0, 2) == 5);
    CHECK(g.report.capped_pair_days == 1);
    CHECK(weight_between(g, 5, 77) == Approx(50.0 / 190).epsilon(1e-15));
    CHECK(g.activity[5] == Approx(50).epsilon(1e-13));
    CHECK(g.report.capped_actor_days == 1);
}

TEST_CASE("one actor's weight on one target ends at a cap over all days together") {
    log_book log;
    for (std::uint32_t k = 0; k < 90; ++k) {
        log.add(0, 1, interaction_kind::like, today - k * day);
        log.add(2, 1, interaction_kind::comment, today - k * day, 10000);
    }
    log.add(3, 1, interaction_kind::like, today - 129 * day);
    const auto g = log.weigh();
    CHECK(weight_between(g, 0, 1) == 2);
    CHECK(weight_between(g, 2, 1) == 2);
    CHECK(weight_between(g, 3, 1) == Approx(0.25 * std::exp2(-129.0 / 90)).epsilon(1e-15));  // as it is below the cap
    CHECK(g.report.capped_pairs == 2);
    interaction_rules rules;
    rules.pair_cap = 0;
    CHECK_THROWS_AS((void)log.weigh(rules), scvm::error);
}

TEST_CASE("what is said against somebody weighs nothing unless the rules say so") {
    log_book log;
    log.add(0, 1, interaction_kind::review, today, 1, -0.9);
    log.add(0, 2, interaction_kind::review, today, 1, 0.9);
    const auto g = log.weigh();
    CHECK(g.links.edge_count() == 1);
    CHECK(weight_between(g, 0, 2) == 1);
    CHECK(g.contributions[0] == 2);  // it is a contribution all the same
}

TEST_CASE("a contribution whose text somebody else had posted before counts for nobody") {
    constexpr std::uint64_t text = 77;
    log_book log;
    log.add(4, nobody, interaction_kind::post, today - day, 1, 0, 0, text);  // its author
    log.add(5, nobody, interaction_kind::post, today, 3, 0, 0, text);
    log.add(6, 1, interaction_kind::answer, today, 1, 0, 0, text);
    log.add(7, 4, interaction_kind::share, today, 1, 0, 0, text);  // shared, not copied
    log.add(8, nobody, interaction_kind::post, today, 1, 0, 0, text + 1);
    const auto g = log.weigh();
    CHECK(g.contributions[4] == Approx(std::exp2(-1.0 / 90)));
    CHECK(g.contributions[5] == 0);
    CHECK(g.contributions[6] == 0);
    CHECK(g.contributions[8] == 1);
    CHECK(weight_between(g, 7, 4) == 1);
    CHECK(g.links.edge_count() == 1);
    CHECK(g.report.near_duplicates == 4);
}

TEST_CASE("nobody gains by interacting with herself") {
    log_book log;
    log.add(3, 3, interaction_kind::comment, today, 100);
    log.add(3, 1, interaction_kind::like);
    const auto g = log.weigh();
    CHECK(g.links.edge_count() == 1);
    CHECK(g.activity[3] == 0.25);
    CHECK(g.report.self == 100);
}

TEST_CASE("followers that never act carry no weight, and the follower count comes with its engagement rate") {
    log_book log;
    for (std::uint32_t bot = 10; bot < 110; ++bot) {
        log.add(bot, 0, interaction_kind::follow, today - 400 * day);
    }
    log.add(1, 0, interaction_kind::follow);
    log.add(1, 0, interaction_kind::comment);
    log.add(2, 0, interaction_kind::follow);
    log.add(2, 5, interaction_kind::like);
    const auto g = log.weigh();
    CHECK(g.audiences[0].followers == 102);
    CHECK(g.audiences[0].active == 2);
    CHECK(g.audiences[0].engaged == 1);
    CHECK(g.audiences[0].engagement_rate() == Approx(1.0 / 102).epsilon(1e-15));
    CHECK(std::isnan(g.audiences[1].engagement_rate()));
    CHECK(g.links.incoming().degree(0) == 2);
    CHECK(g.report.silent_edges == 100);
    CHECK(g.activity[50] == 0);
}

TEST_CASE("a post that addresses nobody is activity and a contribution, and no edge") {
    log_book log;
    log.add(0, nobody, interaction_kind::post, today, 4);
    const auto g = log.weigh();
    CHECK(g.links.node_count() == 1);
    CHECK(g.links.edge_count() == 0);
    CHECK(g.activity[0] == Approx(0.5 * (1 + std::log(4.0))));
    CHECK(g.contributions[0] == 4);
}

TEST_CASE("what lies in the future is left out, but a clock that runs a day fast is forgiven") {
    log_book log;
    log.add(0, 1, interaction_kind::comment, today + 20 * 3600);  // the next day
    log.add(0, 2, interaction_kind::comment, today + 3 * day);
    const auto g = log.weigh();
    CHECK(weight_between(g, 0, 1) == 1);
    CHECK(weight_between(g, 0, 2) == 0);
    CHECK(g.report.in_future == 1);
    CHECK(g.last_active_day[0] == 20000);
    interaction_rules rules;
    rules.window_days = 30;
    const auto later = log.weigh(rules, today + 100 * day);
    CHECK(later.links.edge_count() == 0);
    CHECK(later.report.too_old == 2);
}

TEST_CASE("an event id counts once, and a text that is posted again and again counts once per actor") {
    log_book log;
    log.add(0, 1, interaction_kind::comment, today, 1, 0, 77);
    log.add(0, 1, interaction_kind::comment, today, 1, 0, 77);
    for (std::uint32_t target = 10; target < 20; ++target) {
        log.add(5, target, interaction_kind::share, today + target, 1, 0, 0, 4711);
    }
    log.add(6, 10, interaction_kind::share, today, 1, 0, 0, 4711);
    const auto g = log.weigh();
    CHECK(weight_between(g, 0, 1) == 1);
    CHECK(g.report.retries == 1);
    CHECK(g.links.outgoing().degree(5) == 1);
    CHECK(weight_between(g, 5, 10) == 1);
    CHECK(weight_between(g, 6, 10) == 1);
    CHECK(g.report.near_duplicates == 9);
}

TEST_CASE("appending in pieces, merging parts, any row order and any number of threads give the same graph") {
    for (const bool marked : {false, true}) {
        const auto log = random_log(marked ? 1 : 2, marked ? 40000 : 300000, marked);
        const auto whole = weigh_interactions(log.columns(), {}, today);
        REQUIRE(whole.links.edge_count() > 1000);

        interaction_ledger pieces;
        for (std::size_t first = 0; first < log.time.size(); first += 777) {
            pieces.append(log.columns(first, 777));
        }
        CHECK(same(whole, weigh_interactions(pieces, {}, today)));

        interaction_ledger left;
        interaction_ledger right;
        left.append(log.columns(20000));
        right.append(log.columns(0, 20000));
        left.merge(right);
        CHECK(same(whole, weigh_interactions(left, {}, today, 0, 2)));

        log_book backwards;
        for (std::size_t i = log.time.size(); i-- > 0;) {
            backwards.add(log.actor[i], log.target[i], static_cast<interaction_kind>(log.kind[i]), log.time[i],
                          log.count[i], log.sentiment[i], log.id[i], log.fingerprint[i], log.channel[i]);
        }
        CHECK(same(whole, weigh_interactions(backwards.columns(), {}, today, 0, 3)));
    }
}

TEST_CASE("a long log of few people is the same ledger by chunks, by halves and on any number of threads") {
    constexpr std::size_t events = 1200000;  // more than one chunk, most of it equal interactions of one day
    std::vector<std::int64_t> time(events);
    std::vector<std::uint32_t> actor(events);
    std::vector<std::uint32_t> target(events);
    std::vector<std::uint8_t> kind(events);
    scvm::math::random_stream random(17);
    for (std::size_t i = 0; i < events; ++i) {
        time[i] = today - static_cast<std::int64_t>(random.below(3)) * day;
        actor[i] = static_cast<std::uint32_t>(random.below(40)) * 1000;
        target[i] = random.bernoulli(0.05) ? nobody : static_cast<std::uint32_t>(random.below(40)) * 1000;
        kind[i] = static_cast<std::uint8_t>(random.below(interaction_kinds));
    }
    const auto part = [&](std::size_t first, std::size_t size) {
        const auto of = [=](const auto& column) { return std::span(column).subspan(first, size); };
        return interaction_columns{of(time), of(actor), of(target), of(kind), {}, {}, {}, {}, {}};
    };
    interaction_ledger whole;
    whole.append(part(0, events));
    const auto& cells = *whole.single_run();
    CHECK(cells.size() == cells.capacity());  // 41 × 40 × 3 × 9 places and no memory beyond them
    CHECK(cells.size() <= 44280);
    CHECK(std::is_sorted(cells.begin(), cells.end()));
    std::uint64_t counted = 0;
    for (const auto& cell : cells) {
        counted += cell.count;
    }
    CHECK(counted == events);
    interaction_ledger halves;
    halves.append(part(0, events / 2), 0.25, 3);
    halves.append(part(events / 2, events - events / 2), 0.25, 2);
    CHECK(halves.cells() == whole.cells());
    CHECK(halves.person_count(2) == whole.person_count());
    CHECK(same(weigh_interactions(whole, {}, today), weigh_interactions(halves, {}, today, 0, 2)));
}

TEST_CASE("whoever is only ever a target is there, with attention and without a sign of life") {
    log_book log;
    log.add(0, 7, interaction_kind::comment);
    log.add(1, 7, interaction_kind::like);
    const auto g = log.weigh();
    CHECK(g.links.node_count() == 8);
    CHECK(g.links.incoming().strength(7) == 1.25);
    CHECK(g.links.outgoing().degree(7) == 0);
    CHECK(g.activity[7] == 0);
    CHECK(g.last_active_day[7] == -1);
    CHECK(g.links.incoming().degree(5) == 0);  // nobody knows of 2 to 6
}

TEST_CASE("an erased person vanishes as a node and as everybody else's neighbour") {
    const auto log = random_log(5, 5000, true);
    interaction_ledger ledger;
    ledger.append(log.columns());
    ledger.erase(17);
    log_book without;
    for (std::size_t i = 0; i < log.time.size(); ++i) {
        if (log.actor[i] != 17 && log.target[i] != 17) {
            without.add(log.actor[i], log.target[i], static_cast<interaction_kind>(log.kind[i]), log.time[i],
                        log.count[i], log.sentiment[i], log.id[i], log.fingerprint[i], log.channel[i]);
        }
    }
    CHECK(same(weigh_interactions(ledger, {}, today, 300), weigh_interactions(without.columns(), {}, today, 300)));
}

TEST_CASE("a bad row is rejected with its reason and the others count") {
    log_book log;
    log.add(0, 1, interaction_kind::comment);
    log.add(0, 1, interaction_kind::comment, -1);
    log.add(nobody, 1, interaction_kind::comment);
    log.add(0, 1, static_cast<interaction_kind>(9));
    log.add(0, 1, interaction_kind::comment, today, 1, 1.5);
    log.add(0, 1, interaction_kind::comment, today, 0);
    std::vector<rejected_row> rejected;
    const auto g = weigh_interactions(log.columns(), {}, today, 0, 1, &rejected);
    CHECK(weight_between(g, 0, 1) == 1);
    REQUIRE(rejected.size() == 5);
    CHECK(rejected[0].row == 1);
    CHECK(rejected[0].reason == rejection::time_out_of_range);
    CHECK(rejected[1].reason == rejection::no_actor);
    CHECK(rejected[2].reason == rejection::unknown_kind);
    CHECK(rejected[3].reason == rejection::bad_sentiment);
    CHECK(rejected[4].reason == rejection::zero_count);
}

TEST_CASE("bad rules and shapes are refused by name") {
    log_book log;
    log.add(0, 1, interaction_kind::comment);
    interaction_rules rules;
    rules.weight[2] = -1;
    CHECK_THROWS_WITH_AS((void)log.weigh(rules), "weights.like = -1: expected a finite number >= 0", scvm::error);
    rules = {};
    rules.half_life_days = std::nan("");
    CHECK_THROWS_AS((void)log.weigh(rules), scvm::error);
    auto columns = log.columns();
    columns.kind = {};
    CHECK_THROWS_WITH_AS((void)weigh_interactions(columns, {}, today), "kind has 0 rows: expected 1, as time has",
                         scvm::error);
    CHECK_THROWS_AS((void)log.weigh({}, -1), scvm::error);
    CHECK_THROWS_AS((void)weigh_interactions(log.columns(), {}, today, 1), scvm::error);
    CHECK(weigh_interactions(interaction_columns{}, {}, today).links.node_count() == 0);
}
