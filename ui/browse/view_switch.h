// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

#include <array>

class QToolButton;

namespace segue::ui {

/// How the songs of a library are shown.
enum class BrowseView { songs, albums, artists, genres };
inline constexpr int kBrowseViews = 4;

/// Chooses one of them.
class ViewSwitch final : public QFrame {
    Q_OBJECT

public:
    explicit ViewSwitch(QWidget* parent = nullptr);

    void setView(BrowseView view); ///< emits nothing
    [[nodiscard]] BrowseView view() const;

Q_SIGNALS:
    void chosen(segue::ui::BrowseView view); ///< by the listener; also the one that is shown already

private:
    std::array<QToolButton*, kBrowseViews> m_buttons{};
};

} // namespace segue::ui
