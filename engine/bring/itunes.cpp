// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/bring/itunes.h"

#include "engine/bring/xml_stream.h"
#include "engine/words/foreign_scales.h"

#include <cstdlib>
#include <map>
#include <string>
#include <unordered_map>
#include <utility>

namespace segue::bring {

namespace {

constexpr std::size_t kMostKeys = 200; ///< of one song or playlist

/// A property list: dictionaries and arrays in one another. Where a value stands is told by the keys above it.
class Library final : public XmlVisitor {
public:
    explicit Library(const Reading& reading)
        : m_reading(reading) {}

    void begin(std::string_view name, std::span<const Attribute> /*attributes*/) override {
        if (m_level == 0 && !std::exchange(m_hasBegun, true) && name != "plist")
            throw otherVersion(m_reading);
        if (name == "dict" || name == "array") {
            ++m_level;
            if (m_level == 2)
                m_part = m_key;
            if (m_level == 3) {
                m_values.clear();
                m_items.clear();
            }
            m_key.clear();
        }
    }

    void end(std::string_view name, std::string_view text) override {
        if (name == "dict" || name == "array")
            return close();
        if (name == "key") {
            m_key = text;
            return;
        }
        if (m_level == 3 && m_values.size() < kMostKeys)
            m_values[m_key] = name == "true" || name == "false" ? std::string(name) : std::string(text);
        else if (m_level == 5 && m_part == "Playlists" && m_key == "Track ID")
            m_items.emplace_back(text);
    }

    [[nodiscard]] bool hasTracks() const { return m_hasTracks; }

    /// Playlists may come before the songs that they name.
    [[nodiscard]] ForeignLibrary take() {
        ForeignLibrary library{.songs = std::move(m_songs), .playlists = {}};
        for (auto& [name, items] : m_playlists) {
            ForeignPlaylist list{.name = std::move(name), .lines = {}};
            for (const auto& item : items)
                if (const auto found = m_places.find(item); found != m_places.end())
                    list.lines.push_back(library.songs[found->second]);
            library.playlists.push_back(std::move(list));
        }
        return library;
    }

private:
    void close() {
        if (m_level == 3 && m_part == "Tracks")
            takeSong();
        else if (m_level == 3 && m_part == "Playlists")
            takePlaylist();
        m_hasTracks = m_hasTracks || (m_level == 2 && m_part == "Tracks");
        --m_level;
    }

    [[nodiscard]] std::string value(const char* key) const {
        const auto found = m_values.find(key);
        return found == m_values.end() ? std::string() : found->second;
    }
    [[nodiscard]] double number(const char* key) const { return std::strtod(value(key).substr(0, 64).c_str(), nullptr); }
    [[nodiscard]] bool has(const char* key) const { return m_values.contains(key); }

    void takeSong() {
        ForeignSong song{.path = pathOfAddress(value("Location")),
                         .title = value("Name"),
                         .artist = value("Artist"),
                         .album = value("Album"),
                         .length = std::chrono::milliseconds(static_cast<std::int64_t>(std::min(number("Total Time"), 1e12)))};
        if (value("Rating Computed") != "true")
            song.rating = starsOfShare(number("Rating") / 100.0);
        song.plays = static_cast<int>(std::min(std::max(number("Play Count"), 0.0), 1e6));
        song.lastPlayed = dateInText(value("Play Date UTC")).value_or(std::chrono::sys_seconds{});
        song.added = dateInText(value("Date Added")).value_or(std::chrono::sys_seconds{});
        m_places.emplace(value("Track ID"), m_songs.size());
        m_songs.push_back(std::move(song));
    }

    void takePlaylist() {
        const bool isTheirs = has("Master") || has("Distinguished Kind") || has("Smart Info") || value("Folder") == "true" ||
                              value("Visible") == "false";
        if (!isTheirs && !value("Name").empty())
            m_playlists.emplace_back(value("Name"), std::move(m_items));
        m_items.clear();
    }

    const Reading& m_reading;
    int m_level = 0; ///< dictionaries and arrays that are open: 1 the library, 2 all songs or playlists, 3 one, 5 one's item
    bool m_hasBegun = false, m_hasTracks = false;
    std::string m_part, m_key;
    std::map<std::string, std::string, std::less<>> m_values;
    std::vector<std::string> m_items;
    std::vector<ForeignSong> m_songs;
    std::unordered_map<std::string, std::size_t> m_places; ///< by their ids
    std::vector<std::pair<std::string, std::vector<std::string>>> m_playlists;
};

} // namespace

ForeignLibrary readITunes(const Reading& reading) {
    Library library(reading);
    readXml(reading, library);
    if (!library.hasTracks())
        throw otherVersion(reading);
    return library.take();
}

} // namespace segue::bring
