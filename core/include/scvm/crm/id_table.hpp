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
[[nodiscard]] inline bool is_utf8(std::string_view text) {
    std::size_t i = 0;
    while (i < text.size()) {
        const auto byte = [&](std::size_t k) { return static_cast<unsigned char>(text[k]); };
        const unsigned char lead = byte(i);
        if (lead < 0x80) {
            ++i;
            continue;
        }
        const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
        if (lead < 0xC2 || lead > 0xF4 || i + length > text.size()) {
            return false;
        }
        // The second byte is narrower after four of the lead bytes: that excludes overlong forms and surrogates.
        const unsigned char low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
        const unsigned char high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
        if (byte(i + 1) < low || byte(i + 1) > high) {
            return false;
        }
        for (std::size_t k = 2; k < length; ++k) {
            if ((byte(i + k) & 0xC0) != 0x80) {
                return false;
            }
        }
        i += length;
    }
    return true;
}

/// The id in quotes for an error message, cut after 80 bytes; an id that is no UTF-8 is described instead.
[[nodiscard]] inline std::string quoted(std::string_view id) {
    constexpr std::size_t shown = 80;
    if (!is_utf8(id)) {
        return "of " + std::to_string(id.size()) + " bytes that are not UTF-8";
    }
    if (id.size() <= shown) {
        return '"' + std::string(id) + '"';
    }
    std::size_t end = shown;
    while ((static_cast<unsigned char>(id[end]) & 0xC0) == 0x80) {
        --end;  // never cut a character in two
    }
    return '"' + std::string(id.substr(0, end)) + "…\" (" + std::to_string(id.size()) + " bytes)";
}

/// Throws error{domain} unless the id is UTF-8 text of 1 to 1,024 bytes: 255 characters of four bytes, and a few more.
inline void require_id(std::string_view id) {
    if (id.empty() || id.size() > 1024 || !is_utf8(id)) {
        throw error(errc::domain, "id " + quoted(id) + ": expected UTF-8 text of 1 to 1024 bytes");
    }
}

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

    /// The code of the id, and whether it is new. Throws error{domain} for an id that is none.
    std::pair<std::uint32_t, bool> insert(std::string_view id) {
        if (const auto found = codes_.find(id); found != codes_.end()) {
            return {found->second, false};
        }
        require_id(id);
        const std::string_view kept = texts_.emplace_back(id);
        const auto code = static_cast<std::uint32_t>(texts_.size() - 1);
        codes_.emplace(kept, code);
        return {code, true};
    }

    [[nodiscard]] std::optional<std::uint32_t> find(std::string_view id) const {
        const auto found = codes_.find(id);
        if (found == codes_.end()) {
            return std::nullopt;
        }
        return found->second;
    }

    /// The place of each id, by its code, among all in the order of their bytes.
    [[nodiscard]] std::vector<std::uint32_t> ranks() const {
        // The first eight bytes decide nearly always, and one number is compared faster than two texts are fetched.
        struct head {
            std::uint64_t bytes;
            std::uint32_t code;
        };
        std::vector<head> order(size());
        for (std::uint32_t code = 0; code < size(); ++code) {
            const std::string& text = texts_[code];
            std::uint64_t bytes = 0;
            for (std::size_t i = 0; i < sizeof bytes; ++i) {
                bytes = bytes << 8 | (i < text.size() ? static_cast<unsigned char>(text[i]) : 0u);
            }
            order[code] = {bytes, code};
        }
        std::sort(order.begin(), order.end(), [this](const head& a, const head& b) {
            return a.bytes != b.bytes ? a.bytes < b.bytes : texts_[a.code] < texts_[b.code];
        });
        std::vector<std::uint32_t> result(size());
        for (std::uint32_t place = 0; place < size(); ++place) {
            result[order[place].code] = place;
        }
        return result;
    }

    [[nodiscard]] std::string_view operator[](std::size_t code) const { return texts_[code]; }
    [[nodiscard]] std::size_t size() const noexcept { return texts_.size(); }

private:
    std::deque<std::string> texts_;  // a deque never moves its elements, so the views in the index stay valid
    std::unordered_map<std::string_view, std::uint32_t> codes_;
};

}  // namespace scvm::crm
