// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/service/library/problem_jobs.h"

#include "engine/analysis/song/outline_reader.h"
#include "engine/store/problem_store.h"

#include <algorithm>
#include <utility>

namespace segue {

ProblemJobs::ProblemJobs(ProblemRooms rooms, const store::Database& database)
    : m_rooms(std::move(rooms))
    , m_reader(database.sibling()) {}

void ProblemJobs::stop() { m_line.stop(); }

void ProblemJobs::list(RequestId request) {
    m_line.run([this, request] {
        auto problems = store::ProblemStore(m_reader, m_rooms.spaces.inUse()->lead().id, analysis::kOutlineVersion).all();
        {
            const std::lock_guard lock(m_mutex);
            for (const auto& [library, skipped] : m_skipped)
                problems.insert(problems.end(), skipped.begin(), skipped.end());
        }
        m_rooms.emitter.emit(ProblemsLoaded{request, std::move(problems)});
    });
}

void ProblemJobs::count() { postCount(true); }
void ProblemJobs::changed() { postCount(true); }
void ProblemJobs::solved() { postCount(false); }

void ProblemJobs::postCount(bool always) {
    {
        const std::lock_guard lock(m_mutex);
        m_mustTell = m_mustTell || always;
        if (std::exchange(m_isPosted, true))
            return;
    }
    m_line.run([this] { emitCount(); });
}

void ProblemJobs::emitCount() {
    bool mustTell = false;
    {
        const std::lock_guard lock(m_mutex);
        m_isPosted = false;
        mustTell = std::exchange(m_mustTell, false);
    }
    const store::ProblemStore store(m_reader, m_rooms.spaces.inUse()->lead().id, analysis::kOutlineVersion);
    const std::size_t count = store.count() + skippedCount();
    if (mustTell || count != m_told)
        m_rooms.emitter.emit(ProblemsChanged{count});
    m_told = count;
}

std::size_t ProblemJobs::skippedCount() {
    const std::lock_guard lock(m_mutex);
    std::size_t count = 0;
    for (const auto& [library, skipped] : m_skipped)
        count += skipped.size();
    return count;
}

void ProblemJobs::tryAgain(std::vector<TrackId> tracks) {
    if (m_rooms.isReadOnly)
        return;
    m_line.run([this, tracks = std::move(tracks)] {
        m_rooms.writer
            .run([&](store::Database& database) {
                store::ProblemStore(database, m_rooms.spaces.inUse()->lead().id, analysis::kOutlineVersion).tryAgain(tracks);
            })
            .get();
        m_rooms.announce(tracks);
        m_rooms.queue.tryAgain(tracks);
        for (const LibraryId library : store::ProblemStore(m_reader, {}, analysis::kOutlineVersion).librariesWithTagsToRead())
            m_rooms.look(library);
        changed();
    });
}

void ProblemJobs::setSkipped(const Library& library, const std::vector<library::Skipped>& skipped) {
    const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
    bool areOthers = false;
    {
        const std::lock_guard lock(m_mutex);
        if (m_gone.contains(library.id))
            return;
        const auto before = std::exchange(m_skipped[library.id], {});
        for (const auto& one : skipped) {
            Problem problem{.kind = Problem::Kind::unlisted,
                            .library = library.id,
                            .path = library.root / one.path,
                            .reason = one.reason,
                            .since = now};
            if (const auto known = std::ranges::find(before, problem.path, &Problem::path); known != before.end())
                problem.since = known->since;
            else
                areOthers = true;
            m_skipped[library.id].push_back(std::move(problem));
        }
        if (skipped.empty())
            m_skipped.erase(library.id);
    }
    postCount(areOthers); // looks in any case: a scan also forgets what failed in files that have changed
}

void ProblemJobs::forgetLibrary(LibraryId library) {
    {
        const std::lock_guard lock(m_mutex);
        m_gone.insert(library);
        m_skipped.erase(library);
    }
    postCount(false);
}

} // namespace segue
