// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/songs/text_ranks.h"

#include <catch2/catch.hpp>

#include <compare>
#include <random>
#include <string>

using namespace segue;
using namespace segue::ui;

namespace {

std::string someText(std::mt19937& random) {
    static const char* const words[] = {"Track ", "track ", "\u00C9t\u00E9 ", "ete ", "Zebra ", "\u591C ", "a", "The ", "1", "10 "};
    std::string text;
    for (auto count = random() % 4 + 1; count > 0; --count)
        text += words[random() % std::size(words)];
    return random() % 2 == 0 ? text : text + std::to_string(random() % 30);
}

int takeAll(TextRanks& ranks, const TextPool& texts) {
    int parts = 1;
    while (ranks.takeSome(texts))
        ++parts;
    return parts;
}

} // namespace

TEST_CASE("texts that come later have the ranks that they would have had from the beginning") {
    std::mt19937 random(3);
    TextPool texts;
    TextRanks ranks;
    const auto more = [&](std::size_t count) {
        const auto wanted = texts.size() + count;
        while (texts.size() < wanted)
            texts.append(someText(random)); // also equal ones
    };
    more(700);
    takeAll(ranks, texts);
    const std::size_t fresh = GENERATE(as<std::size_t>(), 1, 2, 300, TextRanks::kFew + 1);
    for (int round = 0; round < 3; ++round) {
        more(fresh);
        takeAll(ranks, texts);
        TextRanks atOnce;
        takeAll(atOnce, texts);
        std::size_t wrong = 0;
        for (TextPool::Id a = 0; a < texts.size(); ++a)
            for (TextPool::Id b = a % 7; b < texts.size(); b += 7)
                wrong += (ranks.rank(a) <=> ranks.rank(b)) != (atOnce.rank(a) <=> atOnce.rank(b)) ? 1 : 0;
        CHECK(wrong == 0);
    }
}

TEST_CASE("a few texts among many are put there at once, and many little by little") {
    std::mt19937 random(3);
    TextPool texts;
    TextRanks ranks;
    for (int i = 0; i < 20'000; ++i)
        texts.append(someText(random) + std::to_string(i));
    CHECK(takeAll(ranks, texts) > 5);
    texts.append("Track 2, which is new");
    CHECK(takeAll(ranks, texts) == 1);
    CHECK(takeAll(ranks, texts) == 1); // nothing is left
    for (int i = 0; i < 20'000; ++i)
        texts.append(someText(random) + "again " + std::to_string(i));
    CHECK(takeAll(ranks, texts) > 5);
}
