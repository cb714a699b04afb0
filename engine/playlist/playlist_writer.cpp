// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/playlist/playlist_writer.h"

#include "engine/audio/tags.h"
#include "engine/playlist/playlist_text.h"
#include "engine/words/error.h"
#include "engine/words/section.h"
#include "engine/words/whole_file.h"

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <fstream>
#include <string_view>
#include <system_error>

namespace segue {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view kFirstLine = "#EXTM3U";

bool isControl(char byte) { return static_cast<unsigned char>(byte) < 0x20 || byte == 0x7F; }

/// On one line.
std::string line(const std::string& text) {
    std::string result = audio::toValidUtf8(text);
    std::ranges::replace_if(result, isControl, ' ');
    return result;
}

/// Relative where the way from one to the other does not lead through "/".
fs::path fromFolder(const fs::path& song, const fs::path& folder) {
    const auto below = [](const fs::path& path) { return path.begin() == path.end() ? path.end() : std::next(path.begin()); };
    const auto first = below(song), second = below(folder);
    if (!song.is_absolute() || second == folder.end() || first == song.end() || *first != *second)
        return song;
    return song.lexically_relative(folder);
}

bool fitsOnALine(const std::string& path) {
    return !path.empty() && path.front() != ' ' && path.back() != ' ' && std::ranges::none_of(path, isControl) &&
           audio::toValidUtf8(path) == path;
}

std::string escaped(const fs::path& path) {
    constexpr std::string_view kPlain = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/";
    constexpr std::string_view kDigits = "0123456789ABCDEF";
    std::string address;
    for (const char byte : path.native()) {
        const auto value = static_cast<unsigned char>(byte);
        if (kPlain.find(byte) != std::string_view::npos)
            address += byte;
        else
            address += {'%', kDigits[value >> 4U], kDigits[value & 15U]};
    }
    return address;
}

std::string fileAddress(const fs::path& song) { return "file://" + escaped(song); }

std::string pathLine(const fs::path& song, const fs::path& folder, bool isRelative) {
    if (isNetAddress(song.native()))
        return line(song.native());
    const auto path = isRelative ? fromFolder(song, folder) : song;
    if (!fitsOnALine(path.native()))
        return fileAddress(song);
    // A remark or an address begins like this.
    const bool isMistakable = path.native().front() == '#' || path.begin()->native().find(':') != std::string::npos;
    return path.is_relative() && isMistakable ? "./" + path.native() : path.native();
}

/// The stretch of a file, in whole seconds, for players that know VLC's remarks; others play the file.
std::string stretchLines(const Section& section) {
    const auto option = [](const char* name, std::int64_t frames) {
        return std::string("#EXTVLCOPT:") + name + "=" + std::to_string(frames / Section::kFramesPerSecond) + "\n";
    };
    return option("start-time", section.start) + (section.length > 0 ? option("stop-time", section.start + section.length) : "");
}

/// Whether a file begins like a playlist, whoever wrote it.
bool beginsLikeAList(std::string_view start) {
    if (start.starts_with("\xEF\xBB\xBF"))
        start.remove_prefix(3);
    const bool isXml = start.starts_with("<?xml") || start.starts_with("<playlist");
    return start.starts_with(kFirstLine) || start.starts_with("[playlist]") || start.starts_with("[Playlist]") ||
           (isXml && start.find("<playlist") != std::string_view::npos);
}

void refuseToOverwrite(const fs::path& file) {
    constexpr std::size_t kStart = 1'024;
    std::error_code ignored;
    if (!fs::exists(fs::symlink_status(file, ignored)))
        return;
    std::string start(kStart, '\0');
    std::ifstream in(file, std::ios::binary);
    in.read(start.data(), static_cast<std::streamsize>(start.size()));
    start.resize(static_cast<std::size_t>(std::max<std::streamsize>(in.gcount(), 0)));
    const bool isEmpty = start.empty() && fs::is_regular_file(file, ignored) && fs::file_size(file, ignored) == 0;
    if (!isEmpty && !beginsLikeAList(start))
        throw Error{ErrorKind::usage, Message(MessageId::playlistNoPlaylist, {file.string()})};
}

std::int64_t secondsOf(const Track& song) {
    const auto seconds = std::chrono::round<std::chrono::seconds>(song.duration).count();
    return seconds > 0 ? seconds : -1;
}

std::string wordsOf(const Track& song) { return (song.artist.empty() ? "" : line(song.artist) + " - ") + line(song.title); }

std::string m3uText(std::span<const Track> songs, const fs::path& folder, const PlaylistStyle& style) {
    std::string text = std::string(kFirstLine) + "\n";
    if (!style.name.empty())
        text += "#PLAYLIST:" + line(style.name) + "\n";
    for (const Track& song : songs) {
        const auto section = sectionOf(song.path);
        text += "#EXTINF:" + std::to_string(secondsOf(song)) + "," + wordsOf(song) + "\n" +
                (section ? stretchLines(*section) : "") + pathLine(fileOf(song.path), folder, style.isRelative) + "\n";
    }
    return text;
}

std::string plsText(std::span<const Track> songs, const fs::path& folder, const PlaylistStyle& style) {
    std::string text = "[playlist]\n";
    for (std::size_t i = 0; i < songs.size(); ++i) {
        const auto number = std::to_string(i + 1);
        text += "File" + number + "=" + pathLine(fileOf(songs[i].path), folder, style.isRelative) + "\nTitle" + number + "=" +
                wordsOf(songs[i]) + "\nLength" + number + "=" + std::to_string(secondsOf(songs[i])) + "\n";
    }
    return text + "NumberOfEntries=" + std::to_string(songs.size()) + "\nVersion=2\n";
}

/// An element with text in it; none if that is empty.
std::string element(const char* name, const std::string& text) {
    if (text.empty())
        return {};
    std::string inside;
    for (const char c : line(text)) {
        if (c == '&')
            inside += "&amp;";
        else if (c == '<')
            inside += "&lt;";
        else if (c == '>')
            inside += "&gt;";
        else
            inside += c;
    }
    return std::string("<") + name + ">" + inside + "</" + name + ">";
}

/// Of an address on the net only what no address may hold is written otherwise.
std::string netAddress(const std::string& where) {
    std::string address;
    for (const char c : where)
        address +=
            static_cast<unsigned char>(c) <= 0x20 || static_cast<unsigned char>(c) >= 0x7F || c == '<' || c == '>' || c == '"'
                ? escaped(std::string(1, c))
                : std::string(1, c);
    return address;
}

std::string xspfText(std::span<const Track> songs, const fs::path& folder, const PlaylistStyle& style) {
    std::string text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<playlist version=\"1\" xmlns=\"http://xspf.org/ns/0/\">\n";
    if (!style.name.empty())
        text += "  " + element("title", style.name) + "\n";
    text += "  <trackList>\n";
    for (const Track& song : songs) {
        const auto file = fileOf(song.path);
        const auto path = style.isRelative ? fromFolder(file, folder) : file;
        const auto address = isNetAddress(file.native()) ? netAddress(file.native())
                             : path.is_relative()        ? escaped(path)
                                                         : fileAddress(file);
        text += "    <track>" + element("location", address) + element("title", song.title) + element("creator", song.artist) +
                element("album", song.album) +
                (song.duration.count() > 0 ? element("duration", std::to_string(song.duration.count())) : "") + "</track>\n";
    }
    return text + "  </trackList>\n</playlist>\n";
}

[[noreturn]] void fail(const fs::path& file, int reason) {
    throw Error{reason == ENOSPC || reason == EDQUOT ? ErrorKind::noSpace : ErrorKind::io,
                Message(MessageId::playlistNotWritten, {file.string(), std::strerror(reason)})};
}

} // namespace

std::string playlistText(std::span<const Track> songs, const fs::path& folder, const PlaylistStyle& style) {
    switch (style.format) {
    case PlaylistFormat::xspf:
        return xspfText(songs, folder, style);
    case PlaylistFormat::pls:
        return plsText(songs, folder, style);
    case PlaylistFormat::m3u8:
    case PlaylistFormat::m3u:
        break;
    }
    return m3uText(songs, folder, style);
}

void writePlaylist(const fs::path& file, std::span<const Track> songs, const PlaylistStyle& style) {
    refuseToOverwrite(file);
    std::error_code failed;
    const auto folder = fs::weakly_canonical(fs::absolute(file).parent_path(), failed);
    const auto text = playlistText(songs, failed ? fs::absolute(file).parent_path() : folder, style);
    if (const auto failure = writeWholeFile(file, text))
        fail(file, failure.value());
}

} // namespace segue
