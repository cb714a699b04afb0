// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QBoxLayout;
class QLabel;

namespace segue::ui {

/// A name over an explanation, and a control beside them, or below them where that would squeeze the words. Both are
/// plain text.
class SettingRow final : public QWidget {
    Q_OBJECT

public:
    SettingRow(const QString& name, const QString& explanation, QWidget* control, QWidget* parent = nullptr);

    [[nodiscard]] QLabel& explanation() { return *m_explanation; }
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    QBoxLayout* m_row;
    QLabel* m_explanation;
    QWidget* m_control;
};

} // namespace segue::ui
