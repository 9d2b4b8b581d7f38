// How far somebody can push up a customer's scores: each attack against the same honest community of 300, and the same
// with ten times the accounts. What holds for standings in general is proved in tests/network/standing_test.cpp.

#include <scvm/crm/scorer.hpp>
#include <scvm/equity/credit_rules.hpp>
#include <scvm/equity/network_equity.hpp>
#include <scvm/json/model.hpp>
#include <scvm/math/random.hpp>
#include <scvm/math/rank.hpp>
#include <scvm/network/interaction_graph.hpp>
#include <scvm/network/pagerank.hpp>
#include <scvm/network/social_scores.hpp>

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <numeric>
#include <string>
#include <string_view>
#include <vector>

using namespace scvm;

namespace {

constexpr std::int64_t day = 86400;
constexpr std::int64_t today = 20000 * day;
constexpr double unknown = std::numeric_limits<double>::quiet_NaN();
const std::string target = "c200";

const crm::scorer& scorer() {
    static const crm::scorer by(json::read_model(R"({"schema": "scvm-model/1", "id": "attacks", "currency": "EUR",
        "value": {"unit": "week", "horizon": 52, "yearly_discount": 0.1, "margin": 0.4,
                  "bg_nbd": {"r": 0.2426, "alpha": 4.4136, "a": 0.7929, "b": 2.4259},
                  "gamma_gamma": {"p": 6.25, "q": 3.74, "v": 15.44}}, "network": {}, "equity": {}})"));
    return by;
}

/// Rows of a base, to which an attack adds its own.
struct world {
    std::vector<std::string> customers, employees;
    std::vector<std::string> actor, whom, kind;
    std::vector<std::int64_t> time;
    std::vector<double> count, sentiment;
    std::vector<std::string> text;  // fingerprints; may be shorter
    std::vector<std::string> buyer;
    std::vector<std::int64_t> bought_at;
    std::vector<double> amount;
    std::vector<std::string> referrer, referred;
    std::vector<std::int64_t> came;

