// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/words/track.h"

#include <QWidget>

class QBoxLayout;
class QLabel;
class QPushButton;

namespace segue::ui {

class IconLabel;

/// Shown under the songs of an offline library: what happened, and what can be done about it. If its folder is suddenly
/// empty, the banner asks why.
class LibraryBanner final : public QWidget {
    Q_OBJECT

public:
    explicit LibraryBanner(QWidget* parent = nullptr);

    void setLibrary(const Library& library); ///< hides itself if there is nothing to say
    [[nodiscard]] QString sentence() const;

Q_SIGNALS:
    void locateWanted(segue::LibraryId library);
    void rescanWanted(segue::LibraryId library);
    void emptiedAnswered(segue::LibraryId library, bool isEmptied);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    [[nodiscard]] QPushButton* makeButton(const QString& words);

    LibraryId m_library = 0;
    IconLabel* m_sign;
    QLabel* m_title;
    QLabel* m_sentence;
    QBoxLayout* m_buttons;
    QPushButton* m_wait;    ///< "Not mounted: wait"
    QPushButton* m_emptied; ///< "I emptied it"
    QPushButton* m_locate;
    QPushButton* m_look;
};

} // namespace segue::ui
