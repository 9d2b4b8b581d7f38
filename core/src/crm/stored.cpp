#include "crm/base_rows.hpp"

#include <scvm/crm/base_content.hpp>
#include <scvm/crm/customer_base.hpp>
#include <scvm/crm/id_table.hpp>
#include <scvm/crm/score_table.hpp>
#include <scvm/crm/scorer.hpp>
#include <scvm/crm/scoring_model.hpp>
#include <scvm/crm/stored.hpp>
#include <scvm/crm/summary.hpp>
#include <scvm/dates/time_zone.hpp>
#include <scvm/error.hpp>
#include <scvm/math/fnv.hpp>
#include <scvm/version.hpp>

#include <array>
#include <concepts>
#include <cstdint>
#include <cstring>
#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

namespace scvm::crm {

namespace {

template <class T>
concept plain = std::is_arithmetic_v<T> || std::is_enum_v<T>;

// --- what is stored, member by member. A structured binding names all members: one that is added does not compile.

template <class T, class Of>
concept is = std::same_as<std::remove_const_t<T>, Of>;

auto parts(is<survey::contract_term> auto& o) {
    auto& [end, notice] = o;
    return std::tie(end, notice);
}
auto parts(is<base_answer> auto& o) {
    auto& [customer, item, value, time, wave] = o;
    return std::tie(customer, item, value, time, wave);
}
auto parts(is<consent> auto& o) {
    auto& [customer, purpose, state, time, expires, evidence, source] = o;
    return std::tie(customer, purpose, state, time, expires, evidence, source);
}
auto parts(is<base_referral> auto& o) {
    auto& [referrer, referred, time] = o;
    return std::tie(referrer, referred, time);
}
auto parts(is<base_contribution> auto& o) {
    auto& [customer, kind, time, units, accepted, value] = o;
    return std::tie(customer, kind, time, units, accepted, value);
}
auto parts(is<base_published_score> auto& o) {
    auto& [customer, social_score, time] = o;
    return std::tie(customer, social_score, time);
}
auto parts(is<base_complaint> auto& o) {
    auto& [customer, kind, opened, answered, closed, channel, sentiment, topic, case_id] = o;
    return std::tie(customer, kind, opened, answered, closed, channel, sentiment, topic, case_id);
}
auto parts(is<base_helper> auto& o) {
    auto& [id, since, vetted, price, skill, latitude, longitude, from_hour, to_hour] = o;
    return std::tie(id, since, vetted, price, skill, latitude, longitude, from_hour, to_hour);
}
auto parts(is<base_job> auto& o) {
    auto& [helper, customer, asked, outcome, done, skill, price, rating_of_helper, rating_of_seeker, job] = o;
    return std::tie(helper, customer, asked, outcome, done, skill, price, rating_of_helper, rating_of_seeker, job);
}
auto parts(is<base_idea> auto& o) {
    auto& [idea, customer, state, time, value] = o;
    return std::tie(idea, customer, state, time, value);
}
auto parts(is<base_vote> auto& o) {
    auto& [idea, customer, time] = o;
    return std::tie(idea, customer, time);
}
auto parts(is<base_test> auto& o) {
    auto& [test, customer, time] = o;
    return std::tie(test, customer, time);
}
auto parts(is<base_prospect> auto& o) {
    auto& [id, since, became, converted] = o;
    return std::tie(id, since, became, converted);
}
auto parts(is<base_membership> auto& o) {
    auto& [member, account, since, end] = o;
    return std::tie(member, account, since, end);
}
auto parts(is<base_purchases> auto& o) {
    auto& [customer, time, amount, order] = o;
    return std::tie(customer, time, amount, order);
}
auto parts(is<base_interactions> auto& o) {
    auto& [actor, target, kind, time, channel, sentiment, count, event_id, fingerprint] = o;
    return std::tie(actor, target, kind, time, channel, sentiment, count, event_id, fingerprint);
}
auto parts(is<base_attribute> auto& o) {
    auto& [name, values, of_row] = o;
    return std::tie(name, values, of_row);
}
auto parts(is<rejected_row> auto& o) {
    auto& [where, row, code, reason] = o;
    return std::tie(where, row, code, reason);
}
auto parts(is<base_content> auto& o) {
    auto& [customers, employees, departments, levels, items, purposes, channels, respondents, tags, helpers, ideas,
           prospects, accounts, answers, anonymous_answers, purchases, attributes, contracts, consents, interactions,
           referrals, contributions, published_scores, complaints, helper_rows, jobs, idea_rows, votes, tests,
           prospect_rows, memberships] = o;
    return std::tie(customers, employees, departments, levels, items, purposes, channels, respondents, tags, helpers,
                    ideas, prospects, accounts, answers, anonymous_answers, purchases, attributes, contracts, consents,
                    interactions, referrals, contributions, published_scores, complaints, helper_rows, jobs, idea_rows,
                    votes, tests, prospect_rows, memberships);
}
auto parts(is<table_attribute> auto& o) {
    auto& [name, values, of_row] = o;
    return std::tie(name, values, of_row);
}
auto parts(is<survey::interval> auto& o) {
    auto& [estimate, low, high] = o;
    return std::tie(estimate, low, high);
}
auto parts(is<segment_summary> auto& o) {
    auto& [customers, share, revenue, lifetime_value, valued] = o;
    return std::tie(customers, share, revenue, lifetime_value, valued);
}
auto parts(is<anonymous_summary> auto& o) {
    auto& [respondents, segments] = o;
    return std::tie(respondents, segments);
}
auto parts(is<interaction_account> auto& o) {
    auto& [rows, events, used, retries, upon_oneself, after_as_of, too_old, no_consent, hostile, out_of_range,
           rejected] = o;
    return std::tie(rows, events, used, retries, upon_oneself, after_as_of, too_old, no_consent, hostile, out_of_range,
                    rejected);
}
auto parts(is<network::participation_share> auto& o) {
    auto& [members, share, low, high, effort] = o;
    return std::tie(members, share, low, high, effort);
}
auto parts(is<network::participation_result> auto& o) {
    auto& [of_person, members, contributions, shares, heavy_from, intermittent_from, g, p_value, gini, top] = o;
    return std::tie(of_person, members, contributions, shares, heavy_from, intermittent_from, g, p_value, gini, top);
}
auto parts(is<network_summary> auto& o) {
    auto& [participation, scored, follower_correlation, employee_contacts, followers, heard, rows] = o;
    return std::tie(participation, scored, follower_correlation, employee_contacts, followers, heard, rows);
}
auto parts(is<crossing_summary> auto& o) {
    auto& [ties, crossed, ei_index, against_chance] = o;
    return std::tie(ties, crossed, ei_index, against_chance);
}
auto parts(is<staff_bridge> auto& o) {
    auto& [id, inside, outside] = o;
    return std::tie(id, inside, outside);
}
auto parts(is<network::maturity_parts> auto& o) {
    auto& [taking_part, returned, across_departments, across_levels] = o;
    return std::tie(taking_part, returned, across_departments, across_levels);
}
auto parts(is<network::maturity_result> auto& o) {
    auto& [index, low, high, employees, ties, of] = o;
    return std::tie(index, low, high, employees, ties, of);
}
auto parts(is<network::lead_lag_result> auto& o) {
    auto& [status, steps, lag, correlation, without_lead, p_value] = o;
    return std::tie(status, steps, lag, correlation, without_lead, p_value);
}
auto parts(is<employee_summary> auto& o) {
    auto& [employees, taking_part, bridges, pairs, returned, departments, levels, maturity, customers, covered, lead] =
        o;
    return std::tie(employees, taking_part, bridges, pairs, returned, departments, levels, maturity, customers, covered,
                    lead);
}
auto parts(is<matters_summary> auto& o) {
    auto& [ranked, draws, tied, sources, betweenness_error, plan, eligible, spent, reached, reached_error, at_least,
           proven, persons, persons_error] = o;
    return std::tie(ranked, draws, tied, sources, betweenness_error, plan, eligible, spent, reached, reached_error,
                    at_least, proven, persons, persons_error);
}
auto parts(is<equity::rank_change> auto& o) {
    auto& [customers, spearman, kendall, top_from_before, top_from_after, entered, left, stayed, moved_share] = o;
    return std::tie(customers, spearman, kendall, top_from_before, top_from_after, entered, left, stayed, moved_share);
}
auto parts(is<equity::funnel_step> auto& o) {
    auto& [reached, share, low, high, conversion, conversion_low, conversion_high] = o;
    return std::tie(reached, share, low, high, conversion, conversion_low, conversion_high);
}
auto parts(is<equity::stages_result> auto& o) {
    auto& [of_customer, premature, incomplete, funnel, scaled, errors, reproducibility, minimal, scalability] = o;
    return std::tie(of_customer, premature, incomplete, funnel, scaled, errors, reproducibility, minimal, scalability);
}
auto parts(is<equity::sharing_kind_summary> auto& o) {
    auto& [events, sharers, decided, accepted, acceptance, acceptance_low, acceptance_high] = o;
    return std::tie(events, sharers, decided, accepted, acceptance, acceptance_low, acceptance_high);
}
auto parts(is<equity_summary> auto& o) {
    auto& [counted, lifetime_value, network_value, credited, knowledge_value, knowledge_value_apart, engagement_value,
           external_expected, external_value, ranks, stages, referrals, rejected_referrals, sharing, sharers,
           concentration] = o;
    return std::tie(counted, lifetime_value, network_value, credited, knowledge_value, knowledge_value_apart,
                    engagement_value, external_expected, external_value, ranks, stages, referrals, rejected_referrals,
                    sharing, sharers, concentration);
}
auto parts(is<time_figures> auto& o) {
    auto& [suppressed, n, over, median, p90] = o;
    return std::tie(suppressed, n, over, median, p90);
}
auto parts(is<praise_ratio> auto& o) {
    auto& [name, suppressed, complained, praised, ratio] = o;
    return std::tie(name, suppressed, complained, praised, ratio);
}
auto parts(is<praise_by_attribute> auto& o) {
    auto& [attribute, categories] = o;
    return std::tie(attribute, categories);
}
auto parts(is<recovery_figures> auto& o) {
    auto& [status, n, recovered, change, beyond_noise, moved_share, noise_share, excess_share, excess_p] = o;
    return std::tie(status, n, recovered, change, beyond_noise, moved_share, noise_share, excess_share, excess_p);
}
auto parts(is<queue_entry> auto& o) {
    auto& [id, place, open, open_hours, promised_hours, missed_hours, damage_at_risk, p_opponent, priority] = o;
    return std::tie(id, place, open, open_hours, promised_hours, missed_hours, damage_at_risk, p_opponent, priority);
}
auto parts(is<complaint_figures> auto& o) {
    auto& [rows, no_consent, after_as_of, repeated, too_old, complaints, praises, open, overdue, damage_at_risk,
           promise_kept, promises, response, resolution, topics, attributes, recovery, queue] = o;
    return std::tie(rows, no_consent, after_as_of, repeated, too_old, complaints, praises, open, overdue,
                    damage_at_risk, promise_kept, promises, response, resolution, topics, attributes, recovery, queue);
}
auto parts(is<helper_figure> auto& o) {
    auto& [id, customer, state, badge, jobs, solved, trust, rating, ratings] = o;
    return std::tie(id, customer, state, badge, jobs, solved, trust, rating, ratings);
}
auto parts(is<helper_figures> auto& o) {
    auto& [rows, no_consent, after_as_of, repeated, jobs, solved, failed, open, fill_rate, off_hours, solution, pairs,
           answering, retaliation, states, helpers] = o;
    return std::tie(rows, no_consent, after_as_of, repeated, jobs, solved, failed, open, fill_rate, off_hours, solution,
                    pairs, answering, retaliation, states, helpers);
}
auto parts(is<idea_figure> auto& o) {
    auto& [idea, suppressed, place, state, votes, share] = o;
    return std::tie(idea, suppressed, place, state, votes, share);
}
auto parts(is<quota_figure> auto& o) {
    auto& [value, places, eligible, drawn] = o;
    return std::tie(value, places, eligible, drawn);
}
auto parts(is<tester_draw> auto& o) {
    auto& [test, applied, repeated, no_contact, wrong_segment, wrong_tier, no_quota, seed, fingerprint, quotas,
           testers] = o;
    return std::tie(test, applied, repeated, no_contact, wrong_segment, wrong_tier, no_quota, seed, fingerprint, quotas,
                    testers);
}
auto parts(is<capital_figures> auto& o) {
    auto& [backers, amount, concentration] = o;
    return std::tie(backers, amount, concentration);
}
auto parts(is<cocreation_figures> auto& o) {
    auto& [ideas, accepted, declined, adoption, accepted_value, voters, votes, rejected_votes, ranking, tests, capital,
           others_may_be_summed] = o;
    return std::tie(ideas, accepted, declined, adoption, accepted_value, voters, votes, rejected_votes, ranking, tests,
                    capital, others_may_be_summed);
}
auto parts(is<counted_share> auto& o) {
    auto& [n, count, share] = o;
    return std::tie(n, count, share);
}
auto parts(is<approach_figures> auto& o) {
    auto& [referral, touch, neither] = o;
    return std::tie(referral, touch, neither);
}
auto parts(is<outside_figures> auto& o) {
    auto& [prospects, audience, regarded, open_referrals, bringing, converted, undated, by_approach] = o;
    return std::tie(prospects, audience, regarded, open_referrals, bringing, converted, undated, by_approach);
}
auto parts(is<company_summary> auto& o) {
    auto& [customers, classified, segments, revenue, lifetime_value, valued, survey_status, value_status, consents,
           anonymous, network, equity, employees, matters, helpers, cocreation, complaints, outside] = o;
    return std::tie(customers, classified, segments, revenue, lifetime_value, valued, survey_status, value_status,
                    consents, anonymous, network, equity, employees, matters, helpers, cocreation, complaints, outside);
}
auto parts(is<answer_account> auto& o) {
    auto& [rows, used, superseded, not_answered, after_as_of, other_items, no_consent, rejected] = o;
    return std::tie(rows, used, superseded, not_answered, after_as_of, other_items, no_consent, rejected);
}
auto parts(is<value::purchase_account> auto& o) {
    auto& [rows, used, merged, refunds, zeros_ignored, after_end, rejected, occasions_refunded, unmatched] = o;
    return std::tie(rows, used, merged, refunds, zeros_ignored, after_end, rejected, occasions_refunded, unmatched);
}
auto parts(is<account_figures> auto& o) {
    auto& [members, respondents, satisfaction, satisfaction_low, satisfaction_high, attachment, attachment_low,
           attachment_high, segment, revenue, lifetime_value, network_value] = o;
    return std::tie(members, respondents, satisfaction, satisfaction_low, satisfaction_high, attachment, attachment_low,
                    attachment_high, segment, revenue, lifetime_value, network_value);
}
auto parts(is<account_scores> auto& o) {
    auto& [status, figures] = o;
    return std::tie(status, figures);
}
auto parts(is<account_money> auto& o) {
    auto& [revenue, lifetime_value, network_value] = o;
    return std::tie(revenue, lifetime_value, network_value);
}
auto parts(is<account_tree> auto& o) {
    auto& [ids, above, of_row, scores, rest, total, superseded] = o;
    return std::tie(ids, above, of_row, scores, rest, total, superseded);
}
auto parts(is<score_table_content> auto& o) {
    auto& [model, as_of, ids, numbers, absent_column, codes, attributes, first_answer, answers, summary, answer_rows,
           purchase_rows, purchases_without_consent, rejected, accounts] = o;
    static_cast<void>(model);  // goes its own way
    return std::tie(as_of, ids, numbers, absent_column, codes, attributes, first_answer, answers, summary, answer_rows,
                    purchase_rows, purchases_without_consent, rejected, accounts);
}
template <class A, class B>
auto parts(std::pair<A, B>& o) {
    return std::tie(o.first, o.second);
}
template <class A, class B>
auto parts(const std::pair<A, B>& o) {
    return std::tie(o.first, o.second);
}

// --- to bytes and back

class writing {
public:
    explicit writing(std::string_view kind) : bytes_(kind) {}

