// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/audio/tagging/code_page.h"

#include <catch2/catch.hpp>

#include <array>
#include <iconv.h>
#include <stdexcept>
#include <string>
#include <vector>

using namespace segue::audio::tagging;

namespace {

std::string encoded(std::string text, const char* codePage) {
    iconv_t converter = ::iconv_open(codePage, "UTF-8");
    if (converter == reinterpret_cast<iconv_t>(-1))
        throw std::runtime_error("iconv does not know the code page");
    std::array<char, 1000> room{};
    char* in = text.data();
    char* out = room.data();
    std::size_t left = text.size(), free = room.size();
    const bool isWhole = ::iconv(converter, &in, &left, &out, &free) != static_cast<std::size_t>(-1);
    ::iconv_close(converter);
    if (!isWhole)
        throw std::runtime_error("not of that code page: " + text);
    return {room.data(), room.size() - free};
}

/// What a song's texts are read as when they were written in that code page.
std::vector<std::string> readBack(std::vector<std::string> texts, const char* codePage) {
    for (auto& text : texts)
        text = encoded(text, codePage);
    const std::string guessed = codePageOf(texts);
    for (auto& text : texts)
        text = fromCodePage(text, guessed);
    return texts;
}

} // namespace

TEST_CASE("whole words of another script are read in the code page that they were written in") {
    const std::vector<std::pair<const char*, std::vector<std::string>>> songs{
        {"WINDOWS-1251", {"Лучшие песни", "Кино", "Группа крови"}},
        {"WINDOWS-1251", {"Кино"}},
        {"WINDOWS-1251", {"Аквариум", "День серебра", "Иван Бодхидхарма"}},
        {"WINDOWS-1251", {"Би-2", "Серебро", "The Best"}},
        {"WINDOWS-1251", {"Ёлка", "Прованс"}},
        {"WINDOWS-1251", {"Океан Ельзи", "Обійми", "Земля"}},
        {"KOI8-R", {"Лучшие песни", "Кино", "Группа крови"}},
        {"KOI8-R", {"ДДТ", "Что такое осень"}},
        {"IBM866", {"Лучшие песни", "Кино", "Группа крови"}},
        {"CP932", {"椎名林檎", "無罪モラトリアム", "丸の内サディスティック"}},
        {"CP932", {"宇多田ヒカル", "First Love", "初恋"}},
        {"EUC-JP", {"椎名林檎", "無罪モラトリアム", "丸の内サディスティック"}},
        {"GBK", {"邓丽君", "月亮代表我的心", "精选"}},
        {"BIG5", {"周杰倫", "七里香", "夜曲"}},
        {"UHC", {"소녀시대", "다시 만난 세계"}},
        {"WINDOWS-1253", {"Νταλάρας", "Τα τραγούδια μου"}},
        {"WINDOWS-1253", {"Χάρις Αλεξίου"}},
        {"WINDOWS-1255", {"שלמה ארצי", "ירח"}},
        {"WINDOWS-1256", {"فيروز", "نسم علينا الهوى"}},
        {"CP874", {"คาราบาว", "เมดอินไทยแลนด์"}},
        {"WINDOWS-1250", {"Myslovitz", "Długość dźwięku samotności"}}};
    for (const auto& [codePage, texts] : songs) {
        INFO(codePage << ": " << texts.front());
        CHECK(readBack(texts, codePage) == texts);
    }
}

TEST_CASE("western text stays western, whatever a detector makes of it") {
    const std::vector<std::vector<std::string>> songs{{"Björk", "Jóga", "Homogenic"},
                                                      {"Motörhead"},
                                                      {"Mötley Crüe", "Girls, Girls, Girls"},
                                                      {"Édith Piaf", "Non, je ne regrette rien"},
                                                      {"Sigur Rós", "Ágætis byrjun", "Svefn-g-englar"},
                                                      {"Hjaltalín", "Þú komst við hjartað í mér"},
                                                      {"Die Ärzte", "Über das Glück"},
                                                      {"Øystein Sevåg"},
                                                      {"Café Tacvba", "Ré"},
                                                      {"João Gilberto", "Canção do amor"},
                                                      {"Señor Coconut", "¿Dónde?", "¡Olé!"},
                                                      {"Ágætis"},
                                                      {"Sæglópur"},
                                                      {"MÅNESKIN"},
                                                      {"Él"},
                                                      {"Ñu"},
                                                      {"ÄÖÜ"},
                                                      {"N°1", "5²", "½ Mensch"},
                                                      {"Don’t Stop – “Live”", "Who’s Next…"},
                                                      {"Œuvre", "Žižek"}};
    for (const auto& texts : songs) {
        INFO(texts.front());
        CHECK(readBack(texts, "WINDOWS-1252") == texts);
    }
}

TEST_CASE("bytes that a code page does not have become the sign for that, and nothing is lost behind them") {
    CHECK(fromCodePage("a\x81"
                       "b",
                       "WINDOWS-1252") == "a\xEF\xBF\xBD"
                                          "b");
    CHECK(fromCodePage(std::string(1000, '\xE9'), "WINDOWS-1252").size() == 2000);
    CHECK(fromCodePage("abc", "no such code page") == "abc");
    CHECK(fromCodePage("", "WINDOWS-1251").empty());
    CHECK(codePageOf({}) == "WINDOWS-1252");
    CHECK(isUtf8("Жук"));
    CHECK_FALSE(isUtf8("\xC6\xF3\xEA"));
}
