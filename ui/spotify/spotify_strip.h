// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/words/spotify_text.h"

#include <QTimer>
#include <QWidget>

class QBoxLayout;
class QLabel;
class QProgressBar;

namespace segue::ui {

/// The line over a list of Spotify: the word that says whose it is, the state of the source, how far what runs has come, and what
/// can be done about it.
class SpotifyStrip final : public QWidget {
    Q_OBJECT

public:
    explicit SpotifyStrip(QWidget* parent = nullptr);

    void showSource(const SpotifySource& source);
    [[nodiscard]] QString words() const;

Q_SIGNALS:
    void actWanted(segue::ui::SpotifyAct act);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void tell();
    void fit();

    SpotifySource m_source;
    std::vector<SpotifyAct> m_acts; ///< whose buttons are there
    QLabel* m_mark;
    QLabel* m_words;
    QProgressBar* m_progress;
    QWidget* m_buttons;
    QBoxLayout* m_row;  ///< of the buttons: one under the other, if there is no room
    QBoxLayout* m_line; ///< words and buttons: side by side, if there is room
    QTimer m_second;    ///< while the seconds are counted
};

} // namespace segue::ui
