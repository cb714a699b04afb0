// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>

namespace segue::ui {

/// A word or two over a place in the window, at once and while it is needed: what lies under the pointer. It lies in the window
/// itself, above all else, and takes nothing from the pointer.
class HoverLabel final : public QLabel {
    Q_OBJECT

public:
    /// @param owner the widget whose places it names; the label goes with it, and hides with it
    explicit HoverLabel(QWidget* owner);

    /// @param x in the owner: the middle of the label, moved where the window ends; it stands above the owner
    void showAt(int x, const QString& words);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QWidget* m_owner;
};

} // namespace segue::ui
