// Complaints on small bases whose answers are known by hand, and what holds however many hostile acts there are.
#include <scvm/crm/erasure.hpp>
#include <scvm/crm/matter_list.hpp>
#include <scvm/crm/person_data.hpp>
#include <scvm/crm/scorer.hpp>
#include <scvm/crm/stored.hpp>
#include <scvm/crm/table_summary.hpp>
#include <scvm/dates/date_text.hpp>
#include <scvm/json/model.hpp>
#include <scvm/json/record.hpp>
#include <scvm/json/table.hpp>
#include <scvm/math/random.hpp>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

using namespace scvm;

namespace {

constexpr std::int64_t hour = 3600;
constexpr std::int64_t day = 86400;
constexpr std::int64_t today = 20000 * day;
constexpr double unknown = std::numeric_limits<double>::quiet_NaN();

const char* const items = R"("survey": {"items": [
    {"id": "s", "dimension": "satisfaction", "lowest": 0, "highest": 10},
    {"id": "e", "dimension": "attachment", "lowest": 0, "highest": 10}]})";
const char* const money = R"("value": {"unit": "week", "horizon": 52, "yearly_discount": 0.1, "margin": 0.4,
    "bg_nbd": {"r": 0.2426, "alpha": 4.4136, "a": 0.7929, "b": 2.4259}, "gamma_gamma": {"p": 6.25, "q": 3.74, "v": 15.44}})";

crm::scorer scorer_of(const std::string& sections) {
    return crm::scorer(
        json::read_model(R"({"schema": "scvm-model/1", "id": "complaints", "currency": "EUR", )" + sections + "}"));
}

struct rows {
    std::vector<std::string> customers;
    std::vector<std::string> who, kind, channel, topic, cases;
    std::vector<std::int64_t> opened, answered, closed;
    std::vector<std::string> answerer, item;
    std::vector<double> value;
    std::vector<std::int64_t> when;
    std::vector<std::int32_t> wave;
    std::vector<std::string> buyer;
    std::vector<std::int64_t> bought;
    std::vector<double> amount;
    std::vector<std::string> actor, target, act;
    std::vector<std::int64_t> acted;
    std::vector<double> mood;

    void complain(const std::string& of, std::int64_t hours_ago, std::int64_t answered_after = 0,
                  std::int64_t closed_after = 0, const std::string& by = "", const std::string& about = "",
                  const std::string& id = "", const std::string& what = "complaint") {
        const std::int64_t at = today + day - 1 - hours_ago * hour;
        who.push_back(of);
        kind.push_back(what);
        opened.push_back(at);
        answered.push_back(answered_after == 0 ? 0 : at + answered_after * hour);
        closed.push_back(closed_after == 0 ? 0 : at + closed_after * hour);
        channel.push_back(by);
        topic.push_back(about);
        cases.push_back(id);
    }
    void ask(const std::string& of, std::int64_t days_ago, double satisfaction, double attachment, std::int32_t in) {
        for (const auto& [name, points] : {std::pair{"s", satisfaction}, std::pair{"e", attachment}}) {
            answerer.push_back(of);
            item.emplace_back(name);
            value.push_back(points);
            when.push_back(today - days_ago * day);
            wave.push_back(in);
        }
    }
    void buy(const std::string& of, std::int64_t days_ago, double money_spent) {
        buyer.push_back(of);
        bought.push_back(today - days_ago * day);
        amount.push_back(money_spent);
    }
    void interact(const std::string& from, const std::string& to, const std::string& what, std::int64_t days_ago,
                  double tone = unknown) {
        actor.push_back(from);
        target.push_back(to);
        act.push_back(what);
        acted.push_back(today - days_ago * day);
        mood.push_back(tone);
    }
    [[nodiscard]] static std::vector<std::string_view> views(const std::vector<std::string>& of) {
        return {of.begin(), of.end()};
    }
    void fill(crm::customer_base& base) const {
        base.add_customers(views(customers));
        base.add_answers({views(answerer), views(item), value, when, wave});
        base.add_purchases({views(buyer), bought, amount});
        base.add_interactions({views(actor), views(target), views(act), acted, {}, mood});
        base.add_complaints(
            {views(who), views(kind), opened, answered, closed, views(channel), {}, views(topic), views(cases)});
    }
    [[nodiscard]] crm::score_table score(const crm::scorer& by) const {
        crm::customer_base base;
        fill(base);
        CHECK(base.rejected().empty());
        return by.score(base, today);
    }
};

