// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/events.h"

#include <QPixmap>
#include <QWidget>

namespace segue::ui {

/// A square cover with rounded corners; a placeholder drawing if the song has none, which says why if it has one that cannot be
/// shown. Nothing is decoded here: the pixels come from the process that reads files.
class CoverView final : public QWidget {
    Q_OBJECT

public:
    explicit CoverView(int side, QWidget* parent = nullptr);

    /// Says which song the next cover belongs to; shows the placeholder until it comes. @return false if it is that song
    /// already
    bool expect(const std::filesystem::path& song);
    /// Takes the cover if it is the expected song's: in a moment, whatever the cover's size.
    void take(const CoverLoaded& cover);
    [[nodiscard]] bool hasCover() const { return !m_cover.isNull(); }

    void setLeads(bool leads); ///< whether it can be pressed

Q_SIGNALS:
    void pressed();

protected:
    void mousePressEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    std::filesystem::path m_song;
    QPixmap m_cover; ///< null: the placeholder
    bool m_leads = false;
};

} // namespace segue::ui
