// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/settings/settings.h"
#include "ui/spectrogram/playhead.h"

#include <QElapsedTimer>
#include <QTimer>
#include <QWidget>

#include <optional>

class QLabel;

namespace segue::ui {

class SpectrogramControls;
class SpectrogramView;

/// The spectrogram with its controls and a sentence that explains the choice. Stores the choice in the settings. Follows the
/// playhead and moves the spectrogram with it, sixty times a second while it is visible.
class SpectrogramPanel final : public QWidget {
    Q_OBJECT

public:
    explicit SpectrogramPanel(Settings& settings, QWidget* parent = nullptr);

    void setSong(const std::filesystem::path& song, double seconds, double beginAt);
    void showStatus(const playback::PlaybackStatus& status);
    void setNarrow(bool narrow);
    void choose(SpectrogramKind kind);
    void setWindowLength(int samples); ///< a power of two
    void askWhereToSave(const QString& title);
    /// Writes the visible part, with axes, as a PNG; false if that fails.
    [[nodiscard]] bool saveSpectrogram(const QString& file);

    [[nodiscard]] SpectrogramView& view() { return *m_view; }
    [[nodiscard]] QString caption() const;

Q_SIGNALS:
    void playheadMoved(std::optional<double> seconds);
    void saveWanted();
    void saved(const QString& file, bool good);

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    void change(SpectrogramStyle style);
    void showStyle();
    void tick();
    [[nodiscard]] double now() const;

    Settings& m_settings;
    SpectrogramControls* m_controls;
    SpectrogramView* m_view;
    QLabel* m_caption;
    Playhead m_playhead;
    QElapsedTimer m_clock;
    QTimer m_frames;
};

} // namespace segue::ui