double number(const crm::score_table& of, const char* column, const std::string& id) {
    return of.numbers(column)[of.row_of(id)];
}

std::string said(const crm::score_table& of, const char* column, const std::string& id) {
    return of.labels(column)[static_cast<std::size_t>(of.codes(column)[of.row_of(id)])];
}

const std::string service = R"("service": {"promised_hours": 48, "promises": [{"channel": "phone", "hours": 4}]})";

}  // namespace

TEST_CASE("hours since a complaint came in, the time promised and missed are those of the clock") {
    rows of;
    of.customers = {"a", "b", "c", "d"};
    of.complain("a", 10, 0, 0, "phone");   // promised 4, missed by 6
    of.complain("a", 30, 0, 0, "mail");    // promised 48, kept so far
    of.complain("b", 100, 2, 0, "mail");   // answered in time, still open
    of.complain("c", 500, 3, 90, "mail");  // settled
    of.complain("c", 400, 0, 0, "", "", "", "praise");
    const auto table = of.score(scorer_of(std::string(money) + ", " + service));
    CHECK(number(table, "open_complaints", "a") == 2);
    CHECK(number(table, "open_hours", "a") == 30);
    CHECK(number(table, "promised_hours", "a") == 4);
    CHECK(number(table, "missed_hours", "a") == 6);
    CHECK(number(table, "missed_hours", "b") == 0);
    CHECK(number(table, "open_hours", "b") == 100);
    CHECK(number(table, "open_complaints", "c") == 0);
    CHECK(number(table, "complaints", "c") == 1);
    CHECK(number(table, "praises", "c") == 1);
    CHECK(said(table, "complaint_status", "d") == "none");
    CHECK(said(table, "recovered", "c") == "unknown");
    CHECK(said(table, "recovered", "a") == "open");
    const auto figures = *crm::summary_of(table).complaints;
    CHECK(figures.complaints == 4);
    CHECK(std::isnan(figures.open));  // of two customers
    CHECK(std::isnan(figures.overdue));
    CHECK(std::isnan(figures.promises));
    CHECK_UNARY(figures.response.suppressed);  // of three customers
    CHECK(figures.queue.empty());
    CHECK(crm::matters_of(table).queue.size() == 2);
    const auto& rows_of = *table.summary().complaints;
    CHECK(static_cast<double>(rows_of.rows) ==
          rows_of.no_consent + rows_of.after_as_of +
              static_cast<double>(rows_of.repeated + rows_of.too_old + rows_of.complaints + rows_of.praises));
}

TEST_CASE("a complaint that was answered before it came in is rejected, and says so") {
    crm::customer_base base;
    const std::vector<std::string_view> id{"a"};
    base.add_customers(id);
    const std::vector<std::string_view> kind{"complaint"};
    const std::vector<std::int64_t> opened{today};
    const std::vector<std::int64_t> before{today - 1};
    CHECK(base.add_complaints({id, kind, opened, before}).rejected == 1);
    CHECK(base.add_complaints({id, kind, opened, {}, before}).rejected == 1);
    CHECK(base.rejected()[0].reason == "answered = " + dates::moment_text(today - 1) +
                                           ": expected a time not before opened, " + dates::moment_text(today));
    const std::vector<std::string_view> stranger{"nobody"};
    CHECK(base.add_complaints({stranger, kind, opened}).rejected == 1);
    CHECK(base.rejected()[2].code == errc::unknown_id);
}

TEST_CASE("what is not answered by the day of scoring is open on that day, and rows with one case are one complaint") {
    rows of;
    of.customers = {"a"};
    of.complain("a", 20, 0, 0, "", "", "case 1");
    of.complain("a", 20, 60, 61, "", "", "case 2");  // answered the day after
    of.complain("a", 10, 0, 0, "", "", "case 1");
    const auto table = of.score(scorer_of(std::string(money) + ", " + service));
    CHECK(number(table, "open_complaints", "a") == 2);
    CHECK(crm::summary_of(table).complaints->repeated == 1);
}

