#include <scvm/crm/base_content.hpp>
#include <scvm/crm/id_table.hpp>
#include <scvm/crm/responses.hpp>
#include <scvm/survey/questionnaire.hpp>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace scvm::crm {

question_index::question_index(const survey::questionnaire& of) {
    for (const survey::item& each : of.items()) {
        places_.emplace(each.id, static_cast<std::uint32_t>(places_.size()));
    }
}

response newest_response(std::span<const dated_answer> answers, std::span<double> row, std::span<std::int64_t> when) {
    std::fill(row.begin(), row.end(), std::numeric_limits<double>::quiet_NaN());
    if (answers.empty()) {
        return {};
    }
    const auto older = [](const dated_answer& a, const dated_answer& b) { return a.wave < b.wave; };
    response result{0, std::max_element(answers.begin(), answers.end(), older)->wave};
    for (const dated_answer& each : answers) {
        if (each.wave != result.wave) {
            continue;
        }
        double& value = row[each.question];
        std::int64_t& time = when[each.question];
        const bool first = std::isnan(value);
        if (first || each.time > time || (each.time == time && each.value > value)) {
            value = each.value;
            time = each.time;
        }
        result.answered += first;
    }
    return result;
}

grouped_answers group_answers(std::span<const base_answer> answers, std::size_t customers, const id_table& items,
                              const question_index& questions, std::int64_t as_of) {
    std::vector<std::uint32_t> question_of(items.size());
    for (std::size_t i = 0; i < question_of.size(); ++i) {
        question_of[i] = questions.find(items[i]);
    }

    grouped_answers result;
    result.first.assign(customers + 1, 0);
    const auto counts = [&](const base_answer& each) {
        return question_of[each.item] != question_index::none && each.time <= as_of && !std::isnan(each.value);
    };
    for (const base_answer& each : answers) {
        if (counts(each)) {
            ++result.first[each.customer + 1];
        } else if (question_of[each.item] == question_index::none) {
            ++result.account.other_items;
        } else if (each.time > as_of) {
            ++result.account.after_as_of;
        } else {
            ++result.account.not_answered;
        }
    }
    for (std::size_t c = 1; c < result.first.size(); ++c) {
        result.first[c] += result.first[c - 1];
    }
    std::vector<std::size_t> next(result.first.begin(), result.first.end() - 1);
    result.answers.resize(result.first.back());
    for (const base_answer& each : answers) {
        if (counts(each)) {
            result.answers[next[each.customer]++] = {question_of[each.item], each.wave, each.value, each.time};
        }
    }
    result.account.rows = answers.size();
    return result;
}

}  // namespace scvm::crm
