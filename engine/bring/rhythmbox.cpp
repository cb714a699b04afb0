// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/bring/rhythmbox.h"

#include "engine/bring/xml_stream.h"
#include "engine/words/foreign_scales.h"

#include <cstdlib>
#include <string>
#include <utility>

namespace segue::bring {

namespace {

std::string_view valueOf(std::span<const XmlVisitor::Attribute> attributes, std::string_view name) {
    for (const auto& [key, value] : attributes)
        if (key == name)
            return value;
    return {};
}

double numberIn(std::string_view text) { return std::strtod(std::string(text.substr(0, 64)).c_str(), nullptr); }

/// rhythmdb.xml: entries, of which those of the type "song" count.
class Songs final : public XmlVisitor {
public:
    explicit Songs(const Reading& reading)
        : m_reading(reading) {}

    void begin(std::string_view name, std::span<const Attribute> attributes) override {
        if (std::exchange(m_hasBegun, true) == false && name != "rhythmdb")
            throw otherVersion(m_reading);
        if (name == "entry") {
            m_isSong = valueOf(attributes, "type") == "song";
            m_song = {};
        }
    }

    void end(std::string_view name, std::string_view text) override {
        if (name == "entry") {
            if (m_isSong && !m_song.path.empty())
                songs.push_back(std::move(m_song));
            m_isSong = false;
        } else if (m_isSong) {
            take(name, text);
        }
    }

    std::vector<ForeignSong> songs;

private:
    void take(std::string_view name, std::string_view text) {
        if (name == "location")
            m_song.path = pathOfAddress(text);
        else if (name == "title")
            m_song.title = text;
        else if (name == "artist")
            m_song.artist = text;
        else if (name == "album")
            m_song.album = text;
        else if (name == "duration")
            m_song.length = std::chrono::seconds(static_cast<std::int64_t>(numberIn(text)));
        else if (name == "rating")
            m_song.rating = starsOfFive(numberIn(text));
        else if (name == "play-count")
            m_song.plays = static_cast<int>(std::min(std::max(numberIn(text), 0.0), 1e6));
        else if (name == "last-played")
            m_song.lastPlayed = dateOfSeconds(numberIn(text));
        else if (name == "first-seen")
            m_song.added = dateOfSeconds(numberIn(text));
    }

    const Reading& m_reading;
    ForeignSong m_song;
    bool m_isSong = false, m_hasBegun = false;
};

/// playlists.xml: those of the type "static" are lists of songs.
class Playlists final : public XmlVisitor {
public:
    void begin(std::string_view name, std::span<const Attribute> attributes) override {
        if (name == "playlist") {
            m_isList = valueOf(attributes, "type") == "static";
            m_list = {.name = std::string(valueOf(attributes, "name")), .lines = {}};
        }
    }

    void end(std::string_view name, std::string_view text) override {
        if (name == "playlist" && std::exchange(m_isList, false))
            playlists.push_back(std::move(m_list));
        else if (name == "location" && m_isList)
            if (auto path = pathOfAddress(text); !path.empty())
                m_list.lines.push_back({.path = std::move(path)});
    }

    std::vector<ForeignPlaylist> playlists;

private:
    ForeignPlaylist m_list;
    bool m_isList = false;
};

} // namespace

ForeignLibrary readRhythmbox(const Reading& reading) {
    Songs songs(reading);
    readXml(reading, songs);
    Playlists playlists;
    auto beside = reading;
    beside.file = reading.file.parent_path() / "playlists.xml";
    std::error_code failed;
    if (std::filesystem::is_regular_file(beside.file, failed))
        readXml(beside, playlists);
    return {.songs = std::move(songs.songs), .playlists = std::move(playlists.playlists)};
}

} // namespace segue::bring