TEST_CASE("damage is the own value and that of who listens, and decides with P(opponent) who comes first") {
    rows of;
    of.customers = {"angry", "calm", "silent", "rich", "poor"};
    for (const std::string& each : of.customers) {
        for (std::int64_t ago = 40; ago < 700; ago += each == "rich" ? 20 : 160) {
            of.buy(each, ago, each == "rich" ? 200 : 20);
        }
    }
    of.ask("angry", 50, 1, 1, 1);
    of.ask("calm", 50, 9, 9, 1);
    of.complain("angry", 30);
    of.complain("calm", 60);
    of.complain("silent", 10);
    of.interact("rich", "angry", "share", 3);
    of.interact("rich", "calm", "share", 3);
    of.interact("poor", "angry", "comment", 5, -0.8);
    const auto table =
        of.score(scorer_of(std::string(items) + ", " + money + R"(, "network": {}, "equity": {}, )" + service));
    const double rich = number(table, "lifetime_value", "rich");
    const double poor = number(table, "lifetime_value", "poor");
    CHECK(number(table, "audience_value", "angry") == doctest::Approx(rich / 2 + poor));
    CHECK(number(table, "audience_value", "calm") == doctest::Approx(rich / 2));
    CHECK(number(table, "audience_value", "silent") == 0);
    CHECK(number(table, "damage_at_risk", "angry") ==
          doctest::Approx(number(table, "lifetime_value", "angry") + rich / 2 + poor));
    CHECK(number(table, "complaint_p_opponent", "angry") == 1);
    CHECK(number(table, "complaint_p_opponent", "calm") == 0);
    CHECK(number(table, "complaint_p_opponent", "silent") == 0.5);
    CHECK(number(table, "queue_place", "angry") == 1);
    CHECK(number(table, "queue_place", "silent") == 2);
    CHECK(number(table, "queue_place", "calm") == 3);
    CHECK_UNARY(std::isnan(number(table, "queue_place", "rich")));
    double audiences = 0;
    double values = 0;
    for (const std::string& each : of.customers) {
        audiences += number(table, "audience_value", each);
        values += std::max(0.0, number(table, "lifetime_value", each));
    }
    CHECK(audiences <= values * (1 + 1e-12));
}

TEST_CASE(
    "of who was never asked P(opponent) is assumed while a complaint is open, and else not known, in queue and "
    "treatment") {
    rows of;
    of.customers = {"complains", "quiet", "content"};
    for (const std::string& each : of.customers) {
        for (std::int64_t ago = 40; ago < 700; ago += 160) {
            of.buy(each, ago, 20);
        }
    }
    of.ask("content", 50, 10, 10, 1);
    of.complain("complains", 30);
    const std::string rules = std::string(items) + ", " + money + R"(, "network": {}, "equity": {}, "treatment": {
        "actions": [{"id": "speak", "priority": "damage"}, {"id": "keep", "priority": "release"}],
        "rules": [{"when": {"segment": ["unclassified", "fan", "sympathizer", "mercenary", "opponent"]}, "action": "speak"},
                  {"when": {"segment": ["captive"]}, "action": "keep"}]}, )" +
                              service;
    const auto table = of.score(scorer_of(rules));
    CHECK(number(table, "complaint_p_opponent", "complains") == 0.5);
    CHECK(number(table, "priority", "complains") == number(table, "complaint_priority", "complains"));
    CHECK(number(table, "priority", "complains") > 0);
    CHECK_UNARY(std::isnan(number(table, "complaint_p_opponent", "quiet")));
    CHECK_UNARY(std::isnan(number(table, "priority", "quiet")));
    CHECK(said(table, "treatment_status", "quiet") == "treated");
    CHECK(number(table, "priority", "content") == 0);  // asked, and surely no opponent
}