    void act(const std::string& who, const std::string& on, const std::string& what, std::int64_t days_ago,
             double times = 1, double mood = unknown, const std::string& said = {}) {
        actor.push_back(who);
        whom.push_back(on);
        kind.push_back(what);
        time.push_back(today - days_ago * day);
        count.push_back(times);
        sentiment.push_back(mood);
        text.resize(actor.size());
        text.back() = said;
    }
    void buy(const std::string& who, std::int64_t days_ago, double money) {
        buyer.push_back(who);
        bought_at.push_back(today - days_ago * day);
        amount.push_back(money);
    }
    void refer(const std::string& who, const std::string& other, std::int64_t days_ago) {
        referrer.push_back(who);
        referred.push_back(other);
        came.push_back(today - days_ago * day);
    }
    std::vector<std::string> join(std::size_t accounts, const std::string& name = "b") {
        std::vector<std::string> result;
        for (std::size_t i = 0; i < accounts; ++i) {
            result.push_back(name + std::to_string(i));
        }
        customers.insert(customers.end(), result.begin(), result.end());
        return result;
    }
    void fill(crm::customer_base& base) const {
        const auto views = [](const std::vector<std::string>& of) {
            return std::vector<std::string_view>(of.begin(), of.end());
        };
        base.add_customers(views(customers));
        const std::vector<std::string_view> staff = views(employees);
        base.add_employees({staff, {}, {}});
        base.add_interactions({views(actor), views(whom), views(kind), time, {}, sentiment, count, {}, views(text)});
        base.add_purchases({views(buyer), bought_at, amount});
        base.add_referrals({views(referrer), views(referred), came});
        CHECK(base.rejected().empty());
    }
    [[nodiscard]] crm::score_table score() const {
        crm::customer_base base;
        fill(base);
        return scorer().score(base, today);
    }
};

enum class shape { skewed, lurkers, groups };

/// People who react to each other, the first more popular, and who buy.
world honest(std::uint64_t seed = 42, shape like = shape::skewed) {
    world of;
    math::random_stream draw(seed);
    constexpr std::size_t people = 300;
    const auto name = [](std::size_t i) { return "c" + std::to_string(i); };
    of.customers.clear();
    (void)of.join(people, "c");
    std::vector<double> popular;
    for (std::size_t i = 0; i < people; ++i) {
        const bool heard = like != shape::lurkers || i < people / 10;
        popular.push_back((i == 0 ? 0 : popular.back()) + (like == shape::groups
                                                               ? 0.2 + draw.exponential()
                                                               : (heard ? 1 : 0.1) * std::pow(i + 1, -0.8)));
    }
    const std::vector<std::string> kinds{"comment", "comment", "comment", "like",  "like",
                                         "like",    "like",    "like",    "share", "answer"};
    for (int event = 0; event < 4000; ++event) {
        const std::size_t from = draw.below(people);
        std::size_t to = 0;
        do {
            to = static_cast<std::size_t>(
                std::upper_bound(popular.begin(), popular.end(), draw.uniform() * popular.back()) - popular.begin());
        } while (like == shape::groups && to % 6 != from % 6 && draw.bernoulli(0.9));
        if (from != to) {
            of.act(name(from), name(to), kinds[draw.below(kinds.size())], static_cast<std::int64_t>(draw.below(180)));
        }
    }
    for (std::size_t i = 0; i < people; ++i) {
        for (std::uint64_t n = draw.below(5); n > 0; --n) {
            of.act(name(i), "", "post", static_cast<std::int64_t>(draw.below(180)));
        }
        for (std::uint64_t n = 1 + draw.below(9); n > 0; --n) {
            of.buy(name(i), 5 + static_cast<std::int64_t>(draw.below(695)), draw.gamma(2, 20));
        }
    }
    return of;
}

struct place {
    double score = 0;
    double influence = 0;
    double network_value = 0;
    std::ptrdiff_t rank[3]{};
};

place place_of(const crm::score_table& table, const std::string& who = target) {
    const std::size_t row = table.row_of(who);
    place result;
    std::size_t which = 0;
    for (const auto& [name, to] : {std::pair{"social_score", &place::score}, std::pair{"influence", &place::influence},
                                   std::pair{"network_value", &place::network_value}}) {
        const auto column = table.numbers(name);
        const double own = column[row];
        result.*to = own;
        result.rank[which++] =
            1 + std::count_if(column.begin(), column.end(), [&](double other) { return other > own; });
    }
    return result;
}

const place& before() {
    static const place result = place_of(honest().score());
    return result;
}

/// No attack lifts a rank by more than 10 of 300, the score by more than 5 points, or the network value by more than
/// what the accounts bought.
void withstands(const std::string& attack, const world& of, double bought = 0) {
    CAPTURE(attack);
    const place now = place_of(of.score());
    const place& then = before();
    MESSAGE(attack << ": social " << then.score << " -> " << now.score << " (" << then.rank[0] << " -> " << now.rank[0]
                   << "), influence (" << then.rank[1] << " -> " << now.rank[1] << "), network value "
                   << then.network_value << " -> " << now.network_value << " (" << then.rank[2] << " -> " << now.rank[2]
                   << ")");
    CHECK(now.score <= then.score + 5);
    CHECK(now.network_value <= then.network_value + std::max(1.0, bought));
    CHECK(now.rank[0] >= then.rank[0] - 10);
    CHECK(now.rank[1] >= then.rank[1] - 10);
    CHECK(now.rank[2] >= then.rank[2] - 10);
}

constexpr std::size_t sizes[] = {1, 10};

/// What an attack adds to the score of its target.
[[nodiscard]] double lift(const world& of) {
    return place_of(of.score()).score - before().score;
}

}  // namespace

