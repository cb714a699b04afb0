// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/recommend/policy/versions.h"

#include <catch2/catch.hpp>

using namespace segue;
using namespace segue::recommend;

namespace {

std::string core(std::string_view title) { return parseTitle(title).core; }

Track song(std::string title, std::string artist, int seconds) {
    Track track{.id = 1, .path = "/m/a.mp3", .title = std::move(title), .artist = std::move(artist)};
    track.duration = std::chrono::seconds(seconds);
    return track;
}

struct VersionsFixture {
    TextPool names;
    TrackId lastId = 0;

    SongFacts facts(std::string title, std::string artist, int seconds, std::uint64_t recording = 0) {
        auto track = song(std::move(title), std::move(artist), seconds);
        track.id = ++lastId;
        return factsOf(track, recording != 0 ? recording : static_cast<std::uint64_t>(1000 + lastId), names);
    }
    bool isSame(const SongFacts& a, const SongFacts& b) const { return isSameSong(a, b) && isSameSong(b, a); }
};

} // namespace

TEST_CASE("tails that say nothing but a version are taken off") {
    for (const char* title : {"Better (2011 Remaster)",
                              "Better - Remastered 2011",
                              "Better (Remastered)",
                              "Better [Live]",
                              "Better (Live at Leeds, 1970)",
                              "Better - Live in Paris",
                              "Better (Mono)",
                              "Better (Mono Version) [2009 Remaster]",
                              "Better (Radio Edit)",
                              "Better (Demo)",
                              "Better (Acoustic Version)",
                              "Better (Instrumental)",
                              "Better (feat. Somebody Else)",
                              "Better ft. Somebody",
                              "Better (Bonus Track)",
                              "Better (Deluxe Edition)",
                              "Better (25th Anniversary Edition)",
                              "Better (Extended Mix)",
                              "Better (Original Mix)",
                              "Better (DJ So-and-So Remix)",
                              "Better (Album Version)",
                              "Better (Explicit)",
                              "Better (Digitally Remastered 2003)",
                              "BETTER",
                              "Better (Live / 2004 Remaster)",
                              "Better (Single Version)"}) {
        CAPTURE(title);
        CHECK(core(title) == "better");
    }
}

TEST_CASE("words that belong to a title stay") {
    CHECK(core("Live Forever") == "live forever");
    CHECK(core("Live and Let Die") == "live and let die");
    CHECK(core("1999") == "1999");
    CHECK(core("Mono") == "mono");
    CHECK(core("Demons") == "demons");
    CHECK(core("Remix (I Like The)") == "remix i like the");
    CHECK(core("(Remix)") == "remix");
    CHECK(core("Symphony No. 5 - II. Andante") == "symphony no 5 ii andante");
    CHECK(core("Echoes (Part 2)") == "echoes part 2");
    CHECK(core("Summer (1999)") == "summer 1999");
    CHECK(core("Home - Live Forever") == "home live forever");
    CHECK(core("Dreams (Live and Let Die)") == "dreams live and let die");
    CHECK(core("Demo (Demons)") == "demo demons");
    CHECK(core("...") == "...");
    CHECK(core("") == "");
}

TEST_CASE("a title tells its version and its guests") {
    CHECK(parseTitle("Better (Live)").version == VersionClass::live);
    CHECK(parseTitle("Better (2011 Remaster)").version == VersionClass::studio);
    CHECK(parseTitle("Better (Acoustic) [Live]").version == VersionClass::live);
    CHECK(parseTitle("Better (X Remix)").version == VersionClass::remix);
    CHECK(parseTitle("Better (feat. A)").guests == std::vector<std::string>{"A"});
}

TEST_CASE("names are compared without case, accents, punctuation") {
    CHECK(folded("Beyoncé") == "beyonce");
    CHECK(folded("Don't Stop!") == "dont stop");
    CHECK(folded("Don’t  Stop") == "dont stop");
    CHECK(folded("Ænima") == "aenima");
    CHECK(folded("Śpiewak Łódź") == "spiewak lodz");
    CHECK(folded("ПРИВЕТ Ёлка") == "привет елка");
    CHECK(folded("ΑΒΓ") == "αβγ");
    CHECK(folded("A & B") == "a and b");
    CHECK(folded("!!!") == "!!!");
    CHECK(folded("\xff\xfe") == "??");
    CHECK(folded("音楽") == "音楽");
}

TEST_CASE_METHOD(VersionsFixture, "versions are the same song, covers and sequels are not") {
    const auto studio = facts("Better", "Band", 200);
    CHECK(isSame(studio, facts("Better (2011 Remaster)", "Band", 203)));
    CHECK(isSame(studio, facts("Better", "Band feat. Guest", 200)));
    CHECK(isSame(studio, facts("Better (Live at Leeds)", "band", 320)));
    CHECK_FALSE(isSame(studio, facts("Better", "Another", 200)));
    CHECK_FALSE(isSame(studio, facts("Better 2", "Band", 200)));
    CHECK_FALSE(isSame(studio, facts("Better, Pt. 2", "Band", 200)));
    CHECK_FALSE(isSame(studio, facts("Better", "Band", 260)));
    CHECK_FALSE(isSame(studio, facts("Better", "", 200)));
    CHECK_FALSE(isSame(facts("Intro", "Band", 60), facts("Intro", "Band", 60)));
    CHECK_FALSE(isSame(facts("X", "Band", 200), facts("X", "Band", 204)));
    CHECK(isSame(facts("X", "Band", 200), facts("X", "Band", 200)));
    CHECK(isSame(facts("Intro", "Band", 60, 7), facts("Intro", "Band", 61, 7)));
}

