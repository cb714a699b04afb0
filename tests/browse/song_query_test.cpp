// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/browse/song_query.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <random>
#include <string>

using namespace segue::browse;

namespace {

constexpr std::chrono::sys_seconds kSongQueryNow{std::chrono::sys_days{std::chrono::year(2024) / 6 / 15}};
constexpr double kDay = 86'400.0;

SongQuery parsed(std::string_view text) {
    Folding folding;
    return parseQuery(text, kSongQueryNow, folding);
}

QueryTerm only(std::string_view text) {
    const auto query = parsed(text);
    CAPTURE(text);
    REQUIRE(query.problems.empty());
    REQUIRE(query.terms.size() == 1);
    return query.terms[0];
}

bool holds(std::string_view text, double number) {
    const auto term = only(text);
    return std::ranges::any_of(term.ranges, [&](const QueryRange& range) { return range.holds(number); });
}

double secondsOf(int year, unsigned month, unsigned day) {
    using namespace std::chrono;
    return static_cast<double>(sys_seconds(sys_days(std::chrono::year(year) / month / day)).time_since_epoch().count());
}

} // namespace

TEST_CASE("words are looked for anywhere, in a field, as a phrase, as a whole, or not at all") {
    CHECK(parsed("  Nina   SIMONE ").terms == std::vector<QueryTerm>{{.text = "nina"}, {.text = "simone"}});
    CHECK(only("\"Feeling Good\"") == QueryTerm{.text = "feeling good"});
    CHECK(only("-live") == QueryTerm{.isNegated = true, .text = "live"});
    CHECK(only("Artist:Simone") == QueryTerm{.field = QueryField::artist, .text = "simone"});
    CHECK(only("-albumartist:\"Nina Simone\"") ==
          QueryTerm{.field = QueryField::albumArtist, .isNegated = true, .text = "nina simone"});
    CHECK(only("artist:=queen") == QueryTerm{.field = QueryField::artist, .isWhole = true, .text = "queen"});
    CHECK(only("artist:=" + quoted("The \"X\" \\ Y")) ==
          QueryTerm{.field = QueryField::artist, .isWhole = true, .text = "the \"x\" \\ y"});
    CHECK(only("\"not closed yet") == QueryTerm{.text = "not closed yet"});
    CHECK(only("folder:rock/90s") == QueryTerm{.field = QueryField::path, .text = "rock/90s"});
    CHECK(only("ac/dc") == QueryTerm{.text = "ac/dc"});
    CHECK(only("twin twin") == QueryTerm{.text = "twin"});
}

TEST_CASE("what is still being written asks nothing") {
    for (const char* text : {"", "   ", "artist:", "year:", "-", "\"", "artist:\"", "-artist:", "rating: "})
        CHECK(parsed(text) == SongQuery{});
    CHECK(parsed("nina - simone").terms.size() == 2); // a dash between words is none of them
}

TEST_CASE("numbers are equal, less, more, within, or one of several") {
    CHECK(holds("track:4", 4));
    CHECK_FALSE(holds("track:4", 5));
    CHECK(holds("rating:>=4", 4));
    CHECK_FALSE(holds("rating:>4", 4));
    CHECK(holds("rating:<4", 3));
    CHECK_FALSE(holds("rating:<4", 4));
    CHECK(holds("rating:<=4", 4));
    CHECK(holds("year:1990..1999", 1999));
    CHECK_FALSE(holds("year:1990..1999", 2000));
    CHECK(holds("year:..1999", 1950));
    CHECK(holds("year:1990..", 2020));
    CHECK(holds("disc:1,3", 3));
    CHECK_FALSE(holds("disc:1,3", 2));
    CHECK(holds("year:90s", 1994));
    CHECK(holds("year:2010s", 2010));
    CHECK_FALSE(holds("year:1980s", 1990));
    CHECK(holds("bpm:120", 120.4)); // as it is shown
    CHECK_FALSE(holds("bpm:120", 120.6));
    CHECK(holds("bpm:120..130", 119.7));
    CHECK(holds("loudness:<-14", -15));
    CHECK(holds("stars:5", 5));
}

