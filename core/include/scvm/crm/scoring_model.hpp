#pragma once

#include <scvm/crm/account_rules.hpp>
#include <scvm/crm/consent.hpp>
#include <scvm/crm/matters.hpp>
#include <scvm/crm/service_rules.hpp>
#include <scvm/crm/treatment.hpp>
#include <scvm/dates/time_zone.hpp>
#include <scvm/describe/words.hpp>
#include <scvm/equity/contributions.hpp>
#include <scvm/equity/network_equity.hpp>
#include <scvm/equity/stages.hpp>
#include <scvm/math/confidence.hpp>
#include <scvm/math/matrix.hpp>
#include <scvm/network/community_points.hpp>
#include <scvm/network/interactions.hpp>
#include <scvm/network/participation.hpp>
#include <scvm/network/social_score.hpp>
#include <scvm/network/standing.hpp>
#include <scvm/survey/calibration.hpp>
#include <scvm/survey/disclosure.hpp>
#include <scvm/survey/labels.hpp>
#include <scvm/survey/portfolio.hpp>
#include <scvm/survey/probabilities.hpp>
#include <scvm/survey/questionnaire.hpp>
#include <scvm/value/bg_nbd.hpp>
#include <scvm/value/fit.hpp>
#include <scvm/value/gamma_gamma.hpp>
#include <scvm/value/mbg_nbd.hpp>
#include <scvm/value/parameters.hpp>
#include <scvm/value/pareto_nbd.hpp>
#include <scvm/value/purchases.hpp>

#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace scvm::crm {

/// How the fit of one part of the model ended: each part has its own, and none waits for another.
struct part_fit {
    value::fit_status status = value::fit_status::no_data;
    std::string reason{};
    std::uint64_t customers = 0;

    [[nodiscard]] bool usable() const noexcept { return value::usable(status); }
};

void describe(const auto& is, const part_fit& o) {
    is("status", o.status, required,
       "With the first four words the part is scored; with the others it is what it was before, or absent.");
    is("reason", o.reason, "Of any status but converged, with what can be done about it.");
    is("customers", o.customers, "How many it was estimated from.");
}

/// How survey answers become the portfolio.
struct survey_rules {
    survey::questionnaire questionnaire;  ///< needs an item of "satisfaction" and one of "attachment"
    survey::portfolio portfolio{};
    survey::calibration calibration{};
    std::string voice_item{};
    survey::segment_labels labels{"en", {}};  ///< an empty text: the language's own
    std::optional<double> assumed_satisfaction_reliability{};
    std::optional<double> assumed_attachment_reliability{};
    survey::posterior posterior = survey::posterior::kelley;
    std::optional<survey::measurement> measurement{};
    std::optional<part_fit> boundaries_fit{};
    std::optional<part_fit> measurement_fit{};

    // What follows from these; settle() fills it in.
    std::optional<std::size_t> voice{};  ///< the place of `voice_item` among the items

    /// Throws misfit or error for rules that contradict each other.
    void settle();
};

void describe(const auto& is, const survey_rules& o) {
    is.constant("rule", survey::portfolio_rule_id, "The rule that every share and every segment names.");
    describe(is, o.questionnaire);
    describe(is, o.portfolio);
    is("calibration", o.calibration, "Where the boundaries come from.");
    is("voice_item", o.voice_item, quiet,
       "The id of the item that asks whether the customer recommends; for the fan rules voice and both.");
    describe(is, o.labels);
    is("assumed_satisfaction_reliability", o.assumed_satisfaction_reliability, within(0, 1),
       "Reliability of a scale that cannot have one of its own, e.g. of a single item; without it none is assumed.");
    is("assumed_attachment_reliability", o.assumed_attachment_reliability, within(0, 1), "The same of attachment.");
    is("posterior", o.posterior, first_words(2),
       "What the probability of a group is the probability of: the true score regressed to the mean (kelley), or "
       "centred at the observed one.");
    is("measurement", o.measurement,
       "How the scores vary and how much of that is error; without it, until fitted, there are no probabilities.");
    is("boundaries_fit", o.boundaries_fit, quiet, "How the search for boundaries at the sample's means ended.");
    is("measurement_fit", o.measurement_fit, quiet, "How the estimation of the measurement ended.");
    is.settled(o, [](survey_rules& read) { read.settle(); });
}

