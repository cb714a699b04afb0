// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/spotify/export_json.h"

#include "engine/words/error.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <streambuf>
#include <unordered_set>
#include <utility>

namespace segue::spotify {

namespace {

using nlohmann::json;

constexpr std::size_t kDeepest = 64;
constexpr std::size_t kMostPlaylists = 20'000;
constexpr std::size_t kProgressEach = 500;

/// Lets a parser read what comes block by block.
class BlockStream final : public std::streambuf {
public:
    explicit BlockStream(const NextBytes& next)
        : m_next(next) {}
    [[nodiscard]] std::size_t place() const { return m_before + static_cast<std::size_t>(gptr() - eback()); }

protected:
    int_type underflow() override {
        m_before += static_cast<std::size_t>(egptr() - eback());
        const auto block = m_next();
        m_block.assign(block.begin(), block.end());
        setg(m_block.data(), m_block.data(), m_block.data() + m_block.size());
        return m_block.empty() ? traits_type::eof() : traits_type::to_int_type(m_block.front());
    }

private:
    const NextBytes& m_next;
    std::vector<char> m_block;
    std::size_t m_before = 0;
};

template <std::size_t N>
bool isOneOf(std::string_view word, const std::array<std::string_view, N>& words) {
    return std::ranges::find(words, word) != words.end();
}

constexpr std::array<std::string_view, 7> kLibrary{"tracks",       "albums",  "shows",        "episodes",
                                                   "bannedTracks", "artists", "bannedArtists"};
constexpr std::array<std::string_view, 3> kItems{"items", "contents", "tracks"};
constexpr std::array<std::string_view, 5> kEpisodes{"episode", "audiobook", "audiobookChapter", "chapter", "show"};
constexpr std::array<std::string_view, 5> kHistory{"endTime", "msPlayed", "ts", "ms_played", "spotify_track_uri"};
constexpr std::array<std::string_view, 4> kTitles{"trackName", "track", "title", "name"};
constexpr std::array<std::string_view, 2> kArtists{"artistName", "artist"};
constexpr std::array<std::string_view, 2> kAlbums{"albumName", "album"};
constexpr std::array<std::string_view, 4> kUris{"trackUri", "uri", "spotifyUri", "albumUri"};
constexpr std::array<std::string_view, 2> kDates{"addedDate", "addedAt"};

/// What an element says, before it is known to be something.
struct Fields {
    std::string title, artist, album, uri, added;
    bool isEpisode = false;

    void set(std::string_view key, std::string text) {
        const auto put = [&](std::string& field) {
            if (field.empty())
                field = std::move(text);
        };
        if (isOneOf(key, kTitles))
            put(title);
        else if (isOneOf(key, kArtists))
            put(artist);
        else if (isOneOf(key, kAlbums))
            put(album);
        else if (isOneOf(key, kUris))
            put(uri);
        else if (isOneOf(key, kDates))
            put(added);
        else if (key == "episodeUri" || key == "episodeName")
            isEpisode = true;
    }
};

SpotifyRow songOf(const Fields& fields) {
    SpotifyRow row;
    if (auto local = localFileOf(fields.uri)) {
        row = std::move(*local);
        row.uri = oneLine(fields.uri);
    } else {
        row.uri = spotifyUri(fields.uri, "track");
    }
    const auto put = [](std::string& to, const std::string& text) {
        if (auto line = oneLine(text); !line.empty())
            to = std::move(line);
    };
    put(row.title, fields.title);
    put(row.artist, fields.artist);
    put(row.album, fields.album);
    row.added = dateOf(fields.added);
    return row;
}

/// Follows the parser, knows where in the file it is, and adds what is complete.
class ExportParser final : public nlohmann::json_sax<json> {
public:
    ExportParser(const std::string& name, ExportContents& to, const ExportProgress& progress)
        : m_name(name)
        , m_to(to)
        , m_progress(progress)
        , m_rows(to.rows())
        , m_playlistsBefore(to.playlists.size()) {
        for (const auto& row : to.liked)
            m_liked.insert(keyOf(row));
        for (const auto& row : to.albums)
            m_albums.insert(keyOf(row));
    }

