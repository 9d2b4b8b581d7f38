#pragma once

#include <scvm/describe/words.hpp>
#include <scvm/error.hpp>
#include <scvm/survey/segment.hpp>

#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <string_view>

namespace scvm::survey {

/// The rule that every share and every segment of this library names.
inline constexpr std::string_view portfolio_rule_id = "scvm-ap/1";

/// The cuts of the portfolio, in POMP points (0 to 100).
///
/// The defaults are the category borders of a five-step verbal scale: "satisfied" and "attached" round to at least
/// "agree", "fan" rounds to "fully agree". This is our choice; no published study states its own cuts.
/// A later field follows an earlier one unless it is set: `boundaries{.satisfied = 70}` has fan_satisfied 70.
struct boundaries {
    double satisfied = 62.5;
    double bound = 62.5;
    double fan_bound = 87.5;
    double fan_satisfied = satisfied;
    double captive_bound = bound;
    double barrier = 62.5;
    double voice = 85;
    bool strict = false;

    friend bool operator==(const boundaries&, const boundaries&) = default;
};

void describe(const auto& is, const boundaries& o) {
    is("satisfied", o.satisfied, within(0, 100), "Satisfied from this satisfaction on (sigma).");
    is("bound", o.bound, within(0, 100), "Attached from this attachment on, among the satisfied (epsilon).");
    is("fan_bound", o.fan_bound, within(0, 100), "Attachment of a fan; above bound (epsilon_F).");
    is("fan_satisfied", o.fan_satisfied, within(0, 100), like(o.satisfied),
       "Satisfaction of a fan; at least satisfied (sigma_F).");
    is("captive_bound", o.captive_bound, within(0, 100), like(o.bound),
       "Attached from this attachment on, among the dissatisfied (epsilon_C).");
    is("barrier", o.barrier, within(0, 100), "Held by barriers from this barrier on (kappa).");
    is("voice", o.voice, within(0, 100), "Recommendation of a fan who speaks, for the fan rules voice and both.");
    is("strict", o.strict, "A value on a boundary belongs to the lower group (\"above average\").");
}

/// Cuts under which a fan is "fully" satisfied as well as "fully" attached.
[[nodiscard]] constexpr boundaries strict_fan_boundaries() {
    return {.fan_satisfied = 87.5};
}

/// Values nearer to a cut than this lie on it: a mean of integers misses its decimal by less.
inline constexpr double boundary_tolerance = 1e-9;

/// What makes a sympathizer a fan.
enum class fan_rule : std::uint8_t {
    attachment,  ///< attachment >= fan_bound
    voice,       ///< recommendation >= voice, instead: whoever keeps it to themselves is a sympathizer
    both,
};
inline constexpr std::array<std::string_view, 3> fan_rule_names = {"attachment", "voice", "both"};
[[nodiscard]] constexpr const auto& words_of(fan_rule) {
    return fan_rule_names;
}

/// What makes a dissatisfied customer a captive.
enum class captive_rule : std::uint8_t { attachment, barrier, either };
inline constexpr std::array<std::string_view, 3> captive_rule_names = {"attachment", "barrier", "either"};
[[nodiscard]] constexpr const auto& words_of(captive_rule) {
    return captive_rule_names;
}

/// What holds a captive.
enum class captive_kind : std::uint8_t {
    none,         ///< no captive
    affective,    ///< attachment alone
    calculative,  ///< barriers alone
    both,
};
inline constexpr std::array<word, 4> captive_kind_words{{
    {"none", "no captive"},
    {"affective", "attachment alone"},
    {"calculative", "barriers alone"},
    {"both", "attachment and barriers"},
}};
[[nodiscard]] constexpr const auto& words_of(captive_kind) {
    return captive_kind_words;
}

/// What the portfolio knows of one customer: POMP scores, NaN where absent.
struct portfolio_scores {
    double satisfaction = std::numeric_limits<double>::quiet_NaN();  ///< S
    double attachment = std::numeric_limits<double>::quiet_NaN();    ///< E
    double barrier = std::numeric_limits<double>::quiet_NaN();       ///< K
    double voice = std::numeric_limits<double>::quiet_NaN();         ///< willingness to recommend, for fan_rule::voice
};

/// Where one customer stands.
struct placement {
    segment group = segment::unclassified;
    captive_kind held_by = captive_kind::none;
    bool hurt_fan = false;     ///< dissatisfied, attached like a fan, not held by barriers: first in complaint handling
    bool latched = false;      ///< satisfied, not attached, held by barriers: a mercenary who cannot leave yet
    bool on_boundary = false;  ///< a score lies on a cut that mattered
    bool voice_missing = false;  ///< the fan rule asks for the voice, which is absent: attachment decided alone

