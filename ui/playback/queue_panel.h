// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

namespace segue::ui {

class QueuePage;
class QueuePane;

/// The queue beside whatever page is shown, in a wide window.
class QueuePanel final : public QFrame {
    Q_OBJECT

public:
    static constexpr int kWidth = 320;

    explicit QueuePanel(QueuePage& page, QWidget* parent = nullptr);

    [[nodiscard]] QueuePane& pane() { return *m_pane; }

Q_SIGNALS:
    void closeWanted();

private:
    QueuePane* m_pane;
};

} // namespace segue::ui