    template <class... Parts>
    void operator()(const Parts&... each) {
        (put(each), ...);
    }

    /// The bytes, and what proves that they are whole.
    [[nodiscard]] std::string take() {
        put(math::fnv1a(bytes_));
        return std::move(bytes_);
    }

private:
    void put_raw(const void* from, std::size_t size) { bytes_.append(static_cast<const char*>(from), size); }

    void put(const plain auto& value) { put_raw(&value, sizeof value); }
    void put(std::string_view text) {
        put(text.size());
        bytes_.append(text);
    }
    void put(const std::string& text) { put(std::string_view(text)); }
    void put(const id_table& ids) {
        put(ids.size());
        for (std::size_t code = 0; code < ids.size(); ++code) {
            put(ids[code]);
        }
    }
    template <class T>
    void put(const std::vector<T>& list) {
        put(list.size());
        if constexpr (plain<T>) {
            put_raw(list.data(), list.size() * sizeof(T));
        } else {
            (void)each_of(list);
        }
    }
    template <class T>
    void put(const std::deque<T>& list) {
        put(list.size());
        (void)each_of(list);
    }
    template <class T>
    void put(const std::map<std::string, T>& entries) {
        put(entries.size());
        for (const auto& [key, value] : entries) {
            put(key);
            put(value);
        }
    }
    template <class T, std::size_t N>
    void put(const std::array<T, N>& list) {
        each_of(list);
    }
    template <class T>
    void put(const std::optional<T>& perhaps) {
        put(perhaps.has_value());
        if (perhaps) {
            put(*perhaps);
        }
    }
    template <class T>
    void put(const T& of) {
        std::apply(*this, parts(of));
    }