TEST_CASE_METHOD(VersionsFixture, "where names agree and lengths do not, a fingerprint decides, and nowhere else") {
    const auto taken = [](SongFacts song, std::uint32_t take) {
        song.take = take;
        return song;
    };
    const auto whole = taken(facts("Better", "Band", 200), 3);
    CHECK(isSame(whole, taken(facts("Better", "Band", 150), 3)));
    CHECK_FALSE(isSame(whole, taken(facts("Better", "Band", 150), 4)));
    CHECK_FALSE(isSame(whole, taken(facts("Better", "Another", 200), 3)));
    CHECK_FALSE(isSame(whole, taken(facts("Better 2", "Band", 200), 3)));
    CHECK(isSame(taken(facts("Intro", "Band", 60), 3), taken(facts("Intro", "Band", 60), 3)));
    CHECK(isForFingerprints(whole, facts("Better", "Band", 150)));
    CHECK(isForFingerprints(facts("Intro", "Band", 60), facts("Intro", "Band", 60)));
    CHECK_FALSE(isForFingerprints(whole, facts("Better", "Band", 201)));
    CHECK_FALSE(isForFingerprints(whole, facts("Better (Live)", "Band", 300)));
    CHECK_FALSE(isForFingerprints(whole, facts("Better", "Another", 150)));
    CHECK_FALSE(isForFingerprints(facts("", "Band", 200), facts("", "Band", 150)));
}

TEST_CASE_METHOD(VersionsFixture, "live versions can be kept apart") {
    const auto studio = facts("Better", "Band", 200), live = facts("Better (Live)", "Band", 210);
    CHECK(isSameSong(studio, live));
    CHECK_FALSE(isSameSong(studio, live, true));
    CHECK(isSameSong(live, facts("Better (Live at Home)", "Band", 250), true));
}

TEST_CASE_METHOD(VersionsFixture, "the version that is listed is of the seed's class, else the studio's, else the better rated") {
    auto studio = facts("Better", "Band", 200), live = facts("Better (Live)", "Band", 210), other = facts("Better", "Band", 201);
    other.rating = 5;
    CHECK(isBetterVersion(studio, live, VersionClass::studio));
    CHECK(isBetterVersion(live, studio, VersionClass::live));
    CHECK(isBetterVersion(studio, live, VersionClass::demo));
    CHECK(isBetterVersion(other, studio, VersionClass::studio));
}

TEST_CASE_METHOD(VersionsFixture,
                 "of some hundred pairs that are labelled, nearly all versions are found and nearly nothing else is") {
    const std::vector<std::string> titles{
        "Better", "Paper Moon", "Über den Wolken", "1999",      "Live Forever",       "No. 5",      "Demons",
        "A",      "Part Two",   "(Untitled) Song", "Mono",      "Remix (I Like The)", "Don't Stop", "Summer - Winter",
        "Träume", "Echo 7",     "The End",         "Rain, Rain"};
    const std::vector<std::string> tails{
        "",        " (Remastered)",   " - Remastered 2011", " [2004 Digital Remaster]", " (feat. Somebody)",
        " (Mono)", " (Live at Home)", " (Radio Edit)",      " (Bonus Track)",           " (Deluxe Edition)"};
    int versions = 0, found = 0, others = 0, merged = 0;
    const auto label = [&](const SongFacts& a, const SongFacts& b, bool isVersion) {
        (isVersion ? versions : others)++;
        (isVersion ? found : merged) += isSameSong(a, b) ? 1 : 0;
    };
    for (std::size_t i = 0; i < titles.size(); ++i) {
        const int length = 150 + 7 * static_cast<int>(i);
        const auto song = facts(titles[i], "Band", length);
        for (std::size_t t = 0; t < tails.size(); ++t) // encoded anew, trimmed by a second, another tail
            label(song, facts(titles[i] + tails[t], t % 2 == 0 ? "Band" : "BAND", length + static_cast<int>(t % 3) - 1), true);
        for (const char* sequel : {" 2", ", Pt. 2", " II", " (Part 2)", " (Reprise of Something)", " Again"})
            label(song, facts(titles[i] + sequel, "Band", length), false);
        for (const char* cover : {"Other Band", "Singer", "Bandits"})
            label(song, facts(titles[i], cover, length), false);
        label(song, facts(titles[(i + 1) % titles.size()], "Band", length), false);
    }
    std::vector<SongFacts> intros;
    for (int i = 0; i < 20; ++i)
        intros.push_back(facts("Intro", "Band", 60 + i / 4));
    for (std::size_t a = 0; a < intros.size(); ++a)
        for (std::size_t b = 0; b < a; ++b)
            label(intros[a], intros[b], false);
    WARN(found << " of " << versions << " versions found, " << merged << " of " << others << " others merged");
    CHECK(versions + others >= 300);
    CHECK(found > 0.95 * versions);
    CHECK(merged < 0.005 * others);
}