TEST_CASE(
    "a treatment by damage goes first to whom most value listens, as the queue does, and to no value of influence") {
    rows of;
    of.customers = {"heard", "alone", "rich", "fan"};
    for (const std::string& each : of.customers) {
        for (std::int64_t ago = 40; ago < 700; ago += each == "rich" ? 20 : 160) {
            of.buy(each, ago, each == "rich" ? 200 : 20);
        }
    }
    of.ask("heard", 50, 1, 1, 1);
    of.ask("alone", 50, 1, 1, 1);
    of.ask("fan", 50, 10, 10, 1);
    of.interact("rich", "heard", "share", 3);  // upon who is dissatisfied: hostile
    of.interact("rich", "fan", "share", 3);
    const std::string rules = std::string(items) + ", " + money + R"(, "network": {}, "equity": {}, "treatment": {
        "actions": [{"id": "speak", "priority": "damage", "capacity": 1}, {"id": "wait"}],
        "rules": [{"when": {"segment": ["opponent"]}, "action": "speak"},
                  {"when": {"segment": ["unclassified", "fan", "sympathizer", "mercenary", "captive"]}, "action": "wait"}]})";
    const crm::scorer by = scorer_of(rules);
    const auto table = of.score(by);
    const double rich = number(table, "lifetime_value", "rich");
    CHECK(number(table, "influence_value", "heard") == 0);
    CHECK(number(table, "influence_value", "fan") > 0);
    CHECK(number(table, "audience_value", "heard") == doctest::Approx(rich / 2));
    const auto priority = [](const crm::score_table& scored, const std::string& id) {
        return nlohmann::json::parse(json::explain(scored, id))["treatment"]["priority"];
    };
    CHECK(priority(table, "heard").get<double>() ==
          doctest::Approx(number(table, "lifetime_value", "heard") + rich / 2));
    CHECK(priority(table, "alone").get<double>() == doctest::Approx(number(table, "lifetime_value", "alone")));
    CHECK(said(table, "treatment_status", "heard") == "treated");
    CHECK(said(table, "treatment_status", "alone") == "no_capacity");

    // The queue of complaints says the same of who complains.
    rows complaining = of;
    complaining.complain("heard", 30);
    const auto queued = complaining.score(scorer_of(rules + ", " + service));
    CHECK(priority(queued, "heard").get<double>() == number(queued, "complaint_priority", "heard"));

    // So does the save hook, as far as the card says who listens.
    const auto card = nlohmann::json::parse(json::explain(table, "heard"));
    nlohmann::json record{{"id", "heard"},
                          {"as_of", card["as_of"]},
                          {"network", card["network"]},
                          {"equity", card["equity"]},
                          {"treatment", card["treatment"]}};
    for (std::size_t i = 0; i < of.buyer.size(); ++i) {
        if (of.buyer[i] == "heard") {
            record["purchases"].push_back({{"time", of.bought[i]}, {"amount", of.amount[i]}});
        }
    }
    record["answers"] = {{{"item", "s"}, {"value", 1}, {"time", today - 50 * day}, {"wave", 1}},
                         {{"item", "e"}, {"value", 1}, {"time", today - 50 * day}, {"wave", 1}}};
    CHECK(nlohmann::json::parse(json::score_customer(by, record.dump()))["treatment"] == card["treatment"]);
    record.erase("network");
    CHECK(nlohmann::json::parse(json::score_customer(by, record.dump()))["treatment"]["priority"].is_null());
}

TEST_CASE(
    "the staff's acts towards who is hostile, and theirs, are in the staff's figures, once, and in nobody's score") {
    rows of;
    of.customers = {"angry", "calm", "friend"};
    of.ask("angry", 50, 1, 1, 1);
    of.interact("friend", "calm", "comment", 20);
    const crm::scorer by = scorer_of(std::string(items) + ", " + money + R"(, "network": {}, "equity": {})");
    const std::vector<std::string_view> staff{"e1", "e2", "e3", "e4", "e5"};
    const auto score = [&](bool planted) {
        crm::customer_base base;
        base.add_employees({staff, {}, {}});
        of.fill(base);
        // e1 quarrels with a customer, delivered twice; a dissatisfied one writes to e2 in no known tone.
        const std::vector<std::string_view> actor{"e1", "e1", "angry"};
        const std::vector<std::string_view> target{"calm", "calm", "e2"};
        const std::vector<std::string_view> kind{"comment", "comment", "comment"};
        const std::vector<std::string_view> id{"one", "one", "two"};
        const std::vector<std::int64_t> time{today - 9 * day, today - 8 * day, today - 30 * day};
        const std::vector<double> mood{-0.9, -0.9, unknown};
        if (planted) {
            base.add_interactions(
                {.actor = actor, .target = target, .kind = kind, .time = time, .sentiment = mood, .event_id = id});
        }
        CHECK(base.rejected().empty());
        return by.score(base, today);
    };
    const auto before = score(false);
    const auto after = score(true);
    const crm::table_summary was = crm::summary_of(before);
    const crm::table_summary is = crm::summary_of(after);
    CHECK(before.summary().employees->taking_part == 0);
    CHECK(after.summary().employees->taking_part == 1);  // e1 acted; e2 was written to
    CHECK(before.summary().employees->covered == 0);
    CHECK(after.summary().employees->covered == 3);  // angry and calm themselves, and friend by calm
    CHECK(after.summary().network->employee_contacts == 2);
    CHECK_FALSE(is.employees->taking_part);  // of so few nothing is told
    CHECK_FALSE(is.network->employee_contacts);
    CHECK(after.summary().network->rows.hostile == 3);
    CHECK_FALSE(is.network->interactions.hostile);  // it would tell that one is dissatisfied
    CHECK_FALSE(is.network->interactions.used);
    CHECK(is.network->interactions.events == was.network->interactions.events + 3);
    for (const char* column :
         {"social_score", "influence", "reach", "network_value", "engagement_value", "contributions", "contacts"}) {
        CAPTURE(column);
        for (const std::string& each : of.customers) {
            const double a = number(before, column, each);
            const double b = number(after, column, each);
            CHECK((a == b || (std::isnan(a) && std::isnan(b))));
        }
    }
}