TEST_CASE("bought followers lift nobody, whether they are silent, post, buy for a euro or have slept for a year") {
    world masses = honest();  // c0 is popular, but follows thousands who do not follow back
    for (const auto& each : masses.join(2500)) {
        masses.act("c0", each, "follow", 3);
    }
    masses.act("c0", target, "follow", 3);
    withstands("a follow by who follows masses", masses);
    CHECK(place_of(masses.score()).score <= before().score + 1e-9);
    for (const std::size_t times : sizes) {
        const std::size_t crowd = 10000 * times;
        world silent = honest();
        for (const auto& each : silent.join(crowd)) {
            silent.act(each, target, "follow", 3);
        }
        withstands("silent followers", silent);
        world lively = honest();
        for (const auto& each : lively.join(crowd)) {
            lively.act(each, target, "follow", 3);
            lively.act(each, "", "post", 3);
        }
        withstands("followers who post once", lively);
        world buyers = honest();
        for (const auto& each : buyers.join(crowd)) {
            buyers.buy(each, 365, 1);
            buyers.act(each, "", "post", 365);
            buyers.act(each, target, "comment", 3);
        }
        withstands("sleepers who bought for a euro", buyers);
        world stars = honest();
        for (const auto& each : stars.join(crowd)) {
            stars.act(each, target, "review", 3, 1, 1.0);
            stars.act(each, target, "share", 2);
        }
        withstands("a farm of stars", stars);
        world mixed = honest();
        const auto bots = mixed.join(crowd);
        for (std::size_t i = 0; i < crowd; ++i) {
            mixed.act(bots[i], i % 5 == 0 ? target : "c" + std::to_string(i % 300), "like", 1 + i % 20);
            mixed.buy(bots[i], 100, 1 + static_cast<double>(i % 10));
        }
        withstands("bots that like others as well, each with 1 to 10 euros", mixed);
    }
}

TEST_CASE("accounts that praise each other and the target lift nobody, also if the target answers them") {
    for (const std::size_t times : sizes) {
        for (const bool answered : {false, true}) {
            world of = honest();
            const auto socks = of.join(50 * times);
            for (std::size_t i = 0; i < socks.size(); ++i) {
                for (std::size_t k = 1; k <= 40; ++k) {
                    of.act(socks[i], socks[(i + k) % socks.size()], "like", static_cast<std::int64_t>(k % 30));
                }
                for (std::int64_t k = 0; k < 30; ++k) {
                    of.act(socks[i], target, "like", k);
                    if (answered) {
                        of.act(target, socks[i], "answer", k);
                    }
                }
            }
            withstands(answered ? "a clique that is answered" : "a clique", of);
        }
        world chain = honest();
        const auto links = chain.join(50 * times);
        for (std::size_t i = 0; i < links.size(); ++i) {
            chain.act(links[i], i == 0 ? target : links[i - 1], "comment", 2, 5);
        }
        chain.act(target, links.back(), "comment", 2, 5);
        withstands("a chain that ends where it begins", chain);
        world farm = honest();
        for (const auto& each : farm.join(50 * times)) {
            for (std::int64_t k = 0; k < 60; ++k) {
                farm.act(each, target, "mention", k);
                farm.act(target, each, "mention", k);
            }
        }
        withstands("a farm of mutual mentions", farm);
    }
}

TEST_CASE("one account counts once, however often it reacts, and what somebody does himself lifts nobody") {
    for (const std::size_t times : sizes) {
        for (const double a_day : {1.0, 10000.0}) {
            world of = honest();
            for (const auto& each : of.join(times)) {
                for (std::int64_t k = 0; k < 90; ++k) {
                    of.act(each, target, "comment", k, a_day);
                }
            }
            withstands("comments of one account, " + std::to_string(a_day) + " a day", of);
        }
        world posts = honest();
        world likes = honest();
        for (std::int64_t k = 0; k < 90; ++k) {
            posts.act(target, "", "post", k, 1000.0 * static_cast<double>(times));
            likes.act(target, target, "like", k, 1000.0 * static_cast<double>(times));
        }
        withstands("own posts", posts);
        withstands("likes of oneself", likes);
    }
    world mentions = honest();
    for (std::int64_t k = 0; k < 90; ++k) {
        for (const auto& each : honest().customers) {
            mentions.act(target, each, "mention", k);
        }
    }
    withstands("mentions of everybody", mentions);
}