/// On what data a model's parameters were estimated, and how surely.
struct fit_record {
    std::string as_of;
    double log_likelihood = 0;
    std::uint64_t customers = 0;
    std::vector<double> standard_errors{};
    math::matrix log_covariance{};
};

void describe(const auto& is, const fit_record& o) {
    is("as_of", o.as_of, required, "The day up to which the data went, e.g. 2026-11-21.");
    is("log_likelihood", o.log_likelihood, required, "Of the parameters on these data.");
    is("customers", o.customers, required, "How many the likelihood is of.");
    is("standard_errors", o.standard_errors, quiet, "Of the parameters, in their order; without them: not known.");
    is("log_covariance", o.log_covariance, quiet,
       "Covariance matrix of the logarithms of the parameters; without it there are no intervals.");
    is.settled(o, [](const fit_record& read) {
        if (read.log_covariance.size() > 0 && !math::cholesky(read.log_covariance)) {
            throw misfit{"log_covariance", "is not positive definite: no covariance"};
        }
    });
}

/// The parameters of a model, and the record of their fit; without one they came from elsewhere.
template <class Model>
struct estimated {
    Model parameters;
    std::optional<fit_record> fit{};
};

template <class Model>
void describe(const auto& is, const estimated<Model>& o) {
    describe(is, o.parameters);
    is("fit", o.fit, "On what data they were estimated; without it they came from elsewhere.");
    is.settled(o, [](const estimated<Model>& read) {
        constexpr std::size_t count = value::parameter_count<Model>;
        const auto require = [&](std::size_t size, const char* name) {
            if (size != 0 && size != count) {
                throw misfit{std::string("fit.") + name,
                             "expected " + std::to_string(count) + " numbers a row, as the model has parameters"};
            }
        };
        if (read.fit) {
            require(read.fit->standard_errors.size(), "standard_errors");
            require(read.fit->log_covariance.size(), "log_covariance");
        }
    });
}

/// Which model of purchasing is fitted.
enum class purchasing_kind : std::uint8_t { bg_nbd, mbg_nbd, pareto_nbd };
inline constexpr std::array<std::string_view, 3> purchasing_names = {"bg_nbd", "mbg_nbd", "pareto_nbd"};
[[nodiscard]] constexpr const auto& words_of(purchasing_kind) {
    return purchasing_names;
}

/// A model of purchasing with its parameters; the order is that of purchasing_names.
using purchasing_parameters =
    std::variant<estimated<value::bg_nbd>, estimated<value::mbg_nbd>, estimated<value::pareto_nbd>>;

/// A customer who buys for the first time now. NaN: not known.
struct new_customer {
    double purchases = std::numeric_limits<double>::quiet_NaN();  ///< within the horizon, discounted
    double spend = std::numeric_limits<double>::quiet_NaN();      ///< per purchase, in money
    double value = std::numeric_limits<double>::quiet_NaN();      ///< purchases x spend x margin, where it is finite
};

/// What a fit may use besides the data.
enum class prior_use : std::uint8_t {
    where_few,  ///< a weak prior where the customers are few, or the data alone do not determine the parameters
    none,       ///< nothing: plain maximum likelihood
};
inline constexpr std::array<word, 2> prior_use_words{{
    {"where_few", "a weak prior counts where customers are few, or the data alone do not determine the parameters"},
    {"none", "plain maximum likelihood; what it does not determine stays absent"},
}};
[[nodiscard]] constexpr const auto& words_of(prior_use) {
    return prior_use_words;
}

/// What is known of the parameters before the fit: those of another shop, or of last year.
struct value_prior {
    prior_use use = prior_use::where_few;
    std::optional<purchasing_parameters> purchasing{};
    std::optional<estimated<value::gamma_gamma>> spending{};
};

void describe(const auto& is, const value_prior& o) {
    is("use", o.use, "Whether a weak prior may help where none of your own is given.");
    is.alternatives(
        purchasing_names, o.purchasing,
        "Parameters that are expected, e.g. last year's with their fit; its covariance counts half, as most "
        "of its purchases are in this year's data, too. Without a fit they are taken to be about as sure as "
        "the weak prior is.");
    is("gamma_gamma", o.spending, "The same of spending.");
}

