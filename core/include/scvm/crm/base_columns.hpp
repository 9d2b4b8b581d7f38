#pragma once

// The tables of a customer base. Each is described here and nowhere else: its columns, what they mean, which must be
// there, what an empty cell stands for, and which numbers they may hold. From that come the readers of bases and
// records, the columns of every language, Arrow, the schemas, the tables in docs/, what is kept, what is shown to a
// person and what is erased. A new column is a member and its line.
//
// A table is one struct in five forms: `answer_cells<as_lent>` are columns that somebody lends, `<as_given>` is one
// row as it is given, `<as_kept>` one that a base keeps, with ids as numbers, `<as_owned>` one that tells it, and
// `<as_kept_columns>` are kept rows by columns.
#include <scvm/dates/reader.hpp>
#include <scvm/describe/words.hpp>
#include <scvm/equity/cocreation.hpp>
#include <scvm/equity/complaints.hpp>
#include <scvm/equity/contributions.hpp>
#include <scvm/equity/helpers.hpp>
#include <scvm/error.hpp>
#include <scvm/network/interactions.hpp>

#include <array>
#include <cmath>
#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace scvm::crm {

/// The tables; each counts its own rows, from 0, over all calls that added to it.
enum class table : int {
    customers,
    answers,
    purchases,
    attributes,
    contracts,
    consents,
    employees,
    interactions,
    referrals,
    contributions,
    anonymous_answers,
    published_scores,
    complaints,
    helpers,
    jobs,
    ideas,
    votes,
    tests,
    prospects,
    memberships,
};
inline constexpr std::size_t tables = 20;
inline constexpr std::array<word, tables> table_words = {
    word{"customers", "Everybody who is scored."},
    {"answers", "Survey answers, one row an answer."},
    {"purchases", "Purchases and refunds, one row each. Rows of one customer and one day merge into one purchase."},
    {"attributes",
     "What customers are grouped by, one table an attribute, one row a customer; a second one is "
     "rejected."},
    {"contracts", "What holds who would leave, one row a contract. The one counts that holds longest."},
    {"consents", "What customers agreed to, one row a decision. A row that is not clearly a grant is a refusal."},
    {"employees", "Who takes part in interactions and is never scored."},
    {"interactions", "Who did what to whom, one row an event."},
    {"referrals", "Who brought whom, one row a referral. One counts for each customer."},
    {"contributions", "What customers shared with the company, one row a contribution."},
    {"anonymous_answers", "Answers under a promise of anonymity: they count in shares, and nowhere else."},
    {"published_scores",
     "The social scores that were published before, one row each. A customer's newest up to the day of scoring counts: "
     "from it the next one moves."},
    {"complaints", "What customers complained about or praised, one row each, and when it was answered and closed."},
    {"helpers",
     "Who helps customers with what, one row a helper and skill. A helper is a customer, or somebody who is known by "
     "the "
     "id alone."},
    {"jobs", "What helpers were asked to do, one row a job, with what both sides say of each other."},
    {"ideas", "What customers proposed, one row an idea."},
    {"votes", "Who voted for which idea, one row a vote. One counts for each customer and idea."},
    {"tests", "Who applied to test which product, one row an application."},
    {"prospects",
     "People outside the base, one row each: prospects, and members of a community whom nobody knows. They are "
     "reached, "
     "refer and are referred; they are never scored."},
    {"memberships",
     "Who belongs to which account, one row each: a contact to a company, a company to its group. Of who belongs to "
     "several on a day, the newest counts."}};
inline constexpr auto table_names = names_of(table_words);
[[nodiscard]] constexpr const auto& words_of(table) {
    return table_names;
}

[[nodiscard]] constexpr std::string_view name_of(table t) {
    return table_names[static_cast<std::size_t>(t)];
}

/// One row that was not taken, and why; everything else of its batch was.
struct rejected_row {
    table where = table::customers;
    std::size_t row = 0;  ///< from 0, over all calls that added to the table
    errc code = errc::domain;
    std::string reason;  ///< names the offender: `customer "c17": not in the customers table`
};

