// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/events.h"

#include <QObject>

namespace segue::ui {

/// The chapters of the song that plays: steps from one to the next.
class ChapterSteps final : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;

    void takeStatus(const playback::PlaybackStatus& status);
    void takeExtras(const SongExtrasLoaded& event);
    void next();
    void previous(); ///< to the chapter's own beginning first, unless that was just heard

Q_SIGNALS:
    void extrasWanted(const std::filesystem::path& song);
    void chaptersChanged(const std::vector<segue::Chapter>& chapters); ///< none: the song has none
    void seekWanted(std::chrono::milliseconds position);

private:
    playback::PlaybackStatus m_status;
    std::vector<Chapter> m_chapters;
};

} // namespace segue::ui
