#include "json/writer.hpp"

#include <scvm/math/random.hpp>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <cstddef>
#include <string>

namespace {

using scvm::json::canonical;
using scvm::json::writer;

std::string text(const std::string& of) {
    writer out;
    out.value(of);
    return out.take();
}

}  // namespace

TEST_CASE("texts are written as another library writes them, whatever stands at whatever place") {
    // Eight bytes are looked at together: every byte stands at every place of such a word, and beyond it.
    for (int byte = 0; byte < 128; ++byte) {
        for (std::size_t place = 0; place < 19; ++place) {
            std::string of(19, 'x');
            of[place] = static_cast<char>(byte);
            CHECK(text(of) == nlohmann::json(of).dump());
        }
    }
    for (std::uint64_t seed = 0; seed < 2000; ++seed) {
        scvm::math::random_stream draw(1, seed);
        std::string of;
        constexpr std::string_view pieces[] = {"a",    "abcdefgh", "\"", "\\", "\n", "\x1f",
                                               "\x7f", "ü",        "€",  "😀",  " ",  "/"};
        for (std::uint64_t n = draw.below(12); n > 0; --n) {
            of += pieces[draw.below(std::size(pieces))];
        }
        CHECK(text(of) == nlohmann::json(of).dump());
    }
}

TEST_CASE("bytes that are no UTF-8 become U+FFFD one by one, and the rest of the text stays") {
    const std::string sign = "\xEF\xBF\xBD";
    for (std::size_t place = 0; place < 12; ++place) {
        std::string of(12, 'x');
        std::string expected = of;
        of[place] = '\xff';
        expected.replace(place, 1, sign);
        CHECK(text(of) == '"' + expected + '"');
    }
    CHECK(text("a\xc3") == "\"a" + sign + '"');                     // cut off
    CHECK(text("\xed\xa0\x80") == '"' + sign + sign + sign + '"');  // a surrogate
}

TEST_CASE("a text in pieces is the text") {
    writer out;
    out.begin_array();
    out.begin_text();
    for (const std::string_view piece : {"one", "", " \"two\"", " drei für ü"}) {
        out.append(piece);
    }
    out.end_text();
    out.value(1);
    out.end_array();
    CHECK(out.take() == canonical({"one \"two\" drei für ü", 1}));
}