TEST_CASE("a length is seconds, minutes and seconds, or a number with its unit") {
    CHECK(holds("length:3:30", 210.7));
    CHECK_FALSE(holds("length:3:30", 211.0));
    CHECK(holds("length:>4m", 242.0));
    CHECK_FALSE(holds("length:>4m", 240.5)); // it is shown as 4:00
    CHECK(holds("length:<90s", 89));
    CHECK(holds("length:1:00:00..2h", 3'700));
    CHECK(holds("length:200", 200.4));
}

TEST_CASE("a time is an age or a date") {
    const auto now = static_cast<double>(kSongQueryNow.time_since_epoch().count());
    CHECK(holds("added:<30d", now - 29 * kDay));
    CHECK_FALSE(holds("added:<30d", now - 31 * kDay));
    CHECK(holds("added:30d", now - 29 * kDay));
    CHECK(holds("played:>1y", now - 400 * kDay));
    CHECK_FALSE(holds("played:>1y", now - 300 * kDay));
    CHECK(holds("added:1w..2w", now - 10 * kDay));
    CHECK(holds("added:2w..1w", now - 10 * kDay));
    CHECK_FALSE(holds("added:1w..2w", now - 5 * kDay));
    CHECK(holds("added:2024", secondsOf(2024, 3, 1)));
    CHECK_FALSE(holds("added:2024", secondsOf(2023, 12, 31)));
    CHECK(holds("added:2023-02", secondsOf(2023, 2, 28)));
    CHECK_FALSE(holds("added:2023-02", secondsOf(2023, 3, 1)));
    CHECK(holds("added:2023-02-28", secondsOf(2023, 2, 28) + 10));
}

TEST_CASE("a key is a note with or without its mode") {
    const auto keys = [](std::string_view text) {
        std::vector<int> found;
        for (const auto& range : only(text).ranges)
            found.push_back(static_cast<int>(range.least));
        return found;
    };
    CHECK(keys("key:Am") == std::vector{21});
    CHECK(keys("key:F#") == std::vector{6, 18});
    CHECK(keys("key:\"B flat major\"") == std::vector{10});
    CHECK(keys("key:bbm") == std::vector{22});
    CHECK(keys("key:Cb") == std::vector{11, 23});
}

TEST_CASE("what is not understood is told, and the rest is looked for") {
    using Kind = QueryProblem::Kind;
    const auto wrong = parsed("artits:nina year:1990..1999");
    REQUIRE(wrong.problems.size() == 1);
    CHECK(wrong.problems[0] == QueryProblem{.kind = Kind::unknownField, .word = "artits", .near = "artist"});
    CHECK(wrong.terms.size() == 2);
    CHECK(wrong.terms[0].text == "artits:nina");
    CHECK(parsed("xyzzy:1").problems[0].near.empty());
    for (const char* text : {"year:soon", "rating:>", "year:..", "added:20x", "added:2024-13", "key:H", "is:nice", "length:1:2:3:4",
                             "track:1,,2", "year:1990..199x", "added:2023-02-30", "bpm:nan", "bpm:inf"}) {
        CAPTURE(text);
        const auto query = parsed(text);
        REQUIRE(query.problems.size() == 1);
        CHECK(query.problems[0].kind == Kind::badValue);
        CHECK(query.terms.empty());
    }
    CHECK(parsed("Re: Stacks").problems.empty());
    CHECK(parsed("http://example.org").problems.empty());
    CHECK(parsed("12:51").problems.empty()); // a title
    std::string many;
    for (int i = 0; i < 50; ++i)
        many += "w" + std::to_string(i) + ' ';
    CHECK(parsed(many).terms.size() == SongQuery::kMostTerms);
    CHECK(parsed(many).problems == std::vector{QueryProblem{.kind = Kind::tooMany}});
}

TEST_CASE("no text at all breaks the reading of a search") {
    std::mt19937 random(7);
    const std::string letters = "ay:=<>\"\\-.,0 9#\xC3\xA9\xFF\n\x1F";
    for (int round = 0; round < 20'000; ++round) {
        std::string text = round % 3 == 0 ? "year:" : round % 3 == 1 ? "added:" : "";
        for (auto i = random() % 12; i > 0; --i)
            text += letters[random() % letters.size()];
        for (const auto& term : parsed(text).terms)
            REQUIRE((isOfWords(term.field) ? !term.text.empty() : !term.ranges.empty()));
    }
}
