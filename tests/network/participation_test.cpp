#include <scvm/math/random.hpp>
#include <scvm/network/contributors.hpp>
#include <scvm/network/effective_audience.hpp>
#include <scvm/network/inequality.hpp>
#include <scvm/network/participation.hpp>

#include <doctest/doctest.h>
#include <network/graphs.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

using namespace scvm::network;
using doctest::Approx;

namespace {

std::vector<double> written_by_member(const graphs::edges& messages) {
    std::vector<double> count;
    std::vector<bool> member;
    for (std::size_t e = 0; e < messages.source.size(); ++e) {
        const std::size_t needed = std::max(messages.source[e], messages.target[e]) + std::size_t{1};
        if (needed > count.size()) {
            count.resize(needed);
            member.resize(needed);
        }
        ++count[messages.source[e]];
        member[messages.source[e]] = member[messages.target[e]] = true;
    }
    std::vector<double> members;
    for (std::size_t i = 0; i < count.size(); ++i) {
        if (member[i]) {
            members.push_back(count[i]);
        }
    }
    return members;
}

}  // namespace

TEST_CASE("a textbook community is ninety, nine and one per cent") {
    std::vector<double> count(1000);
    for (std::size_t i = 0; i < 100; ++i) {
        count[i] = i < 10 ? 100 : 5;
    }
    const auto result = participation(count);
    CHECK(result.members == 1000);
    CHECK(result.shares[0].share == 0.9);
    CHECK(result.shares[1].share == 0.09);
    CHECK(result.shares[2].share == 0.01);
    CHECK(result.shares[2].effort == Approx(1000.0 / 1450));
    CHECK(result.g == Approx(0).scale(1).epsilon(1e-9));
    CHECK(result.p_value == Approx(1).epsilon(1e-9));
    CHECK(result.of_person[0] == participation_class::heavy);
    CHECK(result.of_person[10] == participation_class::intermittent);
    CHECK(result.of_person[100] == participation_class::lurker);
    // Goodman's interval of 10 in 1000 among three shares: z = 2.393980 at 95 %.
    CHECK(result.shares[2].low == Approx(0.004779038400424415).epsilon(1e-14));
    CHECK(result.shares[2].high == Approx(0.02080547248616334).epsilon(1e-14));
}

TEST_CASE("two real communities have the published shares of effort") {
    const auto college = graphs::read("CollegeMsg.txt");
    const auto traders = graphs::read("soc-sign-bitcoinotc.csv");
    if (college.source.empty() || traders.source.empty()) {
        MESSAGE("CollegeMsg.txt or soc-sign-bitcoinotc.csv is not there: only the typed-in community is tested");
        std::vector<double> count{7, 7, 3, 0};
        CHECK(top_share(count, 0.25) == Approx(7.0 / 17));
        return;
    }
    const auto written = participation(written_by_member(college));
    CHECK(written.members == 1899);
    CHECK(written.contributions == 59835);
    CHECK(written.top_1_percent == Approx(0.18261886855519344).epsilon(1e-12));
    CHECK(written.heavy_from == 388);
    CHECK(written.intermittent_from == 88);
    CHECK(written.shares[2].members == 20);  // rank 19 and 20 both wrote 388: ties go upward
    // By rank, 90-9-1 holds by construction; by number, this community is far from it: 71 % wrote.
    const auto by_number = participation(written_by_member(college), {},
                                         {.by = participation_rule::basis::absolute, .heavy = 100, .intermittent = 1});
    CHECK(by_number.shares[0].share == Approx(1 - 0.7109004739336493));
    CHECK(by_number.p_value < 1e-100);
    const auto rated = participation(written_by_member(traders));
    CHECK(rated.members == 5881);
    CHECK(rated.top_1_percent == Approx(0.266464374016633).epsilon(1e-12));
    CHECK(rated.heavy_from == 75);
    CHECK(rated.intermittent_from == 11);
    CHECK(rated.shares[2].members == 59);
}

TEST_CASE("bought followers are no members, and whoever contributed nothing is a lurker at most") {
    std::vector<double> count(30);
    std::vector<std::uint8_t> present(30);
    for (std::size_t i = 0; i < 20; ++i) {
        present[i] = 1;
    }
    count[25] = 3;  // a contribution is a sign of life
    const auto result = participation(count, present);
    CHECK(result.members == 21);
    CHECK(result.of_person[29] == participation_class::inactive);
    CHECK(result.of_person[0] == participation_class::lurker);
    CHECK(result.of_person[25] == participation_class::heavy);
    CHECK(result.shares[1].members == 0);
    CHECK(result.gini == Approx(20.0 / 21));
}

TEST_CASE("absolute limits count contributions") {
    const std::vector<double> count{0, 1, 9, 10, 50};
    const auto result =
        participation(count, {}, {.by = participation_rule::basis::absolute, .heavy = 10, .intermittent = 1});
    CHECK(result.shares[0].members == 1);
    CHECK(result.shares[1].members == 2);
    CHECK(result.shares[2].members == 2);
}

