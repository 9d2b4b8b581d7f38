#include "json/cells.hpp"
#include "json/described_writer.hpp"
#include "json/object_reader.hpp"
#include "json/writer.hpp"

#include <scvm/crm/score_card.hpp>
#include <scvm/crm/scorer.hpp>
#include <scvm/json/record.hpp>

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

namespace detail {

/// What the last batch's card said of the customer's place among others: its objects "network", "equity" and
/// "treatment", handed back as they are. Keys that are computed anew are passed over.
class carried_parts {
public:
    void begin(std::size_t part) {
        part_ = part;
        seen_[part] = true;
    }

    void take(std::string_view key, const nlohmann::json& value) {
        const std::string path = "record." + std::string(names[part_]) + "." + std::string(key);
        if (std::find(taken_.begin(), taken_.end(), path) != taken_.end()) {
            throw error(errc::bad_record, path + ": stands twice");
        }
        taken_.push_back(path);
        for (const auto& field : network_fields) {
            if (part_ == network_part && key == field.name) {
                network_.*field.to = read_optional_number(value, path);
                return;
            }
        }
        for (const auto& field : equity_fields) {
            if (part_ == equity_part && key == field.name) {
                equity_.*field.to = read_optional_number(value, path);
                return;
            }
        }
        const auto text = [&] { return value.is_string() ? value.get<std::string>() : std::string(); };
        if (part_ == network_part && key == "participation") {
            constexpr auto& words = network::participation_class_names;
            const auto word = std::find(words.begin(), words.end(), text());
            if (word == words.end()) {
                throw error(errc::bad_record, path + ": expected inactive, lurker, intermittent or heavy");
            }
            network_.participation = static_cast<network::participation_class>(word - words.begin());
        } else if (part_ == network_part && key == "status") {
            const std::string status = text();
            // A card that knew no place has none to hand back.
            seen_[part_] = status != scvm::word_of(crm::network_score_status::not_carried) &&
                           status != scvm::word_of(crm::network_score_status::no_consent);
        } else if (part_ == treatment_part && key == "value_tier") {
            tier_ = text();
        } else if (part_ == treatment_part && key == "action") {
            action_ = text();
        } else if (part_ == treatment_part && key == "status") {
            waits_ = text() == scvm::word_of(crm::treatment_status::no_capacity);
        } else if (std::find(computed.begin(), computed.end(), key) == computed.end()) {
            throw error(errc::bad_record, "record." + std::string(names[part_]) + "." + crm::quoted(key) +
                                              ": unknown key; expected those of a card");
        }
    }

    void finish(const crm::scoring_model& model, crm::customer_history& history) const {
        if (seen_[network_part]) {
            crm::network_inputs& to = history.network.emplace();
            to.features = {network_.reach, network_.amplification, network_.reactor_influence};
            const auto values = to.features.values();
            if (!to.features.absent() &&
                std::any_of(values.begin(), values.end(), [](double v) { return std::isnan(v); })) {
                throw error(
                    errc::bad_record,
                    "record.network: reach, amplification and reactor_influence go together: expected all three "
                    "as numbers, or none");
            }
            to.contributions = network_.contributions;
            to.influence = network_.influence;
            to.followers = network_.followers;
            to.engaged = network_.engaged_followers;
            to.participation = network_.participation;
        }
        // A card of a customer without consent carries nothing.
        if (seen_[equity_part] && !std::isnan(equity_.given_share)) {
            history.equity = {equity_.given_share,
                              zero_if_absent(equity_.referral_value),
                              zero_if_absent(equity_.influence_value),
                              zero_if_absent(equity_.contacts),
                              zero_if_absent(equity_.answered),
                              zero_if_absent(equity_.recommendations),
                              zero_if_absent(equity_.helped)};
        }
        if (seen_[treatment_part] && model.treatment) {
            // A batch knows a previous tier by the attribute that the model names; without one, nobody has any.
            if (!model.treatment->previous_tier.empty()) {
                history.previous_tier = model.treatment->tier_named(tier_);
            }
            const auto& actions = model.treatment->actions;
            const auto action =
                std::find_if(actions.begin(), actions.end(), [&](const auto& each) { return each.id == action_; });
            if (waits_ && action != actions.end()) {
                history.waits_for = static_cast<std::int32_t>(action - actions.begin()) + 1;
            }
        }
    }

private:
    static constexpr std::array<std::string_view, 3> names = {"network", "equity", "treatment"};
    static constexpr std::size_t network_part = 0;
    static constexpr std::size_t equity_part = 1;
    static constexpr std::size_t treatment_part = 2;