TEST_CASE("a record gives the card that the batch gave, and a new complaint shows at once") {
    rows of;
    of.customers = {"a", "b"};
    of.buy("a", 400, 30);
    of.buy("a", 100, 40);
    of.buy("b", 300, 40);
    of.complain("a", 10, 2, 0, "phone");
    of.complain("a", 2000, 10, 30);
    of.ask("a", 120, 2, 3, 1);
    of.ask("a", 20, 9, 7, 2);
    of.interact("b", "a", "comment", 5);
    const crm::scorer by =
        scorer_of(std::string(items) + ", " + money + R"(, "network": {}, "equity": {}, )" + service);
    const auto table = of.score(by);
    auto card = nlohmann::json::parse(json::explain(table, "a"));
    nlohmann::json record{{"id", "a"},
                          {"as_of", "2024-10-04"},
                          {"network", card["network"]},
                          {"equity", card["equity"]},
                          {"service", card["service"]},
                          {"helper", card["helper"]}};
    record["as_of"] = card["as_of"];
    for (std::size_t i = 0; i < of.buyer.size(); ++i) {
        if (of.buyer[i] == "a") {
            record["purchases"].push_back({{"time", of.bought[i]}, {"amount", of.amount[i]}});
        }
    }
    for (std::size_t i = 0; i < of.item.size(); ++i) {
        record["answers"].push_back(
            {{"item", of.item[i]}, {"value", of.value[i]}, {"time", of.when[i]}, {"wave", of.wave[i]}});
    }
    for (std::size_t i = 0; i < of.who.size(); ++i) {
        record["complaints"].push_back(
            {{"kind", of.kind[i]},
             {"opened", of.opened[i]},
             {"answered", of.answered[i] == 0 ? nlohmann::json() : nlohmann::json(of.answered[i])},
             {"closed", of.closed[i] == 0 ? nlohmann::json() : nlohmann::json(of.closed[i])},
             {"channel", of.channel[i]}});
    }
    const auto again = nlohmann::json::parse(json::score_customer(by, record.dump()));
    CHECK(again["rejected"].empty());
    for (const char* part : {"survey", "value", "network", "equity", "service", "helper", "explanation"}) {
        CAPTURE(part);
        CHECK(again[part] == card[part]);
    }
    CHECK(card["service"]["open"] == 1);
    record["complaints"].push_back({{"kind", "complaint"}, {"opened", today + 3600}});
    const auto next = nlohmann::json::parse(json::score_customer(by, record.dump()));
    CHECK(next["service"]["open"] == 2);
    record["complaints"] = nlohmann::json::array(
        {{{"kind", "complaint"}, {"opened", today}, {"answered", today - 10}}, {{"kind", "rage"}, {"opened", today}}});
    CHECK(nlohmann::json::parse(json::score_customer(by, record.dump()))["rejected"].size() == 2);
    record.erase("service");
    const auto uncarried = nlohmann::json::parse(json::score_customer(by, record.dump()));
    CHECK(uncarried["service"]["status"] == "not_carried");
    CHECK(uncarried["service"]["damage_at_risk"].is_null());
}

TEST_CASE("recovered is who is satisfied in the survey after the complaint was settled, and nobody else") {
    rows of;
    of.customers = {"well", "ill", "unasked", "late"};
    for (const std::string& each : of.customers) {
        of.complain(each, 24 * 60, 5, 24);
        of.ask(each, 100, 2, 5, 1);
    }
    of.ask("well", 30, 9, 5, 2);
    of.ask("ill", 30, 1, 5, 2);
    of.ask("late", 61, 9, 5, 2);  // asked the day before
    const auto table = of.score(scorer_of(std::string(items) + ", " + service));
    CHECK(said(table, "recovered", "well") == "yes");
    CHECK(said(table, "recovered", "ill") == "no");
    CHECK(said(table, "recovered", "unasked") == "unknown");
    CHECK(said(table, "recovered", "late") == "unknown");
    CHECK(number(table, "satisfaction_before", "well") == 20);
    CHECK(number(table, "satisfaction_after", "well") == 90);
    CHECK(number(table, "satisfaction_before", "late") == 90);
    CHECK(crm::summary_of(table).complaints->recovery.status == crm::recovery_status::too_few);
}