    void each_of(const auto& list) {
        for (const auto& each : list) {
            put(each);
        }
    }

    std::string bytes_;
};

class reading {
public:
    /// `what` names the bytes in messages.
    reading(std::string_view bytes, std::string_view kind, std::string_view what) : left_(bytes), what_(what) {
        if (bytes.size() < kind.size() + sizeof(std::uint64_t) || !bytes.starts_with(kind)) {
            fail("expected the bytes of one, stored by scvm " + std::string(version));
        }
        const std::string_view told = bytes.substr(0, bytes.size() - sizeof(std::uint64_t));
        std::uint64_t proof = 0;
        std::memcpy(&proof, bytes.data() + told.size(), sizeof proof);
        if (proof != math::fnv1a(told)) {
            fail("the bytes are cut off or have changed");
        }
        left_ = told.substr(kind.size());
    }

    template <class... Parts>
    void operator()(Parts&... each) {
        (get(each), ...);
    }

private:
    [[noreturn]] void fail(const std::string& rule) const {
        throw error(errc::bad_record, std::string(what_) + ": " + rule);
    }

    [[nodiscard]] std::string_view take(std::size_t size) {
        if (size > left_.size()) {
            fail("the bytes end early");
        }
        const std::string_view result = left_.substr(0, size);
        left_.remove_prefix(size);
        return result;
    }
    [[nodiscard]] std::size_t count(std::size_t size_of_each) {
        std::size_t result = 0;
        get(result);
        if (result > left_.size() / size_of_each) {
            fail("the bytes end early");
        }
        return result;
    }