/// How purchases become customer value.
struct value_rules {
    value::time_unit unit = value::time_unit::week;
    value::refund_policy refunds = value::refund_policy::net;
    value::zero_policy zeros = value::zero_policy::count;
    double horizon = 52;
    double yearly_discount = 0.1;
    double margin = 1;
    double confidence = math::usual_confidence;
    purchasing_kind purchasing_model = purchasing_kind::bg_nbd;
    std::optional<purchasing_parameters> purchasing;
    std::optional<estimated<value::gamma_gamma>> spending;
    std::optional<value_prior> prior{};
    std::optional<part_fit> purchasing_fit{};
    std::optional<part_fit> spending_fit{};

    /// What the lifetime values are compared with. Follows from the parameters: a scorer fills it in.
    new_customer newcomer{};
};

void describe(const auto& is, const value_rules& o) {
    is("unit", o.unit, "The unit of t_x, T and horizon.");
    is("refunds", o.refunds, "What a negative amount does: it lowers earlier purchases, is left out, or is rejected.");
    is("zero_amounts", o.zeros, "What a purchase of amount 0 does: it counts, is left out, or is rejected.");
    is("horizon", o.horizon, above(0).to(1e6), "How far ahead purchases count, in units.");
    is("yearly_discount", o.yearly_discount, within(0, 1), "Cost of capital, as a fraction: 0.1 is 10 % a year.");
    is("margin", o.margin, within(-1, 1),
       "Share of the money spent that is contribution, as a fraction: 0.4 is 40 %; 1 gives lifetime values in "
       "revenue.");
    is("confidence", o.confidence, above(0).below(1), "Of the intervals of lifetime values.");
    is("purchasing_model", o.purchasing_model, "Which model of purchasing is fitted.");
    is.alternatives(purchasing_names, o.purchasing, "Its parameters; without them, until fitted, nothing is forecast.");
    is("gamma_gamma", o.spending,
       "Parameters of the model of spending; without them, until fitted, nothing is forecast.");
    is("prior", o.prior, quiet, "What a fit may use besides the data.");
    is("purchasing_fit", o.purchasing_fit, quiet, "How the fit of the purchasing model ended.");
    is("spending_fit", o.spending_fit, quiet, "How the fit of gamma_gamma ended.");
    is.settled(o, [](const value_rules& read) {
        const auto require = [&](const std::optional<purchasing_parameters>& given, const std::string& path) {
            if (given && given->index() != static_cast<std::size_t>(read.purchasing_model)) {
                throw misfit{path + std::string(purchasing_names[given->index()]),
                             "is not the purchasing_model, which is " +
                                 std::string(purchasing_names[static_cast<std::size_t>(read.purchasing_model)])};
            }
        };
        require(read.purchasing, "");
        if (read.prior) {
            require(read.prior->purchasing, "prior.");
            if (read.prior->use == prior_use::none && (read.prior->purchasing || read.prior->spending)) {
                throw misfit{"prior.use", "is none, although parameters of a prior are given"};
            }
        }
    });
}

/// How a place in the network becomes a social score: one channel, all interactions together.
struct social_rules {
    network::social_channel channel{};
    double floor = network::social_score_model{}.floor;
    double max_change_per_day = network::social_score_model{}.max_change_per_day;

    [[nodiscard]] network::social_score_model model() const {
        return {.channels = {channel}, .floor = floor, .max_change_per_day = max_change_per_day};
    }
};

void describe(const auto& is, const social_rules& o) {
    describe(is, o.channel);
    is("floor", o.floor, above(0).below(50), "Scores lie between floor and 100 - floor.");
    is("max_change_per_day", o.max_change_per_day, above(0).to(100), unit("points"),
       "How far the published score may move in a day; 100: as far as it likes.");
}

/// How interactions become a place in the network.
struct network_rules {
    network::interaction_rules interactions{};
    network::standing_rules standing{};
    double damping = 0.85;
    social_rules social{};
    std::string reference_as_of;
    std::optional<part_fit> reference_fit{};
    network::participation_rule participation{};
    network::point_rules points{};
};

