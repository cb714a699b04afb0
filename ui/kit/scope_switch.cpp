// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/scope_switch.h"

#include "ui/kit/calm_controls.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QToolButton>

namespace segue::ui {

ScopeSwitch::ScopeSwitch(QWidget* parent)
    : QFrame(parent)
    , m_sameGenre(new QToolButton(this))
    , m_all(new QToolButton(this)) {
    setObjectName(QStringLiteral("segments"));
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setAccessibleName(tr("Compare with"));
    m_sameGenre->setText(tr("Same genre"));
    m_sameGenre->setToolTip(tr("Compare with the songs that were heard as the same genre"));
    m_all->setText(tr("All songs"));
    m_all->setToolTip(tr("Compare with every song of your libraries"));
    auto* group = new QButtonGroup(this);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    for (auto* button : {m_sameGenre, m_all}) {
        button->setCheckable(true);
        button->setAccessibleName(button->text());
        button->setAccessibleDescription(button->toolTip());
        group->addButton(button);
        row->addWidget(button);
        connect(button, &QToolButton::clicked, this, [this] { Q_EMIT chosen(scope()); });
    }
    m_all->setChecked(true);
    keepTabOnChecked(*group);
}

void ScopeSwitch::setScope(Scope scope) { (scope == Scope::sameGenre ? m_sameGenre : m_all)->setChecked(true); }

Scope ScopeSwitch::scope() const { return m_all->isChecked() ? Scope::wholeLibrary : Scope::sameGenre; }

} // namespace segue::ui