    void get(plain auto& value) { std::memcpy(&value, take(sizeof value).data(), sizeof value); }
    void get(std::string& text) { text = take(count(1)); }
    void get(id_table& ids) {
        const std::size_t size = count(sizeof(std::size_t));
        ids.reserve(size);
        for (std::size_t code = 0; code < size; ++code) {
            (void)ids.insert(take(count(1)));
        }
    }
    template <class T>
    void get(std::vector<T>& list) {
        if constexpr (plain<T>) {
            const std::size_t size = count(sizeof(T));
            const std::string_view bytes = take(size * sizeof(T));
            list.resize(size);
            if (size > 0) {
                std::memcpy(list.data(), bytes.data(), bytes.size());
            }
        } else {
            list.resize(count(1));
            each_of(list);
        }
    }
    template <class T>
    void get(std::deque<T>& list) {
        for (std::size_t left = count(1); left > 0; --left) {
            get(list.emplace_back());
        }
    }
    template <class T>
    void get(std::map<std::string, T>& entries) {
        for (std::size_t left = count(1); left > 0; --left) {
            std::string key;
            get(key);
            get(entries[key]);
        }
    }
    template <class T, std::size_t N>
    void get(std::array<T, N>& list) {
        each_of(list);
    }
    template <class T>
    void get(std::optional<T>& perhaps) {
        bool there = false;
        get(there);
        if (there) {
            get(perhaps.emplace());
        }
    }
    template <class T>
    void get(T& of) {
        std::apply(*this, parts(of));
    }

