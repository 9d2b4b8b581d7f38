#include <scvm/crm/id_table.hpp>
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

bool is_utf8(std::string_view text) {
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

std::string quoted(std::string_view id) {
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

void require_id(std::string_view id) {
    if (id.empty() || id.size() > 1024 || !is_utf8(id)) {
        throw error(errc::domain, "id " + quoted(id) + ": expected UTF-8 text of 1 to 1024 bytes");
    }
}

std::pair<std::uint32_t, bool> id_table::insert(std::string_view id) {
    if (const auto found = codes_.find(id); found != codes_.end()) {
        return {found->second, false};
    }
    require_id(id);
    const std::string_view kept = texts_.emplace_back(id);
    const auto code = static_cast<std::uint32_t>(texts_.size() - 1);
    codes_.emplace(kept, code);
    return {code, true};
}

std::optional<std::uint32_t> id_table::find(std::string_view id) const {
    const auto found = codes_.find(id);
    if (found == codes_.end()) {
        return std::nullopt;
    }
    return found->second;
}

std::vector<std::uint32_t> id_table::ranks() const {
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

}  // namespace scvm::crm
