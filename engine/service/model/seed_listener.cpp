// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/service/model/seed_listener.h"

#include <utility>

namespace segue {

namespace {

/// Events for a queue that analyses no library songs, so nothing is reported of them.
analysis::QueueEvents silence() {
    return {.analysed = [](TrackId) {},
            .failed = [](TrackId) {},
            .outlined = [](TrackId) {},
            .offline = [](const Library&) {},
            .progress = [](const analysis::QueueProgress&) {},
            .broken = [](const Message&) {}}; // the file's own answer says it
}

} // namespace

void SeedListener::setListening(std::string model) {
    const std::lock_guard lock(m_mutex);
    m_listening = std::move(model);
}

/// A file that several are hearing, one after the other.
struct SeedListener::Together {
    std::string id; ///< of the space
    std::filesystem::path song;
    analysis::FileAnswer answered;
    std::vector<SpacePart> parts;
    PartsJoining::Parts joined;
    std::vector<std::vector<float>> heard = {}; ///< [parts so far]; empty: it could not hear it
    analysis::SongAnalysis first = {};          ///< all but the embedding
};

bool SeedListener::hear(const EmbeddingSpace& space, const std::filesystem::path& song, analysis::FileAnswer answered) {
    if (!space.isTogether()) {
        const std::lock_guard lock(m_mutex);
        if (space.id == m_listening) {
            m_queue.analyseFile(song, std::move(answered));
            return true;
        }
    }
    if (!space.canHear())
        return false;
    if (space.isTogether())
        hearNext(std::make_shared<Together>(Together{
            .id = space.id, .song = song, .answered = std::move(answered), .parts = space.parts, .joined = space.joining->now()}));
    else
        ask(space.lead(), song, std::move(answered));
    return true;
}

void SeedListener::hearNext(const std::shared_ptr<Together>& hearing) {
    while (hearing->heard.size() < hearing->parts.size()) {
        const auto& part = hearing->parts[hearing->heard.size()];
        if (part.bundle)
            return ask(part, hearing->song, [this, hearing](analysis::AnalysisOutcome outcome, const std::string& model) {
                take(hearing, std::move(outcome), model);
            });
        hearing->heard.emplace_back();
    }
    hearing->first.embedding = inference::joinTogether(*hearing->joined, hearing->heard);
    hearing->answered(std::move(hearing->first), hearing->id);
}

void SeedListener::take(const std::shared_ptr<Together>& hearing, analysis::AnalysisOutcome outcome, const std::string& model) {
    const bool isFirst = hearing->heard.empty();
    if (model != hearing->parts[hearing->heard.size()].id)
        return hearNext(hearing); // another one began to listen meanwhile: asked again
    auto* song = std::get_if<analysis::SongAnalysis>(&outcome);
    if (isFirst && song == nullptr)
        return hearing->answered(std::move(outcome), hearing->id);
    if (isFirst)
        hearing->first = *song;
    hearing->heard.push_back(song != nullptr ? std::move(song->embedding) : std::vector<float>());
    hearNext(hearing);
}

void SeedListener::ask(const SpacePart& part, const std::filesystem::path& song, analysis::FileAnswer answered) {
    const std::lock_guard lock(m_mutex);
    if (part.id == m_listening)
        return m_queue.analyseFile(song, std::move(answered));
    if (m_isStopped)
        return; // nobody waits for it
    auto& other = m_others[part.id];
    if (!other) {
        auto options = m_options;
        options.modelFolder = part.bundle->folder;
        options.workers = 1;
        other = std::make_unique<analysis::AnalysisQueue>(std::move(options), part.spec, m_database.sibling(), m_writer, silence(),
                                                          false);
    }
    other->analyseFile(song, std::move(answered));
}

void SeedListener::stop() {
    std::map<std::string, std::unique_ptr<analysis::AnalysisQueue>> others;
    {
        const std::lock_guard lock(m_mutex);
        m_isStopped = true;
        others = std::move(m_others);
    }
    for (const auto& [model, other] : others)
        other->stop();
}

} // namespace segue
