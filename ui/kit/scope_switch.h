// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/events.h"

#include <QFrame>

class QToolButton;

namespace segue::ui {

/// Two halves, one of them chosen: compare with the songs of the same genre, or with all.
class ScopeSwitch final : public QFrame {
    Q_OBJECT

public:
    explicit ScopeSwitch(QWidget* parent = nullptr);

    void setScope(Scope scope); ///< emits nothing
    [[nodiscard]] Scope scope() const;

Q_SIGNALS:
    void chosen(segue::Scope scope); ///< by the listener

private:
    QToolButton* m_sameGenre;
    QToolButton* m_all;
};

} // namespace segue::ui