void describe(const auto& is, const network_rules& o) {
    describe(is, o.interactions);
    is("standing", o.standing,
       "How an account comes to count: by what it has bought, and by the regard of others who have; a newcomer, an "
       "employee and an invented account count nothing.");
    is("damping", o.damping, at_least(0).below(1), "Part of the attention that is passed on.");
    is("social_score", o.social, "How reach, amplification and network become one score of 0 to 100.");
    is("reference_as_of", o.reference_as_of, quiet,
       "The day on whose data the score's reference was frozen; without it, it was not.");
    is("reference_fit", o.reference_fit, quiet, "How the search for the score's reference ended.");
    is("participation", o.participation, "Where the classes of contributors begin.");
    is("points", o.points, quiet, "What being recognised by others is worth: points and badges.");
}

/// What one accepted unit of a kind of sharing is worth, unless the contribution brings its own value.
struct sharing_rate {
    double money = 0;
    double points = 1;
};

void describe(const auto& is, const sharing_rate& o) {
    is("money", o.money, at_least(0), unit("money"), "In the model's currency.");
    is("points", o.points, at_least(0), "Where no formula leads to money.");
}

/// How value is credited among the customers, and what else they are worth.
struct equity_rules {
    double referral_share = 0.2;
    double referral_half_life_days = std::numeric_limits<double>::infinity();
    double influence_share = 0.2;
    double most_credited = 2;
    double ceiling = 0.5;
    double passed_on = 0;
    equity::loss_rule losses = equity::loss_rule::shared;
    std::array<sharing_rate, equity::sharing_kinds> sharing{};
    double sharing_window_days = 365;
    equity::stage_rules stages{};
};

void describe(const auto& is, const equity_rules& o) {
    is("referral_share", o.referral_share, within(0, 1),
       "Part of a referred customer's value that is credited to the referrer, times the customer's backing; that value "
       "counts up to what the customer has bought.");
    is("referral_half_life_days", o.referral_half_life_days, above(0), quiet,
       "That part halves after so many days; without it, it does not fade.");
    is("influence_share", o.influence_share, within(0, 1),
       "Part of a customer's value that is credited to those who get the attention, times the customer's standing and "
       "less "
       "for attention that is thin; that value counts up to what the customer has bought.");
    is("most_credited", o.most_credited, above(0),
       "For attention, a customer's value counts up to so many times that of a newcomer: one like of somebody rich "
       "moves "
       "little money.");
    is("ceiling", o.ceiling, above(0).to(1), "The most of a customer's value that is credited to others.");
    is("passed_on", o.passed_on, "Weight of each further link of the chain; 0: one step.");
    is("losses", o.losses,
       "Whether the credit for a customer with a negative value is shared, or kept by the customer.");
    is("sharing", named(o.sharing, equity::sharing_kind_names),
       "What one accepted unit of each kind of sharing is worth, unless the contribution brings its own value.");
    is("sharing_window_days", o.sharing_window_days, above(0), "Contributions of so many days before as_of count.");
    is("stages", o.stages, "What it takes to reach a stage.");
    is.settled(o, [](const equity_rules& read) {
        (void)equity::network_value({}, {}, {.ceiling = read.ceiling, .passed_on = read.passed_on});
    });
}

/// What of figures of few customers is published: the rule of survey/disclosure.hpp, for every page of a score table.
struct privacy_rules {
    double fewest_shown = survey::smallest_cell;
    double p_percent = survey::closest_estimate;
};

void describe(const auto& is, const privacy_rules& o) {
    is("fewest_shown", o.fewest_shown, at_least(3).to(1000), unit("customers"),
       "A number of fewer customers is not published, nor an amount behind which there are fewer.");
    is("p_percent", o.p_percent, within(0, 100), unit("percent"),
       "A sum of money is published only if the customer with the second largest part cannot tell the largest one from "
       "it to within so many percent; 0: only that they differ.");
    is.settled(o, [](const privacy_rules& read) {
        if (read.fewest_shown != std::floor(read.fewest_shown)) {
            throw misfit{"fewest_shown", "expected a whole number"};
        }
    });
}

/// The version of the model file that this library reads and writes.
inline constexpr std::string_view model_schema = "scvm-model/1";