TEST_CASE("what is said against somebody, and what staff says, lifts nobody") {
    for (const std::size_t times : sizes) {
        world reviews = honest();
        for (const auto& each : reviews.join(50 * times)) {
            reviews.act(each, target, "review", 3, 1, -0.9);
        }
        withstands("negative reviews of newcomers", reviews);
        world staff = honest();
        for (std::size_t i = 0; i < 50 * times; ++i) {
            staff.employees.push_back("e" + std::to_string(i));
            for (std::int64_t k = 0; k < 30; ++k) {
                staff.act(staff.employees.back(), target, "like", k);
            }
            if (i < 2) {  // some are regarded themselves
                staff.act("c210", staff.employees.back(), "comment", 3);
                staff.act("c211", staff.employees.back(), "comment", 3);
            }
        }
        withstands("employees", staff);
    }
    world customers = honest();
    for (int i = 0; i < 150; ++i) {
        customers.act("c" + std::to_string(i), target, "review", 3, 1, -0.9);
    }
    withstands("negative reviews of 150 customers", customers);
}

TEST_CASE("repeated and copied texts count once, and are accounted for") {
    crm::customer_base base;
    base.add_customers(std::vector<std::string_view>{"a", "b", "c"});
    const std::vector<std::string_view> actor{"a", "a", "b", "c", "c"};
    const std::vector<std::string_view> whom{"", "", "", "", ""};
    const std::vector<std::string_view> kind{"post", "post", "review", "post", "post"};
    const std::vector<std::string_view> text{"t", "t", "t", "", ""};
    const std::vector<std::int64_t> time{today - 90 * day, today, today, today, today};
    base.add_interactions({.actor = actor, .target = whom, .kind = kind, .time = time, .fingerprint = text});
    CHECK(base.rejected().empty());
    const auto table = scorer().score(base, today);
    CHECK(table.numbers("contributions")[0] == doctest::Approx(0.5));
    CHECK(table.numbers("contributions")[1] == 0);
    CHECK(table.numbers("contributions")[2] == 2);
    CHECK(table.summary().network->rows.retries == 2);
}

TEST_CASE("a like of somebody rich moves little money, and an old one none") {
    for (const std::size_t times : sizes) {
        for (const std::int64_t age : {1, 1095}) {
            world of = honest();
            for (const auto& each : of.join(times, "rich")) {
                of.act(each, target, "like", age);
                for (std::int64_t k = 5; k < 700; k += 30) {
                    of.buy(each, k, 5000);
                }
            }
            withstands("a like of a rich customer, days ago: " + std::to_string(age), of, 1);
        }
    }
}

TEST_CASE("invented referrals are worth no more than what they bought") {
    for (const std::size_t times : sizes) {
        for (const std::int64_t ago : {5, 100}) {
            world of = honest();
            const auto invented = of.join(50 * times);
            for (const auto& each : invented) {
                of.buy(each, ago, 1);
                of.refer(target, each, ago + 1);
            }
            withstands("invented referrals, days ago: " + std::to_string(ago), of, 50.0 * static_cast<double>(times));
            world chain = honest();
            const auto links = chain.join(50 * times);
            for (std::size_t i = 0; i < links.size(); ++i) {
                chain.buy(links[i], ago, 1);
                chain.refer(i == 0 ? target : links[i - 1], links[i], ago + 1);
            }
            withstands("a chain of referrals, days ago: " + std::to_string(ago), chain,
                       50.0 * static_cast<double>(times));
        }
    }
}

TEST_CASE("a referral of a customer who buys is credited, up to a share of what that customer brought") {
    world of = honest();
    (void)of.join(1, "friend");
    of.refer(target, "friend0", 301);
    for (const std::int64_t ago : {300, 200, 100, 40}) {
        of.buy("friend0", ago, 40);
    }
    const place now = place_of(of.score());
    CHECK(now.network_value > before().network_value + 1);
    CHECK(now.network_value <= before().network_value + 0.2 * 0.4 * 160 + 1e-9);
}

