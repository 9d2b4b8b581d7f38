// Customers added up to the accounts that they belong to: sums that lose no cent, means, what of few persons is told,
// and rows that cannot be used.
#include <scvm/crm/account_list.hpp>
#include <scvm/crm/disclosure.hpp>
#include <scvm/crm/scorer.hpp>
#include <scvm/crm/stored.hpp>
#include <scvm/json/accounts.hpp>
#include <scvm/json/base.hpp>
#include <scvm/json/model.hpp>
#include <scvm/json/person_data.hpp>
#include <scvm/json/record.hpp>
#include <scvm/json/table.hpp>
#include <scvm/math/random.hpp>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <map>
#include <numeric>
#include <set>
#include <string>
#include <vector>

using namespace scvm;

namespace {

constexpr std::int64_t day = 86400;
constexpr std::int64_t today = 20000 * day;

nlohmann::json model_of(const std::string& weight = "equal") {
    nlohmann::json model = nlohmann::json::parse(R"({"schema": "scvm-model/1", "id": "b2b", "currency": "EUR",
        "survey": {"items": [
            {"id": "s1", "dimension": "satisfaction", "lowest": 0, "highest": 10},
            {"id": "a1", "dimension": "attachment", "lowest": 0, "highest": 10}]},
        "value": {"unit": "week", "horizon": 52, "yearly_discount": 0.1, "margin": 0.4,
                  "bg_nbd": {"r": 0.2426, "alpha": 4.4136, "a": 0.7929, "b": 2.4259},
                  "gamma_gamma": {"p": 6.25, "q": 3.74, "v": 15.44}},
        "privacy": {"fewest_shown": 3}, "accounts": {}})");
    model["accounts"]["weight"] = weight;
    if (weight == "influence") {
        model["network"] = nlohmann::json::object();
    }
    return model;
}

crm::scorer scorer_of(const nlohmann::json& model = model_of()) {
    return crm::scorer(json::read_model(model.dump()));
}

struct world {
    nlohmann::json base = {{"schema", "scvm-base/1"}};

    void put(const std::string& table, std::initializer_list<std::pair<const char*, nlohmann::json>> cells) {
        for (const auto& [column, cell] : cells) {
            base[table][column].push_back(cell);
        }
    }
    void customer(const std::string& id) { put("customers", {{"id", id}}); }
    void buy(const std::string& who, std::int64_t days_ago, double money) {
        put("purchases", {{"customer", who}, {"time", today - days_ago * day}, {"amount", money}});
    }
    void answer(const std::string& who, double satisfaction, double attachment) {
        put("answers", {{"customer", who}, {"item", "s1"}, {"value", satisfaction}, {"time", today - 9 * day}});
        put("answers", {{"customer", who}, {"item", "a1"}, {"value", attachment}, {"time", today - 9 * day}});
    }
    void belongs(const std::string& member, const std::string& account, std::int64_t since_days_ago = 400,
                 std::int64_t end_days_ago = -400) {
        put("memberships", {{"member", member},
                            {"account", account},
                            {"since", today - since_days_ago * day},
                            {"end", today - end_days_ago * day}});
    }
    [[nodiscard]] crm::customer_base read() const { return json::read_base(base.dump()); }
    [[nodiscard]] crm::score_table score(const nlohmann::json& model = model_of()) const {
        return scorer_of(model).score(read(), today);
    }
};

nlohmann::json told_by(const crm::score_table& table) {
    return nlohmann::json::parse(json::write_accounts(table));
}

nlohmann::json account(const nlohmann::json& list, const std::string& id) {
    for (const nlohmann::json& each : list["accounts"]) {
        if (each["id"] == id) {
            return each;
        }
    }
    FAIL("no account " << id);
    return {};
}