/// Rules and fitted parameters: all that scoring needs besides the data. Plain data; a scorer keeps its own copy.
struct scoring_model {
    std::string id;
    std::string currency;
    std::string time_zone = "UTC";
    std::optional<survey_rules> survey;
    std::optional<value_rules> value;
    std::optional<consent_rules> consent;
    std::optional<network_rules> network;
    std::optional<equity_rules> equity;
    std::optional<treatment_rules> treatment;
    std::optional<matters_rules> matters{};
    std::optional<ambassador_rules> ambassadors{};
    std::optional<privacy_rules> privacy{};
    std::optional<service_rules> service{};
    std::optional<cocreation_rules> cocreation{};
    std::optional<account_rules> accounts{};

    /// SHA-256 of the model's canonical JSON, filled by json::read_model and json::with_hash; empty for a model that
    /// was put together in C++ and never written. Stands on every score, so that a score names what made it.
    std::string hash;
};

/// Throws misfit for a test of `cocreation` that admits groups or tiers which the model does not make: nobody could be
/// drawn.
void check_tests(const scoring_model& model);

void describe(const auto& is, const scoring_model& o) {
    is.constant("schema", model_schema, required, "The version of the file's form.");
    is("id", o.id, required, "The vendor's name of the model, e.g. retail-2026.");
    is("currency", o.currency, "Of all amounts, e.g. EUR; shown, never converted.");
    is("time_zone", o.time_zone, quiet,
       "Where the customers live, as an IANA name like Europe/Berlin: a day is a day there.");
    is("survey", o.survey, "How survey answers become the portfolio; without it, none is scored.");
    is("value", o.value, "How purchases become customer value; without it, none is scored.");
    is("consent", o.consent,
       "What customers must have agreed to; without it, another legal basis holds and only withdrawals leave somebody "
       "out.");
    is("network", o.network, "How interactions become a place in the network; without it, no social score.");
    is("equity", o.equity, "How value is credited among customers; without it, no network value.");
    is("treatment", o.treatment, "What is done for whom; without it, no tiers and no treatments.");
    is("matters", o.matters,
       "How customers who are active, influential and valuable are put in order; without it, none has a place.");
    is("ambassadors", o.ambassadors, "Whom to win as ambassadors; without it, nobody is chosen.");
    is("privacy", o.privacy, "What of figures of few customers is published; without it, the defaults hold.");
    is("service", o.service,
       "What is promised to who complains, and who helps; without it, complaints and helpers are not looked at.");
    is("cocreation", o.cocreation, "How ideas, votes and tests are counted; without it, they are not.");
    is("accounts", o.accounts,
       "How customers add up to the accounts that they belong to; without it, accounts are not looked at.");
    is.settled(o, [](const scoring_model& read) {
        if (!read.survey && !read.value && !read.network) {
            throw misfit{"", "has neither a survey, nor a value, nor a network section: nothing would be scored"};
        }
        try {
            (void)dates::clock_of(read.time_zone);
        } catch (const error& e) {
            throw misfit{"time_zone", std::string(e.what()).substr(std::string_view("zone = ").size())};
        }
        if (read.matters && !read.network) {
            throw misfit{"matters", "needs a network section: activity and influence are places in the network"};
        }
        if (read.matters && !read.value) {
            throw misfit{"matters", "needs a value section: who is compared by value must have one"};
        }
        if (read.ambassadors && !(read.network && read.survey)) {
            throw misfit{"ambassadors", "needs a survey and a network section: a fan passes on what others hear"};
        }
        if (read.ambassadors && read.ambassadors->objective == ambassador_objective::value && !read.value) {
            throw misfit{"ambassadors.objective", "is value, which needs a value section"};
        }
        if (read.equity && !read.value) {
            throw misfit{"equity", "needs a value section: credit is a part of lifetime values"};
        }
        if (read.cocreation) {
            check_tests(read);
        }
        if (read.accounts && read.accounts->weight == account_weight::influence && !read.network) {
            throw misfit{"accounts.weight", "is influence, which needs a network section"};
        }
    });
}

/// A fitted part, as people call it.
struct fitted_part {
    std::string_view name;
    const part_fit* fit;
};

/// The parts of a model that a fit has spoken of, in the order of the file.
[[nodiscard]] std::vector<fitted_part> fitted_parts(const scoring_model& model);

}  // namespace scvm::crm
