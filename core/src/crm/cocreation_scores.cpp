#include <scvm/crm/cocreation_scores.hpp>
#include <scvm/crm/disclosure.hpp>
#include <scvm/equity/attention.hpp>
#include <scvm/equity/contributions.hpp>
#include <scvm/math/sum.hpp>
#include <scvm/survey/disclosure.hpp>
#include <scvm/survey/shares.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

namespace scvm::crm {

namespace {

/// The ideas by their codes; those that may not be used, or are of a later day, are not there.
struct usable_ideas {
    usable_ideas(const usable_data& data, std::int64_t as_of) : of(data.idea_ids().size()) {
        for (const base_idea& each : data.ideas()) {
            if (each.time <= as_of) {
                of[each.idea] = each;
            }
        }
    }
    std::vector<std::optional<base_idea>> of;
};

class vote_counter {
public:
    vote_counter(const customer_base& base, const usable_data& data, const cocreation_rules& rules,
                 std::span<const std::uint8_t> voters, std::int64_t as_of)
        : content_(base.content()), data_(data), rules_(rules), voters_(voters), as_of_(as_of), ideas_(data, as_of) {}

    /// Votes by the code of the idea; votes that do not count go to `rejected` with the numbers of their rows.
    [[nodiscard]] std::vector<double> run(const customer_base& base, cocreation_figures& figures,
                                          std::vector<rejected_row>& rejected) {
        const std::vector<base_vote>& votes = content_.votes;
        std::vector<std::size_t> order;
        for (std::size_t row = 0; row < votes.size(); ++row) {
            if (data_.allows(data_use::network, votes[row].customer) && votes[row].time <= as_of_) {
                order.push_back(row);
            }
        }
        std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
            const auto key = [&](std::size_t row) {
                return std::tuple(votes[row].idea, votes[row].customer, votes[row].time, row);
            };
            return key(a) < key(b);
        });
        std::vector<std::pair<std::size_t, std::string_view>> faults;
        std::vector<double> result(ideas_.of.size());
        std::vector<std::uint32_t> voters;
        const base_vote* counted = nullptr;
        for (const std::size_t row : order) {
            const base_vote& vote = votes[row];
            const bool again = counted != nullptr && counted->idea == vote.idea && counted->customer == vote.customer;
            if (const std::string_view fault = fault_of(vote, again); !fault.empty()) {
                faults.emplace_back(row, fault);
                continue;
            }
            counted = &vote;
            result[vote.idea] += 1;
            voters.push_back(vote.customer);
        }
        std::sort(voters.begin(), voters.end());
        figures.voters = static_cast<std::size_t>(std::unique(voters.begin(), voters.end()) - voters.begin());
        figures.votes = voters.size();
        std::sort(faults.begin(), faults.end());
        const std::vector<std::size_t> numbers =
            faults.empty() ? std::vector<std::size_t>() : base.row_numbers(table::votes, votes.size());
        for (const auto& [row, fault] : faults) {
            ++figures.rejected_votes[std::string(fault)];
            rejected.push_back({table::votes, numbers[row], errc::domain,
                                "vote of customer " + quoted(content_.customers[votes[row].customer]) + " for idea " +
                                    quoted(content_.ideas[votes[row].idea]) + ": " + sentence_of(fault)});
        }
        return result;
    }

    [[nodiscard]] const usable_ideas& ideas() const noexcept { return ideas_; }

private:
    [[nodiscard]] std::string_view fault_of(const base_vote& vote, bool again) const {
        const std::optional<base_idea>& idea = ideas_.of[vote.idea];
        if (!idea) {
            return "no_idea";
        }
        const auto open_for = static_cast<std::int64_t>(rules_.voting_days * 86400);
        return vote.time < idea->time                            ? "before_idea"
               : vote.time > idea->time + open_for               ? "after_end"
               : again                                           ? "second_vote"
               : !voters_.empty() && voters_[vote.customer] == 0 ? "no_standing"
                                                                 : "";
    }