/// Two companies of one group, and somebody who belongs to nobody. The companies buy, their people answer.
world small_world() {
    world w;
    for (const char* id : {"nord", "ada", "bob", "cyd", "dan", "eve", "fay", "gus", "hal", "ida"}) {
        w.customer(id);
    }
    w.belongs("ada", "nord");
    w.belongs("bob", "nord");
    w.belongs("cyd", "nord");
    w.belongs("dan", "sued");
    w.belongs("eve", "sued");
    w.belongs("fay", "sued");
    w.belongs("nord", "group");
    w.belongs("sued", "group");
    w.buy("nord", 300, 1000);
    w.buy("nord", 100, 500);
    w.buy("gus", 50, 7);
    w.buy("hal", 20, 7);
    w.buy("ida", 10, 8);
    w.buy("ada", 90, 10);
    w.buy("bob", 80, 12);
    w.buy("cyd", 70, 14);
    w.answer("ada", 10, 8);
    w.answer("bob", 4, 6);
    w.answer("cyd", 5, 4);
    w.answer("dan", 2, 1);
    w.answer("eve", 3, 2);
    w.answer("gus", 7, 7);
    w.answer("hal", 7, 7);
    w.answer("ida", 7, 7);
    return w;
}

/// A forest of accounts with customers in it, on all levels; some of the accounts buy.
world random_world(std::uint64_t seed) {
    math::random_stream random(seed, 0);
    const auto below = [&](std::size_t n) {
        return static_cast<std::size_t>(random.uniform() * static_cast<double>(n));
    };
    world w;
    const std::size_t accounts = 2 + below(7);
    const std::size_t persons = 4 + below(30);
    for (std::size_t a = 0; a < accounts; ++a) {
        if (random.uniform() < 0.5) {
            const std::string id = "account-" + std::to_string(a);
            w.customer(id);
            w.buy(id, 30 + static_cast<std::int64_t>(below(200)), 100 + static_cast<double>(below(100000)) / 100);
        }
    }
    for (std::size_t p = 0; p < persons; ++p) {
        const std::string id = "person-" + std::to_string(p);
        w.customer(id);
        if (random.uniform() < 0.85) {
            w.belongs(id, "account-" + std::to_string(below(accounts)), 10 + static_cast<std::int64_t>(below(500)));
        }
        if (random.uniform() < 0.2) {
            w.belongs(id, "account-" + std::to_string(below(accounts)), 10 + static_cast<std::int64_t>(below(500)));
        }
        if (random.uniform() < 0.7) {
            w.buy(id, 5 + static_cast<std::int64_t>(below(300)), 20 + static_cast<double>(below(9000)) / 100);
        }
        if (random.uniform() < 0.7) {
            w.answer(id, static_cast<double>(below(11)), static_cast<double>(below(11)));
        }
    }
    for (std::size_t a = 1; a < accounts; ++a) {
        if (random.uniform() < 0.7) {
            w.belongs("account-" + std::to_string(a), "account-" + std::to_string(below(a)));
        }
    }
    return w;
}

}  // namespace

TEST_CASE("an account is worth what it buys and what its members buy, each customer once") {
    const crm::score_table table = small_world().score();
    CHECK(table.rejected().empty());
    const nlohmann::json list = told_by(table);
    const nlohmann::json nord = account(list, "nord");
    CHECK(nord["above"] == "group");
    CHECK(nord["members"] == 3);
    CHECK(nord["revenue"].get<double>() == doctest::Approx(1536));
    CHECK(nord["status"] == "scored");
    CHECK(nord["satisfaction"].get<double>() == doctest::Approx(190.0 / 3));
    CHECK(nord["attachment"].get<double>() == doctest::Approx(60));
    // Wilson's interval of 1.9 of 3.
    CHECK(nord["satisfaction_low"].get<double>() == doctest::Approx(18.968929));
    CHECK(nord["satisfaction_high"].get<double>() == doctest::Approx(92.724484));
    CHECK(account(list, "group")["revenue"].get<double>() == doctest::Approx(1536));
    CHECK(account(list, "group")["members"] == 6);
    CHECK(list["total"]["revenue"].get<double>() == doctest::Approx(1558));
    CHECK(list["rest"]["revenue"].get<double>() == doctest::Approx(22));
}

