// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <cstdint>

namespace segue::ui {

/// What songs that are dropped on a list are to be for it.
enum class SeedRole : std::uint8_t {
    only,    ///< the list is like them and nothing else
    also,    ///< like them, too
    against, ///< far from them
};

/// Lies over a list while songs are dragged over it, and says what dropping them there does: three fields, one beneath the other;
/// one where there is no list yet. Sees no events itself.
class SeedDropZones final : public QWidget {
    Q_OBJECT

public:
    explicit SeedDropZones(QWidget* parent);

    void begin(bool hasSeed);   ///< covers the parent
    void pointAt(QPoint place); ///< of the parent
    void end() { hide(); }
    [[nodiscard]] SeedRole roleAt(QPoint place) const; ///< of the parent, as it is now

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    [[nodiscard]] int zones() const { return m_hasSeed ? 3 : 1; }
    [[nodiscard]] QRect zone(int index) const;

    bool m_hasSeed = false;
    SeedRole m_pointed = SeedRole::only;
};

} // namespace segue::ui