TEST_CASE("participation does not depend on the order of the rows") {
    scvm::math::random_stream random(3);
    std::vector<double> count(5000);
    for (double& c : count) {
        c = std::floor(std::exp(2 * random.normal())) * 0.1;
    }
    auto shuffled = count;
    std::sort(shuffled.begin(), shuffled.end());
    const auto a = participation(count);
    const auto b = participation(shuffled);
    CHECK(a.gini == b.gini);
    CHECK(a.contributions == b.contributions);
    CHECK(a.shares[2].effort == b.shares[2].effort);
    CHECK(a.shares[1].members == b.shares[1].members);
    CHECK(a.shares[0].members + a.shares[1].members + a.shares[2].members == 5000);
    CHECK(a.shares[0].effort + a.shares[1].effort + a.shares[2].effort == Approx(1).epsilon(1e-12));
}

TEST_CASE("an empty community has no shares, and bad input is refused") {
    const auto none = participation({});
    CHECK(none.members == 0);
    CHECK(std::isnan(none.shares[2].share));
    CHECK(std::isnan(none.g));
    CHECK(std::isnan(none.gini));
    const auto silent = participation(std::vector<double>(10));
    CHECK(silent.shares[0].share == 1);
    CHECK(std::isnan(silent.gini));
    CHECK(participation(std::vector<double>{4}).shares[2].members == 1);
    const std::vector<double> bad{1, std::nan("")};
    CHECK_THROWS_WITH_AS((void)participation(bad), "contributions[1] = nan: expected a finite number >= 0",
                         scvm::error);
    CHECK_THROWS_AS((void)participation(std::vector<double>{1}, std::vector<std::uint8_t>{1, 1}), scvm::error);
    CHECK_THROWS_AS((void)participation(std::vector<double>{1}, {}, {.heavy = 0.95, .intermittent = 0.1}), scvm::error);
}

TEST_CASE("Gini, top shares and the Lorenz curve agree with their definitions") {
    CHECK(gini(std::vector<double>{1, 1, 1}) == Approx(0).scale(1));
    CHECK(gini(std::vector<double>{0, 0, 0, 4}) == Approx(0.75));
    const std::vector<double> wealth{1, 2, 3, 10};
    double differences = 0;
    for (const double a : wealth) {
        for (const double b : wealth) {
            differences += std::abs(a - b);
        }
    }
    CHECK(gini(wealth) == Approx(differences / (2 * 4 * 16)));
    CHECK(top_share(wealth, 0.25) == Approx(10.0 / 16));
    CHECK(top_share(wealth, 1) == 1);
    const auto curve = lorenz_curve(wealth, 8);
    REQUIRE(curve.size() == 9);
    CHECK(curve[0].quantity == 0);
    CHECK(curve[1].quantity == Approx(0.5 / 16));
    CHECK(curve[4].quantity == Approx(3.0 / 16));
    CHECK(curve[8].quantity == 1);
    double area = 0;
    for (std::size_t i = 1; i < curve.size(); ++i) {
        area += (curve[i].quantity + curve[i - 1].quantity) / 2 / 8;
    }
    CHECK(1 - 2 * area == Approx(gini(wealth)));
    CHECK(lorenz_curve(std::vector<double>{0, 0}).empty());
}

TEST_CASE("notable posts are compared with one per cent") {
    std::vector<double> engagement(1000, 1.0);
    std::fill(engagement.begin(), engagement.begin() + 30, 80.0);
    engagement.push_back(std::nan(""));
    const auto result = notable_posts(engagement, 50);
    CHECK(result.total == 1000);
    CHECK(result.share == 0.03);
    CHECK(result.low > 0.01);
    CHECK(result.p_value < 1e-6);
    std::fill(engagement.begin() + 10, engagement.begin() + 30, 0.0);
    CHECK(notable_posts(engagement, 50).p_value > 0.8);
    CHECK(std::isnan(notable_posts({}, 50).share));
    CHECK_THROWS_AS((void)notable_posts(engagement, std::nan("")), scvm::error);
}

TEST_CASE("a super user is heavy and helpful beyond doubt") {
    std::vector<participation_class> classes(20, participation_class::heavy);
    classes[1] = participation_class::intermittent;
    std::vector<std::uint32_t> helpful(20, 1);
    std::vector<std::uint32_t> answers(20, 10);
    helpful[0] = 90;
    answers[0] = 100;
    helpful[1] = 95;
    answers[1] = 100;
    helpful[2] = 3;
    answers[2] = 3;
    const auto result = super_users(classes, helpful, answers);
    CHECK(result[0] == 1);
    CHECK(result[1] == 0);
    CHECK(result[2] == 0);
    CHECK(std::count(result.begin(), result.end(), 1) == 1);
    helpful[3] = 11;
    CHECK_THROWS_AS((void)super_users(classes, helpful, answers), scvm::error);
    CHECK(super_users({}, {}, {}).empty());
}

