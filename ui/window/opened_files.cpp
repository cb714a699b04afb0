// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/opened_files.h"

#include "ui/bridge/engine_bridge.h"
#include "ui/songs/library_wires.h"
#include "ui/words/format.h"
#include "ui/words/message_text.h"
#include "ui/words/queue_text.h"

#include <algorithm>
#include <chrono>
#include <utility>

namespace segue::ui {

using namespace std::chrono_literals;
namespace fs = std::filesystem;

namespace {

/// So long the first file waits for what the others are.
constexpr auto kBeforePlaying = 300ms;

/// A song of a library counts as that song: its plays, its stars, the radio behind it.
QueueSong songOf(const fs::path& file, TrackId track) { return {.track = track, .file = track == 0 ? file : fs::path()}; }

} // namespace

OpenedFiles::OpenedFiles(EngineBridge& bridge, LibraryWires& libraries)
    : QObject(&libraries)
    , m_bridge(bridge)
    , m_libraries(libraries) {
    m_soon.setSingleShot(true);
    m_soon.setInterval(kBeforePlaying);
    connect(&m_soon, &QTimer::timeout, this, &OpenedFiles::start);
    connect(&libraries, &LibraryWires::fileOpened, this, &OpenedFiles::take);
    connect(&bridge, &EngineBridge::filesDescribed, this, &OpenedFiles::takeDescribed);
}

void OpenedFiles::play(const std::vector<fs::path>& paths) {
    m_paths = paths;
    m_files.clear();
    m_asked.clear();
    m_refused.clear();
    m_settled = 0;
    m_isStarted = false;
    m_soon.stop();
    const std::set<fs::path> distinct(paths.begin(), paths.end());
    m_count = distinct.size();
    for (const fs::path& path : distinct) {
        m_seeds.erase(path);
        m_libraries.open(path);
    }
}

void OpenedFiles::makeSeeds(const std::vector<fs::path>& paths, SeedRole role) {
    m_role = role;
    m_seeds.clear();
    for (const fs::path& path : spread(paths)) {
        m_seeds.insert(path);
        m_libraries.open(path);
    }
}

void OpenedFiles::take(const fs::path& file) {
    if (m_seeds.erase(file) > 0) {
        const auto role = m_role;
        if (role == SeedRole::only)
            m_role = SeedRole::also; // there is one first
        return Q_EMIT seedWanted(file, role);
    }
    const auto place = std::ranges::find(m_paths, file);
    if (place == m_paths.end())
        return;
    if (place - m_paths.begin() >= static_cast<std::ptrdiff_t>(kMostLookedAt))
        return takePlayable(file, 0);
    m_asked.insert(file);
    m_bridge.describeFiles({file});
}

void OpenedFiles::takeDescribed(const FilesDescribed& event) {
    for (const DescribedFile& file : event.files) {
        if (m_asked.erase(file.track.path) == 0)
            continue; // asked by somebody else, or of what was opened before
        if (file.problem.empty()) {
            takePlayable(file.track.path, file.track.id);
        } else {
            ++m_settled;
            m_refused.push_back(file);
        }
    }
    if (m_asked.empty())
        tellRefused();
}

void OpenedFiles::takePlayable(const fs::path& file, TrackId track) {
    if (m_isStarted)
        return m_bridge.addToQueue({songOf(file, track)});
    m_files.emplace(file, track);
    if (++m_settled >= m_count)
        start();
    else if (!m_soon.isActive())
        m_soon.start();
}

void OpenedFiles::tellRefused() {
    if (m_refused.empty())
        return;
    const auto refused = std::exchange(m_refused, {});
    std::vector<QString> names;
    for (const DescribedFile& file : refused)
        names.push_back(pathText(file.track.path.filename()));
    if (!m_isStarted && !m_files.empty() && m_settled >= m_count)
        start();
    Q_EMIT this->refused(notMusicText(names, sentence(refused.front().problem)));
}

void OpenedFiles::start() {
    m_soon.stop();
    m_isStarted = true;
    std::vector<QueueSong> songs;
    for (const fs::path& path : m_paths)
        if (const auto playable = m_files.find(path); playable != m_files.end())
            songs.push_back(songOf(path, playable->second));
    if (!songs.empty())
        m_bridge.playContext(songs, 0, {.kind = QueueContext::Kind::files, .name = {}, .id = 0});
}

} // namespace segue::ui
