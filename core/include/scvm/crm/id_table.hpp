#pragma once

#include <scvm/error.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace scvm::crm {

/// Whether the bytes are well-formed UTF-8 (RFC 3629: no surrogates, no overlong forms, nothing above U+10FFFF).
[[nodiscard]] bool is_utf8(std::string_view text);

/// The id in quotes for an error message, cut after 80 bytes; an id that is no UTF-8 is described instead.
[[nodiscard]] std::string quoted(std::string_view id);

/// Throws error{domain} unless the id is UTF-8 text of 1 to 1,024 bytes: 255 characters of four bytes, and a few more.
void require_id(std::string_view id);

/// Opaque ids, each with a dense code 0, 1, 2, … in the order of first insertion.
///
/// Not thread-safe while ids are inserted; afterwards any number of threads may look them up.
class id_table {
public:
    id_table() = default;
    id_table(const id_table&) = delete;  // the index points into this table's own text
    id_table& operator=(const id_table&) = delete;
    id_table(id_table&&) = default;
    id_table& operator=(id_table&&) = default;

    /// Makes room for so many ids.
    void reserve(std::size_t ids) { codes_.reserve(ids); }

    /// The code of the id, and whether it is new. Throws error{domain} for a text that is no id.
    std::pair<std::uint32_t, bool> insert(std::string_view id);

    [[nodiscard]] std::optional<std::uint32_t> find(std::string_view id) const;

    /// The place of each id, by its code, among all in the order of their bytes.
    [[nodiscard]] std::vector<std::uint32_t> ranks() const;

    [[nodiscard]] std::string_view operator[](std::size_t code) const { return texts_[code]; }
    [[nodiscard]] std::size_t size() const noexcept { return texts_.size(); }

private:
    std::deque<std::string> texts_;  // a deque never moves its elements, so the views in the index stay valid
    std::unordered_map<std::string_view, std::uint32_t> codes_;
};

}  // namespace scvm::crm