    template <class Part>
    struct number_field {
        std::string_view name;
        double Part::*to;
    };
    static constexpr number_field<crm::network_scores> network_fields[] = {
        {"amplification", &crm::network_scores::amplification},
        {"contributions", &crm::network_scores::contributions},
        {"engaged_followers", &crm::network_scores::engaged_followers},
        {"followers", &crm::network_scores::followers},
        {"influence", &crm::network_scores::influence},
        {"reach", &crm::network_scores::reach},
        {"reactor_influence", &crm::network_scores::reactor_influence},
    };
    static constexpr number_field<crm::equity_scores> equity_fields[] = {
        {"answered", &crm::equity_scores::answered},
        {"contacts", &crm::equity_scores::contacts},
        {"given_share", &crm::equity_scores::given_share},
        {"helped", &crm::equity_scores::helped},
        {"influence_value", &crm::equity_scores::influence_value},
        {"recommendations", &crm::equity_scores::recommendations},
        {"referral_value", &crm::equity_scores::referral_value},
    };
    static constexpr std::array<std::string_view, 14> computed = {
        "social_score",  "status",          "engagement_rate",  "credit_given", "credit_received",
        "network_value", "knowledge_value", "engagement_value", "stage",        "stage_premature",
        "reason",        "priority",        "may_ask_referral", "integrable"};

    [[nodiscard]] static double zero_if_absent(double value) { return std::isnan(value) ? 0 : value; }

