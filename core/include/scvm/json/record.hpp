#pragma once

#include <scvm/crm/scorer.hpp>
#include <scvm/json/base.hpp>
#include <scvm/json/card.hpp>
#include <scvm/json/object_reader.hpp>
#include <scvm/json/writer.hpp>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace scvm::json {

/// One customer's data as a CRM hands it over in a save hook.
struct customer_record {
    std::string id;
    std::int64_t as_of = 0;  ///< the last second of the day
    crm::customer_history history;
    std::vector<crm::rejected_row> rejected;  ///< rows of the record that could not be used; the others are
};

namespace detail {

/// Takes a record's parts from the parser as they come, without a tree: a save hook has microseconds.
class record_parser {
public:
    explicit record_parser(const crm::scorer& by) : questions_(by.questions()) {}

    [[nodiscard]] customer_record finish() {
        const auto require = [](bool present, std::string_view key) {
            if (!present) {
                throw error(errc::bad_record, "record." + std::string(key) + ": is missing");
            }
        };
        require(seen_[0], "id");
        require(seen_[1], "as_of");
        // Known only now, as the keys of an object come in any order.
        std::erase_if(record_.history.answers, [&](const auto& each) { return each.time > record_.as_of; });
        return std::move(record_);
    }

    // The events of nlohmann's SAX interface.
    bool null() { return scalar(nullptr); }
    bool boolean(bool value) { return scalar(value); }
    bool number_integer(std::int64_t value) { return scalar(value); }
    bool number_unsigned(std::uint64_t value) { return scalar(value); }
    bool number_float(double value, const std::string&) { return scalar(value); }
    bool string(std::string& value) { return scalar(std::move(value)); }
    bool binary(nlohmann::json::binary_t&) { return scalar(nullptr); }
    bool start_object(std::size_t) { return open(true); }
    bool start_array(std::size_t) { return open(false); }
    bool end_array() { return close(); }
    bool end_object() { return close(); }
    bool parse_error(std::size_t byte, const std::string&, const nlohmann::json::exception& e) {
        throw error(errc::bad_record, dynamic_cast<const nlohmann::json::out_of_range*>(&e) != nullptr
                                          ? "record: a number is too large for a double"
                                          : "record: not JSON from byte " + std::to_string(byte) + " on");
    }

    bool key(std::string& name) {
        if (depth_ == record_level) {
            place_ = place_of(name, record_keys);
            if (!place_) {
                throw error(errc::bad_record,
                            "record." + crm::quoted(name) + ": unknown key; expected one of " + words(record_keys));
            }
            if (std::exchange(seen_[*place_], true)) {
                throw error(errc::bad_record, "record." + crm::quoted(name) + ": stands twice");
            }
        } else if (depth_ == row_level) {
            place_ = place_of(name, keys());
            if (!place_) {
                blame("." + crm::quoted(name) + ": unknown key; expected one of " + words(keys()));
            } else if (!std::exchange(present_[*place_], true)) {
                return true;
            } else {
                blame("." + crm::quoted(name) + ": stands twice");
            }
        }
        return true;
    }

private:
    static constexpr int record_level = 1;
    static constexpr int table_level = 2;
    static constexpr int row_level = 3;
    static constexpr std::array<std::string_view, 5> record_keys = {"id", "as_of", "answers", "purchases", "contracts"};
    static constexpr std::array<std::string_view, 4> answer_keys = {"item", "value", "time", "wave"};
    static constexpr std::array<std::string_view, 2> purchase_keys = {"time", "amount"};
    static constexpr std::array<std::string_view, 2> contract_keys = {"end", "notice_days"};

    [[nodiscard]] std::span<const std::string_view> keys() const {
        return table_ == crm::table::answers     ? std::span<const std::string_view>(answer_keys)
               : table_ == crm::table::purchases ? std::span<const std::string_view>(purchase_keys)
                                                 : std::span<const std::string_view>(contract_keys);
    }

    [[nodiscard]] static std::optional<std::size_t> place_of(std::string_view name,
                                                             std::span<const std::string_view> among) {
        const auto found = std::find(among.begin(), among.end(), name);
        return found == among.end() ? std::nullopt : std::optional<std::size_t>(found - among.begin());
    }

    [[nodiscard]] static std::string words(std::span<const std::string_view> of) {
        std::string result;
        for (const auto each : of) {
            result += (result.empty() ? "" : ", ") + std::string(each);
        }
        return result;
    }

    bool open(bool object) {
        if (++depth_ > static_cast<int>(max_depth)) {
            throw error(errc::bad_record, "record: nested deeper than " + std::to_string(max_depth) + " levels");
        }
        if (depth_ == record_level && !object) {
            throw error(errc::bad_record, "record: expected an object");
        }
        if (depth_ == table_level) {
            const std::string_view name = record_keys[*place_];
            if (object || *place_ < 2) {
                throw error(errc::bad_record, "record." + std::string(name) +
                                                  (*place_ < 2 ? ": expected a text" : ": expected an array"));
            }
            table_ = name == "answers"     ? crm::table::answers
                     : name == "purchases" ? crm::table::purchases
                                           : crm::table::contracts;
            row_ = 0;
        }
        if (depth_ == row_level) {
            begin_row();
            if (!object) {
                blame(": expected an object");
            }
        }
        if (depth_ > row_level) {
            blame(": expected texts and numbers only");
        }
        return true;
    }

