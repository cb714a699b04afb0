// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/songs/everything_search.h"

#include <QFrame>
#include <QPointer>
#include <QTimer>

class QLabel;
class QLineEdit;
class QListView;

namespace segue::ui {

class AllMusic;
class FindModel;

/// A field over the window that finds songs, albums, artists and playlists wherever they are, in groups, as one types. Return opens
/// what is marked, Ctrl+Return plays it, Esc or a click beside it closes.
class FindPanel final : public QFrame {
    Q_OBJECT

public:
    FindPanel(AllMusic& allMusic, QWidget* window);

    void setPlaylists(const std::vector<Playlist>& playlists);
    void open(); ///< with the words of the last time, chosen

Q_SIGNALS:
    void opened(const segue::ui::EverythingHit& hit);
    void playWanted(const segue::ui::EverythingHit& hit);
    void allWanted(const QString& words); ///< all songs that match

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void lay();
    void find();
    void prepare();
    void renew();
    void fit();
    void step(int rows);
    void act(const QModelIndex& index, bool plays);
    void leave();

    AllMusic& m_allMusic;
    EverythingSearch m_search;
    FindModel* m_model;
    QFrame* m_box;
    QLineEdit* m_words;
    QListView* m_list;
    QLabel* m_hint;
    QTimer m_soon;
    QTimer m_idle;              ///< prepares the search while the program is idle
    int m_known = 0;            ///< which list the search knows (AllMusic::lists())
    bool m_isStale = false;     ///< songs changed while it was prepared
    bool m_isPartial = false;   ///< what is shown is not all of it yet
    QPointer<QWidget> m_before; ///< had the focus
};

} // namespace segue::ui
