#include "crm/account_scores.hpp"

#include "crm/account_disclosure.hpp"
#include "crm/day_of_memberships.hpp"

#include <scvm/crm/disclosure.hpp>
#include <scvm/crm/scoring_model.hpp>
#include <scvm/math/confidence.hpp>
#include <scvm/math/sum.hpp>
#include <scvm/survey/disclosure.hpp>
#include <scvm/survey/shares.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace scvm::crm {

namespace {

constexpr std::uint32_t none = account_tree::none;

/// A sum of numbers, of which some are absent; absent where all are.
struct sum_of_known {
    math::precise_sum sum;
    std::size_t known = 0;

    void add(double number) {
        if (!std::isnan(number)) {
            sum.add(number);
            ++known;
        }
    }
    void add(const sum_of_known& other) {
        sum.add(other.sum);
        known += other.known;
    }
    [[nodiscard]] double value() const { return known == 0 ? absent : sum.value(); }
};

/// Mean and interval of weighted answers, kept as sums.
struct weighted_sums {
    math::precise_sum weight, square, answers;

    void add(double w, double answer) {
        weight.add(w);
        square.add(w * w);
        answers.add(w * answer);
    }
    void add(const weighted_sums& other) {
        weight.add(other.weight);
        square.add(other.square);
        answers.add(other.answers);
    }

    /// Other answers, whose weights were 1, with another weight each.
    void add(const weighted_sums& other, double w) {
        weight.add(w * other.weight.value());
        square.add(w * w * other.square.value());
        answers.add(w * other.answers.value());
    }

    /// The mean of 0 to 100 with Wilson's interval on the effective number of respondents, as if each answer were one
    /// end of the scale or the other: no answers with this mean differ more, so that it is rather too wide. It is made
    /// of the mean and the number alone, since how much few answers differ tells them. Source: Kish (1965), Survey
    /// Sampling, section 11.7 (effective number).
    [[nodiscard]] survey::interval mean() const {
        const double all = weight.value();
        if (!(all > 0)) {
            return {absent, absent, absent};
        }
        const double share = std::clamp(answers.value() / (100 * all), 0.0, 1.0);
        const double n = all * all / square.value();
        const survey::interval found = survey::wilson_interval(share * n, n, math::usual_confidence);
        return {100 * share, 100 * found.low, 100 * found.high};
    }
};

struct account_sums {
    std::size_t members = 0;
    std::size_t respondents = 0;
    std::size_t heard = 0;  ///< of the respondents, those who have a weight of their own
    weighted_sums satisfaction, attachment;
    weighted_sums unheard_satisfaction, unheard_attachment;  ///< of the others, each with 1
    std::array<sum_of_known, 3> money;

    void add(const account_sums& other) {
        members += other.members;
        respondents += other.respondents;
        heard += other.heard;
        satisfaction.add(other.satisfaction);
        attachment.add(other.attachment);
        unheard_satisfaction.add(other.unheard_satisfaction);
        unheard_attachment.add(other.unheard_attachment);
        for (std::size_t i = 0; i < money.size(); ++i) {
            money[i].add(other.money[i]);
        }
    }

    /// What those weigh who have no weight of their own: as much as the mean of the others.
    [[nodiscard]] double weight_of_unheard() const {
        return heard == 0 ? 1 : satisfaction.weight.value() / static_cast<double>(heard);
    }
    [[nodiscard]] static survey::interval mean(weighted_sums of, const weighted_sums& unheard, double weight) {
        of.add(unheard, weight);
        return of.mean();
    }
};

/// The accounts of the tree, each after those below it.
[[nodiscard]] std::vector<std::uint32_t> from_below(std::span<const std::uint32_t> above) {
    std::vector<std::uint32_t> left(above.size());
    for (const std::uint32_t each : above) {
        if (each != none) {
            ++left[each];
        }
    }
    std::vector<std::uint32_t> result;
    for (std::uint32_t each = 0; each < above.size(); ++each) {
        if (left[each] == 0) {
            result.push_back(each);
        }
    }
    for (std::size_t i = 0; i < result.size(); ++i) {
        if (const std::uint32_t higher = above[result[i]]; higher != none && --left[higher] == 0) {
            result.push_back(higher);
        }
    }
    return result;
}

/// How many whole answers a mean of a dimension has to be away from either end: one leaves open what each person
/// answered; but of one question with two answers, which no other persons can have given with this mean, each has to be
/// given by enough.
[[nodiscard]] double whole_answers(const scoring_model& model, std::string_view dimension,
                                   const privacy_rules& privacy) {
    double steps = 0;
    if (model.survey) {
        for (const survey::item& each : model.survey->questionnaire.items()) {
            steps += each.dimension == dimension && each.weight > 0 ? each.highest - each.lowest : 0;
        }
    }
    return steps > 1 ? 1 : privacy.fewest_shown;
}

[[nodiscard]] account_money money_of(const std::array<double, 3>& of) {
    return {of[0], of[1], of[2]};
}

}  // namespace