    [[nodiscard]] static std::string sentence_of(std::string_view fault) {
        return fault == "no_idea"       ? "the idea may not be used, or is of a later day"
               : fault == "before_idea" ? "before the idea was proposed"
               : fault == "after_end"   ? "after the end of the vote"
               : fault == "no_standing"
                   ? "the customer has bought too little, and hardly anybody who has bought more regards him"
                   : "a second one, the first one counts";
    }

    const base_content& content_;
    const usable_data& data_;
    const cocreation_rules& rules_;
    std::span<const std::uint8_t> voters_;
    std::int64_t as_of_;
    usable_ideas ideas_;
};

/// The ideas by the lower end of their interval, then by id.
[[nodiscard]] std::vector<idea_figure> rank_ideas(const usable_data& data, const usable_ideas& ideas,
                                                  const std::vector<double>& votes, std::size_t voters,
                                                  double confidence, double fewest_shown) {
    std::vector<std::uint32_t> order;
    for (std::uint32_t code = 0; code < votes.size(); ++code) {
        if (ideas.of[code]) {
            order.push_back(code);
        }
    }
    std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
        return votes[a] != votes[b] ? votes[a] > votes[b] : data.idea_ids()[a] < data.idea_ids()[b];
    });
    std::vector<double> counts;
    for (const std::uint32_t code : order) {
        counts.push_back(votes[code]);
    }
    const std::vector<unsigned char> hidden = survey::suppress_small(counts, fewest_shown);
    std::vector<idea_figure> result;
    for (std::size_t i = 0; i < order.size(); ++i) {
        idea_figure& made = result.emplace_back();
        made.idea = data.idea_ids()[order[i]];
        made.state = static_cast<equity::idea_state>(ideas.of[order[i]]->state);
        made.suppressed = hidden[i] != 0;
        if (made.suppressed) {
            continue;
        }
        made.votes = static_cast<std::size_t>(counts[i]);
        if (voters > 0) {
            made.share = survey::wilson_interval(counts[i], static_cast<double>(voters), confidence);
        }
        const bool same = i > 0 && result[i - 1].place && counts[i] == counts[i - 1];
        made.place = same ? *result[i - 1].place : i + 1;
    }
    // Among those whose votes are hidden the order by votes would tell them.
    const auto first_hidden =
        std::stable_partition(result.begin(), result.end(), [](const idea_figure& each) { return !each.suppressed; });
    std::sort(first_hidden, result.end(), [](const idea_figure& a, const idea_figure& b) { return a.idea < b.idea; });
    return result;
}

[[nodiscard]] std::string hexadecimal(std::uint64_t number) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string result(16, '0');
    for (std::size_t i = 0; i < 16; ++i) {
        result[15 - i] = digits[number >> 4 * i & 15u];
    }
    return result;
}

