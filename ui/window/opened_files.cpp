// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/opened_files.h"

#include "ui/bridge/engine_bridge.h"
#include "ui/songs/library_wires.h"

#include <algorithm>
#include <chrono>

namespace segue::ui {

using namespace std::chrono_literals;
namespace fs = std::filesystem;

namespace {

/// So long the first file waits for what the others are.
constexpr auto kBeforePlaying = 300ms;

QueueSong fileSong(const fs::path& file) { return {.track = 0, .file = file}; }

} // namespace

OpenedFiles::OpenedFiles(EngineBridge& bridge, LibraryWires& libraries)
    : QObject(&libraries)
    , m_bridge(bridge)
    , m_libraries(libraries) {
    m_soon.setSingleShot(true);
    m_soon.setInterval(kBeforePlaying);
    connect(&m_soon, &QTimer::timeout, this, &OpenedFiles::start);
    connect(&libraries, &LibraryWires::fileOpened, this, &OpenedFiles::take);
}

void OpenedFiles::play(const std::vector<fs::path>& paths) {
    m_paths = paths;
    m_files.clear();
    m_isStarted = false;
    m_soon.stop();
    for (const fs::path& path : std::set<fs::path>(paths.begin(), paths.end())) {
        m_seeds.erase(path);
        m_libraries.open(path);
    }
}

void OpenedFiles::makeSeed(const std::vector<fs::path>& paths) {
    for (const fs::path& path : paths) {
        m_seeds.insert(path);
        m_libraries.open(path);
    }
}

void OpenedFiles::take(const fs::path& file) {
    if (m_seeds.erase(file) > 0) {
        m_seeds.clear(); // there is one seed
        return Q_EMIT seedWanted(file);
    }
    if (std::ranges::find(m_paths, file) == m_paths.end())
        return;
    if (m_isStarted)
        return m_bridge.addToQueue({fileSong(file)});
    m_files.insert(file);
    if (std::ranges::all_of(m_paths, [this](const fs::path& path) { return m_files.contains(path); }))
        start();
    else if (!m_soon.isActive())
        m_soon.start();
}

void OpenedFiles::start() {
    m_soon.stop();
    m_isStarted = true;
    std::vector<QueueSong> songs;
    for (const fs::path& path : m_paths)
        if (m_files.contains(path))
            songs.push_back(fileSong(path));
    if (!songs.empty())
        m_bridge.playContext(songs, 0, {.kind = QueueContext::Kind::files, .name = {}, .id = 0});
}

} // namespace segue::ui
