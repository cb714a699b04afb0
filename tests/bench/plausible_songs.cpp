// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/plausible_songs.h"

#include <algorithm>
#include <span>
#include <string_view>

namespace segue::bench {

namespace {

using Words = std::span<const char* const>;

constexpr const char* kEnglish[] = {
    "Night",   "River",  "Glass",    "Harbour", "Signal",  "Orchard", "Static",   "Violet",  "Winter",   "Engine",    "Paper",
    "Mirror",  "Cinder", "Lantern",  "Motel",   "Gravity", "Saffron", "Tidal",    "Copper",  "Echo",     "Summer",    "Golden",
    "Empty",   "Ocean",  "Silver",   "Broken",  "Morning", "Distant", "Electric", "Little",  "Hollow",   "Marble",    "Thunder",
    "Velvet",  "Wild",   "Slow",     "Dancing", "Falling", "Burning", "Sleeping", "Highway", "Garden",   "Window",    "Shadow",
    "Station", "Letter", "Mountain", "Desert",  "Island",  "Candle",  "Feather",  "Needle",  "Parade",   "Satellite", "Rain",
    "Snow",    "Blue",   "Red",      "Green",   "Last",    "First",   "Never",    "Always",  "Tomorrow", "Yesterday", "Heart",
    "Hands",   "Eyes",   "Bones",    "Ghost",   "Angel",   "Wolves"};
constexpr const char* kAccented[] = {"Été",    "Forêt",  "Mañana", "Corazón", "Über", "Straße", "Mädchen", "Øst",     "Sång",
                                     "Hjärta", "Kärlek", "Çiçek",  "Gökyüzü", "Noć",  "Żółć",   "Świat",   "Łódź",    "Příběh",
                                     "Růže",   "Ősz",    "Szív",   "Árbol",   "Niño", "Façade", "Naïve",   "Coração", "Não",
                                     "Pão",    "Björk",  "Jóga",   "Þögn",    "Ást",  "Tên",    "Đường",   "Việt",    "Mưa"};
constexpr const char* kCyrillic[] = {"Ночь",   "Река",  "Зима", "Солнце", "Дождь", "Город", "Ветер", "Сердце", "Дорога", "Тишина",
                                     "Звезда", "Весна", "Море", "Песня",  "Огонь", "Туман", "Сон",   "Память", "Небо",   "Лето"};
constexpr const char* kGreek[] = {"Θάλασσα", "Νύχτα",  "Ήλιος",   "Βροχή",  "Καρδιά",
                                  "Δρόμος",  "Όνειρο", "Φεγγάρι", "Άνεμος", "Χρόνος"};
constexpr const char* kJapanese[] = {"夜", "桜",   "東京",       "さくら",     "ドリーム", "夏の",
                                     "風", "月光", "ありがとう", "メロディー", "星空",     "海"};
constexpr const char* kKorean[] = {"사랑", "봄날", "바다", "하늘", "그대", "안녕", "꿈", "별", "노래", "시간"};
constexpr const char* kArabic[] = {"ليلة", "حبيبي", "قمر", "نور", "القلب", "بحر", "شمس", "ذكرى", "سلام", "عيون"};
constexpr const char* kHebrew[] = {"שלום", "לילה", "אהבה", "ים", "שיר", "ירח", "בית", "דרך", "אור", "חלום"};

struct Script {
    Words words;
    std::size_t share; ///< of the artists, in percent
    const char* between;
};
constexpr Script kScripts[] = {{kEnglish, 66, " "}, {kAccented, 16, " "}, {kCyrillic, 6, " "}, {kJapanese, 5, ""},
                               {kGreek, 2, " "},    {kKorean, 2, " "},    {kArabic, 2, " "},   {kHebrew, 1, " "}};
constexpr std::size_t kLatin = 2; ///< the first scripts, whose artists have English titles too

std::string fileName(std::string text) {
    std::ranges::replace(text, '/', '-');
    return text.empty() ? "Unknown" : text;
}

} // namespace

PlausibleSongs::PlausibleSongs(std::size_t genres)
    : m_genres(std::max<std::size_t>(1, genres)) {}

std::string PlausibleSongs::name(int words) {
    const bool english = m_script < kLatin && below(2) == 0;
    const Script& script = kScripts[english ? 0 : m_script];
    std::string text;
    for (int i = 0; i < words; ++i)
        text += (i > 0 ? script.between : "") + std::string(script.words[below(script.words.size())]);
    return text;
}

std::string PlausibleSongs::title() {
    if (below(40) == 0)
        return "Track " + std::to_string(m_song.trackNumber);
    std::string text = name(2 + static_cast<int>(below(3)));
    switch (below(24)) {
    case 0:
        return text + " (Part " + std::to_string(1 + below(12)) + ")";
    case 1:
        return text + " (Live)";
    case 2:
        return text + " - Remastered " + std::to_string(1990 + below(35));
    case 3:
        return text + " (feat. " + name(2) + ")";
    case 4:
        return "The " + text;
    default:
        return text;
    }
}

void PlausibleSongs::nextArtist() {
    std::size_t share = below(100);
    for (m_script = 0; share >= kScripts[m_script].share; ++m_script)
        share -= kScripts[m_script].share;
    m_song.artistNumber += m_song.artist.empty() ? 0 : 1;
    const auto number = std::to_string(m_song.artistNumber);
    static const char* const before[] = {"", "", "", "The ", "DJ "};
    // A number makes each of them another one, as only few bear.
    m_song.artist = (m_script < kLatin ? before[below(5)] : "") + name(2) + (below(3) == 0 ? " " + number : "");
    m_artistGenre = below(m_genres);
    m_albumsLeft = below(3) == 0 ? 3 + static_cast<int>(below(3)) : 1;
}

void PlausibleSongs::nextAlbum() {
    if (m_albumsLeft-- <= 0) {
        nextArtist();
        --m_albumsLeft;
    }
    m_song.album = below(50) == 0 ? std::string() : name(1 + static_cast<int>(below(3)));
    m_song.albumArtist = below(3) == 0 ? m_song.artist : std::string();
    m_song.year = below(20) == 0 ? 0 : 1960 + static_cast<int>(below(66));
    m_song.discNumber = below(10) == 0 ? 1 + static_cast<int>(below(2)) : 0;
    m_song.trackNumber = 0;
    m_songsLeft = 4 + static_cast<int>(below(11));
}

PlausibleSong PlausibleSongs::next() {
    if (m_songsLeft-- <= 0) {
        nextAlbum();
        --m_songsLeft;
    }
    ++m_song.trackNumber;
    m_song.title = title();
    m_song.genre = below(10) == 0 ? below(m_genres) : m_artistGenre;
    m_song.duration = std::chrono::milliseconds{100'000 + below(300'000)};
    const std::string number = (m_song.trackNumber < 10 ? "0" : "") + std::to_string(m_song.trackNumber);
    m_song.path = std::filesystem::path(fileName(m_song.artist)) / fileName(m_song.album) / (number + " " + fileName(m_song.title));
    if (!m_paths.insert(m_song.path.native()).second)
        m_song.path += " [" + std::to_string(m_random()) + "]";
    PlausibleSong song = m_song;
    if (below(200) == 0)
        song.artist.clear();
    return song;
}

} // namespace segue::bench
