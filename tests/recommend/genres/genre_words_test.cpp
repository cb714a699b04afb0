// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/recommend/genres/genre_words.h"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

using namespace segue::recommend;

namespace {

std::vector<std::string> wordsOf(GenreWords& words, std::string_view tag) {
    std::vector<std::string> found;
    for (const GenreId genre : words.genresOf(tag))
        found.push_back(words.word(genre));
    return found;
}

using Words = std::vector<std::string>;

} // namespace

TEST_CASE("spellings of one genre are one genre, shown as most songs spell it") {
    GenreWords words;
    words.learn("Hip-Hop", 5);
    words.learn("hip hop", 9);
    words.learn("HipHop", 1);
    CHECK(wordsOf(words, "HIP-HOP") == Words{"hip hop"});
    CHECK(words.genresOf("Hip-Hop")[0] == words.genresOf("HipHop")[0]);
    CHECK(genreKey("Drum & Bass") == genreKey("drum'n'bass"));
    CHECK(genreKey("R&B") == genreKey("RnB"));
    CHECK(genreKey("Rock 'n' Roll") == genreKey("Rock and Roll"));
    CHECK(genreKey("Rock") != genreKey("Pop"));
}

TEST_CASE("a tag is split where that is safe, and only there") {
    GenreWords words;
    for (const char* tag : {"Rock", "Pop", "Rock;Pop", "rock / pop", "Pop, Rock", "Rock/Pop", "Folk, World, & Country", "AC/DC"})
        words.learn(tag);
    CHECK(wordsOf(words, "Rock;Pop").size() == 2);
    CHECK(wordsOf(words, "rock / pop").size() == 2);
    CHECK(wordsOf(words, "Pop, Rock").size() == 2);
    CHECK(wordsOf(words, "Rock/Pop").size() == 2);
    CHECK(wordsOf(words, "Folk, World, & Country") == Words{"Folk, World, & Country"});
    CHECK(wordsOf(words, "AC/DC") == Words{"AC/DC"});
    CHECK(wordsOf(words, "Rock; rock; ROCK").size() == 1);
}

TEST_CASE("what is no genre is none") {
    GenreWords words;
    for (const std::string tag : {"", " ", ";;", "Other", "unknown", "(17)", "255", "-", "\xFF\xFE", "n/a"}) {
        words.learn(tag);
        CAPTURE(tag);
        CHECK(words.genresOf(tag).size() == (tag == "\xFF\xFE" ? 1U : 0U));
    }
    words.learn(std::string(10'240, 'x'));
    CHECK(words.genresOf(std::string(10'240, 'x')).empty());
    std::string many;
    for (int i = 0; i < 2000; ++i)
        many += "genre" + std::string(1, static_cast<char>('a' + i % 26)) + std::to_string(i) + ";";
    words.learn(many);
    CHECK(words.genresOf(many).size() == GenreWords::kMost);
}

TEST_CASE("other scripts have lower case too, and are kept as they are") {
    GenreWords words;
    words.learn("Рок", 3);
    words.learn("рок", 1);
    words.learn("ÉLECTRO", 1);
    words.learn("邦楽", 2);
    CHECK(wordsOf(words, "РОК") == Words{"Рок"});
    CHECK(genreKey("ÉLECTRO") == genreKey("électro"));
    CHECK(wordsOf(words, "邦楽") == Words{"邦楽"});
}

TEST_CASE("a tag that nobody learned is known all the same, and what was given out stays valid") {
    GenreWords words;
    words.learn("Rock", 2);
    const auto rock = words.genresOf("Rock");
    for (int i = 0; i < 1000; ++i)
        CHECK(words.genresOf("new genre " + std::to_string(i) + "x").size() == 1);
    CHECK(rock.size() == 1);
    CHECK(words.word(rock[0]) == "Rock");
    CHECK(words.find("ROCK") == rock[0]);
    CHECK(words.find("nothing like it") == kNoGenre);
}

TEST_CASE("a kind of a genre does not contradict it") {
    CHECK(areKin(genreKey("Indie Rock"), genreKey("Rock")));
    CHECK(areKin(genreKey("Rock"), genreKey("Rock & Roll")));
    CHECK(areKin("jazz", "jazz"));
    CHECK_FALSE(areKin(genreKey("Jazz"), genreKey("Rock")));
    CHECK_FALSE(areKin("", "rock"));
}
