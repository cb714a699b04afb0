// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/service/spotify/import_desk.h"

#include "engine/service/background/job_line.h"
#include "engine/words/error.h"

#include <algorithm>
#include <chrono>
#include <span>
#include <utility>

namespace segue {

using store::SpotifyEntry;
using store::SpotifyListFacts;
using store::SpotifyStore;

namespace {

constexpr std::size_t kRowsAtOnce = 1000; ///< stored between two looks at the stop

std::string laneOf(SpotifySourceId source) { return std::to_string(source); }

struct ListToStage {
    SpotifyListFacts facts;
    const std::vector<SpotifyRow>* rows = nullptr;
};

ListToStage listOf(SpotifyListKind kind, std::string key, const std::vector<SpotifyRow>& rows) {
    ListToStage list{.facts = {}, .rows = &rows};
    list.facts.key = std::move(key);
    list.facts.list.kind = kind;
    list.facts.list.state = rows.empty() ? SpotifyListState::empty : SpotifyListState::contents;
    list.facts.list.count = rows.size();
    return list;
}

std::vector<ListToStage> listsOf(const spotify::ExportContents& contents) {
    std::vector<ListToStage> lists;
    if (contents.hasLibrary) {
        lists.push_back(listOf(SpotifyListKind::liked, "liked", contents.liked));
        lists.push_back(listOf(SpotifyListKind::albums, "albums", contents.albums));
    }
    std::size_t number = 0;
    for (const auto& playlist : contents.playlists) {
        lists.push_back(listOf(SpotifyListKind::playlist, "playlist " + std::to_string(++number), playlist.rows));
        lists.back().facts.list.name = playlist.name;
        lists.back().facts.list.state = playlist.state;
    }
    return lists;
}

} // namespace

void ImportDesk::import(SpotifySourceId source, std::filesystem::path file, bool isNew) {
    cancel(source);
    std::stop_token stop;
    {
        const std::lock_guard lock(m_mutex);
        auto& running = m_running[source];
        running.stop = {};
        running.done = running.total = 0;
        ++running.jobs;
        stop = running.stop.get_token();
    }
    m_events.changed();
    m_lanes.post(laneOf(source), [this, source, file = std::move(file), isNew, stop](const std::stop_token& ending) {
        std::stop_source either;
        const auto request = [&either] { either.request_stop(); };
        const std::stop_callback cancelled(stop, request), ended(ending, request);
        carryOut(m_emitter, [&] { run(source, file, isNew, either.get_token()); });
        {
            const std::lock_guard lock(m_mutex);
            if (--m_running[source].jobs == 0)
                m_running.erase(source);
        }
        m_events.changed();
    });
}

void ImportDesk::cancel(SpotifySourceId source) {
    const std::lock_guard lock(m_mutex);
    if (const auto found = m_running.find(source); found != m_running.end())
        found->second.stop.request_stop();
}

void ImportDesk::after(SpotifySourceId source, std::function<void()> work) {
    m_lanes.post(laneOf(source), [this, work = std::move(work)](const std::stop_token&) { carryOut(m_emitter, work); });
}

void ImportDesk::overlay(SpotifySource& source) const {
    const std::lock_guard lock(m_mutex);
    const auto found = m_running.find(source.id);
    if (found == m_running.end())
        return;
    source.state = SpotifyState::importing;
    source.problem.clear();
    source.done = found->second.done;
    source.total = found->second.total;
}

void ImportDesk::note(SpotifySourceId source, std::size_t done, std::size_t total) {
    {
        const std::lock_guard lock(m_mutex);
        auto& running = m_running[source];
        running.done = done;
        running.total = total;
    }
    m_events.changed();
}

void ImportDesk::run(SpotifySourceId source, const std::filesystem::path& file, bool isNew, const std::stop_token& stop) {
    if (!m_files.isThere(source))
        return;
    try {
        const auto contents = spotify::readExport(file, stop, [&](std::size_t rows) { note(source, rows, 0); });
        bool isReplaced = false;
        if (contents) {
            m_files.renewIfDamaged(source);
            m_files.with(source, [&](SpotifyStore& store) { isReplaced = replace(store, *contents, file, stop); });
        }
        if (isReplaced)
            m_events.rowsReplaced(source);
        else if (isNew)
            m_files.remove(source);
    } catch (const std::exception& error) {
        fail(source, file, messageOf(error));
    }
}

bool ImportDesk::replace(SpotifyStore& store, const spotify::ExportContents& contents, const std::filesystem::path& file,
                         const std::stop_token& stop) {
    const auto total = contents.rows();
    std::size_t done = 0, place = 0;
    store.dropStage(); // of one that was interrupted
    store.setStageNote("import");
    for (const auto& [facts, rows] : listsOf(contents)) {
        store.stageList(facts, place++);
        for (std::size_t begin = 0; begin < rows->size(); begin += kRowsAtOnce) {
            if (stop.stop_requested()) {
                store.dropStage();
                return false;
            }
            std::vector<SpotifyEntry> entries;
            for (const auto& row : std::span(*rows).subspan(begin, std::min(kRowsAtOnce, rows->size() - begin)))
                entries.push_back({.row = row, .isrc = {}});
            store.stageRows(facts.key, entries);
            note(store.source().id, done += entries.size(), total);
        }
    }
    auto source = store.source();
    source.kind = SpotifyKind::exported;
    source.state = SpotifyState::imported;
    source.problem.clear();
    source.at = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
    source.file = file;
    source.skipped = contents.skipped;
    store.swap(&source);
    return true;
}

/// With the source, so that it is told again after a start; what it held stays.
void ImportDesk::fail(SpotifySourceId source, const std::filesystem::path& file, const Message& problem) {
    m_files.with(source, [&](SpotifyStore& store) {
        store.dropStage();
        auto failed = store.source();
        failed.state = SpotifyState::importFailed;
        failed.problem = problem;
        if (failed.file.empty())
            failed.file = file;
        store.setSource(failed);
    });
}

} // namespace segue