TEST_CASE("what too few answered is not told, nor what could be worked out from what is") {
    const nlohmann::json list = told_by(small_world().score());
    CHECK(account(list, "sued")["satisfaction"].is_null());
    CHECK(account(list, "sued")["respondents"].is_null());
    CHECK(account(list, "sued")["status"] == "too_few");
    // The group's five respondents less nord's three are sued's two.
    CHECK(account(list, "group")["satisfaction"].is_null());
    // Were gus alone the rest of everybody's money, nord's people would be left out for his sake.
    world lonely = small_world();
    lonely.base["purchases"]["customer"][3] = "gus";
    lonely.base["purchases"]["customer"][4] = "gus";
    const nlohmann::json without = told_by(lonely.score());
    CHECK(account(without, "nord")["revenue"].get<double>() == doctest::Approx(1500));  // what nord itself buys
    CHECK(account(without, "group")["revenue"].get<double>() == doctest::Approx(1500));
    CHECK(account(without, "nord")["status"] == "too_few");
}

TEST_CASE("what one person bought alone stands nowhere, also not as the rest of the company's money") {
    const auto told_of = [](const std::vector<std::pair<std::string, double>>& bought) {
        world w;
        for (const char* id : {"nord", "sued", "west", "ost", "ada", "bob", "cyd", "dan"}) {
            w.customer(id);
        }
        w.belongs("ada", "nord");
        w.belongs("bob", "sued");
        w.belongs("cyd", "west");
        w.belongs("dan", "ost");
        w.belongs("nord", "group");
        w.belongs("sued", "group");
        for (const auto& [who, amount] : bought) {
            w.buy(who, 100, amount);
        }
        return told_by(w.score());
    };
    // Companies alone: their money is nobody's.
    const nlohmann::json companies = told_of({{"nord", 1000}, {"sued", 500}, {"west", 300}});
    CHECK(account(companies, "group")["revenue"] == 1500);
    CHECK(companies["rest"]["revenue"] == 0);
    // Ada's 40 are what the total leaves beside the companies: three of them go with her, and they are alike enough.
    const nlohmann::json one = told_of({{"nord", 400}, {"sued", 500}, {"west", 300}, {"ost", 450}, {"ada", 40}});
    CHECK(one["total"]["revenue"] == 1690);
    double sum = one["rest"]["revenue"];
    for (const nlohmann::json& each : one["accounts"]) {
        const bool highest = each["above"].is_null() || account(one, each["above"])["revenue"].is_null();
        sum += highest && !each["revenue"].is_null() ? each["revenue"].get<double>() : 0;
    }
    CHECK(sum == doctest::Approx(1690));
    CHECK(account(one, "nord")["revenue"].is_null());
    CHECK(account(one, "group")["revenue"].is_null());
    CHECK(account(one, "nord")["status"] == "too_few");
    CHECK(one["rest"]["revenue"] > 40 + 400);
    // Where all of them together would tell, nothing is told but the total.
    const nlohmann::json nothing = told_of({{"nord", 1000}, {"ada", 40}});
    CHECK(nothing["total"]["revenue"] == 1040);
    CHECK(nothing["rest"]["revenue"].is_null());
    CHECK(nothing["rest"]["lifetime_value"].is_null());
    for (const nlohmann::json& each : nothing["accounts"]) {
        CHECK(each["revenue"].is_null());
        CHECK(each["lifetime_value"].is_null());
    }
}

