// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/service/song/quarantine.h"

#include "engine/analysis/song/outline_reader.h"
#include "engine/store/problem_store.h"
#include "engine/store/track_store.h"

namespace segue {

Quarantine::Quarantine(const store::Database& database, const EmbeddingSpaces& spaces)
    : m_reader(database.sibling())
    , m_spaces(spaces) {}

std::optional<Message> Quarantine::whyNotOpened(const std::filesystem::path& song) {
    return ask(song, [](const store::ProblemStore& problems, TrackId track) { return problems.whyNotOpened(track); });
}

std::optional<Message> Quarantine::whyNotRead(const std::filesystem::path& song) {
    return ask(song, [](const store::ProblemStore& problems, TrackId track) { return problems.whyNotRead(track); });
}

template <typename Question>
std::optional<Message> Quarantine::ask(const std::filesystem::path& song, Question&& question) {
    const auto model = m_spaces.inUse()->lead().id;
    const std::lock_guard lock(m_mutex);
    const auto track = store::TrackStore(m_reader, model).findByPath(song);
    if (!track)
        return std::nullopt;
    auto reason = question(store::ProblemStore(m_reader, model, analysis::kOutlineVersion), track->id);
    if (reason)
        reason = reason->with(MessageId::songQuarantined);
    return reason;
}

} // namespace segue
