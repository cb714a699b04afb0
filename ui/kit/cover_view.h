// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/events.h"

#include <QPixmap>
#include <QWidget>

namespace segue::ui {

/// A square cover with rounded corners; a drawn one where the song has none.
class CoverView final : public QWidget {
    Q_OBJECT

public:
    explicit CoverView(int side, QWidget* parent = nullptr);

    /// Which song the next cover belongs to; shows the drawn one until it comes. False: it is that song already.
    bool expect(const std::filesystem::path& song);
    /// Takes the cover if it is the expected song's.
    void take(const CoverLoaded& cover);
    [[nodiscard]] bool hasCover() const { return !m_cover.isNull(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    std::filesystem::path m_song;
    QPixmap m_cover; ///< null: the drawn one
};

} // namespace segue::ui