    [[nodiscard]] JsonKind kind() const {
        if (m_isHistory)
            return JsonKind::history;
        const bool isListOfPlaylists = m_isList && m_to.playlists.size() > m_playlistsBefore;
        return isListOfPlaylists ? JsonKind::playlists : m_kind;
    }

    bool null() override { return leaf({}, false); }
    bool boolean(bool) override { return leaf({}, false); }
    bool number_integer(number_integer_t value) override { return leaf(std::to_string(value), true); }
    bool number_unsigned(number_unsigned_t value) override { return leaf(std::to_string(value), true); }
    bool number_float(number_float_t, const string_t& words) override { return leaf(words, true); }
    bool string(string_t& value) override { return leaf(std::move(value), true); }
    bool binary(binary_t&) override { return false; }

    bool start_object(std::size_t) override {
        if (m_stack.size() == 2 || m_stack.size() == 4) // an element of the library, an item of a playlist
            m_fields = {};
        if (isInPlaylists() && m_stack.size() == 2)
            m_playlist = Playlist{};
        if (isInPlaylists() && m_stack.size() == 5 && m_isInItems && isOneOf(m_stack.back().key, kEpisodes))
            m_fields.isEpisode = true;
        return push(false);
    }
    bool key(string_t& value) override {
        m_stack.back().key = value.size() <= 64 ? std::move(value) : std::string();
        const auto& word = m_stack.back().key;
        if (m_stack.size() == 1) {
            if (word == "playlists")
                m_kind = m_kind == JsonKind::nothing ? JsonKind::playlists : m_kind;
            else if (isOneOf(word, kLibrary))
                m_kind = JsonKind::library;
        }
        m_isHistory = m_isHistory || (m_isList && m_stack.size() == 3 && isOneOf(word, kHistory));
        return !m_isHistory;
    }
    bool end_object() override {
        m_stack.pop_back();
        if (m_stack.size() == 2)
            isInPlaylists() ? endPlaylist() : endOfLibrary();
        else if (isInPlaylists() && m_stack.size() == 4 && m_isInItems)
            endItem();
        return true;
    }
    bool start_array(std::size_t) override {
        if (m_stack.empty()) { // a list of playlists without a name before it, or something else
            m_isList = true;
            push(false);
            m_stack.back().key = "playlists";
        }
        if (isInPlaylists() && m_stack.size() == 3) {
            m_isInItems = isOneOf(m_stack.back().key, kItems);
            m_playlist.hasItems = m_playlist.hasItems || m_isInItems;
        }
        return push(true);
    }
    bool end_array() override {
        m_stack.pop_back();
        if (m_stack.size() == 3)
            m_isInItems = false;
        return true;
    }
    bool parse_error(std::size_t, const std::string&, const json::exception&) override { return false; }

private:
    struct Frame {
        bool isArray = false;
        std::string key; ///< of an object: the member that comes
    };
    struct Playlist {
        ExportPlaylist made;
        bool hasItems = false;
        std::size_t episodes = 0;
    };

    static std::string keyOf(const SpotifyRow& row) {
        return row.uri.empty() ? row.artist + '\n' + row.title + '\n' + row.album : row.uri;
    }
    [[nodiscard]] bool isInPlaylists() const { return !m_stack.empty() && m_stack.front().key == "playlists"; }
    bool push(bool isArray) {
        m_stack.push_back({isArray, {}});
        return m_stack.size() <= kDeepest;
    }

    /// A value that is no object or array. @param isText it says something
    bool leaf(std::string text, bool isText) {
        const auto depth = m_stack.size();
        const bool isElement = depth > 0 && m_stack.back().isArray;
        if (isElement && depth == 2)
            isInPlaylists() ? void(++m_to.skipped.unreadable) : countOther(m_stack.front().key);
        else if (isElement && depth == 4 && isInPlaylists() && m_isInItems)
            ++m_to.skipped.nameless;
        else if (isText && depth == 3 && !isInPlaylists())
            m_fields.set(m_stack.back().key, std::move(text));
        else if (isText && depth == 3 && m_stack.back().key == "name")
            m_playlist.made.name = oneLine(text);
        else if (isText && (depth == 5 || depth == 6) && isInPlaylists() && m_isInItems)
            m_fields.set(m_stack.back().key, std::move(text));
        return true;
    }