    friend bool operator==(const placement&, const placement&) = default;
};

/// Where a batch of placements goes: columns as long as the batch. An empty span is not filled.
struct placement_columns {
    std::span<segment> group{};
    std::span<captive_kind> held_by{};
    std::span<std::uint8_t> hurt_fan{};  ///< 0 or 1, as the flags below
    std::span<std::uint8_t> latched{};
    std::span<std::uint8_t> on_boundary{};
    std::span<std::uint8_t> voice_missing{};
};

/// Throws error{bad_model} unless the cuts lie in 0 to 100 and in their order.
inline void require_boundaries(const boundaries& cuts) {
    const auto require = [](std::string_view name, double value, bool holds, std::string_view rule) {
        if (!holds) {
            throw error(errc::bad_model, "boundaries." + std::string(name) + " = " + number_text(value) +
                                             ": expected " + std::string(rule));
        }
    };
    const auto in_scale = [](double cut) { return cut >= 0 && cut <= 100; };
    require("satisfied", cuts.satisfied, in_scale(cuts.satisfied), "0 to 100");
    require("bound", cuts.bound, in_scale(cuts.bound), "0 to 100");
    require("captive_bound", cuts.captive_bound, in_scale(cuts.captive_bound), "0 to 100");
    require("barrier", cuts.barrier, in_scale(cuts.barrier), "0 to 100");
    require("voice", cuts.voice, in_scale(cuts.voice), "0 to 100");
    require("fan_bound", cuts.fan_bound, in_scale(cuts.fan_bound) && cuts.fan_bound > cuts.bound,
            "above bound (" + number_text(cuts.bound) + "), at most 100");
    require("fan_satisfied", cuts.fan_satisfied, in_scale(cuts.fan_satisfied) && cuts.fan_satisfied >= cuts.satisfied,
            "at least satisfied (" + number_text(cuts.satisfied) + "), at most 100");
}

/// The attachment portfolio, rule scvm-ap/1. Immutable, hence thread-safe.
///
///     S or E absent                                  unclassified
///     S >= sigma:  E >= epsilon_F and S >= sigma_F   fan (or by voice, see fan_rule)
///                  E >= epsilon                      sympathizer
///                  otherwise                         mercenary
///     S <  sigma:  E >= epsilon_C or K >= kappa      captive
///                  otherwise                         opponent
///
/// Source: our own rule in the shape of Jones & Sasser (1995), Harvard Business Review 73(6), with the five groups of
/// Becker & Daschmann (2022); their cuts are not public, so the shares are not comparable with theirs.
class portfolio {
public:
    explicit portfolio(boundaries cuts = {}, fan_rule fans = fan_rule::attachment,
                       captive_rule captives = captive_rule::either)
        : cuts_(cuts), fans_(fans), captives_(captives) {
        require_boundaries(cuts_);
    }

    [[nodiscard]] const boundaries& cuts() const noexcept { return cuts_; }
    [[nodiscard]] fan_rule fans() const noexcept { return fans_; }
    [[nodiscard]] captive_rule captives() const noexcept { return captives_; }

    /// The place of one customer. Throws error{domain} for a score outside 0 to 100; NaN is absent.
    [[nodiscard]] placement place(const portfolio_scores& of) const {
        require_score("satisfaction", of.satisfaction);
        require_score("attachment", of.attachment);
        require_score("barrier", of.barrier);
        require_score("voice", of.voice);
        return place_checked(of);
    }

    [[nodiscard]] placement place(double satisfaction, double attachment,
                                  double barrier = std::numeric_limits<double>::quiet_NaN()) const {
        return place({.satisfaction = satisfaction, .attachment = attachment, .barrier = barrier});
    }

    /// The same for columns; `barrier` and `voice` may be empty. Row i of the result depends on row i alone.
    ///
    /// Throws error{size_mismatch}, and error{domain} with the row for a score outside 0 to 100; rows before it are
    /// written.
    void place(std::span<const double> satisfaction, std::span<const double> attachment,
               std::span<const double> barrier, std::span<const double> voice, const placement_columns& result) const {
        const std::size_t rows = satisfaction.size();
        const auto optional_size = [rows](std::size_t size) { return size == 0 ? rows : size; };
        require_size("attachment", attachment.size(), "satisfaction", rows);
        require_size("barrier", optional_size(barrier.size()), "satisfaction", rows);
        require_size("voice", optional_size(voice.size()), "satisfaction", rows);
        for (const std::size_t size : {result.group.size(), result.held_by.size(), result.hurt_fan.size(),
                                       result.latched.size(), result.on_boundary.size(), result.voice_missing.size()}) {
            require_size("result", optional_size(size), "satisfaction", rows);
        }
        for (std::size_t row = 0; row < rows; ++row) {
            portfolio_scores of{.satisfaction = satisfaction[row], .attachment = attachment[row]};
            of.barrier = barrier.empty() ? of.barrier : barrier[row];
            of.voice = voice.empty() ? of.voice : voice[row];
            require_score("satisfaction", of.satisfaction, row);
            require_score("attachment", of.attachment, row);
            require_score("barrier", of.barrier, row);
            require_score("voice", of.voice, row);
            put(result, row, place_checked(of));
        }
    }

