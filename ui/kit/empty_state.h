// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;
class QPushButton;

namespace segue::ui {

class IconLabel;

/// Shown when there is nothing to list: an icon, what the situation is, what to do, and a button that does it.
class EmptyState final : public QWidget {
    Q_OBJECT

public:
    explicit EmptyState(QWidget* parent = nullptr);

    /// An empty button text hides the button. @param other of a second, quieter button
    void explain(const QString& iconName, const QString& title, const QString& sentence, const QString& button = {},
                 const QString& other = {});
    [[nodiscard]] QString title() const;
    [[nodiscard]] QString sentence() const;

Q_SIGNALS:
    void buttonClicked();
    void otherClicked();

private:
    IconLabel* m_icon;
    QLabel* m_title;
    QLabel* m_sentence;
    QPushButton* m_button;
    QPushButton* m_other;
};

} // namespace segue::ui