namespace {

/// Customers who were asked twice with an error of 10 points, and complained in between; `lift` is what that changed.
crm::recovery_figures recovery_after(double lift, std::size_t people) {
    rows of;
    math::random_stream draw(3);
    for (std::size_t i = 0; i < people; ++i) {
        const std::string id = "c" + std::to_string(i);
        of.customers.push_back(id);
        const double mood = std::clamp(5.5 + 1.5 * draw.normal(), 0.0, 10.0);
        const auto answer = [&](double shift) { return std::clamp(mood + shift + draw.normal(), 0.0, 10.0); };
        const double bond = 5 + std::sqrt(0.75) * draw.normal();
        of.ask(id, 100, answer(0), bond + 0.5 * draw.normal(), 1);
        of.ask(id, 10, answer(lift), bond + 0.5 * draw.normal(), 2);
        of.complain(id, 24 * 60, 5, 24);
    }
    crm::customer_base base;
    of.fill(base);
    auto model = json::read_model(
        R"({"schema": "scvm-model/1", "id": "noise", "survey": {"items": [
        {"id": "s", "dimension": "satisfaction", "lowest": 0, "highest": 10},
        {"id": "e", "dimension": "attachment", "lowest": 0, "highest": 10}],
        "measurement": {"satisfaction_mean": 55, "attachment_mean": 50, "satisfaction_variance": 325,
        "attachment_variance": 100, "covariance": 0, "satisfaction_error": 10, "attachment_error": 5,
        "error_correlation": 0, "n": 600}}, "service": {}})");
    return crm::summary_of(crm::scorer(model).score(base, today)).complaints->recovery;
}

}  // namespace

TEST_CASE("what asking twice would have shown is not taken for recovery, and a real one is found") {
    const auto nothing = recovery_after(0, 600);
    CHECK(nothing.status == crm::recovery_status::identified);
    CHECK(*nothing.n == 600);
    CHECK(nothing.beyond_noise.low < 0);
    CHECK(nothing.beyond_noise.high > 0);
    CHECK(nothing.excess_p > 0.01);
    const auto much = recovery_after(2, 600);
    CHECK(much.beyond_noise.low > 10);
    CHECK(much.beyond_noise.high < 30);
    CHECK(much.excess_p < 0.01);
    CHECK(much.recovered.estimate > nothing.recovered.estimate);
    CHECK(recovery_after(2, 19).status == crm::recovery_status::too_few);
}

TEST_CASE("numbers of fewer than five customers are hidden, by topic as by territory") {
    rows of;
    for (int i = 0; i < 40; ++i) {
        of.customers.push_back("c" + std::to_string(i));
    }
    const auto all = [&](int from, int to, const std::string& topic, const std::string& kind) {
        for (int i = from; i < to; ++i) {
            of.complain("c" + std::to_string(i), 300 + i, 5, 50, "mail", topic, "", kind);
        }
    };
    all(0, 12, "battery", "complaint");
    all(12, 20, "battery", "praise");
    all(20, 28, "app", "complaint");
    all(28, 38, "app", "praise");
    all(38, 40, "rare", "complaint");
    const auto table = of.score(scorer_of(std::string(money) + ", " + service));
    const auto figures = *crm::summary_of(table).complaints;
    REQUIRE(figures.topics.size() == 3);
    CHECK(figures.topics[0].name == "app");
    CHECK_UNARY(figures.topics[2].suppressed);
    CHECK_UNARY_FALSE(figures.topics[2].complained.has_value());
    for (const auto& each : figures.topics) {
        CHECK_UNARY(!each.complained || *each.complained == 0 || *each.complained >= 5);
        CHECK_UNARY(!each.praised || *each.praised == 0 || *each.praised >= 5);
    }
    CHECK_UNARY_FALSE(figures.response.suppressed);
    CHECK(figures.response.median.estimate == 5);
    CHECK(figures.resolution.median.estimate == 50);
    CHECK(*figures.response.n == 22);
}