void describe(const auto& is, const rejected_row& o) {
    is("table", o.where, "The table, or the part of the record.");
    is("row", o.row, "Its place there, from 0.");
    is("code", numbered(o.code), "The stable number of the rule that it breaks.");
    is("reason", o.reason, "Names the offender.");
}

/// What one call did with its rows: rows = used + rejected.
struct intake {
    std::size_t rows = 0;
    std::size_t used = 0;
    std::size_t rejected = 0;
};

/// The end of a contract or a consent that has none.
using dates::never;

/// What a person did; the places are the numbers of network::interaction_kind.
inline constexpr auto& interaction_kind_names = network::interaction_kind_names;

/// The seven kinds of sharing (Simmet 2013).
inline constexpr auto& contribution_kind_names = equity::sharing_kind_names;

/// Whether and since when a person agreed. `unclear` is what a row says that is neither a grant nor a refusal that can
/// be read: whatever its date, it counts as a refusal.
enum class consent_state : std::uint8_t { granted, refused, withdrawn, unclear };
inline constexpr std::array<std::string_view, 4> consent_state_names = {"granted", "refused", "withdrawn", "unclear"};
[[nodiscard]] constexpr const auto& words_of(consent_state) {
    return consent_state_names;
}

// --- what a cell of text means

/// A text, and what it means: the number of a customer is not that of an item.
template <class Meaning>
struct cell_text : std::string_view {
    using meaning = Meaning;
    constexpr cell_text(std::string_view text = {}) : std::string_view(text) {}  // NOLINT: it is that text
};
using owner_id = cell_text<struct an_owner>;  ///< the customer whom the row is about; a record's own rows have none
using customer_id = cell_text<struct a_customer>;   ///< a customer, or "": none
using brought_id = cell_text<struct a_brought>;     ///< a customer, or somebody outside the base
using person_id = cell_text<struct a_person>;       ///< a customer, an employee, or somebody outside the base
using target_id = cell_text<struct a_target>;       ///< the same, or "": nobody
using prospect_id = cell_text<struct a_prospect>;   ///< somebody outside the base whom no row named before
using item_id = cell_text<struct an_item>;          ///< an item of a questionnaire
using respondent_key = cell_text<struct a_key>;     ///< who answered anonymously
using purpose_name = cell_text<struct a_purpose>;   ///< what a consent is about
using channel_name = cell_text<struct a_channel>;   ///< a network; "": none named
using event_key = cell_text<struct an_event>;       ///< of an event or a text that counts once; "": none
using note_text = cell_text<struct a_note>;         ///< shown in an export, and read by nobody else
using consent_word = cell_text<struct a_decision>;  ///< see read_consent_state()
using name_text = cell_text<struct a_name>;         ///< a new id, or a category
using tag_name = cell_text<struct a_tag>;           ///< a topic, a skill, a product; "": none named
using helper_id = cell_text<struct a_helper>;       ///< who helps: a customer, or somebody known by the id alone
using job_helper = cell_text<struct a_job_helper>;  ///< one of the helpers
using new_idea = cell_text<struct a_new_idea>;      ///< the id of an idea that nobody had before
using idea_id = cell_text<struct an_idea>;          ///< one of the ideas
using account_id = cell_text<struct an_account>;    ///< an account, be it a customer or not
using member_id = cell_text<struct a_member>;       ///< a customer, or an account that is none
template <class Enum>
using word_text = cell_text<Enum>;  ///< one of the words of an enum

/// How a base keeps a cell: ids and names as numbers, words as their places, event keys as digests.
template <class Cell>
struct kept_as {
    using type = Cell;
};
template <class Meaning>
struct kept_as<cell_text<Meaning>> {
    using type = std::conditional_t<std::is_enum_v<Meaning>, std::uint8_t, std::uint32_t>;
};
template <>
struct kept_as<channel_name> {
    using type = std::uint8_t;
};
template <>
struct kept_as<event_key> {
    using type = std::uint64_t;
};
template <>
struct kept_as<note_text> {
    using type = std::string;
};
template <>
struct kept_as<consent_word> {
    using type = consent_state;
};

// --- the forms of a table

template <class Cell>
inline constexpr bool is_text_cell = std::is_base_of_v<std::string_view, Cell>;