TEST_CASE("an early signal is judged by what came later") {
    const std::vector<double> early{9, 8, 8, 3, 2, 1, 0, 0};
    const std::vector<std::uint8_t> later{1, 1, 0, 1, 0, 0, 0, 0};
    const auto result = early_signal(early, later);
    // Of 3 x 5 pairs: 5 + 4.5 + 4 won.
    CHECK(result.auc == Approx(13.5 / 15));
    CHECK(result.threshold == 3);
    CHECK(result.sensitivity == 1);
    CHECK(result.specificity == Approx(0.8));
    CHECK(result.precision == Approx(0.75));
    CHECK(result.lift == Approx(0.75 / 0.375));
    CHECK(result.standard_error > 0);
    CHECK(std::isnan(early_signal(early, std::vector<std::uint8_t>(8)).auc));
    CHECK_THROWS_AS((void)early_signal(std::vector<double>{std::nan("")}, std::vector<std::uint8_t>{1}), scvm::error);
}

TEST_CASE("effective followers are followers minus the inactive minus the suspicious, each with its reason") {
    std::vector<std::int32_t> active;
    std::vector<std::int32_t> came;
    std::vector<std::uint32_t> follows;
    std::vector<std::uint32_t> followers;
    std::vector<double> repeated;
    const auto add = [&](std::int32_t a, std::int32_t c, std::uint32_t f, std::uint32_t b, double r) {
        active.push_back(a);
        came.push_back(c);
        follows.push_back(f);
        followers.push_back(b);
        repeated.push_back(r);
    };
    add(995, 100, 50, 60, 0);
    add(995, 200, 50, 60, std::nan(""));
    add(700, 300, 50, 60, 0);
    add(-1, 400, 50, 60, std::nan(""));
    add(995, 500, 50, 60, 0.9);
    add(995, 600, 5000, 10, 0);
    for (int bot = 0; bot < 40; ++bot) {
        add(-1, 800, 10, 0, std::nan(""));
    }
    const auto result = effective_followers({active, came, follows, followers, repeated}, 1000);
    CHECK(result.of_follower[2] == follower_status::inactive);
    CHECK(result.of_follower[3] == follower_status::never_acts);
    CHECK(result.of_follower[4] == follower_status::repeats_itself);
    CHECK(result.of_follower[5] == follower_status::follows_masses);
    CHECK(result.of_follower[6] == follower_status::came_in_burst);
    CHECK(result.count == std::array<std::uint32_t, 6>{2, 1, 1, 1, 1, 40});
    CHECK(effective_followers({}, 0).count[0] == 0);
}

TEST_CASE("effective followers are counted from the events themselves") {
    constexpr std::int64_t day = 86400;
    std::vector<std::int64_t> time;
    std::vector<std::uint32_t> actor;
    std::vector<std::uint32_t> target;
    std::vector<std::uint8_t> kind;
    std::vector<std::uint64_t> text;
    const auto add = [&](std::uint32_t who, std::uint32_t whom, interaction_kind what, std::int64_t when,
                         std::uint64_t fingerprint = 0) {
        time.push_back(when * day);
        actor.push_back(who);
        target.push_back(whom);
        kind.push_back(static_cast<std::uint8_t>(what));
        text.push_back(fingerprint);
    };
    for (std::uint32_t follower = 1; follower <= 5; ++follower) {
        add(follower, 0, interaction_kind::follow, 8000 + 10 * follower);
        add(follower, 0, interaction_kind::follow, 9000 + 10 * follower);  // again: the first time counts
    }
    add(1, 2, interaction_kind::like, 9990);
    add(2, nobody, interaction_kind::post, 9900 - 91);  // inactive by now
    for (std::uint64_t k = 0; k < 4; ++k) {
        add(3, nobody, interaction_kind::post, 9990, 7);  // always the same
        add(4, nobody, interaction_kind::post, 9990, 10 + k);
    }
    add(0, 0, interaction_kind::follow, 9000);
    add(1, 4, interaction_kind::follow, 20000);  // not yet
    interaction_ledger ledger;
    ledger.append({time, actor, target, kind, {}, {}, {}, {}, text});
    const auto graph = weigh_interactions(ledger, {}, 10000 * day);
    const auto effective = effective_audiences(ledger, graph, 10000);
    CHECK(effective.followers == std::vector<std::uint32_t>{2, 0, 0, 0, 0, 0});  // 1 and 4; 5 has never acted
    REQUIRE(effective.worthless.size() == 3);
    CHECK(effective.worthless[0].key() == std::pair(0U, 2U));
    CHECK(effective.worthless[0].day == 8020);
    CHECK(effective.worthless[2].actor == 5);
    CHECK(graph.audiences[0].followers == 5);
}
