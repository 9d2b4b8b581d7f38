#pragma once

#include <scvm/crm/languages.hpp>
#include <scvm/survey/labels.hpp>

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

namespace scvm::crm {

/// One sentence in every language, in the order of `languages`: English first. UTF-8.
using sentence = std::array<std::string, languages.size()>;

/// The key of a language's sentence in a card: "sentence" for English, "sentence_de" for German.
[[nodiscard]] std::string_view sentence_key(std::size_t language);

/// Whether there is a catalogue of messages in the language.
[[nodiscard]] bool has_language(std::string_view language);

/// The labels of the groups that come with the library. Throws error{unknown_id} for a language that has no catalogue;
/// any caller can fill survey::segment_labels of its own.
[[nodiscard]] survey::segment_labels labels_in(std::string_view language);

/// What one customer's group is called in a language: by the label that somebody chose for it, where `labels` are of
/// that language, else by what the answers say, in no word that judges. Throws like labels_in.
[[nodiscard]] std::string_view group_name(survey::segment group, const survey::segment_labels& labels,
                                          std::string_view language);

}  // namespace scvm::crm
