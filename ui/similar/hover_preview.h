// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/playback/player.h"
#include "engine/words/track.h"

#include <QObject>
#include <QTimer>

#include <filesystem>
#include <functional>
#include <optional>

class QAbstractItemView;

namespace segue::ui {

class Settings;

/// Lets a song be heard while the pointer rests on its row, for listeners who want that (Settings::hoverPreviews): its preview
/// begins after a second and ends when the pointer leaves the row. A click, a key or the wheel leaves it to what they do.
class HoverPreview final : public QObject {
    Q_OBJECT

public:
    static constexpr std::chrono::milliseconds kRest{1'000};

    /// @param songAt the song of a row; nothing where there is none to be heard
    HoverPreview(QAbstractItemView& view, const Settings& settings, std::function<std::optional<Track>(int row)> songAt);

    /// What plays is not previewed.
    void takePlayback(const playback::PlaybackStatus& status);

Q_SIGNALS:
    void previewWanted(const segue::playback::PlayItem& item);
    void endWanted(); ///< of that preview

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void moveTo(int row);
    void begin();

    QAbstractItemView& m_view;
    const Settings& m_settings;
    std::function<std::optional<Track>(int)> m_songAt;
    QTimer m_rest;
    int m_row = -1;         ///< under the pointer; -1: none
    bool m_isHeard = false; ///< its preview was asked for
    std::filesystem::path m_playing;
};

} // namespace segue::ui