account_tree measure_accounts(const customer_base& base, const usable_data& data, const score_table_content& of,
                              std::vector<rejected_row>& rejected) {
    const day_of_memberships day(base, data, of.as_of, rejected);
    const base_content& content = base.content();
    const std::size_t customers = of.ids.size();
    account_tree tree;
    tree.superseded = day.superseded();

    // Places by id, so that the order of the rows decides nothing.
    std::vector<std::uint32_t> codes;
    for (std::uint32_t code = 0; code < content.accounts.size(); ++code) {
        if (day.is_account(code)) {
            codes.push_back(code);
        }
    }
    std::ranges::sort(codes, {}, [&](std::uint32_t code) { return content.accounts[code]; });
    std::vector<std::uint32_t> place_of(content.accounts.size(), none);
    for (std::uint32_t place = 0; place < codes.size(); ++place) {
        place_of[codes[place]] = place;
        tree.ids.emplace_back(content.accounts[codes[place]]);
    }
    const auto place = [&](std::uint32_t code) { return code == none ? none : place_of[code]; };
    for (const std::uint32_t code : codes) {
        tree.above.push_back(place(day.above(code)));
    }

    const std::array<std::span<const double>, 3> amounts = {of.numbers_of("revenue"), of.numbers_of("lifetime_value"),
                                                            of.numbers_of("network_value")};
    const auto satisfaction = of.numbers_of("satisfaction");
    const auto attachment = of.numbers_of("attachment");
    const auto influence = of.numbers_of("influence");
    const auto advocacy = of.numbers_of("advocacy");
    const auto segment = of.codes_of("segment");
    const bool by_influence = of.model->accounts->weight == account_weight::influence;
    std::vector<account_sums> sums(codes.size());
    std::array<sum_of_known, 3> total;
    std::vector<std::vector<std::uint32_t>> persons(codes.size() + 1);
    std::vector<std::vector<std::uint32_t>> respondents(codes.size() + 1);
    std::vector<std::uint32_t> buyer(codes.size(), none);
    std::vector<double> weight(customers);
    tree.of_row.resize(customers, none);
    const auto unhappy = [&](std::uint32_t row) { return by_influence && advocacy[row] < 0; };
    for (std::uint32_t row = 0; row < customers; ++row) {
        const std::uint32_t own = place(day.account_of(row));
        const std::uint32_t at = own == none ? place(day.account_above(row)) : own;
        tree.of_row[row] = at;
        const std::size_t bin = at == none ? codes.size() : at;
        for (std::size_t i = 0; i < amounts.size(); ++i) {
            total[i].add(amounts[i][row]);
            if (own != none) {  // what an account buys tells of no person
                sums[own].money[i].add(amounts[i][row]);
            }
        }
        if (own != none) {
            buyer[own] = row;
        }
        if (own != none || !day.counts(row)) {
            continue;
        }
        persons[bin].push_back(row);
        if (at != none) {
            ++sums[at].members;
        }
        if (segment[row] == static_cast<std::int32_t>(survey::segment::unclassified)) {
            continue;
        }
        respondents[bin].push_back(row);
        weight[row] = !by_influence ? 1 : std::isnan(influence[row]) ? 0 : influence[row];
        if (at != none) {
            account_sums& to = sums[at];
            ++to.respondents;
            if (unhappy(row)) {  // who is dissatisfied gets no influence from the network, whatever the attention
                to.unheard_satisfaction.add(1, satisfaction[row]);
                to.unheard_attachment.add(1, attachment[row]);
            } else {
                ++to.heard;
                to.satisfaction.add(weight[row], satisfaction[row]);
                to.attachment.add(weight[row], attachment[row]);
            }
        }
    }
    const std::vector<std::uint32_t> order = from_below(tree.above);
    const privacy_rules privacy = privacy_of(*of.model);
    const auto may_show = [&](std::span<const std::uint32_t> rows, std::span<const double> amount) {
        std::vector<double> list;
        for (const std::uint32_t row : rows) {
            list.push_back(amount[row]);
        }
        return may_show_sum(list, privacy);
    };
    // As in an account of these alone: who has no weight of his own has the mean of the others'.
    const auto weights_of = [&](std::span<const std::uint32_t> rows) {
        math::precise_sum heard;
        std::size_t who_are = 0;
        for (const std::uint32_t row : rows) {
            heard.add(unhappy(row) ? 0 : weight[row]);
            who_are += unhappy(row) ? 0 : 1;
        }
        const double of_unheard = who_are == 0 ? 1 : heard.value() / static_cast<double>(who_are);
        std::vector<double> result;
        for (const std::uint32_t row : rows) {
            result.push_back(unhappy(row) ? of_unheard : weight[row]);
        }
        return result;
    };
    const auto enough = [&](std::span<const std::uint32_t> rows) {
        return rows.empty() || static_cast<double>(rows.size()) >= privacy.fewest_shown;
    };
    const shown_accounts members(persons, order, tree.above, enough);
    const auto may_show_money = [&](std::span<const std::uint32_t> rows) {
        return std::ranges::all_of(amounts, [&](const auto& amount) { return may_show(rows, amount); });
    };
    const told_persons told(std::move(persons), order, tree.above, customers,
                            [&](const auto& rows) { return enough(rows) && may_show_money(rows); });
    const told_accounts money(told.rest(), buyer, tree.above, may_show_money);
    const std::array<double, 2> enough_whole = {whole_answers(*of.model, survey::satisfaction_dimension, privacy),
                                                whole_answers(*of.model, survey::attachment_dimension, privacy)};
    const shown_accounts survey(std::move(respondents), order, tree.above, [&](const auto& rows) {
        const std::vector<double> weights = weights_of(rows);
        std::array<survey::answer_sums, 2> answers;
        for (std::size_t i = 0; i < rows.size(); ++i) {
            answers[0].add(weights[i], satisfaction[rows[i]]);
            answers[1].add(weights[i], attachment[rows[i]]);
        }
        return may_show_sum(weights, privacy) && !answers[0].tell(enough_whole[0]) && !answers[1].tell(enough_whole[1]);
    });
    for (std::uint32_t row = 0; row < customers; ++row) {
        if (const std::uint32_t at = told.account_of(row); at != told_persons::nowhere) {
            for (std::size_t i = 0; i < amounts.size(); ++i) {
                sums[at].money[i].add(amounts[i][row]);
            }
        }
    }
    for (const std::uint32_t each : order) {
        if (tree.above[each] != none) {
            sums[tree.above[each]].add(sums[each]);
        }
    }

    std::array<double, 3> whole{};
    std::array<double, 3> rest{};
    std::array<sum_of_known, 3> highest;
    for (std::uint32_t each = 0; each < codes.size(); ++each) {
        account_scores& made = tree.scores.emplace_back();
        account_figures& to = made.figures;
        const account_sums& from = sums[each];
        const auto told_count = [&](std::size_t count) {
            return static_cast<double>(count) >= privacy.fewest_shown ? static_cast<double>(count) : absent;
        };
        to.members = members(each) ? told_count(from.members) : absent;
        to.respondents = survey(each) ? told_count(from.respondents) : absent;
        const bool answered = !std::isnan(to.respondents);
        if (answered) {
            const double unheard = from.weight_of_unheard();
            const auto s = account_sums::mean(from.satisfaction, from.unheard_satisfaction, unheard);
            const auto e = account_sums::mean(from.attachment, from.unheard_attachment, unheard);
            to.satisfaction = s.estimate;
            to.satisfaction_low = s.low;
            to.satisfaction_high = s.high;
            to.attachment = e.estimate;
            to.attachment_low = e.low;
            to.attachment_high = e.high;
            to.segment = of.model->survey->portfolio.place(s.estimate, e.estimate).group;
        }
        if (money(each)) {
            to.revenue = from.money[0].value();
            to.lifetime_value = from.money[1].value();
            to.network_value = from.money[2].value();
            if (tree.above[each] == none || !money(tree.above[each])) {
                for (std::size_t i = 0; i < highest.size(); ++i) {
                    highest[i].add(from.money[i]);
                }
            }
        }
        made.status = money(each) && !told.leaves_out(each) && (answered || !of.model->survey)
                          ? account_status::scored
                          : account_status::too_few;
    }
    for (std::size_t i = 0; i < total.size(); ++i) {
        whole[i] = total[i].value();
        math::precise_sum left = total[i].sum;
        left.add(-highest[i].sum.high);
        left.add(-highest[i].sum.low);
        rest[i] = total[i].known == 0 || !money.tells_rest() ? absent : left.value();
    }
    tree.total = money_of(whole);
    tree.rest = money_of(rest);
    return tree;
}

account_scores account_scores_of(const account_tree& tree, std::size_t row, bool allowed) {
    account_scores result;
    if (!allowed) {
        result.status = account_status::no_consent;
    } else if (tree.of_row[row] == account_tree::none) {
        result.status = account_status::no_account;
    } else {
        result = tree.scores[tree.of_row[row]];
    }
    return result;
}

}  // namespace scvm::crm
