// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/service/background/event_emitter.h"
#include "engine/service/background/job_line.h"
#include "engine/service/similar/feedback_commands.h"
#include "engine/store/database/writer.h"

#include <functional>

namespace segue {

/// Stores what the listener says of songs.
class FeedbackJobs final : public FeedbackCommands {
public:
    /// @param writer null: nothing is stored
    /// @param changed called after each change, before it is told
    FeedbackJobs(const store::Database& database, EventEmitter& emitter, store::Writer* writer, std::function<void()> changed);

    void say(FeedbackKind kind, TrackId track) override;
    void takeBack(std::int64_t feedback) override;
    void forgetAll() override;
    void tell() override;
    void stop() { m_jobs.stop(); } ///< waits; no event comes after it returned

private:
    void change(store::Writer::Job job);

    store::Database m_reader; ///< m_jobs' thread only
    EventEmitter& m_emitter;
    store::Writer* m_writer;
    std::function<void()> m_changed;
    JobLine m_jobs{m_emitter};
};

} // namespace segue
