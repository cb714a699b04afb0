// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/service/similar/feedback_jobs.h"

#include "engine/events.h"
#include "engine/store/feedback_store.h"

#include <utility>

namespace segue {

namespace {

std::chrono::sys_seconds clockNow() { return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now()); }

} // namespace

FeedbackJobs::FeedbackJobs(const store::Database& database, EventEmitter& emitter, store::Writer* writer,
                           std::function<void()> changed)
    : m_reader(database.sibling())
    , m_emitter(emitter)
    , m_writer(writer)
    , m_changed(std::move(changed)) {}

void FeedbackJobs::say(FeedbackKind kind, TrackId track) {
    change([kind, track](store::Database& database) { store::FeedbackStore(database).add(kind, track, clockNow()); });
}

void FeedbackJobs::takeBack(std::int64_t feedback) {
    change([feedback](store::Database& database) { store::FeedbackStore(database).remove(feedback); });
}

void FeedbackJobs::forgetAll() {
    change([](store::Database& database) { store::FeedbackStore(database).clear(); });
}

void FeedbackJobs::tell() {
    m_jobs.run([this] { m_emitter.emit(FeedbackChanged{store::FeedbackStore(m_reader).all(clockNow())}); });
}

void FeedbackJobs::change(store::Writer::Job job) {
    if (m_writer == nullptr)
        return;
    const auto stored = m_writer->run(std::move(job)).share();
    m_jobs.run([this, stored] {
        stored.get();
        m_changed();
        m_emitter.emit(FeedbackChanged{store::FeedbackStore(m_reader).all(clockNow())});
    });
}

} // namespace segue
