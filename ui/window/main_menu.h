// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMenu>

namespace segue::ui {

/// Every action of the window with its key. The keys work whether or not the menu is open.
class MainMenu final : public QMenu {
    Q_OBJECT

public:
    explicit MainMenu(QWidget* window);

    void setProblems(std::size_t count); ///< there is an entry for them only if there are some
    void setStopAfter(bool stops);       ///< playing ends with the song that plays
    void setChapters(bool areSome);      ///< what plays has chapters; without, their entries are hidden
    void setListShown(bool isShown);     ///< whether there is a Recommendation list that could be saved

Q_SIGNALS:
    void openWanted();
    void demoWanted();
    void findWanted();
    void findEverywhereWanted();
    void newPlaylistWanted();
    void importPlaylistWanted();
    void toggleWanted();
    void nextWanted();
    void previousWanted();
    void nextChapterWanted();
    void previousChapterWanted();
    void stopAfterWanted(bool stops);
    void queueWanted();
    void queueBesideWanted();
    void mapWanted();
    void radioWanted();
    void healthWanted();
    void problemsWanted();
    void settingsWanted();
    void detailsWanted();
    void rateWanted(int stars);
    void aboutWanted();
    void keysWanted();
    void quitWanted();
    void exportWanted();
    void importWanted();
    void bringWanted();
    void importSpotifyWanted();
    void connectSpotifyWanted();
    void correctWanted();
    void savePlaylistWanted();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void pressSpace();

    QObject* m_clicked = nullptr; ///< what got the focus by the mouse, and has it yet
    QAction* m_savePlaylist = nullptr;
    QAction* m_problems = nullptr;
    QAction* m_stopAfter = nullptr;
    QAction* m_nextChapter = nullptr;
    QAction* m_previousChapter = nullptr;
};

} // namespace segue::ui