/// Columns that somebody lends; an optional one may be empty. Texts are plain, and counts come as doubles.
struct as_lent {
    template <class Cell>
    using of =
        std::span<const std::conditional_t<is_text_cell<Cell>, std::string_view,
                                           std::conditional_t<std::is_same_v<Cell, std::uint32_t>, double, Cell>>>;
};
/// One row as it is given.
struct as_given {
    template <class Cell>
    using of = Cell;
};
/// One row as a base keeps it.
struct as_kept {
    template <class Cell>
    using of = typename kept_as<Cell>::type;
};
/// One row that tells what a base keeps; its texts are its own.
struct as_owned {
    template <class Cell>
    using of = std::conditional_t<is_text_cell<Cell>, std::string, Cell>;
};
/// Kept rows by columns.
struct as_kept_columns {
    template <class Cell>
    using of = std::vector<typename kept_as<Cell>::type>;
};

template <class Form, class Cell>
using cell_of = typename Form::template of<Cell>;

/// What an empty cell stands for, where that is not zero or an empty text.
template <class Form, class Value>
[[nodiscard]] constexpr cell_of<Form, Value> otherwise(Value value) {
    if constexpr (std::is_same_v<cell_of<Form, Value>, Value>) {
        return value;
    } else {
        return {};
    }
}
inline constexpr double no_number = std::numeric_limits<double>::quiet_NaN();

/// The range of an amount of money: beyond it lies no purchase in any currency, and the sums would lose their cents.
inline constexpr range any_money = within(-1e15, 1e15);

// --- the tables
//
// In a description, `required` says that the column must be there, `quiet` that an export leaves it out, a range what
// its numbers may be, and null_is what an empty cell means in a column of times. A number that is absent is its
// member's initialiser.

template <class Form = as_lent>
struct customer_cells {
    cell_of<Form, name_text> id{};
};
template <class Form>
void describe(const auto& is, const customer_cells<Form>& o) {
    is("id", o.id, required, "Opaque: UTF-8 of 1 to 1,024 bytes. Each counts once.");
}

template <class Form = as_lent>
struct employee_cells {
    cell_of<Form, name_text> id{};
    cell_of<Form, name_text> department{};
    cell_of<Form, name_text> level{};
};
template <class Form>
void describe(const auto& is, const employee_cells<Form>& o) {
    is("id", o.id, required, "Opaque, and no customer's.");
    is("department", o.department, null_when_absent, "A category, say `service`; empty: not known.");
    is("level", o.level, null_when_absent, "Of the hierarchy: a category, say `2` or `management`; empty: not known.");
}

template <class Form = as_lent>
struct answer_cells {
    cell_of<Form, owner_id> customer{};
    cell_of<Form, item_id> item{};
    cell_of<Form, double> value = otherwise<Form>(no_number);
    cell_of<Form, std::int64_t> time{};  ///< seconds since 1970-01-01 UTC
    cell_of<Form, std::int32_t> wave{};
};
template <class Form>
void describe(const auto& is, const answer_cells<Form>& o) {
    is("customer", o.customer, required, quiet, "Who answered.");
    is("item", o.item, required, "The item's id in the questionnaire of the model; others are counted, not read.");
    is("value", o.value, required, finite_number, unit("answer"), "The raw answer; none: shown, but not answered.");
    is("time", moment(o.time), "When it was given.");
    is("wave", o.wave, unit("survey wave"), "Number of the survey wave; the newest answered one counts.");
}

template <class Form = as_lent>
struct anonymous_answer_cells {
    cell_of<Form, respondent_key> respondent{};
    cell_of<Form, item_id> item{};
    cell_of<Form, double> value = otherwise<Form>(no_number);
    cell_of<Form, std::int64_t> time{};  ///< seconds since 1970-01-01 UTC
    cell_of<Form, std::int32_t> wave{};
};
template <class Form>
void describe(const auto& is, const anonymous_answer_cells<Form>& o) {
    is("respondent", o.respondent, required,
       "A key that tells respondents apart, and that nobody can trace to a person.");
    is("item", o.item, required, "The item's id in the questionnaire of the model.");
    is("value", o.value, required, finite_number, unit("answer"), "The raw answer; none: shown, but not answered.");
    is("time", moment(o.time), null_is(0), "When it was given.");
    is("wave", o.wave, null_is(0), unit("survey wave"), "Number of the survey wave.");
}

