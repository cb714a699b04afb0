// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

#include <array>

class QToolButton;

namespace segue::ui {

/// How the songs of a library are shown.
enum class BrowseView { songs, albums, artists, genres, folders };
inline constexpr int kBrowseViews = 5;

/// Chooses one of them.
class ViewSwitch final : public QFrame {
    Q_OBJECT

public:
    explicit ViewSwitch(QWidget* parent = nullptr);

    void setView(BrowseView view); ///< emits nothing
    [[nodiscard]] BrowseView view() const { return m_view; }
    void setCompact(bool isCompact); ///< one button with a menu, where there is no room for all names

Q_SIGNALS:
    void chosen(segue::ui::BrowseView view); ///< by the listener; also the one that is shown already

private:
    std::array<QToolButton*, kBrowseViews> m_buttons{};
    QToolButton* m_compact;
    BrowseView m_view = BrowseView::songs;
};

} // namespace segue::ui