TEST_CASE("no list of answers is the only one that gives what is told of an account") {
    struct questionnaire {
        int steps;  // of one question; the lowest answer is 0
        int questions;
        int respondents;
        int fewest;
    };
    for (const questionnaire& of : {questionnaire{4, 1, 3, 3},
                                    {4, 1, 5, 5},
                                    {4, 1, 8, 5},
                                    {10, 1, 3, 3},
                                    {10, 1, 5, 5},
                                    {4, 2, 5, 5},
                                    {10, 2, 3, 3},
                                    {2, 1, 5, 5},
                                    {2, 1, 12, 5}}) {
        CAPTURE(of.steps);
        CAPTURE(of.questions);
        CAPTURE(of.respondents);
        nlohmann::json model = model_of();
        model["privacy"]["fewest_shown"] = of.fewest;
        model["survey"]["items"][0]["highest"] = of.steps;
        if (of.questions == 2) {
            model["survey"]["items"].push_back(model["survey"]["items"][0]);
            model["survey"]["items"].back()["id"] = "s2";
        }
        world w;
        std::map<std::string, std::vector<int>> list_of;  // of each account, each answer the sum over the questions
        std::vector<int> list(static_cast<std::size_t>(of.respondents));
        for (;;) {  // every list in rising order
            const std::string id = "a" + std::to_string(list_of.size());
            list_of[id] = list;
            for (std::size_t i = 0; i < list.size(); ++i) {
                const std::string who = id + "-" + std::to_string(i);
                const int second = of.questions == 2 ? list[i] / 2 : 0;
                w.customer(who);
                w.belongs(who, id);
                w.answer(who, list[i] - second, i % 2 == 0 ? 10 : 0);
                if (of.questions == 2) {
                    w.put("answers", {{"customer", who}, {"item", "s2"}, {"value", second}, {"time", today - 9 * day}});
                }
            }
            const auto next = std::ranges::find(list, of.steps * of.questions);
            if (next == list.begin()) {
                break;
            }
            std::fill(next - 1, list.end(), *(next - 1) + 1);
        }
        std::map<std::string, int> lists;  // by all that is told
        std::set<double> means;
        const crm::score_table table = w.score(model);
        CHECK(table.rejected().empty());
        const nlohmann::json told = told_by(table);
        for (nlohmann::json each : told["accounts"]) {
            const std::vector<int>& answers = list_of.at(each["id"]);
            const int sum = std::accumulate(answers.begin(), answers.end(), 0);
            const int whole = of.steps * of.questions;
            const bool open = sum >= whole && whole * of.respondents - sum >= whole;
            CHECK(each["satisfaction"].is_null() != open);
            if (open) {
                CHECK(each["satisfaction"].get<double>() == doctest::Approx(100.0 * sum / whole / of.respondents));
                CHECK(each["satisfaction_low"].get<double>() < each["satisfaction"].get<double>());
                means.insert(sum);
            } else {  // nor is anything else that answers give: it looks like an account of which few answered
                CHECK(each["respondents"].is_null());
                CHECK(each["attachment"].is_null());
                CHECK(each["segment"] == "unclassified");
                CHECK(each["status"] == "too_few");
            }
            each.erase("id");
            ++lists[each.dump()];
        }
        CHECK(means.size() > 1);
        CHECK(lists.size() == means.size() + 1);  // what else is told follows from the mean
        for (const auto& [said, count] : lists) {
            CAPTURE(said);
            CHECK(count >= 2);
        }
    }
}

TEST_CASE("of a question with two answers each has to be given by enough for its share to be told") {
    nlohmann::json model = model_of();
    model["survey"]["items"][0]["highest"] = 1;
    for (int yes = 0; yes <= 8; ++yes) {
        world w;
        for (int i = 0; i < 8; ++i) {
            const std::string who = "p" + std::to_string(i);
            w.customer(who);
            w.belongs(who, "nord");
            w.answer(who, i < yes ? 1 : 0, i % 2 == 0 ? 10 : 0);
        }
        CAPTURE(yes);
        CHECK(account(told_by(w.score(model)), "nord")["satisfaction"].is_null() == (yes < 3 || yes > 5));
    }
}

