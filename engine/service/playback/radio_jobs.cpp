// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/service/playback/radio_jobs.h"

#include "engine/service/playback/queue_dice.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace segue {

using playback::PlayQueue;

RadioJobs::RadioJobs(RadioStage stage, const store::Database& database, const EmbeddingSpaces& spaces, EventEmitter& emitter,
                     std::function<void(TrackId)> hearNext)
    : m_stage(std::move(stage))
    , m_emitter(emitter)
    , m_desk(database, spaces, emitter, std::move(hearNext), [this](RadioDesk::Answer answer) { takePlanned(std::move(answer)); }) {
}

/// Where the first song plays already it goes on, and radio follows it.
void RadioJobs::startRadio(RadioSeeds seeds) {
    m_stage.run([this, seeds = std::move(seeds)]() mutable {
        if (seeds.songs.empty())
            return;
        const auto first = m_stage.songs.find(std::span(seeds.songs).first(1));
        if (first.empty())
            return m_emitter.warn(Message(MessageId::similarSongGone));
        if (seeds.name.empty())
            seeds.name = first.front().title;
        auto& queue = m_stage.queue;
        const auto& current = queue.state().current;
        const bool goesOn = m_stage.isPlaying() && current && current->song == first.front().id;
        if (goesOn)
            queue.clear();
        const QueueContext context{.kind = QueueContext::Kind::radio, .name = seeds.name, .id = 0};
        const auto entry = goesOn ? current : queue.start({queueSong(first.front())}, 0, context, newDice());
        m_desk.session().listStarted(goesOn ? current->id : 0);
        m_desk.session().start(std::move(seeds), newDice());
        if (goesOn)
            m_stage.changed();
        else
            m_stage.start(entry);
    });
}

void RadioJobs::stopRadio() {
    m_stage.run([this] {
        m_desk.session().stop();
        static_cast<void>(m_desk.clear(m_stage.queue));
        m_stage.changed();
    });
}

void RadioJobs::setRadio(const RadioSettings& settings) {
    m_stage.run([this, settings] {
        m_desk.session().set(settings);
        look();
    });
}

void RadioJobs::takePlanned(RadioDesk::Answer answer) {
    m_stage.run([this, answer = std::move(answer)] {
        if (m_desk.take(answer, m_stage.queue))
            m_stage.changed();
        else
            m_desk.tell(m_stage.queue.state());
    });
}

/// What nobody hears needs no songs behind it.
void RadioJobs::look() {
    if (m_stage.isPlaying())
        m_desk.look(m_stage.queue.state());
    else
        m_desk.tell(m_stage.queue.state());
}

bool RadioJobs::hear(const playback::PlaybackStatus& status) {
    auto& session = m_desk.session();
    if (!session.hear(status))
        return false;
    if (session.skipped() != 0 && m_isRecommended && m_stage.skipped)
        m_stage.skipped(session.skipped());
    m_isRecommended = isRecommended(status.item.entry);
    return true;
}

bool RadioJobs::isRecommended(EntryId entry) const {
    const auto& lists = m_stage.queue.state().lists;
    return m_desk.isOwn(entry) || (lists.context.kind == QueueContext::Kind::recommendation &&
                                   std::ranges::find(*lists.started, entry, &QueueEntry::id) != lists.started->end());
}

void RadioJobs::refuse(std::span<const EntryId> entries) {
    std::vector<TrackId> refused;
    for (const QueueEntry& entry : *m_stage.queue.state().lists.automatic)
        if (std::ranges::find(entries, entry.id) != entries.end())
            refused.push_back(entry.song);
    if (!refused.empty())
        m_desk.session().refuse(refused);
}

} // namespace segue
