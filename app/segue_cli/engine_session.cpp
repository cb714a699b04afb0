// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/segue_cli/engine_session.h"

#include "app/paths.h"

namespace segue::cli {

namespace {
constexpr std::chrono::milliseconds kPatience{200};
}

EngineSession::EngineSession(const CommonOptions& common, bool readOnly, bool outlines, bool guessCodePage) {
    EngineOptions options{.database = common.database,
                          .modelFolder = common.model,
                          .shippedModels = app::shippedModels(),
                          .ownModels = app::ownModels(),
                          .fixedModel = common.isModelNamed,
                          .analyzer = app::siblingProgram("segue-analyzer"),
                          .reader = app::siblingProgram("segue-analyzer"),
                          .workers = common.workers,
                          .readOnly = readOnly,
                          .outlines = outlines,
                          .resumeAtStart = false,
                          .guessCodePage = guessCodePage};
    m_engine = std::make_unique<Engine>(std::move(options), [this](Event event) {
        {
            const std::lock_guard lock(m_mutex);
            m_events.push_back(std::move(event));
        }
        m_arrived.notify_one();
    });
}

std::optional<Event> EngineSession::next(std::chrono::milliseconds patience) {
    std::unique_lock lock(m_mutex);
    if (!m_arrived.wait_for(lock, patience, [this] { return !m_events.empty(); }))
        return std::nullopt;
    Event event = std::move(m_events.front());
    m_events.pop_front();
    return event;
}

void EngineSession::run(const std::function<bool(const Event&)>& handle, const std::function<bool()>& stop) {
    while (!stop())
        if (const auto event = next(kPatience); event && handle(*event))
            return;
}

} // namespace segue::cli
