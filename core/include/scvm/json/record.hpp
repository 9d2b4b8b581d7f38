#pragma once

#include <scvm/crm/scorer.hpp>
#include <scvm/json/base.hpp>
#include <scvm/json/card.hpp>
#include <scvm/json/object_reader.hpp>

#include <nlohmann/json.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace scvm::json {

/// One customer's data as a CRM hands it over in a save hook.
struct customer_record {
    std::string id;
    std::int64_t as_of = 0;
    crm::customer_history history;
    std::vector<crm::rejected_row> rejected;  ///< rows of the record that could not be used; the others are
};

namespace detail {

inline void read_answer(const nlohmann::json& value, const std::string& path, const crm::question_index& questions,
                        std::int64_t as_of, crm::customer_history& history) {
    object_reader in(value, path, errc::bad_record);
    const std::string item = read_id(in.required("item"), in.path("item"));
    const double answer = read_optional_number(in.required_or_null("value"), in.path("value"));
    const auto* time = in.find("time");
    const auto* wave = in.find("wave");
    crm::dated_answer result;
    result.question = questions.find(item);
    result.value = answer;
    result.time = time == nullptr ? 0 : read_time(*time, in.path("time"));
    result.wave = wave == nullptr ? 0 : read_wave(*wave, in.path("wave"));
    in.finish();
    crm::require_timestamp(in.path("time"), result.time);
    if (result.question != crm::question_index::none && !std::isnan(answer) && result.time <= as_of) {
        history.answers.push_back(result);
    }
}

inline void read_purchase(const nlohmann::json& value, const std::string& path, crm::customer_history& history) {
    object_reader in(value, path, errc::bad_record);
    const std::int64_t time = read_time(in.required("time"), in.path("time"));
    const double amount = in.number("amount");
    in.finish();
    crm::require_timestamp(in.path("time"), time);
    if (!(std::fabs(amount) <= crm::max_amount)) {
        throw_domain(in.path("amount"), amount, "an amount of money from -1e15 to 1e15");
    }
    history.purchase_time.push_back(time);
    history.purchase_amount.push_back(amount);
}

template <class Read>
void read_record_rows(const nlohmann::json& rows, crm::table where, customer_record& record, Read read) {
    for (std::size_t i = 0; i < rows.size(); ++i) {
        try {
            read(rows[i], std::string(crm::name_of(where)) + "[" + std::to_string(i) + "]");
        } catch (const error& e) {
            record.rejected.push_back({where, i, e.code(), e.what()});
        }
    }
}

}  // namespace detail

/// Reads a customer record (docs/records.md):
///
///     {"id": "c17", "as_of": "2026-11-21",
///      "answers": [{"item": "sat_overall", "value": 4, "time": "2026-03-01", "wave": 2}],
///      "purchases": [{"time": "2026-08-01", "amount": 480.00}]}
///
/// Throws error{bad_record} if the record is no JSON, has no id or no as_of, or has a key that nobody knows; a row of
/// it that cannot be used is rejected alone.
[[nodiscard]] inline customer_record read_record(std::string_view text, const crm::scorer& by) {
    const nlohmann::json document = parse(text, errc::bad_record, "record");
    object_reader in(document, "record", errc::bad_record);
    customer_record record;
    record.id = detail::read_id(in.required("id"), in.path("id"));
    crm::require_id(record.id);
    record.as_of = crm::end_of_day(detail::read_time(in.required("as_of"), in.path("as_of")));
    const nlohmann::json& answers = in.array("answers");
    const nlohmann::json& purchases = in.array("purchases");
    in.finish();
    detail::read_record_rows(answers, crm::table::answers, record, [&](const nlohmann::json& row, std::string path) {
        detail::read_answer(row, path, by.questions(), record.as_of, record.history);
    });
    detail::read_record_rows(
        purchases, crm::table::purchases, record,
        [&](const nlohmann::json& row, std::string path) { detail::read_purchase(row, path, record.history); });
    return record;
}

/// One customer's record in, his explained score card out, in canonical form: the save hook's one call.
///
/// The card equals the one that score_table gives for the same data; rows of the record that could not be used stand in
/// its "rejected". Throws as read_record() does.
[[nodiscard]] inline std::string score_customer(const crm::scorer& by, std::string_view record_text) {
    const customer_record record = read_record(record_text, by);
    std::vector<double> answers;
    const crm::customer_scores scores = by.score(record.history, record.as_of, answers);
    nlohmann::json result = explained_card(by.model(), record.as_of, record.id, scores, answers);
    result["rejected"] = write_rejected(record.rejected);
    return canonical(result);
}

}  // namespace scvm::json