/// Who is drawn to test one product.
[[nodiscard]] tester_draw draw_testers(const usable_data& data, const score_table_content& made,
                                       const test_rules& rules) {
    const std::optional<std::uint32_t> tag = data.tags().find(rules.test);
    std::vector<std::uint32_t> applicants;
    for (const base_test& each : data.tests()) {
        if (tag && each.test == *tag + 1 && each.time <= made.as_of) {
            applicants.push_back(each.customer);
        }
    }
    tester_draw result;
    result.test = rules.test;
    result.seed = rules.seed;
    std::sort(applicants.begin(), applicants.end());
    const std::size_t rows = applicants.size();
    applicants.erase(std::unique(applicants.begin(), applicants.end()), applicants.end());
    // What of these counts is shown, the summary decides: it knows what else is published.
    result.applied = applicants.size();
    std::size_t no_contact = 0;
    std::size_t wrong_segment = 0;
    std::size_t wrong_tier = 0;
    std::size_t no_quota = 0;
    result.repeated = rows - applicants.size();

    const auto segments = made.codes_of("segment");
    const auto tiers = made.codes_of("value_tier");
    const table_attribute* by = nullptr;
    for (const table_attribute& each : made.attributes) {
        by = each.name == rules.attribute && !rules.attribute.empty() ? &each : by;
    }
    const auto among = [](const auto& list, const auto& one) {
        return list.empty() || std::find(list.begin(), list.end(), one) != list.end();
    };
    const auto tier_of = [&](std::uint32_t row) -> std::string_view {
        return tiers[row] > 0 && made.model->treatment
                   ? made.model->treatment->tiers[static_cast<std::size_t>(tiers[row] - 1)].name
                   : std::string_view();
    };
    const auto value_of = [&](std::uint32_t row) -> std::string_view {
        return by != nullptr && by->of_row[row] != base_attribute::none ? std::string_view(by->values[by->of_row[row]])
                                                                        : std::string_view();
    };
    std::vector<std::string_view> ids;
    std::vector<std::size_t> quota_of;  // a place among the quotas
    std::vector<test_quota> quotas = rules.quotas;
    if (rules.attribute.empty()) {
        quotas.push_back({"", rules.places});
    }
    for (const std::uint32_t row : applicants) {
        const auto quota = std::find_if(quotas.begin(), quotas.end(), [&](const test_quota& each) {
            return rules.attribute.empty() || each.value == value_of(row);
        });
        if (!data.allows(data_use::contact, row)) {
            ++no_contact;
        } else if (!among(rules.segments, static_cast<survey::segment>(segments[row]))) {
            ++wrong_segment;
        } else if (!among(rules.tiers, tier_of(row))) {
            ++wrong_tier;
        } else if (quota == quotas.end()) {
            ++no_quota;
        } else {
            ids.push_back(made.ids[row]);
            quota_of.push_back(static_cast<std::size_t>(quota - quotas.begin()));
        }
    }
    result.no_contact = no_contact;
    result.wrong_segment = wrong_segment;
    result.wrong_tier = wrong_tier;
    result.no_quota = no_quota;
    result.fingerprint = hexadecimal(equity::draw_winners(ids, 0, rules.seed).fingerprint);
    for (std::size_t q = 0; q < quotas.size(); ++q) {
        std::vector<std::uint8_t> eligible;
        for (const std::size_t each : quota_of) {
            eligible.push_back(each == q ? 1 : 0);
        }
        const auto drawn = equity::draw_winners(ids, static_cast<std::size_t>(quotas[q].places), rules.seed, eligible);
        for (const std::size_t winner : drawn.winners) {
            result.testers.emplace_back(ids[winner]);
        }
        result.quotas.push_back({quotas[q].value, static_cast<std::size_t>(quotas[q].places),
                                 static_cast<std::size_t>(std::count(quota_of.begin(), quota_of.end(), q)),
                                 drawn.winners.size()});
    }
    return result;
}

/// What customers gave of their money: accepted contributions of capital with an amount.
[[nodiscard]] std::map<std::uint32_t, math::precise_sum> stakes_of(const usable_data& data, std::int64_t as_of) {
    std::map<std::uint32_t, math::precise_sum> stakes;
    for (const base_contribution& each : data.contributions()) {
        if (each.kind == static_cast<std::uint8_t>(equity::sharing_kind::capital) && each.time <= as_of &&
            each.accepted == 1 && each.value > 0) {
            stakes[each.customer].add(each.value);
        }
    }
    return stakes;
}

[[nodiscard]] capital_figures add_capital(const std::map<std::uint32_t, math::precise_sum>& stakes,
                                          const privacy_rules& rules) {
    capital_figures result;
    const double backers = static_cast<double>(stakes.size());
    if (backers > 0 && backers < rules.fewest_shown) {
        return result;
    }
    result.backers = stakes.size();
    survey::sum_parts parts;
    std::vector<double> amounts;
    for (const auto& [customer, sum] : stakes) {
        parts.add(sum.value());
        amounts.push_back(sum.value());
    }
    if (amounts.empty() || parts.tells(rules.p_percent)) {
        return result;
    }
    std::sort(amounts.begin(), amounts.end());
    math::precise_sum whole;
    math::precise_sum squares;
    for (const double each : amounts) {
        whole.add(each);
    }
    result.amount = whole.value();
    survey::sum_parts squared;
    for (const double each : amounts) {
        const double part = each / result.amount;
        squares.add(part * part);
        squared.add(part * part);
    }
    // Squares leave half the room that their amounts do.
    if (!squared.tells(2 * rules.p_percent)) {
        result.concentration = squares.value();
    }
    return result;
}

}  // namespace