TEST_CASE("the newest membership of the day counts, and circles and unknown members are told") {
    world w = small_world();
    w.belongs("ada", "sued", 30);       // newer
    w.belongs("bob", "sued", 20, 10);   // over
    w.belongs("cyd", "sued", -1, -30);  // not begun
    w.belongs("group", "nord", 100);    // a circle
    w.belongs("adda", "nord");          // misspelt
    w.belongs("dann", "suud");          // the same two steps below an account
    w.belongs("suud", "group");
    w.belongs("eve", "nord", -3);  // of the day after tomorrow, and one more
    const crm::score_table table = w.score();
    const nlohmann::json list = told_by(table);
    CHECK(account(list, "nord")["members"].is_null());  // two
    CHECK(account(list, "sued")["members"] == 4);
    CHECK(list["superseded"] == 1);
    std::multiset<std::string> reasons;
    for (const crm::rejected_row& each : table.rejected()) {
        CHECK(each.where == crm::table::memberships);
        reasons.insert(each.reason);
    }
    CHECK(reasons == std::multiset<std::string>{
                         "account \"group\": belongs, by way of others, to itself",
                         "account \"nord\": belongs, by way of others, to itself",
                         "member \"adda\": not in the customers table, and nobody belongs to such an account",
                         "member \"dann\": not in the customers table, and nobody belongs to such an account",
                         "member \"suud\": not in the customers table, and nobody belongs to such an account",
                         "since = 2024-10-07: expected a date up to 2024-10-05, the day after that of scoring"});
    for (const nlohmann::json& each : list["accounts"]) {
        CHECK(each["id"] != "suud");
    }
    CHECK(account(list, "nord")["above"].is_null());

    world bad = small_world();
    bad.belongs("ada", "ada");
    bad.belongs("ada", "sued", 10, 20);
    bad.put("employees", {{"id", "emma"}});
    bad.belongs("emma", "nord");
    CHECK(bad.read().rejected().size() == 3);
}

TEST_CASE("accounts above one another are bounded") {
    world w;
    w.customer("ada");
    w.belongs("ada", "a0");
    for (int i = 0; i < 200; ++i) {
        w.belongs("a" + std::to_string(i), "a" + std::to_string(i + 1));
    }
    const crm::score_table table = w.score();
    CHECK(table.rejected().size() == 3);
    CHECK(table.rejected().front().reason.find("more than 64 accounts above one another") != std::string::npos);
}

