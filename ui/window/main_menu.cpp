// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/main_menu.h"

#include "ui/kit/icons.h"
#include "ui/kit/rating_menu.h"
#include "ui/words/format.h"

#include <QAbstractButton>
#include <QApplication>
#include <QComboBox>
#include <QFocusEvent>

namespace segue::ui {

MainMenu::MainMenu(QWidget* window)
    : QMenu(window) {
    setAccessibleName(tr("Menu"));
    qApp->installEventFilter(this);
    const auto add = [&](const char* sign, const QString& name, const QKeySequence& key, auto slot) {
        auto* action = addAction(lineIcon(QLatin1String(sign)), name, this, slot);
        action->setShortcut(key);
        window->addAction(action);
        return action;
    };
    add("folder", tr("Open a music folder…"), QKeySequence(Qt::CTRL | Qt::Key_O), &MainMenu::openWanted);
    add("library", tr("Try the demo music"), {}, &MainMenu::demoWanted);
    add("search", tr("Filter songs"), QKeySequence(Qt::CTRL | Qt::Key_F), &MainMenu::findWanted);
    add("search", tr("Find songs, albums, artists, playlists…"), QKeySequence(Qt::CTRL | Qt::Key_K),
        &MainMenu::findEverywhereWanted);
    addSeparator();
    add("play", tr("Play or pause"), QKeySequence(Qt::Key_Space), &MainMenu::pressSpace);
    add("previous", tr("Previous"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Left), &MainMenu::previousWanted);
    add("next", tr("Next"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Right), &MainMenu::nextWanted);
    m_previousChapter =
        add("previous", tr("Previous chapter"), QKeySequence(Qt::CTRL | Qt::Key_PageUp), &MainMenu::previousChapterWanted);
    m_nextChapter = add("next", tr("Next chapter"), QKeySequence(Qt::CTRL | Qt::Key_PageDown), &MainMenu::nextChapterWanted);
    setChapters(false);
    m_stopAfter = addAction(tr("Stop after this song"));
    m_stopAfter->setCheckable(true);
    connect(m_stopAfter, &QAction::triggered, this, &MainMenu::stopAfterWanted);
    add("queue", tr("Queue"), QKeySequence(Qt::CTRL | Qt::Key_U), &MainMenu::queueWanted);
    add("queue", tr("Queue beside the page"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_U), &MainMenu::queueBesideWanted);
    add("radio", tr("Start radio from this song"), QKeySequence(Qt::CTRL | Qt::Key_R), &MainMenu::radioWanted);
    add("map", tr("Map"), QKeySequence(Qt::CTRL | Qt::Key_G), &MainMenu::mapWanted);
    add("details", tr("Song details"), QKeySequence(Qt::CTRL | Qt::Key_I), &MainMenu::detailsWanted);
    add("rename", tr("Correct…"), QKeySequence(Qt::CTRL | Qt::Key_E), &MainMenu::correctWanted);
    auto* rating = new RatingMenu(this, window);
    rating->setIcon(lineIcon(QStringLiteral("star")));
    connect(rating, &RatingMenu::rated, this, &MainMenu::rateWanted);
    addMenu(rating);
    addSeparator();
    add("playlist", tr("New playlist"), QKeySequence(Qt::CTRL | Qt::Key_N), &MainMenu::newPlaylistWanted);
    add("open", tr("Import a playlist file…"), {}, &MainMenu::importPlaylistWanted);
    m_savePlaylist = add("save", tr("Save list as playlist…"), QKeySequence(Qt::CTRL | Qt::Key_S), &MainMenu::savePlaylistWanted);
    add("save", tr("Export library…"), {}, &MainMenu::exportWanted);
    add("add", tr("Import library…"), {}, &MainMenu::importWanted);
    add("library", tr("Bring along from another player…"), {}, &MainMenu::bringWanted);
    auto* spotify = addMenu(lineIcon(QStringLiteral("cloud")), tr("Add Spotify"));
    spotify->addAction(lineIcon(QStringLiteral("open")), tr("Import my data…"), this, &MainMenu::importSpotifyWanted);
    spotify->addAction(lineIcon(QStringLiteral("cloud")), tr("Connect an account…"), this, &MainMenu::connectSpotifyWanted);
    setListShown(false);
    addSeparator();
    add("health", tr("Library health"), {}, &MainMenu::healthWanted);
    m_problems = add("warning", tr("Problems"), {}, &MainMenu::problemsWanted);
    m_problems->setVisible(false);
    add("settings", tr("Settings"), QKeySequence(Qt::CTRL | Qt::Key_Comma), &MainMenu::settingsWanted);
    add("keys", tr("Keys"), QKeySequence(Qt::Key_F1), &MainMenu::keysWanted);
    add("about", tr("About Segue"), {}, &MainMenu::aboutWanted);
    add("quit", tr("Quit"), QKeySequence(Qt::CTRL | Qt::Key_Q), &MainMenu::quitWanted);
}

void MainMenu::setProblems(std::size_t count) {
    m_problems->setText(tr("Problems (%1)").arg(countText(count)));
    m_problems->setVisible(count > 0);
}

void MainMenu::setChapters(bool areSome) {
    m_previousChapter->setVisible(areSome);
    m_nextChapter->setVisible(areSome);
}

void MainMenu::setStopAfter(bool stops) { m_stopAfter->setChecked(stops); }

void MainMenu::setListShown(bool isShown) { m_savePlaylist->setEnabled(isShown); }

bool MainMenu::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::FocusIn && watched->isWidgetType()) {
        const bool isByMouse = static_cast<QFocusEvent*>(event)->reason() == Qt::MouseFocusReason;
        m_clicked = isByMouse ? watched : nullptr;
    }
    return QMenu::eventFilter(watched, event);
}

/// Space presses the button that the keyboard led to, as everywhere, and plays or pauses from anywhere else: who clicked a
/// switch is done with it. Text fields take it before it gets here.
void MainMenu::pressSpace() {
    QWidget* focus = QApplication::focusWidget();
    if (focus == m_clicked)
        Q_EMIT toggleWanted();
    else if (auto* button = qobject_cast<QAbstractButton*>(focus))
        button->click();
    else if (auto* choice = qobject_cast<QComboBox*>(focus))
        choice->showPopup();
    else
        Q_EMIT toggleWanted();
}

} // namespace segue::ui