    bool close() {
        if (depth_-- == row_level) {
            end_row();
        }
        return true;
    }

    template <class Value>
    bool scalar(Value&& value) {
        if (depth_ == 0) {
            throw error(errc::bad_record, "record: expected an object");
        }
        if (depth_ == record_level) {
            take(nlohmann::json(std::forward<Value>(value)));
        } else if (depth_ == table_level) {
            begin_row();
            blame(": expected an object");
            end_row();
        } else if (depth_ == row_level && fault_.empty()) {
            fields_[*place_] = nlohmann::json(std::forward<Value>(value));
        }
        return true;
    }

    // A value of the record itself.
    void take(const nlohmann::json& value) {
        if (*place_ == 0) {
            record_.id = read_id(value, "record.id");
            crm::require_id(record_.id);
        } else if (*place_ == 1) {
            const std::int64_t time = read_time(value, "record.as_of");
            crm::require_timestamp("record.as_of", time);
            record_.as_of = crm::end_of_day(time);
        } else if (!value.is_null()) {
            throw error(errc::bad_record, "record." + std::string(record_keys[*place_]) + ": expected an array");
        }
    }

    void begin_row() {
        present_.fill(false);
        fault_.clear();
    }

    // The first fault of a row is the one that is told.
    void blame(std::string what) {
        if (fault_.empty()) {
            fault_ = path() + what;
        }
    }

    [[nodiscard]] std::string path() const {
        return std::string(crm::name_of(table_)) + "[" + std::to_string(row_) + "]";
    }

    void end_row() {
        try {
            if (!fault_.empty()) {
                throw error(errc::bad_record, fault_);
            }
            table_ == crm::table::answers     ? take_answer()
            : table_ == crm::table::purchases ? take_purchase()
                                              : take_contract();
        } catch (const error& e) {
            const std::string reason = fault_.empty() ? path() + "." + e.what() : e.what();
            record_.rejected.push_back({table_, row_, e.code(), reason});
        }
        ++row_;
    }

    [[nodiscard]] const nlohmann::json& field(std::size_t place) const {
        if (!present_[place]) {
            throw error(errc::bad_record, std::string(keys()[place]) + ": is missing");
        }
        return fields_[place];
    }

    void take_answer() {
        const nlohmann::json& item = field(0);
        crm::dated_answer answer;
        answer.question = item.is_string() ? questions_.find(item.get_ref<const std::string&>())
                                           : questions_.find(read_id(item, "item"));
        answer.value = read_optional_number(field(1), "value");
        answer.time = present_[2] && !fields_[2].is_null() ? read_time(fields_[2], "time") : 0;
        answer.wave = present_[3] && !fields_[3].is_null() ? read_wave(fields_[3], "wave") : 0;
        crm::require_timestamp("time", answer.time);
        if (answer.question != crm::question_index::none && !std::isnan(answer.value)) {
            record_.history.answers.push_back(answer);
        }
    }

    void take_purchase() {
        const std::int64_t time = read_time(field(0), "time");
        const double amount = read_optional_number(field(1), "amount");
        crm::require_timestamp("time", time);
        crm::require_amount("amount", amount);
        record_.history.purchase_time.push_back(time);
        record_.history.purchase_amount.push_back(amount);
    }

    void take_contract() {
        const std::int64_t end = read_time(field(0), "end");
        const double notice =
            present_[1] && !fields_[1].is_null() ? read_optional_number(fields_[1], "notice_days") : 0;
        record_.history.contract = crm::longer(record_.history.contract, crm::contract_until(end, notice));
    }

    const crm::question_index& questions_;
    customer_record record_;
    int depth_ = 0;
    std::optional<std::size_t> place_;  // of the current key among those of its object
    std::array<bool, record_keys.size()> seen_{};
    crm::table table_ = crm::table::answers;
    std::size_t row_ = 0;
    std::array<nlohmann::json, answer_keys.size()> fields_;
    std::array<bool, answer_keys.size()> present_{};
    std::string fault_;  // of the current row; empty: none
};

}  // namespace detail

/// Reads a customer record (docs/records.md):
///
///     {"id": "c17", "as_of": "2026-11-21",
///      "answers": [{"item": "sat_overall", "value": 4, "time": "2026-03-01", "wave": 2}],
///      "purchases": [{"time": "2026-08-01", "amount": 480.00}],
///      "contracts": [{"end": "2027-01-31", "notice_days": 30}]}
///
/// Throws error{bad_record} if the record is no JSON, has no id or no as_of, or has a key that nobody knows; a row of
/// it that cannot be used is rejected alone.
[[nodiscard]] inline customer_record read_record(std::string_view text, const crm::scorer& by) {
    detail::record_parser parser(by);
    nlohmann::json::sax_parse(text, &parser);
    return parser.finish();
}

/// One customer's record in, his explained score card out, in canonical form: the save hook's one call.
///
/// The card equals the one that score_table gives for the same data; rows of the record that could not be used stand in
/// its "rejected". Throws as read_record() does.
[[nodiscard]] inline std::string score_customer(const crm::scorer& by, std::string_view record_text) {
    const customer_record record = read_record(record_text, by);
    std::vector<double> answers;
    const crm::customer_scores scores = by.score(record.history, record.as_of, answers);
    const card_details details{answers, record.rejected};
    writer out;
    write_card(out, by.model(), record.as_of, record.id, scores, &details);
    return out.take();
}

}  // namespace scvm::json