TEST_CASE("no cent is lost, and no person's figures follow from those of accounts, in any base") {
    std::size_t told = 0;
    std::size_t left_out = 0;
    std::size_t means = 0;
    std::size_t no_means = 0;
    std::size_t withheld = 0;
    std::size_t nothing = 0;
    for (std::uint64_t seed = 0; seed < 400; ++seed) {
        CAPTURE(seed);
        const crm::score_table table = random_world(seed).score();
        const crm::account_list list = crm::accounts_of(table);
        const crm::account_tree& tree = *table.accounts();
        const std::size_t accounts = tree.ids.size();
        const auto revenue = table.numbers("revenue");
        const auto answered = table.numbers("satisfaction");

        // Persons of whom the same accounts tell a mean make up a difference that can be worked out.
        std::map<std::vector<std::uint32_t>, int> respondents, members;
        std::map<std::vector<std::uint32_t>, double> answers;
        std::vector<std::vector<std::size_t>> persons(accounts);  // of each account
        std::vector<double> own(accounts);                        // what it buys itself
        std::vector<std::size_t> outside;
        for (std::size_t row = 0; row < table.size(); ++row) {
            const bool person = std::ranges::find(tree.ids, table.id(row)) == tree.ids.end();
            const std::uint32_t at = tree.of_row[row];
            if (!person) {
                own[at] += std::isnan(revenue[row]) ? 0 : revenue[row];
                continue;
            }
            (at == crm::account_tree::none ? outside : persons[at]).push_back(row);
            std::vector<std::uint32_t> way, way_of_members;
            for (std::uint32_t each = at; each != crm::account_tree::none; each = tree.above[each]) {
                if (!std::isnan(tree.scores[each].figures.satisfaction)) {
                    way.push_back(each);
                }
                if (!std::isnan(tree.scores[each].figures.members)) {
                    way_of_members.push_back(each);
                }
            }
            respondents[way] += std::isnan(answered[row]) ? 0 : 1;
            answers[way] += std::isnan(answered[row]) ? 0 : answered[row];
            ++members[way_of_members];
        }
        for (const auto& parts : {respondents, members}) {
            for (const auto& [way, count] : parts) {
                CHECK((count == 0 || count >= 3 || parts.size() == 1));  // of one class: the company's total alone
            }
        }

        // Of each such part anybody may have answered anything, for all that its mean tells.
        for (const auto& [way, sum] : answers) {
            const int count = respondents[way];
            CHECK((count == 0 || answers.size() == 1 || (sum > 100 - 1e-6 && 100 * count - sum > 100 - 1e-6)));
        }

        // What an account's money is beyond what accounts buy, and what those below it tell of persons, is the money of
        // whole groups of persons: enough of them, and enough who bought, or none.
        const auto enough = [&](const std::vector<std::size_t>& rows) {
            const auto buyers = std::ranges::count_if(rows, [&](std::size_t row) { return revenue[row] > 0; });
            return rows.empty() || (rows.size() >= 3 && (buyers == 0 || buyers >= 3));
        };
        std::vector<std::vector<std::vector<std::size_t>>> groups(accounts + 1);  // that no account told of so far
        groups[accounts].push_back(outside);
        double highest = 0;
        double highest_revenue = 0;
        std::vector<double> left;
        bool any = false;
        std::vector<std::uint32_t> order(accounts);
        std::iota(order.begin(), order.end(), std::uint32_t{0});
        const auto depth = [&](std::uint32_t account) {
            std::size_t result = 0;
            for (std::uint32_t at = account; at != crm::account_tree::none; at = tree.above[at]) {
                ++result;
            }
            return result;
        };
        std::ranges::sort(order, [&](std::uint32_t x, std::uint32_t y) { return depth(x) > depth(y); });
        for (const std::uint32_t account : order) {
            const auto hidden = [&](std::uint32_t of) { return std::isnan(tree.scores[of].figures.revenue); };
            const auto money = [&](std::uint32_t of) { return hidden(of) ? 0 : tree.scores[of].figures.revenue; };
            double beyond = money(account) - own[account];
            for (std::uint32_t below = 0; below < accounts; ++below) {
                beyond -= tree.above[below] == account ? money(below) : 0;
            }
            auto& open = groups[account];
            open.push_back(persons[account]);
            const std::uint32_t above = tree.above[account];
            bool found = hidden(account) || std::abs(beyond) < 1e-6;
            if (hidden(account)) {  // what it buys itself is in the rest, as if it were one more person
                CHECK((above == crm::account_tree::none || own[account] == 0 || hidden(above)));
                left.push_back(own[account]);
                withheld += own[account] > 0 ? 1 : 0;
            }
            if (!found) {
                for (std::size_t which = (std::size_t{1} << open.size()) - 1; which > 0 && !found; --which) {
                    std::vector<std::size_t> rows;
                    std::vector<std::vector<std::size_t>> others;
                    double sum = 0;
                    for (std::size_t i = 0; i < open.size(); ++i) {
                        if ((which >> i & 1) == 0) {
                            others.push_back(open[i]);
                            continue;
                        }
                        for (const std::size_t row : open[i]) {
                            rows.push_back(row);
                            sum += std::isnan(revenue[row]) ? 0 : revenue[row];
                        }
                    }
                    if (std::abs(sum - beyond) < 1e-6 && enough(rows)) {
                        found = true;
                        any = true;
                        open = others;
                    }
                }
            }
            CHECK(found);
            auto& to = groups[above == crm::account_tree::none ? accounts : above];
            to.insert(to.end(), open.begin(), open.end());
            const double value = tree.scores[account].figures.lifetime_value;
            const bool is_highest = above == crm::account_tree::none || hidden(above);
            highest += is_highest && !std::isnan(value) ? value : 0;
            highest_revenue += is_highest ? money(account) : 0;
            (tree.scores[account].status == crm::account_status::scored ? told : left_out) += 1;
            (std::isnan(tree.scores[account].figures.satisfaction) ? no_means : means) += 1;
        }
        std::vector<std::size_t> rest;
        for (const auto& group : groups[accounts]) {
            rest.insert(rest.end(), group.begin(), group.end());
        }
        CHECK((enough(rest) || !any));
        for (const std::size_t row : rest) {
            left.push_back(std::isnan(revenue[row]) ? 0 : revenue[row]);
        }
        if (std::isnan(list.rest.revenue)) {
            CHECK((std::isnan(list.total.revenue) || crm::may_show_sum(left, {3, 10}) == false));
            CHECK(highest_revenue == 0);
            CHECK(std::isnan(list.rest.lifetime_value));
            CHECK(highest == 0);
            ++nothing;
        } else {
            CHECK(crm::may_show_sum(left, {3, 10}));
            CHECK(highest_revenue + list.rest.revenue == doctest::Approx(list.total.revenue).epsilon(1e-12));
            CHECK(list.rest.revenue == doctest::Approx(std::accumulate(left.begin(), left.end(), 0.0)).epsilon(1e-9));
            CHECK(highest + list.rest.lifetime_value == doctest::Approx(list.total.lifetime_value).epsilon(1e-12));
        }
    }
    CHECK(told > 100);
    CHECK(left_out > 100);
    CHECK(means > 100);
    CHECK(no_means > 100);
    CHECK(withheld > 10);
    CHECK(nothing > 3);
}