TEST_CASE("a person's complaints are exported, and go with the person; a stored base and table keep all of it") {
    rows of;
    of.customers = {"a", "b"};
    of.complain("a", 30, 2, 0, "mail", "battery", "k1");
    of.complain("b", 20);
    crm::customer_base base;
    of.fill(base);
    const auto held = crm::data_of(base, "a");
    REQUIRE(held.complaints->size() == 1);
    CHECK(held.complaints->front().topic == "battery");
    CHECK(held.complaints->front().channel == "mail");
    const crm::scorer by = scorer_of(std::string(money) + ", " + service);
    const auto table = by.score(base, today);
    CHECK(json::write_table(crm::restored_table(crm::stored_table(table), by.model())) == json::write_table(table));
    CHECK(json::write_summary(crm::restored_table(crm::stored_table(table), by.model())) == json::write_summary(table));
    CHECK(crm::stored_base(crm::restored_base(crm::stored_base(base))) == crm::stored_base(base));
    CHECK(base.erase_person("a")[static_cast<std::size_t>(crm::table::complaints)] == 1);
    const auto after = by.score(base, today);
    CHECK(number(after, "open_complaints", "b") == 1);
    CHECK(number(after, "queue_place", "b") == 1);
}

namespace {

/// People who react to each other and buy; `c0` is an opponent.
rows community() {
    rows of;
    math::random_stream draw(11);
    for (int i = 0; i < 40; ++i) {
        of.customers.push_back("c" + std::to_string(i));
        for (std::uint64_t n = 1 + draw.below(6); n > 0; --n) {
            of.buy(of.customers.back(), 40 + static_cast<std::int64_t>(draw.below(600)), draw.gamma(2, 20));
        }
        of.ask(of.customers.back(), 60, i == 0 ? 1 : 6 + static_cast<double>(draw.below(5)),
               i == 0 ? 1 : 5 + static_cast<double>(draw.below(6)), 1);
    }
    const std::vector<std::string> kinds{"comment", "like", "share", "answer", "follow", "mention"};
    for (int event = 0; event < 400; ++event) {
        of.interact(of.customers[draw.below(40)], of.customers[draw.below(40)], kinds[draw.below(6)],
                    static_cast<std::int64_t>(draw.below(150)));
    }
    return of;
}

const std::string everything = std::string(items) + ", " + money + R"(, "network": {}, "equity": {}, "treatment": {
    "tiers": [{"name": "C"}, {"name": "B", "enter": 20}, {"name": "A", "enter": 100}], "attention": 10,
    "actions": [{"id": "care", "capacity": 5}, {"id": "wait"}],
    "rules": [{"when": {"influence": ["high"]}, "action": "care"},
              {"when": {"influence": ["low", "unknown"]}, "action": "wait"}]}, )" +
                               service;

}  // namespace

TEST_CASE("an opponent's forty hostile shares make him no euro more valuable, and lift him to no tier") {
    const crm::scorer by = scorer_of(everything);
    const auto before = community().score(by);
    for (const double tone : {unknown, -0.9}) {
        rows of = community();
        for (int i = 0; i < 40; ++i) {
            of.interact("c" + std::to_string(1 + i % 39), "c0", "share", i % 30, tone);  // others spread what he says
            of.interact("c0", "c" + std::to_string(1 + i % 39), "share", i % 30, tone);
        }
        of.complain("c0", 30);
        const auto after = of.score(by);
        CHECK(number(after, "network_value", "c0") <= number(before, "network_value", "c0") * (1 + 1e-12));
        CHECK(said(after, "value_tier", "c0") == said(before, "value_tier", "c0"));
        CHECK(number(after, "audience_value", "c0") > number(before, "audience_value", "c0"));
        CHECK(number(after, "queue_place", "c0") == 1);
    }
}

