// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/audio/tagging/field_text.h"
#include "engine/audio/tagging/html_text.h"

#include <catch2/catch.hpp>

using namespace segue::audio::tagging;

namespace {

using Texts = std::vector<std::string>;

std::string genres(const Texts& texts) { return joined(genresOf(texts)); }

} // namespace

TEST_CASE("the year is found in a date however it is written") {
    const std::vector<std::pair<const char*, int>> dates{{"2003-05-01", 2003},
                                                         {"2003", 2003},
                                                         {"2022-04-11T10:20:30Z", 2022},
                                                         {"20220411", 2022},
                                                         {"02/28/2022", 2022},
                                                         {"20/05/2022", 2022},
                                                         {"28.02.2022", 2022},
                                                         {"c. 1971", 1971},
                                                         {"(P) 1971", 1971},
                                                         {"℗ 1971 Some Label", 1971},
                                                         {"May 1999", 1999},
                                                         {"1 May 1999", 1999},
                                                         {"1999-2003", 1999},
                                                         {"'68", 1968},
                                                         {"’68", 1968},
                                                         {"2022-W15-3", 2022},
                                                         {"2022W15", 2022},
                                                         {"2022-105", 2022},
                                                         {"2022105", 2022},
                                                         {"202204", 2022},
                                                         {"20220411103000", 2022},
                                                         {"11042022", 2022},
                                                         {"1649635200", 2022},
                                                         {"1649635200000", 2022},
                                                         {"2022年4月", 2022},
                                                         {"２００１", 2001},
                                                         {"05.04.99", 1999},
                                                         {"4/5/07", 2007},
                                                         {"11-Apr-99", 1999},
                                                         {"99", 1999},
                                                         {"[1968]", 1968},
                                                         {"  1968 ", 1968},
                                                         {"released 1685", 1685},
                                                         {"1999/12", 1999},
                                                         {"12/1999", 1999}};
    for (const auto& [text, year] : dates) {
        INFO(text);
        CHECK(yearIn(text) == year);
    }
    for (const char* text :
         {"", "0000", "0", "unknown", "0000-00-00", "5", "123", "12345", "99999999999999999999", "3/12", "12:30"}) {
        INFO(text);
        CHECK(yearIn(text) == 0);
    }
}

TEST_CASE("a track's number tells its disc or the record's side where it holds one") {
    const std::vector<std::pair<const char*, Place>> places{
        {"3", {0, 3}},          {"3/12", {0, 3}},    {"03", {0, 3}},       {" 7 ", {0, 7}},      {"1-03", {1, 3}},
        {"2.05", {2, 5}},       {"1–03", {1, 3}},    {"1-03/12", {1, 3}},  {"3.0", {0, 3}},      {"3 of 12", {0, 3}},
        {"Track 3", {0, 3}},    {"#3", {0, 3}},      {"A1", {1, 1, true}}, {"B2", {2, 2, true}}, {"b2", {2, 2, true}},
        {"C-1", {3, 1, true}},  {"A", {1, 1, true}}, {"B", {2, 1, true}},  {"AA", {2, 1, true}}, {"A 01", {1, 1, true}},
        {"D12", {4, 12, true}}, {"３", {0, 3}}};
    for (const auto& [text, place] : places) {
        INFO(text);
        const Place found = placeIn(text);
        CHECK(found.disc == place.disc);
        CHECK(found.track == place.track);
        CHECK(found.isSide == place.isSide);
    }
    for (const char* text : {"", "minus", "0", "a track", "99999999999999999999"}) {
        INFO(text);
        CHECK(placeIn(text).track == 0);
    }
    CHECK(numberIn("2/3") == 2);
    CHECK(numberIn("CD 2") == 2);
    CHECK(numberIn("none") == 0);
}