    crm::network_scores network_;  // of which the numbers above are filled
    crm::equity_scores equity_;
    std::array<bool, 3> seen_{};
    std::size_t part_ = 0;
    std::string tier_;
    std::string action_;
    bool waits_ = false;
    std::vector<std::string> taken_;
};

/// Takes a record's parts from the parser as they come, without a tree: a save hook has microseconds.
class record_parser {
public:
    explicit record_parser(const crm::scorer& by) : model_(by.model()), questions_(by.questions()) {}

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
        carried_.finish(model_, record_.history);
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
            place_ = record_place_ = place_of(name, record_keys);
            if (!place_) {
                throw error(errc::bad_record,
                            "record." + crm::quoted(name) + ": unknown key; expected one of " + words(record_keys));
            }
            if (std::exchange(seen_[*place_], true)) {
                throw error(errc::bad_record, "record." + crm::quoted(name) + ": stands twice");
            }
        } else if (depth_ == table_level) {
            carried_key_ = name;
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
    // First two scalars, then arrays of rows, then what the last batch's card said, handed back.
    static constexpr std::array<std::string_view, 10> record_keys = {
        "id",       "as_of",         "answers", "purchases", "contracts",
        "consents", "contributions", "network", "equity",    "treatment"};
    static constexpr std::size_t first_table = 2;
    static constexpr std::size_t first_carried = 7;
    static constexpr std::array<crm::table, 5> record_tables = {crm::table::answers, crm::table::purchases,
                                                                crm::table::contracts, crm::table::consents,
                                                                crm::table::contributions};
    static constexpr std::array<std::string_view, 4> answer_keys = {"item", "value", "time", "wave"};
    static constexpr std::array<std::string_view, 2> purchase_keys = {"time", "amount"};
    static constexpr std::array<std::string_view, 2> contract_keys = {"end", "notice_days"};
    static constexpr std::array<std::string_view, 6> consent_keys = {"purpose", "state",    "time",
                                                                     "expires", "evidence", "source"};
    static constexpr std::array<std::string_view, 5> contribution_keys = {"kind", "time", "units", "accepted", "value"};
    static constexpr std::size_t most_keys = 6;

    [[nodiscard]] std::span<const std::string_view> keys() const {
        switch (table_) {
            case crm::table::answers:
                return answer_keys;
            case crm::table::purchases:
                return purchase_keys;
            case crm::table::contracts:
                return contract_keys;
            case crm::table::consents:
                return consent_keys;
            default:
                return contribution_keys;
        }
    }

    [[nodiscard]] bool carries() const { return *record_place_ >= first_carried; }

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
            const std::string name = "record." + std::string(record_keys[*record_place_]);
            if (*record_place_ < first_table) {
                throw error(errc::bad_record, name + ": expected a text");
            }
            if (object != carries()) {
                throw error(errc::bad_record, name + (carries() ? ": expected an object" : ": expected an array"));
            }
            if (carries()) {
                carried_.begin(*record_place_ - first_carried);
                return true;
            }
            table_ = record_tables[*record_place_ - first_table];
            row_ = 0;
        }
        if (depth_ > table_level && carries()) {
            throw error(errc::bad_record, "record." + std::string(record_keys[*record_place_]) + "." +
                                              crm::quoted(carried_key_) + ": expected a text or a number");
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
        } else if (depth_ == table_level && carries()) {
            carried_.take(carried_key_, nlohmann::json(std::forward<Value>(value)));
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
            throw error(errc::bad_record, "record." + std::string(record_keys[*place_]) +
                                              (carries() ? ": expected an object" : ": expected an array"));
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
            take_row();
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

    void take_row() {
        switch (table_) {
            case crm::table::answers:
                return take_answer();
            case crm::table::purchases:
                return take_purchase();
            case crm::table::contracts:
                return take_contract();
            case crm::table::consents:
                return take_consent();
            default:
                return take_contribution();
        }
    }

    [[nodiscard]] bool given(std::size_t place) const { return present_[place] && !fields_[place].is_null(); }

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

    void take_consent() {
        const std::string purpose = read_id(field(0), "purpose");
        const std::string state = read_id(field(1), "state");
        const std::int64_t time = given(2) ? read_time(fields_[2], "time") : 0;
        crm::require_timestamp("time", time);
        const std::int64_t expires = given(3) ? read_time(fields_[3], "expires") : crm::never;
        crm::require_id(purpose);
        record_.history.consents.push_back(
            crm::make_consent(crm::uses_of(purpose, model_.consent), state, time, expires));
    }

    void take_contribution() {
        const std::string kind = read_id(field(0), "kind");
        const double units = given(2) ? read_optional_number(fields_[2], "units") : 1;
        const double accepted = given(3) ? read_optional_number(fields_[3], "accepted") : crm::absent;
        const double value = given(4) ? read_optional_number(fields_[4], "value") : crm::absent;
        record_.history.contributions.push_back(
            crm::make_contribution(0, kind, read_time(field(1), "time"), units, accepted, value));
    }

    const crm::scoring_model& model_;
    const crm::question_index& questions_;
    customer_record record_;
    carried_parts carried_;
    std::string carried_key_;
    std::optional<std::size_t> record_place_;
    int depth_ = 0;
    std::optional<std::size_t> place_;  // of the current key among those of its object
    std::array<bool, record_keys.size()> seen_{};
    crm::table table_ = crm::table::answers;
    std::size_t row_ = 0;
    std::array<nlohmann::json, most_keys> fields_;
    std::array<bool, most_keys> present_{};
    std::string fault_;  // of the current row; empty: none
};

}  // namespace detail

customer_record read_record(std::string_view text, const crm::scorer& by) {
    detail::record_parser parser(by);
    nlohmann::json::sax_parse(text, &parser);
    return parser.finish();
}

std::string score_customer(const crm::scorer& by, std::string_view record_text) {
    const customer_record record = read_record(record_text, by);
    std::vector<double> answers;
    const crm::customer_scores scores = by.score(record.history, record.as_of, answers);
    return write_described(crm::explained_card(by.model(), record.as_of, record.id, scores, answers, record.rejected));
}

}  // namespace scvm::json
