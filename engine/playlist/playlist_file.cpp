// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/playlist/playlist_file.h"

#include "engine/audio/extensions.h"
#include "engine/audio/tags.h"
#include "engine/audio/text_file.h"
#include "engine/playlist/cue_sheet.h"
#include "engine/playlist/where_spelling.h"
#include "engine/words/error.h"

#include <algorithm>
#include <set>
#include <system_error>

namespace segue {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kDeepest = 10;         ///< playlists in playlists
constexpr std::size_t kMostInside = 10'000;  ///< that are opened in all
constexpr std::size_t kMostCueNames = 5'000; ///< of a folder that are looked at

MessageId whyNot(PlaylistFault fault) {
    switch (fault) {
    case PlaylistFault::stream:
        return MessageId::playlistIsStream;
    case PlaylistFault::tooLong:
        return MessageId::playlistTooLong;
    case PlaylistFault::none:
        break;
    }
    return MessageId::playlistNotOne;
}

std::optional<std::string> bytesOf(const fs::path& file, std::size_t most) {
    std::error_code failed;
    return fs::is_regular_file(file, failed) ? audio::readSmallFile(file, most) : std::nullopt;
}

/// The files of the folder that a sheet is about, each once.
std::vector<std::string> filesOfSheet(const fs::path& file) {
    const auto bytes = bytesOf(file, audio::kMaxSheetBytes);
    if (!bytes)
        return {};
    const auto parsed = parseCueSheet(audio::textOf(*bytes));
    const auto* const sheet = std::get_if<CueSheet>(&parsed);
    if (sheet == nullptr)
        return {};
    std::vector<std::string> names, meant;
    std::error_code failed;
    for (fs::directory_iterator at(file.parent_path(), failed), end; !failed && at != end && names.size() < kMostCueNames;
         at.increment(failed))
        if (audio::isMusicFile(at->path()))
            names.push_back(at->path().filename().native());
    std::ranges::sort(names);
    for (const auto& written : sheet->files)
        if (const auto place = fileMeant(written, names); place && std::ranges::find(meant, names[*place]) == meant.end())
            meant.push_back(names[*place]);
    return meant;
}

class Reading final {
public:
    explicit Reading(const std::stop_token& stop)
        : m_stop(stop) {}

    PlaylistText run(const fs::path& file) {
        const auto whole = fs::absolute(file).lexically_normal();
        const auto bytes = bytesOf(whole, kMostPlaylistBytes);
        std::error_code failed;
        if (!bytes && fs::file_size(whole, failed) > kMostPlaylistBytes && !failed)
            throw Error{ErrorKind::badFile, Message(MessageId::playlistTooLong, {audio::toValidUtf8(file.native())})};
        if (!bytes)
            throw Error{ErrorKind::io, Message(MessageId::playlistNotRead, {audio::toValidUtf8(file.native())})};
        auto parsed = parsePlaylist(*bytes);
        if (const auto* fault = std::get_if<PlaylistFault>(&parsed))
            throw Error{*fault == PlaylistFault::stream ? ErrorKind::unsupported : ErrorKind::badFile,
                        Message(whyNot(*fault), {audio::toValidUtf8(file.native())})};
        auto& text = std::get<PlaylistText>(parsed);
        m_all.name = !text.name.empty() ? text.name : audio::toValidUtf8(whole.stem().native());
        m_all.isCut = text.isCut;
        take(std::move(text), whole, 0);
        return std::move(m_all);
    }

private:
    static fs::path trueName(const fs::path& file) {
        std::error_code failed;
        auto name = fs::canonical(file, failed);
        return failed ? file : name;
    }

    void take(PlaylistText text, const fs::path& file, std::size_t depth) {
        const auto [mark, isFirst] = m_open.insert(trueName(file));
        const auto folder = static_cast<std::uint32_t>(m_all.folders.size());
        m_all.folders.push_back(file.parent_path());
        for (auto& line : text.lines) {
            if (m_all.lines.size() >= kMostPlaylistLines) {
                m_all.isCut = true;
                break;
            }
            line.folder = folder;
            if (!isOfSongs(line, file.parent_path(), depth))
                m_all.lines.push_back(std::move(line));
        }
        if (isFirst)
            m_open.erase(mark);
    }

    /// Whether the line names a list or a sheet; then its songs were taken instead.
    bool isOfSongs(const FileLine& line, const fs::path& folder, std::size_t depth) {
        if (m_stop.stop_requested() || depth >= kDeepest || m_inside >= kMostInside || isNetAddress(line.where))
            return false;
        const auto name = line.where.substr(line.where.find_last_of("/\\") + 1);
        const bool isSheet = audio::isSheetName(name);
        if (!isSheet && !isPlaylistName(name))
            return false;
        for (const auto& spelling : spellingsOf(line.where)) {
            const fs::path file = pathIn(spelling, folder);
            std::error_code failed;
            if (!fs::is_regular_file(file, failed))
                continue;
            ++m_inside;
            return isSheet ? takeSheet(line, file) : takeList(file, depth);
        }
        return false;
    }

    bool takeSheet(const FileLine& line, const fs::path& file) {
        const auto names = filesOfSheet(file);
        for (const auto& name : names) {
            auto song = line;
            song.where = (file.parent_path() / name).native();
            song.title.clear(); // they are the sheet's
            song.length = {};
            m_all.lines.push_back(std::move(song));
        }
        return !names.empty();
    }

    bool takeList(const fs::path& file, std::size_t depth) {
        if (m_open.contains(trueName(file)))
            return false; // it is being read
        const auto bytes = bytesOf(file, kMostPlaylistBytes);
        if (!bytes)
            return false;
        auto parsed = parsePlaylist(*bytes);
        auto* const text = std::get_if<PlaylistText>(&parsed);
        if (text == nullptr)
            return false;
        m_all.isCut = m_all.isCut || text->isCut;
        take(std::move(*text), file, depth + 1);
        return true;
    }

    const std::stop_token& m_stop;
    PlaylistText m_all;
    std::set<fs::path> m_open;
    std::size_t m_inside = 0;
};

} // namespace

PlaylistText readPlaylistFile(const fs::path& file, const std::stop_token& stop) { return Reading(stop).run(file); }

} // namespace segue