TEST_CASE("accounts that were bought cheaply, bought and sent back, or given a present lift nobody") {
    for (const std::size_t times : sizes) {
        world cents = honest();  // a ring whose accounts buy for a cent again and again
        const auto ring = cents.join(100 * times);
        for (std::size_t i = 0; i < ring.size(); ++i) {
            for (std::int64_t ago = 40; ago < 400; ago += 30) {
                cents.buy(ring[i], ago, 0.01);
            }
            for (std::size_t k = 1; k <= 10; ++k) {
                cents.act(ring[i], ring[(i + k) % ring.size()], "comment", 4);
            }
            cents.act(ring[i], target, "comment", 2);
            cents.act(target, ring[i], "answer", 2);
        }
        withstands("a ring that buys for cents", cents, 0.12 * 100 * static_cast<double>(times));
        world returned = honest();
        world present = honest();
        world refunded = honest();
        for (const auto& each : returned.join(200 * times)) {
            returned.buy(each, 90, 500);
            returned.buy(each, 1, -500);
            returned.act(each, target, "share", 2);
            returned.act(each, "c0", "like", 2);
        }
        for (const auto& each : refunded.join(200 * times)) {  // bought yesterday, to be sent back tomorrow
            refunded.buy(each, 1, 500);
            refunded.act(each, target, "share", 0);
        }
        for (const auto& each : present.join(200 * times)) {  // somebody else paid: the account's own amount is 0
            present.buy(each, 90, 0);
            present.act(each, target, "share", 2);
        }
        withstands("bought, counted and sent back", returned);
        withstands("bought, to be sent back", refunded);
        withstands("presents", present);
    }
}

TEST_CASE("accounts that wait, drip in or make themselves look regarded lift nobody") {
    for (const std::size_t times : sizes) {
        world aged = honest();  // made two years ago, and lively since
        world drip = honest();  // one a day, for a year
        world followers = honest();
        const auto sleepers = aged.join(200 * times);
        for (std::size_t i = 0; i < sleepers.size(); ++i) {
            for (std::int64_t ago = 0; ago < 730; ago += 73) {
                aged.act(sleepers[i], "c" + std::to_string((i + static_cast<std::size_t>(ago)) % 300), "comment", ago);
            }
            aged.act(sleepers[i], target, "comment", 1);
        }
        const auto drops = drip.join(365 * times);
        for (std::size_t i = 0; i < drops.size(); ++i) {
            const auto ago = static_cast<std::int64_t>(i % 365);
            drip.act(drops[i], "", "post", ago);
            drip.act(drops[i], target, "follow", ago);
            drip.act(drops[i], target, "comment", ago / 2);
        }
        for (const auto& each : followers.join(100 * times)) {  // they follow and praise honest people
            for (int i = 0; i < 100; ++i) {
                followers.act(each, "c" + std::to_string(i), "follow", 5);
                followers.act(each, "c" + std::to_string(i), "like", 4);
            }
            followers.act(each, target, "comment", 2);
        }
        withstands("aged accounts", aged);
        withstands("a slow drip over a year", drip);
        withstands("bots that follow honest people", followers);
    }
}

TEST_CASE("who is not regarded himself mentions, copies and refers in vain") {
    for (const std::size_t times : sizes) {
        world mentions = honest();  // two popular ones mention each other, and the target mentions both
        for (std::int64_t ago = 0; ago < 90; ++ago) {
            for (const auto& [from, to] : {std::pair{"c0", "c1"}, std::pair{"c1", "c0"}}) {
                mentions.act(from, to, "mention", ago, static_cast<double>(times));
                mentions.act(target, to, "mention", ago, static_cast<double>(times));
            }
        }
        const place c0 = place_of(honest().score(), "c0");
        const place now = place_of(mentions.score(), "c0");
        CHECK(now.score <= c0.score + 5);
        CHECK(now.network_value <= c0.network_value + 1);
        withstands("two popular ones that mention each other", mentions);
        world copies = honest();
        const auto copiers = copies.join(50 * times);
        for (std::size_t i = 0; i < 100; ++i) {
            copies.act("c0", "", "post", 50, 1, unknown, "text " + std::to_string(i));
            copies.act(target, "", "post", 40, 1, unknown, "text " + std::to_string(i));
            copies.act(copiers[i % copiers.size()], target, "review", 30, 1, 1, "text " + std::to_string(i));
        }
        withstands("copied posts", copies);
        world chain = honest();
        const auto links = chain.join(50 * times);
        for (std::size_t i = 0; i < links.size(); ++i) {
            const auto ago = static_cast<std::int64_t>(400 - i % 300);
            chain.refer(i == 0 ? target : links[i - 1], links[i], ago);
            chain.act(links[i], target, "referral", ago);
        }
        withstands("a chain of referrals who never buy", chain);
    }
}

