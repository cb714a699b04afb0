// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/playlist/m3u.h"

#include "engine/audio/tags.h"
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

std::string fileAddress(const fs::path& song) {
    constexpr std::string_view kPlain = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/";
    constexpr std::string_view kDigits = "0123456789ABCDEF";
    std::string address = "file://";
    for (const char byte : song.native()) {
        const auto value = static_cast<unsigned char>(byte);
        if (kPlain.find(byte) != std::string_view::npos)
            address += byte;
        else
            address += {'%', kDigits[value >> 4U], kDigits[value & 15U]};
    }
    return address;
}

std::string pathLine(const fs::path& song, const fs::path& folder) {
    const auto path = fromFolder(song, folder);
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

void refuseToOverwrite(const fs::path& file) {
    std::error_code ignored;
    if (!fs::exists(fs::symlink_status(file, ignored)))
        return;
    std::string start(kFirstLine.size(), '\0');
    std::ifstream in(file, std::ios::binary);
    in.read(start.data(), static_cast<std::streamsize>(start.size()));
    const bool isEmpty = in.gcount() == 0 && fs::is_regular_file(file, ignored) && fs::file_size(file, ignored) == 0;
    if (!isEmpty && start != kFirstLine)
        throw Error{ErrorKind::usage, Message(MessageId::playlistNoPlaylist, {file.string()})};
}

[[noreturn]] void fail(const fs::path& file, int reason) {
    throw Error{reason == ENOSPC || reason == EDQUOT ? ErrorKind::noSpace : ErrorKind::io,
                Message(MessageId::playlistNotWritten, {file.string(), std::strerror(reason)})};
}

} // namespace

std::string playlistText(std::span<const Track> songs, const fs::path& folder) {
    std::string text = std::string(kFirstLine) + "\n";
    for (const Track& song : songs) {
        const auto seconds = std::chrono::round<std::chrono::seconds>(song.duration).count();
        const auto section = sectionOf(song.path);
        text += "#EXTINF:" + std::to_string(seconds > 0 ? seconds : -1) + "," +
                (song.artist.empty() ? "" : line(song.artist) + " - ") + line(song.title) + "\n" +
                (section ? stretchLines(*section) : "") + pathLine(fileOf(song.path), folder) + "\n";
    }
    return text;
}

void writePlaylist(const fs::path& file, std::span<const Track> songs) {
    refuseToOverwrite(file);
    std::error_code failed;
    const auto folder = fs::weakly_canonical(fs::absolute(file).parent_path(), failed);
    const auto text = playlistText(songs, failed ? fs::absolute(file).parent_path() : folder);
    if (const auto failure = writeWholeFile(file, text))
        fail(file, failure.value());
}

} // namespace segue