TEST_CASE("ID3's numbers of genres become names, and no value is empty or told twice") {
    CHECK(genres({"(RX)"}) == "Remix");
    CHECK(genres({"(CR)"}) == "Cover");
    CHECK(genres({"(255)Klassik"}) == "Klassik");
    CHECK(genres({"255", "Klassik"}) == "Klassik");
    CHECK(genres({"(51)(39)"}) == "Techno-Industrial, Noise");
    CHECK(genres({"51", "39"}) == "Techno-Industrial, Noise");
    CHECK(genres({"17"}) == "Rock");
    CHECK(genres({"(17)"}) == "Rock");
    CHECK(genres({"(17)Rock"}) == "Rock");
    CHECK(genres({"(17)rock"}) == "Rock");
    CHECK(genres({"Rock", "", "  ", "Pop"}) == "Rock, Pop");
    CHECK(genres({"Rock;Pop / Folk"}) == "Rock, Pop, Folk");
    CHECK(genres({"Rock/Jazz"}) == "Rock, Jazz");
    CHECK(genres({"Hip-Hop/Rap/Soul"}) == "Hip-Hop, Rap, Soul");
    CHECK(genres({"Singer/Songwriter"}) == "Singer/Songwriter");
    CHECK(genres({"/"}) == "/");
    CHECK(genres({"Folk, World, & Country"}) == "Folk, World, & Country");
    CHECK(joined(genresOf(Texts{"Rock; Jazz"}), "; ") == "Rock; Jazz");
    CHECK(genres({"((I think this is new)"}) == "(I think this is new)");
    CHECK(genres({"(Post) Rock"}) == "(Post) Rock");
    CHECK(genres({"2 Step"}) == "2 Step");
    CHECK(genres({"255"}).empty());
    CHECK(genres({"(unclosed"}) == "(unclosed");
    CHECK(genres({}).empty());
}

TEST_CASE("a semicolon divides artists, a slash or a comma does not") {
    CHECK(valuesOf(Texts{"One; Two;Three"}) == Texts{"One", "Two", "Three"});
    CHECK(valuesOf(Texts{"AC/DC"}) == Texts{"AC/DC"});
    CHECK(valuesOf(Texts{"Earth, Wind & Fire"}) == Texts{"Earth, Wind & Fire"});
    CHECK(valuesOf(Texts{"A", "B;A; ;"}) == Texts{"A", "B"});
    CHECK(joined(Texts{"A", "B"}) == "A, B");
    CHECK(valuesOf(Texts(1000, "x;y")).size() == 2);
    Texts many;
    for (int i = 0; i < 1000; ++i)
        many.push_back("artist number " + std::to_string(i));
    CHECK(valuesOf(many).size() == 64);
    CHECK(joined(many).size() <= 1000);
}

TEST_CASE("guests are left out of a name, and nothing else is") {
    CHECK(withoutGuests("Drake feat. Rihanna") == "Drake");
    CHECK(withoutGuests("Drake (feat. Rihanna)") == "Drake");
    CHECK(withoutGuests("Drake [Ft. Rihanna]") == "Drake");
    CHECK(withoutGuests("Drake featuring Rihanna & Jay-Z") == "Drake");
    CHECK(withoutGuests("Little Feat") == "Little Feat");
    CHECK(withoutGuests("Feat. Somebody") == "Feat. Somebody");
    CHECK(withoutGuests("Defeater") == "Defeater");
    CHECK(withoutGuests("").empty());
}

TEST_CASE("HTML's references are shown as what they stand for, and what is none as it is") {
    CHECK(shownText("Rock &amp; Roll") == "Rock & Roll");
    CHECK(shownText("&quot;Heroes&quot;") == "\"Heroes\"");
    CHECK(shownText("Don&#39;t") == "Don't");
    CHECK(shownText("Don&#x2019;t") == "Don’t");
    CHECK(shownText("Caf&eacute; &Uuml;ber &lt;3") == "Café Über <3");
    CHECK(shownText("Rock &amp;amp; Roll") == "Rock & Roll");
    for (const char* text :
         {"R&B;", "Q & A", "AT&T", "&", "&;", "&#;", "&#x;", "&nothing;", "&#0;", "&#xD800;", "&#99999999999;", "a & b; c"}) {
        INFO(text);
        CHECK(shownText(text) == text);
    }
    CHECK(utf8Of(U'é') == "é");
    CHECK(utf8Of(U'新') == "新");
    CHECK(utf8Of(U'😀') == "😀");
}

TEST_CASE("shown text is one line without marks or blanks around it") {
    CHECK(shownText(" two\nlines\t\x01 ") == "two lines");
    CHECK(shownText("\xEF\xBB\xBFTitle") == "Title");
    CHECK(shownText(std::string(5000, 'x')).size() == 1000);
    CHECK(shownText("&quot;" + std::string(5000, 'x')).size() <= 1000);
    CHECK(shownText("   ").empty());
}