    void each_of(auto& list) {
        for (auto& each : list) {
            get(each);
        }
    }

    std::string_view left_;
    std::string_view what_;
};

[[nodiscard]] std::string kind_of(std::string_view what) {
    return "scvm " + std::string(version) + " " + std::string(what) + "\n";
}

}  // namespace

/// Whoever may see all of a base and of a table.
struct storage {
    static void pass(auto& through, auto& zone, auto& base) {
        through(zone, base.data_, base.rejected_, base.next_row_, base.gaps_);
    }
    static void place(customer_base& base, const dates::local_clock& at) { base.clocks_ = clock_reader(at); }
    [[nodiscard]] static const score_table_content& content_of(const score_table& table) { return table.content_; }
};

std::string stored_base(const customer_base& base) {
    writing to(kind_of("base"));
    storage::pass(to, base.place().zone(), base);
    return to.take();
}

customer_base restored_base(std::string_view bytes) {
    reading from(bytes, kind_of("base"), "base");
    std::string zone;
    customer_base result;
    storage::pass(from, zone, result);
    storage::place(result, dates::clock_of(zone));
    return result;
}

std::string stored_table(const score_table& table) {
    writing to(kind_of("table"));
    to(storage::content_of(table));
    return to.take();
}

score_table restored_table(std::string_view bytes, scoring_model model) {
    reading from(bytes, kind_of("table"), "table");
    // A table shows the model as its scorer has it, with what follows from the parameters.
    score_table_content result;
    result.model = std::make_shared<const scoring_model>(scorer(std::move(model)).model());
    from(result);
    return score_table(std::move(result));
}

}  // namespace scvm::crm