template <class Form = as_lent>
struct purchase_cells {
    cell_of<Form, owner_id> customer{};
    cell_of<Form, std::int64_t> time{};  ///< seconds since 1970-01-01 UTC
    cell_of<Form, double> amount{};
    cell_of<Form, event_key> order{};
};
template <class Form>
void describe(const auto& is, const purchase_cells<Form>& o) {
    is("customer", o.customer, required, quiet, "Who bought.");
    is("time", moment(o.time), required, "When.");
    is("amount", o.amount, required, any_money, unit("money"), "In the model's currency; negative: a refund.");
    is("order", o.order, quiet,
       "The id of an order or an invoice: of a customer's rows with one order one counts, and one refund of it.");
}

template <class Form = as_lent>
struct attribute_cells {
    cell_of<Form, owner_id> customer{};
    cell_of<Form, name_text> value{};
};
template <class Form>
void describe(const auto& is, const attribute_cells<Form>& o) {
    is("customer", o.customer, required, quiet, "Whose.");
    is("value", o.value, required, null_when_absent, "A category, say a territory; empty: none.");
}

template <class Form = as_lent>
struct contract_cells {
    cell_of<Form, owner_id> customer{};
    cell_of<Form, std::int64_t> end{};  ///< seconds since 1970-01-01 UTC
    cell_of<Form, double> notice_days{};
};
template <class Form>
void describe(const auto& is, const contract_cells<Form>& o) {
    is("customer", o.customer, required, quiet, "Whom it holds.");
    is("end", moment(o.end), required,
       "The first moment without it; after 2099, as 9999-12-31: never. Until the notice period begins it is a full "
       "barrier.");
    is("notice_days", o.notice_days, within(0, 36525), unit("days"), "Between giving notice and leaving.");
}

template <class Form = as_lent>
struct consent_cells {
    cell_of<Form, owner_id> customer{};
    cell_of<Form, purpose_name> purpose{};
    cell_of<Form, consent_word> state{};
    cell_of<Form, std::int64_t> time{};                            ///< seconds since 1970-01-01 UTC; 0: since ever
    cell_of<Form, std::int64_t> expires = otherwise<Form>(never);  ///< the first second without it
    cell_of<Form, note_text> evidence{};
    cell_of<Form, note_text> source{};
};
template <class Form>
void describe(const auto& is, const consent_cells<Form>& o) {
    is("customer", o.customer, required, quiet, "Who decided: a customer, or somebody outside the base.");
    is("purpose", o.purpose, required, "What it is about, e.g. `scoring`; `*`: every purpose.");
    is("state", o.state, required,
       "`granted`, `refused` or `withdrawn`, in any case; words of opt-in and opt-out forms, true and false are known, "
       "too. Any other is told, and counts as a refusal.");
    is("time", moment(o.time), null_is(0), "From when on it counts; none: a grant since ever, a refusal for ever.");
    is("expires", moment(o.expires), null_is(never),
       "The first second without it, after `time`; none, or after 2099: never.");
    is("evidence", o.evidence, "What proves it, e.g. a form's number. Shown in an export.");
    is("source", o.source, "Where it was given, e.g. `web`. Shown in an export.");
}

