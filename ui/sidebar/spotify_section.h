// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/words/spotify.h"
#include "ui/sidebar/sidebar_model.h"

#include <QWidget>

#include <vector>

class QBoxLayout;
class QLabel;
class QMenu;
class QToolButton;

namespace segue::ui {

class SidebarList;

/// The part of the sidebar about Spotify: a row for each source, its lists beneath it, and what adds one. Which rows there are, and
/// in which order, the sidebar says with its layout.
class SpotifySection final : public QWidget {
    Q_OBJECT

public:
    explicit SpotifySection(QWidget* parent = nullptr);

    void setSources(const std::vector<SpotifySource>& sources) { m_sources = sources; }
    [[nodiscard]] const std::vector<SpotifySource>& sources() const { return m_sources; }
    void showRows(const SidebarLayout& layout);
    void setCollapsed(bool collapsed);
    /// Marks the row of what is shown; a list whose row is folded away is marked by its source. Emits nothing. @param source 0:
    /// none
    void mark(SpotifySourceId source, SpotifyListId list);
    void addActions(QMenu& menu, const SidebarRow& row); ///< to the menu of a row
    void addNewActions(QMenu& menu);
    /// The order of the sources if one is moved. @param before a row; the number of rows: behind all
    [[nodiscard]] QStringList orderAfter(int row, int before, const SidebarLayout& layout) const;
    [[nodiscard]] SidebarList& list() { return *m_list; }
    [[nodiscard]] SidebarModel& model() { return m_model; }

Q_SIGNALS:
    void chosen(segue::SpotifySourceId source, segue::SpotifyListId list); ///< list 0: the source itself
    void importWanted(segue::SpotifySourceId source);                      ///< 0: of a new one
    void connectWanted(segue::SpotifySourceId source);                     ///< likewise; else the account signs in again
    void syncWanted(segue::SpotifySourceId source);
    void renameWanted(segue::SpotifySourceId source, const QString& name);
    void wantedListWanted(segue::SpotifySourceId source);
    void removeWanted(segue::SpotifySourceId source);
    void menuWanted(int row, QPoint position); ///< of a row; -1: beside them
    void foldWanted(const segue::ui::SidebarRow& row);
    void moveWanted(int row, int before);
    void strayed(); ///< a row is marked that is not what is shown

private:
    void connectList();
    void choose(const SidebarRow& row);
    [[nodiscard]] const SpotifySource* find(SpotifySourceId source) const;

    std::vector<SpotifySource> m_sources;
    SidebarModel m_model;
    QLabel* m_heading;
    QToolButton* m_new;
    SidebarList* m_list;
    QBoxLayout* m_top = nullptr;
    bool m_quiet = false;
};

} // namespace segue::ui
