// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/playback/chapter_steps.h"

#include <algorithm>

namespace segue::ui {

namespace {

constexpr std::chrono::milliseconds kJustBegun{3000};

} // namespace

void ChapterSteps::takeStatus(const playback::PlaybackStatus& status) {
    const bool isAnother =
        status.item.track.path != m_status.item.track.path || status.item.isPreview() != m_status.item.isPreview();
    m_status = status;
    if (!isAnother)
        return;
    m_chapters.clear();
    Q_EMIT chaptersChanged({});
    if (!status.item.track.path.empty() && !status.item.isPreview()) // a preview is one stretch
        Q_EMIT extrasWanted(status.item.track.path);
}

void ChapterSteps::takeExtras(const SongExtrasLoaded& event) {
    if (event.song != m_status.item.track.path || m_status.item.isPreview())
        return;
    m_chapters = event.extras.chapters;
    Q_EMIT chaptersChanged(m_chapters);
}

void ChapterSteps::next() {
    const auto place = m_status.item.start + m_status.position;
    const auto chapter = std::ranges::upper_bound(m_chapters, place, {}, &Chapter::start);
    if (chapter != m_chapters.end() && !m_status.item.isPreview())
        Q_EMIT seekWanted(chapter->start);
}

void ChapterSteps::previous() {
    if (m_chapters.empty() || m_status.item.isPreview())
        return;
    const auto after = std::ranges::upper_bound(m_chapters, m_status.position, {}, &Chapter::start);
    auto chapter = after == m_chapters.begin() ? after : std::prev(after);
    if (m_status.position - chapter->start < kJustBegun && chapter != m_chapters.begin())
        --chapter;
    Q_EMIT seekWanted(chapter->start);
}

} // namespace segue::ui