    void countOther(std::string_view list) {
        auto& skipped = m_to.skipped;
        ++(list == "tracks" || list == "albums" ? skipped.nameless : list == "episodes" ? skipped.episodes : skipped.other);
    }
    void add(std::vector<SpotifyRow>& list, SpotifyRow row) {
        if (m_rows == kMostRows)
            tooLarge();
        list.push_back(std::move(row));
        if (++m_rows % kProgressEach == 0 && m_progress)
            m_progress(m_rows);
    }
    [[noreturn]] void tooLarge() const { throw Error{ErrorKind::badFile, Message(MessageId::spotifyExportTooLarge, {m_name})}; }

    void endOfLibrary() {
        const auto& list = m_stack.front().key;
        if (list == "tracks")
            addSong();
        else if (list == "albums")
            addAlbum();
        else
            countOther(list);
    }
    void addSong() {
        auto row = songOf(m_fields);
        if (row.title.empty())
            ++m_to.skipped.nameless;
        else if (!m_liked.insert(keyOf(row)).second)
            ++m_to.skipped.twice;
        else
            add(m_to.liked, std::move(row));
    }
    void addAlbum() {
        SpotifyRow row;
        row.album = oneLine(m_fields.album.empty() ? m_fields.title : m_fields.album);
        row.artist = oneLine(m_fields.artist);
        row.uri = row.albumUri = spotifyUri(m_fields.uri, "album");
        row.added = dateOf(m_fields.added);
        if (row.album.empty())
            ++m_to.skipped.nameless;
        else if (!m_albums.insert(keyOf(row)).second)
            ++m_to.skipped.twice;
        else
            add(m_to.albums, std::move(row));
    }
    void endItem() {
        auto row = songOf(m_fields);
        if (m_fields.isEpisode || m_fields.uri.starts_with("spotify:episode:")) {
            ++m_playlist.episodes;
            ++m_to.skipped.episodes;
        } else if (row.title.empty()) {
            ++m_to.skipped.nameless;
        } else {
            add(m_playlist.made.rows, std::move(row));
        }
    }
    void endPlaylist() {
        auto playlist = std::exchange(m_playlist, {});
        if (playlist.made.name.empty() && !playlist.hasItems) {
            ++m_to.skipped.unreadable;
            return;
        }
        if (!playlist.made.rows.empty())
            playlist.made.state = SpotifyListState::contents;
        else if (playlist.episodes > 0)
            playlist.made.state = SpotifyListState::podcastsOnly;
        if (m_to.playlists.size() == kMostPlaylists)
            tooLarge();
        m_to.playlists.push_back(std::move(playlist.made));
    }

    const std::string& m_name;
    ExportContents& m_to;
    const ExportProgress& m_progress;
    std::vector<Frame> m_stack; ///< [root, its list, an element, its list, an item, a part of it]
    Fields m_fields;
    Playlist m_playlist;
    std::unordered_set<std::string> m_liked, m_albums; ///< that are there
    JsonKind m_kind = JsonKind::nothing;
    std::size_t m_rows, m_playlistsBefore;
    bool m_isList = false, m_isHistory = false, m_isInItems = false;
};

} // namespace

std::size_t ExportContents::rows() const {
    std::size_t count = liked.size() + albums.size();
    for (const auto& playlist : playlists)
        count += playlist.rows.size();
    return count;
}

JsonKind readExportJson(const std::string& name, const NextBytes& next, ExportContents& to, const ExportProgress& progress) {
    BlockStream blocks(next);
    std::istream in(&blocks);
    const auto skippedBefore = to.skipped;
    ExportParser parser(name, to, progress);
    const bool isWhole = json::sax_parse(in, &parser);
    const auto kind = parser.kind();
    if (!isWhole && kind != JsonKind::history) // which is not read to its end
        throw Error{ErrorKind::badFile, Message(MessageId::spotifyExportBroken, {name, std::to_string(blocks.place())})};
    if (kind == JsonKind::nothing || kind == JsonKind::history)
        to.skipped = skippedBefore;
    to.hasLibrary = to.hasLibrary || kind == JsonKind::library;
    return kind;
}

} // namespace segue::spotify
