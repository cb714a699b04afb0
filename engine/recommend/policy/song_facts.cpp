// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/recommend/policy/song_facts.h"

#include "engine/recommend/policy/screen.h"
#include "engine/recommend/policy/versions.h"
#include "engine/words/genre_text.h"

#include <algorithm>
#include <initializer_list>
#include <limits>
#include <span>

namespace segue::recommend {

namespace {

/// Adds a name unless it is there or there is no room.
void add(std::span<NameId> list, std::string_view name, TextPool& names) {
    const auto plain = folded(name);
    if (plain.empty())
        return;
    const NameId id = names.put(plain);
    if (std::ranges::find(list, id) != list.end())
        return;
    if (const auto room = std::ranges::find(list, NameId{0}); room != list.end())
        *room = id;
}

template <typename Visit>
void forEachPart(std::string_view text, std::string_view separators, Visit&& visit) {
    for (std::size_t begin = 0; begin <= text.size();) {
        const auto end = std::min(text.find_first_of(separators, begin), text.size());
        if (end > begin)
            visit(text.substr(begin, end - begin));
        begin = end + 1;
    }
}

/// "A feat. B" is by A, and B is a guest.
void addArtist(std::span<NameId> list, std::string_view artist, TextPool& names) {
    for (const std::string_view mark :
         {" feat. ", " ft. ", " Feat. ", " Ft. ", " featuring ", " Featuring ", " feat ", " (feat. "}) {
        const auto at = artist.find(mark);
        if (at == std::string_view::npos || at == 0)
            continue;
        add(list, artist.substr(0, at), names);
        add(list, artist.substr(at + mark.size()), names);
        return;
    }
    add(list, artist, names);
}

bool isManyArtists(std::string_view albumArtist) {
    const auto plain = folded(albumArtist);
    return plain == "various artists" || plain == "various" || plain == "va" || plain == "v a" || plain == "verschiedene";
}

void takeArtists(SongFacts& facts, const Track& song, const TitleParts& title, TextPool& names) {
    if (song.artists.empty())
        forEachPart(song.artist, ";", [&](std::string_view one) { addArtist(facts.artists, one, names); });
    else
        forEachPart(song.artists, "\n", [&](std::string_view one) { addArtist(facts.artists, one, names); });
    for (const auto& guest : title.guests)
        add(facts.artists, guest, names);
    if (!song.albumArtist.empty() && !isManyArtists(song.albumArtist))
        add(facts.artists, song.albumArtist, names);
}

bool hasWord(std::string_view plain, std::initializer_list<std::string_view> words) {
    return std::ranges::any_of(words, [&](std::string_view word) {
        for (auto at = plain.find(word); at != std::string_view::npos; at = plain.find(word, at + 1)) {
            const auto end = at + word.size();
            if ((at == 0 || plain[at - 1] == ' ') && (end == plain.size() || plain[end] == ' '))
                return true;
        }
        return false;
    });
}

bool isSeasonal(const Track& song) {
    const auto isIt = [](const std::string& text) {
        return hasWord(folded(text), {"christmas", "xmas", "weihnacht", "weihnachten", "noel", "navidad", "natale", "santa claus",
                                      "jingle bells", "silent night", "stille nacht"});
    };
    return isIt(song.title) || isIt(song.album) || isIt(song.genre);
}

bool isSpoken(const Track& song) {
    const auto extension = song.path.extension();
    return extension == ".m4b" ||
           hasWord(folded(song.genre), {"audiobook", "audio book", "audiobooks", "speech", "spoken word", "spoken", "podcast",
                                        "horbuch", "hoerbuch", "comedy", "book", "books and spoken"});
}

std::uint32_t number(std::int64_t value) {
    return static_cast<std::uint32_t>(std::clamp<std::int64_t>(value, 0, std::numeric_limits<std::uint32_t>::max()));
}

} // namespace

SongFacts factsOf(const Track& song, std::uint64_t recording, TextPool& names) {
    const auto title = parseTitle(song.title);
    SongFacts facts{.track = song.id, .library = song.library, .recording = recording};
    takeArtists(facts, song, title, names);
    facts.isGenreSaid = !song.acceptedGenre.empty();
    for (const auto& genre : genresIn(facts.isGenreSaid ? song.acceptedGenre : song.genre))
        add(facts.genres, genre, names);
    facts.heardGenre = song.heardGenre.empty() ? 0 : names.put(folded(song.heardGenre));
    if (!song.album.empty())
        facts.album = names.put(albumName(song.album, song.albumArtist.empty() ? song.artist : song.albumArtist));
    facts.title = names.put(title.core);
    const auto& path = song.path.native();
    facts.folder = names.put(std::string_view(path).substr(0, path.rfind('/') + 1));
    facts.lengthMs = number(song.duration.count());
    facts.plays = number(song.plays);
    facts.lastPlayed = song.lastPlayed.time_since_epoch().count();
    if (song.features) {
        facts.tempoBpm = song.features->tempoBpm;
        facts.loudnessLufs = song.features->loudnessLufs;
        facts.centroidHz = song.features->centroidHz;
        facts.onsetsPerSecond = song.features->onsetsPerSecond;
        facts.key = song.features->key;
    }
    facts.year = static_cast<std::int16_t>(std::clamp(song.year, 0, 9999));
    facts.rating = static_cast<std::uint8_t>(std::clamp(song.rating, 0, 5));
    facts.version = title.version;
    facts.isGenericTitle = isGenericTitle(title.core);
    facts.isShortTitle = title.core.size() <= 1;
    facts.isSeasonal = isSeasonal(song);
    facts.isSpoken = isSpoken(song);
    return facts;
}

bool isBy(const SongFacts& song, NameId artist) {
    return artist != 0 && std::ranges::find(song.artists, artist) != song.artists.end();
}

bool sharesArtist(const SongFacts& a, const SongFacts& b) {
    return std::ranges::any_of(a.artists, [&](NameId artist) { return isBy(b, artist); });
}

} // namespace segue::recommend