TEST_CASE("the order of the rows decides nothing, and who withdrew counts as if erased") {
    for (std::uint64_t seed = 0; seed < 40; ++seed) {
        CAPTURE(seed);
        const world w = random_world(seed);
        const std::string whole = json::write_accounts(w.score());
        world turned = w;
        for (nlohmann::json& column : turned.base["memberships"]) {
            std::reverse(column.begin(), column.end());
        }
        for (nlohmann::json& column : turned.base["customers"]) {
            std::reverse(column.begin(), column.end());
        }
        CHECK(json::write_accounts(turned.score()) == whole);
        for (const char* who : {"person-0", "person-1", "account-0", "account-1"}) {
            CAPTURE(who);
            crm::customer_base base = w.read();
            if (!base.customers().find(who)) {
                continue;
            }
            const std::string without = json::write_accounts(scorer_of().score_without(base, today, base.person(who)));
            base.erase_person(who);
            CHECK(json::write_accounts(scorer_of().score(base, today)) == without);
        }
    }
}

TEST_CASE("by influence, the dissatisfied weigh as much as the mean of the others, not nothing") {
    world w;
    for (int i = 0; i < 12; ++i) {
        const std::string who = "p" + std::to_string(i);
        w.customer(who);
        w.belongs(who, "nord");
        w.answer(who, i < 6 ? 9 : 1, i < 6 ? 9 : 1);
        w.buy(who, 300, 100);
    }
    for (int i = 0; i < 4; ++i) {
        const std::string fan = "q" + std::to_string(i);
        w.customer(fan);
        w.buy(fan, 300, 100);
        w.buy(fan, 30, 100);
        for (int k = 0; k < 12; ++k) {
            w.put(
                "interactions",
                {{"actor", fan}, {"target", "p" + std::to_string(k)}, {"kind", "comment"}, {"time", today - 20 * day}});
        }
    }
    const nlohmann::json list = told_by(w.score(model_of("influence")));
    CHECK(account(list, "nord")["respondents"] == 12);
    CHECK(account(list, "nord")["satisfaction"].get<double>() == doctest::Approx(50));
    CHECK(account(list, "nord")["segment"] == "opponent");

    world silent = small_world();  // nobody reacted: there is nothing to weigh by
    CHECK(account(told_by(silent.score(model_of("influence"))), "nord")["satisfaction"].is_null());
    CHECK_THROWS_WITH_AS((void)scorer_of([] {
                             nlohmann::json model = model_of();
                             model["accounts"]["weight"] = "influence";
                             return model;
                         }()),
                         "model.accounts.weight: is influence, which needs a network section", error);
}