    void place(std::span<const double> satisfaction, std::span<const double> attachment,
               std::span<const double> barrier, std::span<segment> result) const {
        place(satisfaction, attachment, barrier, {}, {.group = result});
    }

private:
    friend void describe(const auto& is, const portfolio& o) {
        is("boundaries", o.cuts_, "The cuts between the groups, in points of 0 to 100.");
        is("fan_rule", o.fans_, "What makes a sympathizer a fan: attachment, the voice (recommendation), or both.");
        is("captive_rule", o.captives_, "What makes a dissatisfied customer a captive.");
        is.settled(o, [](portfolio& made) { require_boundaries(made.cuts_); });
    }

    // Whether a value reaches a cut; under `strict` a value on the cut does not.
    [[nodiscard]] bool reaches(double value, double cut) const {
        return cuts_.strict ? value > cut + boundary_tolerance : value >= cut - boundary_tolerance;
    }

    [[nodiscard]] static bool lies_on(double value, double cut) { return std::fabs(value - cut) <= boundary_tolerance; }

    // Barriers and voice are read as marks, not as averages: a value on the cut counts, whatever `strict` says.
    [[nodiscard]] static bool marks(double value, double cut) { return value >= cut - boundary_tolerance; }

    [[nodiscard]] placement place_checked(const portfolio_scores& of) const {
        if (std::isnan(of.satisfaction) || std::isnan(of.attachment)) {
            return {};
        }
        const bool held = marks(of.barrier, cuts_.barrier);
        return reaches(of.satisfaction, cuts_.satisfied) ? place_satisfied(of, held) : place_dissatisfied(of, held);
    }

    [[nodiscard]] placement place_satisfied(const portfolio_scores& of, bool held) const {
        placement result;
        const bool bound = reaches(of.attachment, cuts_.bound);
        const bool fully = reaches(of.attachment, cuts_.fan_bound);
        result.voice_missing = bound && fans_ != fan_rule::attachment && std::isnan(of.voice);
        const bool speaks = result.voice_missing ? fully : marks(of.voice, cuts_.voice);
        const bool close = fans_ == fan_rule::attachment ? fully : fans_ == fan_rule::voice ? speaks : fully && speaks;
        const bool fan = bound && close && reaches(of.satisfaction, cuts_.fan_satisfied);
        result.group = fan ? segment::fan : bound ? segment::sympathizer : segment::mercenary;
        result.latched = !bound && held;
        result.on_boundary = lies_on(of.satisfaction, cuts_.satisfied) ||
                             lies_on(of.satisfaction, cuts_.fan_satisfied) || lies_on(of.attachment, cuts_.bound) ||
                             (fans_ != fan_rule::voice && lies_on(of.attachment, cuts_.fan_bound));
        return result;
    }

    [[nodiscard]] placement place_dissatisfied(const portfolio_scores& of, bool held) const {
        placement result;
        const bool attached = captives_ != captive_rule::barrier && reaches(of.attachment, cuts_.captive_bound);
        const bool locked = captives_ != captive_rule::attachment && held;
        result.group = attached || locked ? segment::captive : segment::opponent;
        result.held_by = attached && locked ? captive_kind::both
                         : attached         ? captive_kind::affective
                         : locked           ? captive_kind::calculative
                                            : captive_kind::none;
        result.hurt_fan = !held && reaches(of.attachment, cuts_.fan_bound);
        result.on_boundary = lies_on(of.satisfaction, cuts_.satisfied) || lies_on(of.attachment, cuts_.captive_bound);
        return result;
    }

    static void require_score(std::string_view name, double value) {
        if (!(std::isnan(value) || (value >= 0 && value <= 100))) {
            throw_domain(name, value, "0 to 100, or NaN where absent");
        }
    }

    static void require_score(std::string_view name, double value, std::size_t row) {
        if (!(std::isnan(value) || (value >= 0 && value <= 100))) {
            throw_domain(name, row, value, "0 to 100, or NaN where absent");
        }
    }

    static void put(const placement_columns& to, std::size_t row, const placement& of) {
        if (!to.group.empty()) {
            to.group[row] = of.group;
        }
        if (!to.held_by.empty()) {
            to.held_by[row] = of.held_by;
        }
        if (!to.hurt_fan.empty()) {
            to.hurt_fan[row] = of.hurt_fan;
        }
        if (!to.latched.empty()) {
            to.latched[row] = of.latched;
        }
        if (!to.on_boundary.empty()) {
            to.on_boundary[row] = of.on_boundary;
        }
        if (!to.voice_missing.empty()) {
            to.voice_missing[row] = of.voice_missing;
        }
    }

    boundaries cuts_;
    fan_rule fans_;
    captive_rule captives_;
};

}  // namespace scvm::survey
