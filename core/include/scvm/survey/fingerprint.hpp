#pragma once

#include <scvm/error.hpp>
#include <scvm/math/fnv.hpp>
#include <scvm/survey/portfolio.hpp>
#include <scvm/survey/questionnaire.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace scvm::survey {

/// Sixteen hexadecimal digits of a text: its 64-bit FNV-1a. It detects edits, it does not resist forgers.
[[nodiscard]] inline std::string text_fingerprint(std::string_view text) {
    std::uint64_t hash = math::fnv1a(text);
    std::string digits(16, '0');
    for (std::size_t i = digits.size(); i-- > 0; hash >>= 4) {
        digits[i] = "0123456789abcdef"[hash & 15];
    }
    return digits;
}

/// A fingerprint that differs whenever a portfolio rule does: in its id, its cuts, or in how fans and captives are
/// made.
///
/// Shares may be compared only under equal fingerprints. Where the cuts come from is no part of it: a frozen copy of
/// some cuts is the same rule.
[[nodiscard]] inline std::string fingerprint(const portfolio& rule) {
    const boundaries& cuts = rule.cuts();
    std::string text(portfolio_rule_id);
    for (const double cut : {cuts.satisfied, cuts.bound, cuts.fan_bound, cuts.fan_satisfied, cuts.captive_bound,
                             cuts.barrier, cuts.voice}) {
        text += "|" + number_text(cut + 0.0);
    }
    text += cuts.strict ? "|strict|" : "|ties up|";
    text += std::to_string(static_cast<int>(rule.fans())) + "|" + std::to_string(static_cast<int>(rule.captives()));
    return text_fingerprint(text);
}

/// A fingerprint that differs whenever the same answers could score differently: items, scales, weights, codes, rules.
///
/// Two waves with different questionnaires are not comparable.
[[nodiscard]] inline std::string fingerprint(const questionnaire& asked) {
    const scoring_rules& rules = asked.rules();
    std::string text = "questionnaire|" + std::to_string(static_cast<int>(rules.policy)) + "|" +
                       number_text(rules.minimum_coverage) + "|" + std::to_string(rules.minimum_items);
    for (const item& of : asked.items()) {
        text += "\n" + of.id + "\t" + of.dimension + "\t" + number_text(of.lowest) + "\t" + number_text(of.highest) +
                "\t" + (of.reversed ? "reversed" : "") + "\t" + number_text(of.weight);
        for (const auto* codes : {&of.missing_codes, &of.not_shown_codes}) {
            text += "\t";
            for (const double code : *codes) {
                text += number_text(code) + " ";
            }
        }
    }
    for (const double mean : rules.item_means) {
        text += "\n" + number_text(mean);
    }
    return text_fingerprint(text);
}

}  // namespace scvm::survey