TEST_CASE("no number of hostile acts by or about anybody raises value, influence, score, tier, or place in a list") {
    const crm::scorer by = scorer_of(everything);
    const auto before = community().score(by);
    math::random_stream draw(5);
    const std::vector<std::string> kinds{"post",   "comment", "like",     "share", "mention",
                                         "answer", "review",  "referral", "follow"};
    for (int trial = 0; trial < 20; ++trial) {
        rows of = community();
        const std::string about = of.customers[draw.below(40)];
        const std::uint64_t acts = 1 + draw.below(80);
        for (std::uint64_t i = 0; i < acts; ++i) {
            const std::string other = of.customers[draw.below(40)];
            const std::string& kind = kinds[draw.below(9)];
            const auto ago = static_cast<std::int64_t>(draw.below(100));
            switch (draw.below(4)) {
                case 0:
                    of.interact(about, kind == "post" ? "" : other, kind, ago, -draw.uniform() - 1e-9);
                    break;
                case 1:
                    of.interact(other, about, kind, ago, -draw.uniform() - 1e-9);
                    break;
                case 2:
                    of.interact("c0", about, kind, ago);  // an opponent's, in no known tone
                    break;
                default:
                    of.complain(about, static_cast<std::int64_t>(draw.below(900)));
            }
        }
        const auto after = of.score(by);
        CAPTURE(trial);
        for (const char* column : {"network_value", "engagement_value", "influence", "social_score", "published_score",
                                   "reach", "amplification", "reactor_influence", "followers", "effective_followers",
                                   "influence_value", "referral_value", "recommendations", "helped", "contributions"}) {
            CAPTURE(column);
            const double was = number(before, column, about);
            const double is = number(after, column, about);
            CHECK_UNARY(std::isnan(is) || is <= was + 1e-9 * std::abs(was));
        }
        CHECK(after.codes("value_tier")[after.row_of(about)] <= before.codes("value_tier")[before.row_of(about)]);
        CHECK(after.codes("stage")[after.row_of(about)] <= before.codes("stage")[before.row_of(about)]);
        CHECK(after.codes("participation")[after.row_of(about)] == before.codes("participation")[before.row_of(about)]);
        CHECK(after.codes("treatment_status")[after.row_of(about)] ==
              before.codes("treatment_status")[before.row_of(about)]);
    }
}

TEST_CASE("how many promises were kept is told where neither that nor the rest is of few") {
    const auto kept = [](int in_time, int late, int rows_each) {
        rows of;
        for (int i = 0; i < in_time + late; ++i) {
            of.customers.push_back("c" + std::to_string(i));
            for (int k = 0; k < rows_each; ++k) {
                of.complain(of.customers.back(), 300 + k, i < in_time ? 2 : 90, 0, "mail", "",
                            std::to_string(i) + "-" + std::to_string(k));
            }
        }
        const auto table = of.score(scorer_of(std::string(money) + ", " + service));
        const auto found = *crm::summary_of(table).complaints;
        CHECK(found.promises == (in_time + late) * rows_each);
        return found.promise_kept.estimate;
    };
    CHECK(kept(15, 5, 1) == 0.75);
    CHECK(kept(20, 0, 1) == 1);
    CHECK_UNARY(std::isnan(kept(19, 1, 8)));
    CHECK_UNARY(std::isnan(kept(4, 20, 3)));
}

TEST_CASE("how many complaints are open and late is told where neither those who wait nor the others are few") {
    const auto figures_of = [](int late, int waiting, int settled) {
        rows of;
        const auto complain = [&](int customers, std::int64_t ago, std::int64_t answered, std::int64_t closed) {
            for (int i = 0; i < customers; ++i) {
                of.customers.push_back("c" + std::to_string(of.customers.size()));
                of.complain(of.customers.back(), ago, answered, closed, "mail");  // promised 48
            }
        };
        complain(late, 100, 0, 0);
        complain(waiting, 10, 0, 0);
        complain(settled, 100, 2, 3);
        const auto table = of.score(scorer_of(std::string(money) + ", " + service));
        const auto queue = crm::matters_of(table).queue;
        CHECK(queue.size() == static_cast<std::size_t>(late + waiting));
        return *crm::summary_of(table).complaints;
    };
    const auto enough = figures_of(6, 7, 8);
    CHECK(enough.open == 13);
    CHECK(enough.overdue == 6);
    CHECK(enough.promises == 14);
    CHECK(enough.resolution.over == 8U);
    CHECK_FALSE(std::isnan(enough.promise_kept.estimate));
    const auto few_late = figures_of(2, 7, 8);
    CHECK(few_late.open == 9);
    CHECK(std::isnan(few_late.overdue));
    CHECK(std::isnan(few_late.promises));  // less those who were answered they are the late ones
    CHECK(std::isnan(few_late.promise_kept.low));
    const auto few_in_time = figures_of(6, 3, 8);
    CHECK(few_in_time.open == 9);
    CHECK(std::isnan(few_in_time.overdue));  // the others that are open are of few
    CHECK(std::isnan(few_in_time.promises));
    const auto few_open = figures_of(2, 2, 8);
    CHECK(std::isnan(few_open.open));
    CHECK(std::isnan(few_open.overdue));
    CHECK_FALSE(few_open.resolution.over);  // of twelve, those that are settled are the others
    const auto few_settled = figures_of(6, 7, 2);
    CHECK(std::isnan(few_settled.open));
    CHECK_FALSE(few_settled.resolution.over);
    CHECK(few_settled.resolution.n == 15U);
    CHECK(figures_of(0, 0, 8).open == 0);
}
