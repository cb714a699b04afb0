// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/browse/song_finder.h"

#include <algorithm>
#include <array>
#include <span>

namespace segue::browse {

namespace {

constexpr std::size_t kFoldedAtATime = 16'384;

std::uint32_t bitOf(std::size_t term) { return 1U << term; }

/// The texts of a song that a term looks into; 0 where there are fewer.
std::array<TextPool::Id, 9> textsOf(const SongRow& song, QueryField field) {
    const auto genre = song.acceptedGenre != 0 ? song.acceptedGenre : song.genre;
    const auto heard = song.heardAs != 0 ? song.heardAs : song.heardGenre;
    switch (field) {
    case QueryField::any:
        return {song.title, song.artist,     song.artists, song.albumArtist,  song.album,
                song.genre, song.heardGenre, song.heardAs, song.acceptedGenre};
    case QueryField::title:
        return {song.title};
    case QueryField::artist:
        return {song.artist, song.artists, song.albumArtist};
    case QueryField::albumArtist:
        return {song.albumArtist != 0 ? song.albumArtist : song.artist};
    case QueryField::album:
        return {song.album};
    case QueryField::genre:
        return {genre};
    case QueryField::heard:
        return {heard};
    default:
        return {};
    }
}

bool isOfPlace(QueryField field) { return field == QueryField::path || field == QueryField::format; }

TextSearch::Part partOf(const QueryTerm& term) {
    const bool isList = term.field == QueryField::genre || term.field == QueryField::heard;
    return !term.isWhole ? TextSearch::Part::any : isList ? TextSearch::Part::item : TextSearch::Part::line;
}

/// What a field of numbers is of a song; whether 0 stands for "not known".
struct Number {
    double value = 0.0;
    bool isKnown = false;
};

Number of(double value) { return {.value = value, .isKnown = value != 0.0}; }

/// Whether a song is in a state, as a number that is always known.
bool isIn(SongState state, const SongRow& song) {
    switch (state) {
    case SongState::missing:
        return song.isMissing;
    case SongState::failed:
        return song.state == AnalysisState::failed;
    case SongState::waiting:
        return song.state == AnalysisState::waiting;
    case SongState::silent:
        return song.state == AnalysisState::unheard;
    }
    return false;
}

Number numberOf(const SongRow& song, QueryField field) {
    switch (field) {
    case QueryField::year:
        return of(song.year);
    case QueryField::originalYear:
        return of(song.originalYear);
    case QueryField::bitRate:
        return of(song.bitRateKbps);
    case QueryField::track:
        return of(song.trackNumber);
    case QueryField::disc:
        return of(song.discNumber);
    case QueryField::rating:
        return of(song.rating);
    case QueryField::plays:
        return {.value = static_cast<double>(song.plays), .isKnown = true};
    case QueryField::length:
        return of(static_cast<double>(song.duration.count()) / 1000.0);
    case QueryField::added:
        return of(static_cast<double>(song.added.time_since_epoch().count()));
    case QueryField::played:
        return of(static_cast<double>(song.lastPlayed.time_since_epoch().count()));
    default:
        break;
    }
    if (!song.features)
        return {};
    if (field == QueryField::bpm)
        return of(static_cast<double>(song.features->tempoBpm));
    if (field == QueryField::loudness)
        return {.value = static_cast<double>(song.features->loudnessLufs), .isKnown = true};
    return {.value = static_cast<double>(song.features->key), .isKnown = song.features->key >= 0};
}

bool meetsNumbers(const QueryTerm& term, const SongRow& song) {
    if (term.field == QueryField::is)
        return std::ranges::any_of(term.ranges, [&](const QueryRange& range) {
            return isIn(static_cast<SongState>(static_cast<std::uint8_t>(range.least)), song);
        });
    const auto [value, isKnown] = numberOf(song, term.field);
    const bool hasZero = term.field != QueryField::key && term.field != QueryField::loudness; // there 0 is a value
    return std::ranges::any_of(term.ranges, [&, value = value, isKnown = isKnown](const QueryRange& range) {
        return isKnown ? range.holds(value) : hasZero && range.least <= 0.0 && range.least > -1.0 && range.holds(0.0);
    });
}

bool endsWith(std::string_view file, std::string_view extension) {
    return file.size() > extension.size() && file.ends_with(extension) && file[file.size() - extension.size() - 1] == '.';
}

/// Whether a song meets a term, but for its minus.
/// @param holdsText, holdsPlace tell of a text's id whether it holds the term
template <typename HoldsText, typename HoldsPlace>
bool meets(const QueryTerm& term, const SongRow& song, HoldsText&& holdsText, HoldsPlace&& holdsPlace) {
    if (!isOfWords(term.field))
        return meetsNumbers(term, song);
    if (isOfPlace(term.field))
        return holdsPlace(song);
    return std::ranges::any_of(textsOf(song, term.field), holdsText);
}

std::size_t letters(std::string_view utf8) {
    return static_cast<std::size_t>(std::ranges::count_if(utf8, [](char c) { return (c & 0xC0) != 0x80; }));
}

bool isForgivable(const QueryTerm& term) {
    return isOfWords(term.field) && !isOfPlace(term.field) && !term.isNegated && !term.isWhole &&
           term.text.find(' ') == std::string::npos && letters(term.text) >= SongFinder::kForgivenFrom;
}

} // namespace

void SongFinder::clear() {
    m_texts.clear();
    m_places.clear();
}

bool SongFinder::takeSome(const TextPool& texts) { return m_texts.takeSome(texts, kFoldedAtATime); }

void SongFinder::prepare(const SongList& songs, const SongQuery& query) {
    m_texts.takeSome(songs.texts(), songs.texts().size());
    if (std::ranges::any_of(query.terms, [](const QueryTerm& term) { return isOfPlace(term.field); }))
        m_places.takeSome(songs.places(), songs.places().size());
}

void SongFinder::forgive(const SongList& songs, const SongQuery& query, Found& found) {
    m_forgiven = 0;
    for (std::size_t i = 0; i < query.terms.size(); ++i) {
        const auto& term = query.terms[i];
        const auto has = [&](TextPool::Id text) { return (m_inTexts[text] & bitOf(i)) != 0; };
        const auto isThere = [&] {
            for (std::size_t song = 0; song < songs.size(); ++song)
                if (meets(term, songs.row(song), has, [](const SongRow&) { return false; }))
                    return true;
            return false;
        };
        if (!isForgivable(term) || isThere())
            continue;
        m_texts.findNearly(term.text, bitOf(i), m_inTexts);
        if (!isThere())
            continue;
        m_forgiven |= bitOf(i);
        found.forgiven.push_back(term.text);
    }
}

Found SongFinder::find(const SongList& songs, const SongQuery& query) {
    Found found{.songs = std::vector<bool>(songs.size(), true)};
    if (query.empty())
        return found;
    prepare(songs, query);
    m_inTexts.assign(m_texts.size(), 0);
    m_inPlaces.assign(m_places.size(), 0);
    for (std::size_t i = 0; i < query.terms.size(); ++i) {
        const auto& term = query.terms[i];
        if (term.field == QueryField::path)
            m_places.find(term.text, partOf(term), bitOf(i), m_inPlaces);
        else if (isOfWords(term.field) && !isOfPlace(term.field))
            m_texts.find(term.text, partOf(term), bitOf(i), m_inTexts);
    }
    forgive(songs, query, found);
    for (std::size_t song = 0; song < songs.size(); ++song) {
        const SongRow& row = songs.row(song);
        for (std::size_t i = 0; i < query.terms.size() && found.songs[song]; ++i) {
            const auto& term = query.terms[i];
            const auto place = [&](const SongRow& of) {
                return term.field == QueryField::format ? endsWith(m_places[of.file], term.text) || m_texts[of.format] == term.text
                                                        : ((m_inPlaces[of.folder] | m_inPlaces[of.file]) & bitOf(i)) != 0;
            };
            found.songs[song] =
                meets(
                    term, row, [&](TextPool::Id text) { return (m_inTexts[text] & bitOf(i)) != 0; }, place) != term.isNegated;
        }
    }
    return found;
}

bool SongFinder::matches(const SongList& songs, Index song, const SongQuery& query) {
    prepare(songs, query);
    for (std::size_t i = 0; i < query.terms.size(); ++i) {
        const auto& term = query.terms[i];
        const auto text = [&](TextPool::Id id) {
            return TextSearch::holds(m_texts[id], term.text, partOf(term)) ||
                   ((m_forgiven & bitOf(i)) != 0 && TextSearch::nearlyHolds(m_texts[id], term.text));
        };
        const auto place = [&](const SongRow& of) {
            return term.field == QueryField::format ? endsWith(m_places[of.file], term.text) || m_texts[of.format] == term.text
                                                    : std::ranges::any_of(std::array{of.folder, of.file}, [&](TextPool::Id id) {
                                                          return TextSearch::holds(m_places[id], term.text, partOf(term));
                                                      });
        };
        if (meets(term, songs.row(song), text, place) == term.isNegated)
            return false;
    }
    return true;
}

} // namespace segue::browse