template <class Form = as_lent>
struct interaction_cells {
    cell_of<Form, person_id> actor{};
    cell_of<Form, target_id> target{};
    cell_of<Form, word_text<network::interaction_kind>> kind{};
    cell_of<Form, std::int64_t> time{};  ///< seconds since 1970-01-01 UTC
    cell_of<Form, channel_name> channel{};
    cell_of<Form, double> sentiment = otherwise<Form>(no_number);
    cell_of<Form, std::uint32_t> count = otherwise<Form>(std::uint32_t{1});
    cell_of<Form, event_key> event_id{};
    cell_of<Form, event_key> fingerprint{};
};
template <class Form>
void describe(const auto& is, const interaction_cells<Form>& o) {
    is("actor", o.actor, required,
       "Who did it: a customer, an employee or a prospect. Who is in no such table is nobody we know.");
    is("target", o.target, required, null_when_absent, "To whom; empty: the brand, or nobody in particular.");
    is("kind", o.kind, required, "What was done. Whoever only follows carries no weight.");
    is("time", moment(o.time), required, "When.");
    is("channel", o.channel, null_when_absent, "The network it happened in; at most 255 different ones.");
    is("sentiment", o.sentiment, within(-1, 1), "-1 (against) to 1 (in favour); none: not known.");
    is("count", o.count, at_least(1), "How many alike the row stands for.");
    is("event_id", o.event_id, quiet, "Of rows with equal ids one counts.");
    is("fingerprint", o.fingerprint, quiet,
       "The same for near-duplicate texts: of an actor's rows with one fingerprint one counts, and a post, answer or "
       "review that somebody else had posted before counts for nobody.");
}

template <class Form = as_lent>
struct referral_cells {
    cell_of<Form, brought_id> referrer{};
    cell_of<Form, brought_id> referred{};
    cell_of<Form, std::int64_t> time{};  ///< seconds since 1970-01-01 UTC
};
template <class Form>
void describe(const auto& is, const referral_cells<Form>& o) {
    is("referrer", o.referrer, required, "Who brought somebody: a customer or a prospect.");
    is("referred", o.referred, required, "Who was brought, likewise; nobody refers oneself.");
    is("time", moment(o.time), required, "When the referred came.");
}

template <class Form = as_lent>
struct contribution_cells {
    cell_of<Form, owner_id> customer{};
    cell_of<Form, word_text<equity::sharing_kind>> kind{};
    cell_of<Form, std::int64_t> time{};  ///< seconds since 1970-01-01 UTC
    cell_of<Form, double> units = otherwise<Form>(1.0);
    cell_of<Form, double> accepted = otherwise<Form>(no_number);
    cell_of<Form, double> value = otherwise<Form>(no_number);
};
template <class Form>
void describe(const auto& is, const contribution_cells<Form>& o) {
    is("customer", o.customer, required, quiet, "Who shared.");
    is("kind", o.kind, required, "What was shared.");
    is("time", moment(o.time), required, "When.");
    is("units", o.units, within(0, 1e15), unit("units"), "How much of it.");
    is("accepted", o.accepted, yes_or_no, "1: accepted, 0: not; none: not decided.");
    is("value", o.value, any_money, unit("money"),
       "What it is worth in the model's currency, times `accepted`; none: the model's rate, else points.");
}

template <class Form = as_lent>
struct published_score_cells {
    cell_of<Form, owner_id> customer{};
    cell_of<Form, double> social_score{};
    cell_of<Form, std::int64_t> time{};  ///< seconds since 1970-01-01 UTC
};
template <class Form>
void describe(const auto& is, const published_score_cells<Form>& o) {
    is("customer", o.customer, required, quiet, "Whose.");
    is("social_score", o.social_score, required, within(0, 100), unit("points"),
       "What the card called `published_score`.");
    is("time", moment(o.time), required, "As of when.");
}

template <class Form = as_lent>
struct complaint_cells {
    cell_of<Form, owner_id> customer{};
    cell_of<Form, word_text<equity::complaint_kind>> kind{};
    cell_of<Form, std::int64_t> opened{};    ///< seconds since 1970-01-01 UTC
    cell_of<Form, std::int64_t> answered{};  ///< the same; 0: not answered
    cell_of<Form, std::int64_t> closed{};    ///< the same; 0: still open
    cell_of<Form, channel_name> channel{};
    cell_of<Form, double> sentiment = otherwise<Form>(no_number);
    cell_of<Form, tag_name> topic{};
    cell_of<Form, event_key> case_id{};
};
template <class Form>
void describe(const auto& is, const complaint_cells<Form>& o) {
    is("customer", o.customer, required, quiet, "Who complained or praised.");
    is("kind", o.kind, required, "Which of both.");
    is("opened", moment(o.opened), required, "When it came in.");
    is("answered", moment(o.answered), null_is(0), "When it was first answered, not before it came in; none: not yet.");
    is("closed", moment(o.closed), null_is(0), "When it was settled, not before it came in; none: it is open.");
    is("channel", o.channel, null_when_absent, "How it came in: what is promised may depend on it.");
    is("sentiment", o.sentiment, within(-1, 1), "-1 (against) to 1 (in favour); none: not known.");
    is("topic", o.topic, null_when_absent, "What it is about.");
    is("case_id", o.case_id, quiet, "Of a customer's rows with one case, the one that came in first counts.");
}

