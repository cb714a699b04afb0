// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/library/scan/partial_walk.h"
#include "engine/words/track.h"

#include <chrono>
#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <utility>
#include <vector>

namespace segue::library {

/// What changed in a library; no folders: it may be anywhere.
struct FolderChanges {
    LibraryId library = 0;
    std::vector<TouchedFolder> folders;
};

/// Collects the system's reports, so that an album that is copied counts as one change. A library's changes are handed out
/// when it has been quiet for a moment, or after a while if it never is. A file that is being written counts when it is
/// closed. Some files are never reported as closed (a link has nothing to close); such a file counts when it has not changed
/// for a while. Pure: time comes from outside.
class ChangeCollector final {
public:
    using Time = std::chrono::steady_clock::time_point;
    static constexpr std::chrono::milliseconds kQuiet{400};
    static constexpr std::chrono::milliseconds kPatience{1200};
    static constexpr std::chrono::milliseconds kWritten{1000}; ///< a file that has not changed for this long is complete
    static constexpr std::chrono::milliseconds kLook{500};     ///< how often files that are being written are looked at
    static constexpr std::size_t kMostFolders = 2000;          ///< with more, the whole library is scanned

    explicit ChangeCollector(std::chrono::milliseconds written = kWritten)
        : m_completeAfter(written) {}

    void touch(LibraryId library, const std::filesystem::path& folder, bool deep, Time now);
    void touchAll(LibraryId library, Time now);

    void begin(LibraryId library, const std::filesystem::path& file, Time now);  ///< a new file is being written
    void finish(LibraryId library, const std::filesystem::path& file, Time now); ///< the file was closed, or is gone

    using File = std::pair<LibraryId, std::filesystem::path>;
    [[nodiscard]] std::vector<File> filesToLookAt(Time now);
    void look(const File& file, const store::FileStamp& stamp, Time now); ///< reports its size and time of change

    [[nodiscard]] std::set<std::filesystem::path> unfinished(LibraryId library) const;
    [[nodiscard]] std::optional<Time> due() const; ///< when there is something to do; none: never
    [[nodiscard]] std::vector<FolderChanges> take(Time now);
    void forget(LibraryId library);

private:
    struct Pending {
        Time first, last;
        bool isAll = false;
        std::map<std::filesystem::path, bool> folders; ///< folder to `deep`
    };
    struct Written {
        store::FileStamp stamp;
        Time since;
    };
    Pending& pending(LibraryId library, Time now);
    [[nodiscard]] static Time dueOf(const Pending& pending);

    std::chrono::milliseconds m_completeAfter;
    std::map<LibraryId, Pending> m_pending;
    std::map<File, Written> m_written;
    Time m_looked{};
};

} // namespace segue::library
