// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/segue_cli/commands.h"
#include "app/stop_on_signal.h"
#include "engine/service/transfer/library_transfer.h"
#include "engine/store/transfer/library_export.h"
#include "engine/words/error.h"
#include "ui/words/english.h"

#include <chrono>
#include <cstdio>

namespace segue::cli {

namespace fs = std::filesystem;

namespace {

/// Says how far it is, a few times a second.
class Watch final {
public:
    /// Ends the line of percents.
    void end() const {
        if (m_hasSaid)
            std::fprintf(stderr, "\n");
    }

    void note(std::size_t done, std::size_t total) {
        const auto now = std::chrono::steady_clock::now();
        if (now - m_said < std::chrono::milliseconds(300) || total == 0)
            return;
        m_said = now;
        m_hasSaid = true;
        std::fprintf(stderr, "\r%3zu %%", 100 * done / total);
    }

private:
    bool m_hasSaid = false;
    std::chrono::steady_clock::time_point m_said = std::chrono::steady_clock::now();
};

/// "Local Music #1=/mnt/music". Names and folders may have a "=" too: the folder begins after the first one behind which
/// there is a folder.
std::pair<std::string, fs::path> rootOf(const std::string& words) {
    const auto first = words.find('=');
    if (first == std::string::npos || first == 0)
        throw Error{ErrorKind::usage, "--root wants NAME=DIR, not " + words + "."};
    for (auto sign = first; sign != std::string::npos; sign = words.find('=', sign + 1)) {
        std::error_code failed;
        const auto root = fs::canonical(words.substr(sign + 1), failed);
        if (!failed && fs::is_directory(root, failed))
            return {words.substr(0, sign), root};
    }
    throw Error{ErrorKind::usage, "There is no folder " + words.substr(first + 1) + "."};
}

std::map<std::string, fs::path> rootsOf(const std::vector<std::string>& all) {
    std::map<std::string, fs::path> roots;
    for (const auto& words : all)
        if (const auto [root, isNew] = roots.insert(rootOf(words)); !isNew)
            throw Error{ErrorKind::usage, "--root tells the folder of \"" + root->first + "\" twice. Tell it once."};
    return roots;
}

} // namespace

int runExport(const fs::path& file, const CommonOptions& common) {
    const app::StopOnSignal stop; // also while nothing is noted
    Watch watch;
    store::Database database(common.database, store::Access::read);
    const bool isComplete =
        store::exportLibraries(database, file, stop.token(), [&](std::size_t done, std::size_t total) { watch.note(done, total); });
    watch.end();
    if (!isComplete) {
        std::fprintf(stderr, "Stopped; no file was written.\n");
        return 1;
    }
    std::error_code ignored;
    std::printf("Exported to %s, %.1f MB.\n", file.c_str(), static_cast<double>(fs::file_size(file, ignored)) / 1e6);
    return 0;
}

int runImport(const fs::path& file, const std::vector<std::string>& roots, const CommonOptions& common) {
    const auto places = rootsOf(roots);
    const app::StopOnSignal stop; // also while nothing is noted
    Watch watch;
    store::Writer writer(store::Database(common.database, store::Access::write));
    const auto result = importExport(writer, common.database, file, places, stop.token(),
                                     [&](std::size_t done, std::size_t total) { watch.note(done, total); });
    watch.end();
    if (!result) {
        std::fprintf(stderr, "Stopped; nothing has changed.\n");
        return 1;
    }
    std::printf("%s\n", words::english(describeImport(*result)).c_str());
    return 0;
}

} // namespace segue::cli
