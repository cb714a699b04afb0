// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/browse/text_search.h"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

using namespace segue;
using namespace segue::browse;

TEST_CASE("text is folded to small letters without accents, in Latin as it is typed without them") {
    Folding folding;
    CHECK(folding("Bj\u00F6rk") == "bjork");
    CHECK(folding("M\u00D8") == "mo");
    CHECK(folding("\u00C6nima \u0141\u00F3d\u017A stra\u00DFe") == "aenima lodz strasse");
    CHECK(folding("Don\u2019t Don't") == "dont dont");
    CHECK(folding("\u0391\u03A3\u03AE\u03C2") == folding("\u03B1\u03C3\u03B7\u03C3")); // final sigma is a sigma
    CHECK(folding("\u0419\u043E\u0436") == folding("\u0439\u041E\u0416"));
    CHECK(folding("e\u0301") == folding("\u00E9")); // both forms of an accent
    CHECK(folding("a\tb\x01") == "a b ");
    CHECK(folding("\xFF\xFE") == folding("\xFC\xFD")); // no UTF-8 is no crash
    CHECK(folding("").empty());
}

TEST_CASE("a word is almost found when one letter is wrong, missing, too many, or exchanged with its neighbour") {
    for (const char* word :
         {"metallica", "metalica", "mettallica", "metlalica", "emtallica", "netallica", "metalllica", "metallic"})
        CHECK(almostBegins("metallica", word));
    for (const char* word : {"metlaica", "mtalica", "megadeth", "metallicxyz"})
        CHECK_FALSE(almostBegins("metallica", word));
    CHECK(almostBegins("metallica live", "metalica")); // the rest of the text does not count
    CHECK(almostBegins("\u0437\u0435\u043C\u0444\u0438\u0440\u0430",
                       "\u0437\u0435\u043C\u0444\u0438\u0440\u0444")); // letters, not bytes
    CHECK(almostBegins("\u0437\u0435\u043C\u0444\u0438\u0440\u0430", "\u0437\u0435\u043C\u0438\u0440\u0430"));
    CHECK(almostBegins("\u0437\u0435\u043C\u0444\u0438\u0440\u0430", "\u0437\u0435\u0444\u043C\u0438\u0440\u0430"));
    CHECK_FALSE(almostBegins("\u0437\u0435\u043C\u0444\u0438\u0440\u0430", "\u0437\u0435\u043C\u0430\u0438\u0430\u0430"));
    CHECK_FALSE(almostBegins("", "abcde"));
}

TEST_CASE("a search of all texts marks those that a search of one holds") {
    TextPool pool;
    std::vector<TextPool::Id> ids;
    for (const char* text :
         {"Queen", "Queen & Bowie", "Queens of the Stone Age", "Rock, Queen; Pop", "queen\nDavid Bowie", "Kings", ""})
        ids.push_back(pool.put(text));
    TextSearch search;
    while (search.takeSome(pool, 2)) {
    }
    REQUIRE(search.size() == pool.size());
    for (const auto part : {TextSearch::Part::any, TextSearch::Part::line, TextSearch::Part::item})
        for (const char* word : {"queen", "q", "bowie", "david bowie", "no", "rock"}) {
            std::vector<std::uint32_t> found(search.size());
            search.find(word, part, 4, found);
            for (TextPool::Id id = 0; id < search.size(); ++id)
                CHECK(found[id] == (TextSearch::holds(search[id], word, part) ? 4U : 0U));
        }
    using enum TextSearch::Part;
    CHECK(TextSearch::holds(search[ids[4]], "queen", line));
    CHECK(TextSearch::holds(search[ids[3]], "queen", item));
    CHECK_FALSE(TextSearch::holds(search[ids[3]], "queen", line));
    CHECK_FALSE(TextSearch::holds(search[ids[1]], "queen", item));
    CHECK_FALSE(TextSearch::holds(search[ids[2]], "queen", line));
    std::vector<std::uint32_t> nearly(search.size());
    search.findNearly("bowei", 1, nearly);
    CHECK(nearly == std::vector<std::uint32_t>{0, 0, 1, 0, 0, 1, 0});
}