TEST_CASE("what is said against competitors, or for them by accounts that nobody knows, lowers nobody") {
    const crm::score_table alone = honest().score();
    for (const std::size_t times : sizes) {
        for (const double mood : {-1.0, 1.0}) {
            world of = honest();
            const auto bombers = of.join(50 * times);
            for (std::size_t i = 0; i < bombers.size(); ++i) {
                for (int k = 0; k < 200; ++k) {
                    of.act(bombers[i], "c" + std::to_string(k), "review", static_cast<std::int64_t>(i % 30), 1, mood);
                    of.act(bombers[i], "c" + std::to_string(k), "follow", 3);
                }
            }
            const crm::score_table now = of.score();
            for (int k = 0; k < 300; ++k) {
                const std::string who = "c" + std::to_string(k);
                for (const char* column : {"social_score", "influence", "network_value"}) {
                    const double was = alone.numbers(column)[alone.row_of(who)];
                    CHECK_UNARY(now.numbers(column)[now.row_of(who)] >= was * (1 - 1e-9));
                }
            }
            withstands("a bombardment of competitors", of);
        }
    }
}

TEST_CASE("accomplices give their own attention, and little more through accounts that they invent") {
    for (const std::size_t accounts : {50U, 500U, 5000U}) {
        world two = honest();  // the target and somebody popular make accounts look regarded
        for (const auto& each : two.join(accounts)) {
            for (const auto& friendly : {target, std::string("c0")}) {
                two.act(friendly, each, "comment", 2, 9);
            }
            for (std::int64_t ago = 0; ago < 30; ++ago) {
                two.act(each, target, "comment", ago);
            }
        }
        withstands("accounts that two vouch for, " + std::to_string(accounts), two);
        const auto vouched = [&](int popular) {  // who lend 1.5 accounts each at most
            world of = honest();
            for (const auto& each : of.join(accounts)) {
                for (int i = 0; i < popular; ++i) {
                    of.act("c" + std::to_string(i), each, "like", 2);
                }
                of.act(each, target, "comment", 2);
            }
            return of;
        };
        withstands("accounts that three vouch for, " + std::to_string(accounts), vouched(3));
        MESSAGE("accounts that four vouch for lift by " << lift(vouched(4)));
        CHECK(lift(vouched(4)) <= 5);
    }
}

TEST_CASE(
    "accounts that accomplices invent add nothing to what these could give themselves, also where scores are close") {
    const auto attacked = [](shape like, int accomplices, bool target_too, std::size_t accounts, bool own) {
        world of = honest(4, like);
        std::vector<std::string> who;
        for (int i = 0; i < accomplices; ++i) {
            who.push_back("c" + std::to_string(i));
        }
        for (const std::string& each : who) {
            for (std::int64_t ago = 0; own && ago < 60; ++ago) {
                of.act(each, target, "comment", ago);
            }
        }
        if (target_too) {
            who.push_back(target);
        }
        for (const std::string& each : of.join(accounts)) {
            for (const std::string& friendly : who) {
                of.act(friendly, each, "comment", 2);
            }
            for (std::int64_t ago = 0; ago < 60; ++ago) {
                of.act(each, target, "comment", ago);
            }
        }
        return place_of(of.score());
    };
    for (const shape like : {shape::groups, shape::skewed}) {
        const place then = attacked(like, 0, false, 0, false);
        for (const std::size_t accounts : {50U, 500U}) {
            // The target is one of the four who vouch: nobody vouches for who reacts to himself.
            const place four = attacked(like, 3, true, accounts, false);
            CHECK(four.score <= then.score + 0.5);
            CHECK(four.rank[0] >= then.rank[0] - 3);
            for (const int accomplices : {4, 6}) {
                const place own = attacked(like, accomplices, false, 0, true);
                const place alone = attacked(like, accomplices, true, accounts, false);
                const place both = attacked(like, accomplices, true, accounts, true);
                MESSAGE(accomplices << " accomplices, " << accounts << " accounts: " << then.score << " ("
                                    << then.rank[0] << "), by themselves " << own.score << " (" << own.rank[0]
                                    << "), by the accounts alone " << alone.score << ", by both " << both.score << " ("
                                    << both.rank[0] << ")");
                CHECK(both.score <= own.score + 1);
                CHECK(both.rank[0] >= own.rank[0] - 5);
                CHECK(both.network_value <= own.network_value + 1);
                CHECK(alone.score <= own.score);
                CHECK(alone.score <= then.score + 5);
            }
        }
    }
}

