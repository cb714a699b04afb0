// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/spotify/export_files.h"

#include "engine/words/error.h"
#include "engine/words/plain_text.h"
#include "engine/zip/zip_stream.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdint>
#include <cstring>
#include <fstream>
#include <set>
#include <system_error>
#include <vector>

namespace segue::spotify {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kBlock = std::size_t{1} << 16U;
constexpr std::size_t kRatioFrom = std::size_t{1} << 20U;

std::string_view nameIn(std::string_view path) {
    const auto slash = path.find_last_of("/\\"); // some programs pack with backslashes
    return slash == std::string_view::npos ? path : path.substr(slash + 1);
}

bool isLibraryOrPlaylist(std::string_view name) {
    const auto low = lowered(name);
    return low == "yourlibrary.json" || (low.starts_with("playlist") && low.ends_with(".json"));
}

bool isHistory(std::string_view name) {
    const auto low = lowered(name);
    return low.ends_with(".json") &&
           (low.starts_with("streaminghistory") || low.starts_with("streaming_history") || low.starts_with("endsong"));
}

[[noreturn]] void refuse(MessageId id, const fs::path& file) { throw Error{ErrorKind::badFile, Message(id, {file.string()})}; }

/// What was met on the way, so that it can be said what is missing.
class Looked final {
public:
    Looked(const fs::path& file, const ExportLimits& limits)
        : m_file(file)
        , m_limits(limits) {}

