// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/similar/recommendation_delegate.h"
#include "ui/similar/recommendation_model.h"

#include <QListView>

namespace segue::ui {

/// The Recommendation list: a double click, Return or a click on the number plays; the three dots, a right click or the
/// menu key open the song's menu; a click on the reasons or Alt+Return says why a song is listed.
class RecommendationView final : public QListView {
    Q_OBJECT

public:
    explicit RecommendationView(RecommendationModel& model, QWidget* parent = nullptr);

Q_SIGNALS:
    void playWanted(int row);
    void toggleWanted(); ///< the number of the loaded row was clicked
    void menuWanted(int row, QPoint globalPosition);
    void whyWanted(int row); ///< its line of reasons was clicked, or the key pressed

protected:
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;

private:
    RecommendationDelegate m_delegate;
};

} // namespace segue::ui
