// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/bring/quodlibet.h"

#include "engine/bring/pickle.h"
#include "engine/bring/xml_stream.h"
#include "engine/words/foreign_scales.h"

#include <algorithm>
#include <string>
#include <utility>

namespace segue::bring {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kLargest = 512U << 20U;
constexpr std::size_t kLargestList = 64U << 20U;
constexpr std::size_t kMostLists = 5000;

bool isSongClass(std::string_view name) { return name.starts_with("quodlibet.formats") || name.starts_with("formats."); }

std::string contentOf(const Reading& reading, std::size_t most) {
    std::string bytes;
    readBlocks(reading, [&](std::span<const char> block) {
        bytes.append(block.data(), block.size());
        if (bytes.size() > most)
            throw Error{ErrorKind::badFile, Message(MessageId::fileTooLarge, {reading.file.string()})};
        return true;
    });
    return bytes;
}

/// Python writes bytes of a file's name that are no UTF-8 as letters of a kind that no text has: U+DC80 and above.
std::string bytesOfName(std::string_view text) {
    std::string bytes;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto at = [&](std::size_t k) { return static_cast<unsigned char>(text[k]); };
        if (at(i) == 0xED && i + 2 < text.size() && (at(i + 1) == 0xB2 || at(i + 1) == 0xB3)) {
            bytes += static_cast<char>(((at(i + 1) & 0x03U) << 6U) | (at(i + 2) & 0x3FU));
            i += 2;
        } else {
            bytes += text[i];
        }
    }
    return bytes;
}

std::string textOf(const Pickle::Value& song, std::string_view key) {
    const auto* value = song.find(key);
    if (value == nullptr)
        return {};
    auto text = value->text;
    for (auto end = text.find('\n'); end != std::string::npos; end = text.find('\n', end)) // several artists
        text.replace(end, 1, ", ");
    return text;
}

double numberOf(const Pickle::Value& song, std::string_view key) {
    const auto* value = song.find(key);
    return value != nullptr && value->kind == Pickle::Value::Kind::number ? value->number : 0.0;
}

ForeignSong songOf(const Pickle::Value& song) {
    const auto* rating = song.find("~#rating");
    const auto* name = song.find("~filename");
    return {.path = name == nullptr ? fs::path() : fs::path(bytesOfName(name->text)),
            .title = textOf(song, "title"),
            .artist = textOf(song, "artist"),
            .album = textOf(song, "album"),
            .length =
                std::chrono::milliseconds(static_cast<std::int64_t>(std::clamp(numberOf(song, "~#length"), 0.0, 1e6) * 1000.0)),
            .rating = rating == nullptr ? 0 : starsOfShare(rating->number),
            .plays = static_cast<int>(std::clamp(numberOf(song, "~#playcount"), 0.0, 1e6)),
            .lastPlayed = dateOfSeconds(numberOf(song, "~#lastplayed")),
            .added = dateOfSeconds(numberOf(song, "~#added"))};
}

/// What XSPF calls a track's location and the list's title.
class Xspf final : public XmlVisitor {
public:
    void begin(std::string_view name, std::span<const Attribute> /*attributes*/) override {
        m_isTrack = m_isTrack || name == "track";
    }
    void end(std::string_view name, std::string_view text) override {
        if (name == "track")
            m_isTrack = false;
        else if (name == "location" && m_isTrack)
            list.lines.push_back({.path = pathOfAddress(text)});
        else if (name == "title" && !m_isTrack)
            list.name = text;
    }
    ForeignPlaylist list;

private:
    bool m_isTrack = false;
};

ForeignPlaylist playlistOf(const Reading& reading) {
    if (reading.file.extension() == ".xspf") {
        Xspf read;
        readXml(reading, read);
        if (read.list.name.empty())
            read.list.name = reading.file.stem();
        return std::move(read.list);
    }
    // A name with percent signs, as Quod Libet writes them, is an address without its scheme.
    ForeignPlaylist list{.name = pathOfAddress("file:///" + reading.file.filename().native()).relative_path(), .lines = {}};
    const auto content = contentOf(reading, kLargestList);
    for (std::size_t at = 0; at < content.size();) {
        const auto end = std::min(content.find('\n', at), content.size());
        if (end > at)
            list.lines.push_back({.path = pathOfAddress(std::string_view(content).substr(at, end - at))});
        at = end + 1;
    }
    return list;
}

std::vector<ForeignPlaylist> playlistsBeside(const Reading& reading) {
    std::vector<fs::path> files;
    std::error_code failed;
    for (fs::directory_iterator entry(reading.file.parent_path() / "playlists", failed), end; !failed && entry != end;
         entry.increment(failed))
        if (files.size() < kMostLists && entry->is_regular_file(failed) && entry->file_size(failed) > 0)
            files.push_back(entry->path());
    std::ranges::sort(files);
    std::vector<ForeignPlaylist> lists;
    for (auto& file : files) {
        auto one = reading;
        one.file = std::move(file);
        one.progress = {};
        lists.push_back(playlistOf(one));
    }
    return lists;
}

} // namespace

ForeignLibrary readQuodLibet(const Reading& reading) {
    const auto bytes = contentOf(reading, kLargest);
    ForeignLibrary library;
    try {
        const Pickle pickle(bytes, isSongClass);
        if (pickle.root().kind != Pickle::Value::Kind::list)
            throw otherVersion(reading);
        for (const auto* item : pickle.root().items)
            if (auto song = songOf(*item); !song.path.empty())
                library.songs.push_back(std::move(song));
    } catch (const PickleRefused& refused) {
        throw damaged(reading, refused.what());
    }
    library.playlists = playlistsBeside(reading);
    return library;
}

} // namespace segue::bring
