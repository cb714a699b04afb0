// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/sidebar/library_list_delegate.h"
#include "ui/sidebar/library_list_model.h"

#include <QWidget>

class QBoxLayout;
class QLabel;
class QListView;
class QMenu;
class QToolButton;

namespace segue::ui {

/// The left edge of the window: libraries, and at the bottom Map, Queue, Library health, Problems (if there are any), Settings and
/// About. Collapses to a strip of icons.
class Sidebar final : public QWidget {
    Q_OBJECT

public:
    enum class Place { library, map, queue, health, problems, settings, about, none };

    Sidebar(QMenu* mainMenu, QWidget* parent = nullptr);

    void setLibraries(const std::vector<Library>& libraries);
    /// Marks the row of what the main area shows now. Emits nothing.
    void setPlace(Place place, LibraryId library = 0);
    void setCollapsed(bool collapsed);
    void setProblems(std::size_t count); ///< the row is shown only if there are problems
    [[nodiscard]] QListView& list() { return *m_list; }

Q_SIGNALS:
    void libraryChosen(segue::LibraryId library);
    void addWanted();
    void mapWanted();
    void queueWanted();
    void healthWanted();
    void problemsWanted();
    void settingsWanted();
    void aboutWanted();
    void renameWanted(segue::LibraryId library, const QString& name);
    void rescanWanted(segue::LibraryId library);
    void removeWanted(segue::LibraryId library);
    void folderWanted(segue::LibraryId library);
    void locateWanted(segue::LibraryId library);
    void forgetMissingWanted(segue::LibraryId library);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    [[nodiscard]] QToolButton* makeButton(const QString& iconName, const QString& label, const QString& key);
    void layOut();
    void buildList();
    void openMenu(QPoint position);
    void choose(const QModelIndex& index);

    LibraryListModel m_model;
    LibraryListDelegate m_delegate;
    QLabel* m_heading;
    QToolButton* m_menu;
    QListView* m_list;
    QToolButton* m_add;
    QToolButton* m_map;
    QToolButton* m_queue;
    QToolButton* m_health;
    QToolButton* m_problems;
    QToolButton* m_settings;
    QToolButton* m_about;
    QBoxLayout* m_top = nullptr;
    QBoxLayout* m_column = nullptr;
    bool m_quiet = false;
};

} // namespace segue::ui