TEST_CASE("what accounts answer is nobody's answer, and who bought nothing is a person as well") {
    world w;
    for (const char* id : {"corp", "s1", "s2", "s3", "p", "q1", "q2", "q3"}) {
        w.customer(id);
    }
    w.belongs("p", "corp");
    for (const char* id : {"1", "2", "3"}) {
        w.belongs(std::string("s") + id, "corp");
        w.belongs(std::string("q") + id, std::string("s") + id);
        w.answer(std::string("s") + id, 9, 9);
    }
    w.answer("p", 1, 1);
    w.answer("corp", 9, 9);
    CHECK(account(told_by(w.score()), "corp")["satisfaction"].is_null());

    world bought = small_world();
    bought.customer("zoe");
    bought.belongs("zoe", "zoes");
    const auto alone = [](const world& of) { return account(told_by(of.score()), "zoes"); };
    const nlohmann::json before = alone(bought);
    bought.buy("zoe", 40, 12);
    CHECK(alone(bought).dump() == before.dump());
    CHECK(before["members"].is_null());
    CHECK(before["status"] == "too_few");
}

TEST_CASE("a save hook hands the account back as the last card told it") {
    const world w = small_world();
    const crm::score_table table = w.score();
    const nlohmann::json card = nlohmann::json::parse(json::explain(table, "ada"));
    CHECK(card["account"].dump().find("nord") == std::string::npos);  // it names nobody else
    CHECK(card["account"]["members"] == 3);
    nlohmann::json record = {{"id", "ada"}, {"as_of", "2024-10-04"}};
    for (std::size_t i = 0; i < w.base["answers"]["customer"].size(); ++i) {
        if (w.base["answers"]["customer"][i] == "ada") {
            record["answers"].push_back({{"item", w.base["answers"]["item"][i]},
                                         {"value", w.base["answers"]["value"][i]},
                                         {"time", w.base["answers"]["time"][i]}});
        }
    }
    record["purchases"].push_back({{"time", today - 90 * day}, {"amount", 10}});
    const crm::scorer by = scorer_of();
    nlohmann::json alone = nlohmann::json::parse(json::score_customer(by, record.dump()));
    CHECK(alone["account"]["status"] == "not_carried");
    record["account"] = card["account"];
    alone = nlohmann::json::parse(json::score_customer(by, record.dump()));
    CHECK(alone["account"] == card["account"]);
    record["consents"].push_back({{"purpose", "*"}, {"state", "withdrawn"}});
    alone = nlohmann::json::parse(json::score_customer(by, record.dump()));
    CHECK(alone["account"]["status"] == "no_consent");
    CHECK(alone["account"]["revenue"].is_null());
}

TEST_CASE("base and table keep their accounts when they are stored, and a person is shown hers") {
    const world w = small_world();
    const crm::customer_base base = w.read();
    const crm::customer_base again = crm::restored_base(crm::stored_base(base));
    const crm::score_table table = scorer_of().score(again, today);
    CHECK(json::write_accounts(table) == json::write_accounts(w.score()));
    const crm::score_table kept = crm::restored_table(crm::stored_table(table), table.model());
    CHECK(json::write_accounts(kept) == json::write_accounts(table));
    const nlohmann::json data = nlohmann::json::parse(json::export_person(base, "ada"));
    CHECK(data["memberships"].size() == 1);
    CHECK(data["memberships"][0]["account"] == "nord");
    nlohmann::json model = model_of();
    model.erase("accounts");
    CHECK_THROWS_WITH_AS((void)json::write_accounts(w.score(model)), "accounts: the model has no section of accounts",
                         error);
}