TEST_CASE("one customer, or two, who comment every day lift nobody by more than five points, however popular") {
    const auto fans = [](std::vector<std::string> who, std::int64_t days) {
        world of = honest();
        for (const std::string& each : who) {
            for (std::int64_t ago = 0; ago < days; ++ago) {
                of.act(each, target, "comment", ago);
            }
        }
        return lift(of);
    };
    MESSAGE("c0 lifts by " << fans({"c0"}, 90) << ", c150 by " << fans({"c150"}, 90) << ", with one comment by "
                           << fans({"c150"}, 1) << ", c0 and c1 by " << fans({"c0", "c1"}, 90) << ", c0 to c2 by "
                           << fans({"c0", "c1", "c2"}, 90));
    CHECK(fans({"c0"}, 90) <= 3);
    CHECK(fans({"c150"}, 90) <= 3);
    CHECK(fans({"c0", "c1"}, 90) <= 5);
    CHECK(fans({"c0", "c1", "c2"}, 90) <= 8);
    CHECK(fans({"c0"}, 90) <= fans({"c150"}, 1) + 1);
}

TEST_CASE("accounts that really buy lift less than as many customers of the community who do the same") {
    world bought = honest();  // 3,500 euros, and as much attention as anybody gives
    world own = honest();
    const auto buyers = bought.join(100);
    for (std::size_t i = 0; i < 100; ++i) {
        bought.buy(buyers[i], 100, 35);
        bought.act(buyers[i], target, "comment", 2);
        own.act("c" + std::to_string(i), target, "comment", 2);
    }
    MESSAGE("bought ones lift by " << lift(bought) << ", customers by " << lift(own));
    CHECK(lift(bought) < lift(own) / 2);
    CHECK(place_of(bought.score()).network_value <= before().network_value + 3500);
    world young = honest();  // not before the purchases are settled
    for (const auto& each : young.join(1000)) {
        young.buy(each, 29, 35);
        young.act(each, target, "comment", 2);
    }
    withstands("as many as ten times that, before their purchases are settled", young);
}

TEST_CASE("a burst moves the published score by the points of a day only, for ranks and treatments alike") {
    world of = honest();
    for (std::int64_t ago = 0; ago < 90; ++ago) {
        for (int i = 0; i < 20; ++i) {
            of.act("c" + std::to_string(i), target, "comment", ago);
        }
    }
    crm::customer_base base;
    of.fill(base);
    const double then = before().score;
    CHECK(place_of(of.score()).score > then + 20);
    const auto published = [&] {
        const crm::score_table table = scorer().score(base, today);
        CHECK(table.numbers("social_score")[table.row_of(target)] > then + 20);
        return table.numbers("published_score")[table.row_of(target)];
    };
    CHECK(published() > then + 20);  // nothing was published before
    const auto publish = [&](double score, std::int64_t days_ago) {
        const std::vector<std::string_view> who{target};
        const std::vector<double> points{score};
        const std::vector<std::int64_t> time{today - days_ago * day};
        CHECK(base.add_published_scores({who, points, time}).used == 1);
    };
    publish(90, -1);  // of tomorrow
    publish(80, 9);
    publish(then, 3);
    CHECK(published() == doctest::Approx(then + 6));
    publish(then + 1, 1);
    CHECK(published() == doctest::Approx(then + 3));
    publish(then + 2, 0);  // scored again on the same day
    CHECK(published() == then + 2);
}