std::vector<std::uint8_t> voters_of(const usable_data& data, std::span<const double> backing,
                                    const network_state* network) {
    constexpr double least_standing = 0.1;  // what few lend to many accounts carries few of them
    std::vector<std::uint8_t> result(backing.size());
    for (std::size_t c = 0; c < result.size(); ++c) {
        result[c] = backing[c] > 0 || !std::isnan(data.contract(c).end) ||
                    (network != nullptr && network->standings.standing[network->place[c]] >= least_standing);
    }
    return std::ranges::none_of(result, [](std::uint8_t each) { return each != 0; }) ? std::vector<std::uint8_t>()
                                                                                     : result;
}

cocreation_figures measure_cocreation(const customer_base& base, const usable_data& data,
                                      const score_table_content& made, std::span<const std::uint8_t> voters,
                                      std::vector<rejected_row>& rejected) {
    const cocreation_rules& rules = *made.model->cocreation;
    const privacy_rules privacy = privacy_of(*made.model);
    cocreation_figures result;
    vote_counter counter(base, data, rules, voters, made.as_of);
    const std::vector<double> votes = counter.run(base, result, rejected);
    std::vector<math::precise_sum> ideas_worth(made.ids.size());
    math::precise_sum value;
    for (const std::optional<base_idea>& each : counter.ideas().of) {
        if (!each) {
            continue;
        }
        ++result.ideas;
        const bool accepted = each->state == static_cast<std::uint8_t>(equity::idea_state::accepted);
        result.accepted += accepted;
        result.declined += each->state == static_cast<std::uint8_t>(equity::idea_state::declined);
        if (accepted && !std::isnan(each->value)) {
            value.add(each->value);
            ideas_worth[each->customer].add(each->value);
        }
    }
    if (const std::size_t decided = result.accepted + result.declined; decided > 0) {
        result.adoption = survey::wilson_interval(static_cast<double>(result.accepted), static_cast<double>(decided),
                                                  rules.confidence);
    }
    result.ranking = rank_ideas(data, counter.ideas(), votes, *result.voters, rules.confidence, privacy.fewest_shown);
    if (!survey::may_show({static_cast<double>(*result.voters)}, privacy.fewest_shown)) {
        result.voters.reset();
        result.votes.reset();
    }
    for (const test_rules& each : rules.tests) {
        result.tests.push_back(draw_testers(data, made, each));
    }
    const auto stakes = stakes_of(data, made.as_of);
    result.capital = add_capital(stakes, privacy);

    // What all contributions are worth is published as well: none of its parts may be of few.
    const auto knowledge = made.numbers_of("knowledge_value");
    std::vector<double> of_ideas;
    std::vector<double> others;
    for (std::uint32_t row = 0; row < ideas_worth.size(); ++row) {
        const auto stake = stakes.find(row);
        const double of_idea = ideas_worth[row].value();
        const double known = of_idea + (stake == stakes.end() ? 0 : stake->second.value());
        const double rest = (std::isnan(knowledge[row]) ? 0 : knowledge[row]) - known;
        of_ideas.push_back(of_idea);
        others.push_back(std::abs(rest) > 1e-9 * std::abs(known) ? rest : 0);  // a last bit of the sums is nothing
    }
    result.accepted_value = may_show_sum(of_ideas, privacy) ? value.value() : absent;
    result.others_may_be_summed = may_show_sum(others, privacy);
    return result;
}

}  // namespace scvm::crm