    /// @return whether the file is to be read
    bool look(std::string_view path, bool isFile) {
        if (++m_entries > m_limits.entries)
            throw Error{ErrorKind::badFile,
                        Message(MessageId::spotifyExportManyFiles, {m_file.string(), std::to_string(m_limits.entries)})};
        const auto name = nameIn(path);
        if (!isFile || path.find("__MACOSX") != std::string_view::npos || name.starts_with("._"))
            return false;
        m_hasHistory = m_hasHistory || isHistory(name);
        if (!isLibraryOrPlaylist(name))
            return false;
        if (!m_read.insert(lowered(name)).second)
            throw Error{ErrorKind::badFile, Message(MessageId::spotifyExportSeveral, {name})};
        return true;
    }
    /// Counts inflated bytes of a file. @param packed how many bytes they came from; 0: not packed
    void take(std::string_view name, std::size_t ofFile, std::size_t more, std::size_t packed) {
        m_bytes += more;
        const bool isBomb = packed > 0 && ofFile > kRatioFrom && ofFile / packed > m_limits.mostRatio;
        if (ofFile > m_limits.fileBytes || m_bytes > m_limits.totalBytes || isBomb)
            throw Error{ErrorKind::badFile, Message(MessageId::spotifyExportTooLarge, {name})};
    }
    void requireSomething() const {
        if (m_read.empty())
            refuse(m_hasHistory ? MessageId::spotifyExportHistory : MessageId::spotifyExportNothing, m_file);
    }
    [[nodiscard]] bool isEmpty() const { return m_entries == 0; }

private:
    const fs::path& m_file;
    const ExportLimits& m_limits;
    std::set<std::string> m_read;
    std::size_t m_entries = 0, m_bytes = 0;
    bool m_hasHistory = false;
};

// A file as it lies there.

void visitPlain(const fs::path& file, Looked& looked, const VisitFile& visit, const std::stop_token& stop) {
    std::ifstream in(file, std::ios::binary);
    const auto fail = [&] {
        throw Error{ErrorKind::io, Message(MessageId::fileCannotBeRead, {file.string(), std::strerror(errno)})};
    };
    if (!in)
        fail();
    const auto name = file.filename().string();
    std::vector<char> block(kBlock);
    std::size_t bytes = 0;
    visit(name, [&]() -> std::string_view {
        if (stop.stop_requested())
            return {};
        in.read(block.data(), static_cast<std::streamsize>(block.size()));
        if (in.bad())
            fail();
        const auto count = static_cast<std::size_t>(in.gcount());
        looked.take(name, bytes += count, count, 0);
        return {block.data(), count};
    });
}

// A zip archive.

void visitEntry(zip::ZipStream& archive, const std::string& name, Looked& looked, const VisitFile& visit,
                const std::stop_token& stop) {
    std::size_t bytes = 0;
    const auto begin = archive.packedBytes();
    visit(name, [&]() -> std::string_view {
        if (stop.stop_requested())
            return {};
        const auto more = archive.read();
        const auto packed = std::max<std::uint64_t>(1, archive.packedBytes() - begin);
        looked.take(name, bytes += more.size(), more.size(), static_cast<std::size_t>(packed));
        return more;
    });
}

void visitZip(const fs::path& file, Looked& looked, const VisitFile& visit, const std::stop_token& stop) {
    zip::ZipStream archive(file, [&file](const std::string& words) {
        throw Error{ErrorKind::badFile, Message(MessageId::spotifyExportBrokenZip, {file.string(), words.empty() ? "zip" : words})};
    });
    while (!stop.stop_requested()) {
        const auto entry = archive.next();
        if (!entry)
            break;
        if (!looked.look(entry->name, entry->isFile))
            continue;
        if (entry->isEncrypted)
            refuse(MessageId::spotifyExportEncrypted, file);
        visitEntry(archive, std::string(nameIn(entry->name)), looked, visit, stop);
    }
}

// A folder.

void visitFolder(const fs::path& folder, Looked& looked, const ExportLimits& limits, const VisitFile& visit,
                 const std::stop_token& stop) {
    std::error_code failed;
    std::vector<fs::path> found;
    for (auto entry = fs::recursive_directory_iterator(folder, fs::directory_options::skip_permission_denied, failed);
         !failed && entry != fs::recursive_directory_iterator() && !stop.stop_requested(); entry.increment(failed)) {
        std::error_code ignored;
        if (entry.depth() >= limits.folderDepth)
            entry.disable_recursion_pending();
        if (looked.look(entry->path().string(), entry->symlink_status(ignored).type() == fs::file_type::regular))
            found.push_back(entry->path());
    }
    if (failed)
        throw Error{ErrorKind::io, Message(MessageId::fileCannotBeRead, {folder.string(), failed.message()})};
    if (looked.isEmpty() && !stop.stop_requested())
        refuse(MessageId::spotifyExportEmptyFolder, folder);
    std::ranges::sort(found);
    for (const auto& file : found)
        if (!stop.stop_requested())
            visitPlain(file, looked, visit, stop);
}

/// The first bytes of a file that is no folder.
std::string beginningOf(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    std::array<char, 64> begin{};
    in.read(begin.data(), begin.size());
    if (in.bad() || (!in && !in.eof()))
        throw Error{ErrorKind::io, Message(MessageId::fileCannotBeRead, {file.string(), std::strerror(errno)})};
    return {begin.data(), static_cast<std::size_t>(in.gcount())};
}

bool beginsAsJson(std::string_view begin) {
    if (begin.starts_with("\xEF\xBB\xBF"))
        begin.remove_prefix(3);
    const auto first = begin.find_first_not_of(" \t\r\n");
    return first != std::string_view::npos && (begin[first] == '{' || begin[first] == '[');
}

} // namespace

void visitExport(const fs::path& file, const VisitFile& visit, std::stop_token stop, const ExportLimits& limits) {
    Looked looked(file, limits);
    std::error_code failed;
    const auto status = fs::status(file, failed);
    if (status.type() == fs::file_type::not_found)
        throw Error{ErrorKind::io, Message(MessageId::fileNotThere, {file.string()})};
    if (fs::is_directory(status)) {
        visitFolder(file, looked, limits, visit, stop);
    } else if (!fs::is_regular_file(status)) {
        refuse(MessageId::spotifyExportNone, file);
    } else if (const auto begin = beginningOf(file); begin.starts_with("PK\5\6")) {
        refuse(MessageId::spotifyExportNothing, file); // an archive of nothing
    } else if (begin.starts_with("PK")) {
        visitZip(file, looked, visit, stop);
    } else if (beginsAsJson(begin)) {
        visitPlain(file, looked, visit, stop);
        return;
    } else {
        refuse(MessageId::spotifyExportNone, file);
    }
    if (!stop.stop_requested())
        looked.requireSomething();
}

} // namespace segue::spotify