TEST_CASE("on honest networks the scores rank people as they did when every account counted alike") {
    for (const shape like : {shape::skewed, shape::lurkers, shape::groups}) {
        for (const std::uint64_t seed : {1U, 2U}) {
            const world of = honest(seed, like);
            const auto table = of.score();
            const auto people = static_cast<std::uint32_t>(of.customers.size());
            std::vector<std::uint32_t> actor, whom;
            std::vector<std::uint8_t> kind;
            const auto number = [](const std::string& id) {
                return id.empty() ? network::nobody : static_cast<std::uint32_t>(std::stoul(id.substr(1)));
            };
            for (std::size_t i = 0; i < of.actor.size(); ++i) {
                actor.push_back(number(of.actor[i]));
                whom.push_back(number(of.whom[i]));
                kind.push_back(static_cast<std::uint8_t>(std::find(network::interaction_kind_names.begin(),
                                                                   network::interaction_kind_names.end(), of.kind[i]) -
                                                         network::interaction_kind_names.begin()));
            }
            // Every account counts alike, what somebody does himself counts, and so does every repetition.
            network::interaction_rules rules;
            rules.pair_cap = std::numeric_limits<double>::infinity();
            const auto graph = network::weigh_interactions({of.time, actor, whom, kind, {}, {}, {}, {}, {}}, rules,
                                                           today + day - 1, people);
            const auto influence = network::pagerank(graph.links, {.teleport = graph.activity}).value;
            const auto mass = network::attention_mass(graph.links, graph.activity).value;
            auto features = network::social_features_of(graph, mass, {});
            for (std::uint32_t to = 0; to < people; ++to) {  // whoever reacts counts in full, however popular
                double sum = 0;
                const auto from = graph.links.incoming().neighbours(to);
                for (std::size_t e = 0; e < from.size(); ++e) {
                    sum += std::min(1.0, graph.links.incoming().weights(to)[e]) * mass[from[e]];
                }
                features[to].network = features[to].absent() ? unknown : sum;
            }
            const auto social = network::social_scores(features, network::social_score_model{}).score;
            std::vector<std::uint32_t> influencer, influenced;
            std::vector<double> weight;
            for (std::uint32_t from = 0; from < people; ++from) {
                const auto to = graph.links.outgoing().neighbours(from);
                for (std::size_t e = 0; e < to.size(); ++e) {
                    influencer.push_back(to[e]);
                    influenced.push_back(from);
                    weight.push_back(graph.links.outgoing().weights(from)[e]);
                }
            }
            const auto credits = equity::credits_from_influence(influencer, influenced, weight, people, 0.2);
            const auto worth =
                equity::network_value(table.numbers("lifetime_value"), credits.columns(), {.ceiling = 0.5}).value;
            const auto agreement = [&](const char* column, const std::vector<double>& alike) {
                std::vector<double> now, then;
                for (std::size_t i = 0; i < people; ++i) {
                    if (!std::isnan(alike[i]) && !std::isnan(table.numbers(column)[i])) {
                        now.push_back(table.numbers(column)[i]);
                        then.push_back(alike[i]);
                    }
                }
                return math::spearman_correlation(now, then);
            };
            // What of the earlier influence was the attention of others.
            const double active = std::accumulate(graph.activity.begin(), graph.activity.end(), 0.0);
            std::vector<double> received = influence;
            for (std::size_t i = 0; i < people; ++i) {
                received[i] -= (1 - 0.85) * graph.activity[i] / active;
            }
            MESSAGE("of which without own acts: then against then " << math::spearman_correlation(received, influence)
                                                                    << ", now against it "
                                                                    << agreement("influence", received));
            CHECK(agreement("influence", received) > 0.9);
            MESSAGE("shape " << static_cast<int>(like) << ": social score " << agreement("social_score", social)
                             << ", influence " << agreement("influence", influence) << ", network value "
                             << agreement("network_value", worth));
            CHECK(agreement("social_score", social) > 0.9);
            CHECK(agreement("influence", influence) > (like == shape::lurkers ? 0.6 : 0.9));  // own acts are left out
            CHECK(agreement("network_value", worth) > 0.9);
        }
    }
}