template <class Form = as_lent>
struct helper_cells {
    cell_of<Form, helper_id> id{};
    cell_of<Form, std::int64_t> since{};  ///< seconds since 1970-01-01 UTC
    cell_of<Form, double> vetted = otherwise<Form>(no_number);
    cell_of<Form, double> price = otherwise<Form>(no_number);
    cell_of<Form, tag_name> skill{};
    cell_of<Form, double> latitude = otherwise<Form>(no_number);
    cell_of<Form, double> longitude = otherwise<Form>(no_number);
    cell_of<Form, double> from_hour = otherwise<Form>(no_number);
    cell_of<Form, double> to_hour = otherwise<Form>(no_number);
};
template <class Form>
void describe(const auto& is, const helper_cells<Form>& o) {
    is("id", o.id, required, "Who helps: a customer's id, or one that is no customer's and no employee's.");
    is("since", moment(o.since), required, "When the helper applied.");
    is("vetted", o.vetted, yes_or_no, "1: checked by the company, 0: not; none: not yet.");
    is("price", o.price, within(0, 1e15), unit("money"), "Of a job, in the model's currency; none: not known.");
    is("skill", o.skill, null_when_absent, "What the helper is good at.");
    is("latitude", o.latitude, within(-90, 90), unit("degrees"), "Where the helper lives; none: not known.");
    is("longitude", o.longitude, within(-180, 180), unit("degrees"), "The same, east of Greenwich.");
    is("from_hour", o.from_hour, within(0, 24), unit("hours"),
       "From when on in a day the helper comes; none: at any hour.");
    is("to_hour", o.to_hour, within(0, 24), unit("hours"), "Until when; before from_hour: on the next day.");
}

template <class Form = as_lent>
struct job_cells {
    cell_of<Form, job_helper> helper{};
    cell_of<Form, owner_id> customer{};
    cell_of<Form, std::int64_t> asked{};  ///< seconds since 1970-01-01 UTC
    cell_of<Form, word_text<equity::job_outcome>> outcome{};
    cell_of<Form, std::int64_t> done{};  ///< the same; 0: not done
    cell_of<Form, tag_name> skill{};
    cell_of<Form, double> price = otherwise<Form>(no_number);
    cell_of<Form, double> rating_of_helper = otherwise<Form>(no_number);
    cell_of<Form, double> rating_of_seeker = otherwise<Form>(no_number);
    cell_of<Form, event_key> job{};
};
template <class Form>
void describe(const auto& is, const job_cells<Form>& o) {
    is("helper", o.helper, required, "Who was to help: an id of the helpers.");
    is("customer", o.customer, required, quiet, "Who seeks help.");
    is("asked", moment(o.asked), required, "When.");
    is("outcome", o.outcome, required, "How it ended.");
    is("done", moment(o.done), null_is(0), "When it ended, not before it was asked for; none: not known.");
    is("skill", o.skill, null_when_absent, "What was needed.");
    is("price", o.price, within(0, 1e15), unit("money"), "What was paid, in the model's currency; none: not known.");
    is("rating_of_helper", o.rating_of_helper, within(1, 5), unit("stars"),
       "What the seeker says of the helper; none: nothing.");
    is("rating_of_seeker", o.rating_of_seeker, within(1, 5), unit("stars"), "The other way round.");
    is("job", o.job, quiet, "Of a customer's rows with one job, the one that was asked for first counts.");
}

