#pragma once

#include <scvm/crm/complaint_figures.hpp>
#include <scvm/describe/words.hpp>
#include <scvm/equity/helpers.hpp>
#include <scvm/survey/interval.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace scvm::crm {

/// One helper, be it a customer or not.
struct helper_figure {
    std::string id;
    bool customer = false;
    equity::helper_state state = equity::helper_state::applicant;
    bool badge = false;
    double jobs = 0;
    double solved = 0;
    survey::interval trust;
    double rating = absent;
    double ratings = 0;
};

void describe(const auto& is, const helper_figure& o) {
    is("id", o.id, "The helper.");
    is("customer", o.customer, "Whether the helper is a customer.");
    is("state", o.state, "How far the helper has come.");
    is("badge", o.badge, "Certified by several jobs that went well.");
    is("jobs", o.jobs, unit("jobs"), "That ended.");
    is("solved", o.solved, unit("jobs"), "Of these, that went well.");
    is("trust", o.trust, unit("probability"),
       "That the next job goes well, with its interval; who is at least how good orders the list.");
    is("rating", o.rating, unit("stars"), "Mean of the ratings that count, drawn to the usual one.");
    is("ratings", o.ratings, unit("ratings"), "That count.");
}

/// Whether ratings answer one another.
enum class retaliation_status : std::uint8_t { too_few, not_found, found };
inline constexpr std::array<word, 3> retaliation_status_words{{
    {"too_few", "fewer than four jobs were rated by both sides, or by too few persons to be shown"},
    {"not_found", "the interval of the correlation holds 0"},
    {"found", "who is rated well rates well in return, more than chance would have it: retaliation, or favours"},
}};
[[nodiscard]] constexpr const auto& words_of(retaliation_status) {
    return retaliation_status_words;
}

/// What helpers do for the company's customers.
struct helper_figures {
    std::size_t rows = 0;
    double no_consent = 0;
    double after_as_of = 0;
    std::size_t repeated = 0;
    std::size_t jobs = 0;
    std::size_t solved = 0;
    std::size_t failed = 0;
    std::size_t open = 0;
    survey::interval fill_rate;
    survey::interval off_hours;
    time_figures solution;
    std::size_t pairs = 0;
    survey::interval answering;
    retaliation_status retaliation = retaliation_status::too_few;
    std::array<std::optional<std::size_t>, equity::helper_state_names.size()> states{};
    std::vector<helper_figure> helpers;  ///< persons: in matters(), not described here
};

void describe(const auto& is, const helper_figures& o) {
    is("rows", o.rows, "Rows of the table of jobs that were taken; the next four add up to it.");
    is("no_consent", o.no_consent, unit("rows"),
       "Jobs of persons who did not agree; null where few refuse the same uses.");
    is("after_as_of", o.after_as_of, unit("rows"),
       "Jobs later than the day of scoring; null together with no_consent.");
    is("repeated", o.repeated, "Rows with the job of another row of the same customer.");
    is("jobs", o.jobs, "Jobs that count.");
    is("solved", o.solved, "Of these, that went well.");
    is("failed", o.failed, "That went badly.");
    is("open", o.open, "That have not ended.");
    is("fill_rate", o.fill_rate, unit("share"), "Solved of all that was asked for, with Wilson's interval.");
    is("off_hours", o.off_hours, unit("share"),
       "Of the solved, what was asked for while the company's own service was closed, with Wilson's interval.");
    is("solution", o.solution, "From asking to a solution; what failed counts for as long as it was tried.");
    is("pairs", o.pairs, "Jobs that both sides have rated.");
    is("answering", o.answering, unit("correlation"),
       "Of the two ratings, each less what its person usually gets, by Fisher's z; null below four pairs.");
    is("retaliation", o.retaliation, "Whether ratings answer one another.");
    is("states", named(o.states, equity::helper_state_names), null_when_absent,
       "Helpers by how far they have come; null where these are few, or others that would follow.");
}

}  // namespace scvm::crm