template <class Form = as_lent>
struct idea_cells {
    cell_of<Form, new_idea> idea{};
    cell_of<Form, owner_id> customer{};
    cell_of<Form, word_text<equity::idea_state>> state{};
    cell_of<Form, std::int64_t> time{};  ///< seconds since 1970-01-01 UTC
    cell_of<Form, double> value = otherwise<Form>(no_number);
};
template <class Form>
void describe(const auto& is, const idea_cells<Form>& o) {
    is("idea", o.idea, required, "The idea's id: each counts once.");
    is("customer", o.customer, required, quiet, "Who proposed it.");
    is("state", o.state, required, "What the company says of it.");
    is("time", moment(o.time), required, "When it was proposed.");
    is("value", o.value, any_money, unit("money"),
       "What it is worth once accepted, in the model's currency; none: the model's rate for ideas, else points.");
}

template <class Form = as_lent>
struct vote_cells {
    cell_of<Form, idea_id> idea{};
    cell_of<Form, owner_id> customer{};
    cell_of<Form, std::int64_t> time{};  ///< seconds since 1970-01-01 UTC
};
template <class Form>
void describe(const auto& is, const vote_cells<Form>& o) {
    is("idea", o.idea, required, "For which idea.");
    is("customer", o.customer, required, quiet, "Who voted.");
    is("time", moment(o.time), required, "When.");
}

template <class Form = as_lent>
struct test_cells {
    cell_of<Form, tag_name> test{};
    cell_of<Form, owner_id> customer{};
    cell_of<Form, std::int64_t> time{};  ///< seconds since 1970-01-01 UTC
};
template <class Form>
void describe(const auto& is, const test_cells<Form>& o) {
    is("test", o.test, required, "Of which product.");
    is("customer", o.customer, required, quiet, "Who applied.");
    is("time", moment(o.time), required, "When.");
}

template <class Form = as_lent>
struct prospect_cells {
    cell_of<Form, prospect_id> id{};
    cell_of<Form, std::int64_t> since{};  ///< seconds since 1970-01-01 UTC; 0: not known
    cell_of<Form, customer_id> became{};
    cell_of<Form, std::int64_t> converted{};  ///< the same
};
template <class Form>
void describe(const auto& is, const prospect_cells<Form>& o) {
    is("id", o.id, required, "Opaque, and no employee's. Whoever has a customer's id is that customer.");
    is("since", moment(o.since), null_is(0), "Since when the company knows of the person; none: not known.");
    is("became", o.became, null_when_absent,
       "The customer whom the person has become: what was done under this id is that customer's. Several may have "
       "become "
       "one customer. Empty: none yet, or the id says it.");
    is("converted", moment(o.converted), null_is(0),
       "When, not before `since`; as of earlier days the person is still outside. None: the customer's first "
       "purchase.");
}

template <class Form = as_lent>
struct membership_cells {
    cell_of<Form, member_id> member{};
    cell_of<Form, account_id> account{};
    cell_of<Form, std::int64_t> since{};                       ///< seconds since 1970-01-01 UTC; 0: since ever
    cell_of<Form, std::int64_t> end = otherwise<Form>(never);  ///< the first second without it
};
template <class Form>
void describe(const auto& is, const membership_cells<Form>& o) {
    is("member", o.member, required, "A customer, or an account to which others belong.");
    is("account", o.account, required,
       "To what: a customer's id where the account itself buys, else any id that is no person's.");
    is("since", moment(o.since), null_is(0), "Since when; none: since ever.");
    is("end", moment(o.end), null_is(never), "The first moment without it, after `since`; none, or after 2099: never.");
}

using customer_columns = customer_cells<>;
using employee_columns = employee_cells<>;
using answer_columns = answer_cells<>;
using anonymous_answer_columns = anonymous_answer_cells<>;
using purchase_columns = purchase_cells<>;
using attribute_columns = attribute_cells<>;
using contract_columns = contract_cells<>;
using consent_columns = consent_cells<>;
using interaction_columns = interaction_cells<>;
using referral_columns = referral_cells<>;
using contribution_columns = contribution_cells<>;
using published_score_columns = published_score_cells<>;
using complaint_columns = complaint_cells<>;
using helper_columns = helper_cells<>;
using job_columns = job_cells<>;
using idea_columns = idea_cells<>;
using vote_columns = vote_cells<>;
using test_columns = test_cells<>;
using prospect_columns = prospect_cells<>;
using membership_columns = membership_cells<>;

}  // namespace scvm::crm
