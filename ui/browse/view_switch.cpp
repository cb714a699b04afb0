// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/browse/view_switch.h"

#include "ui/kit/calm_controls.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QMenu>
#include <QToolButton>

namespace segue::ui {

ViewSwitch::ViewSwitch(QWidget* parent)
    : QFrame(parent)
    , m_compact(new QToolButton(this)) {
    setObjectName(QStringLiteral("segments"));
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setAccessibleName(tr("Show the library as"));
    auto* group = new QButtonGroup(this);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    const std::array<QString, kBrowseViews> names{tr("Songs"), tr("Albums"), tr("Artists"), tr("Genres"), tr("Folders")};
    auto* menu = new QMenu(m_compact);
    m_compact->setMenu(menu);
    m_compact->setPopupMode(QToolButton::InstantPopup);
    m_compact->setCheckable(true); // it looks like the chosen one that it is
    m_compact->setChecked(true);
    m_compact->setAccessibleName(accessibleName());
    row->addWidget(m_compact);
    for (int i = 0; i < kBrowseViews; ++i) {
        auto* button = new QToolButton(this);
        m_buttons[static_cast<std::size_t>(i)] = button;
        button->setText(names[static_cast<std::size_t>(i)]);
        button->setCheckable(true);
        button->setAccessibleName(button->text());
        group->addButton(button);
        row->addWidget(button);
        const auto choose = [this, i] {
            setView(static_cast<BrowseView>(i));
            Q_EMIT chosen(m_view);
        };
        connect(button, &QToolButton::clicked, this, choose);
        connect(menu->addAction(button->text()), &QAction::triggered, this, choose);
    }
    keepTabOnChecked(*group);
    setView(BrowseView::songs);
    setCompact(false);
}

void ViewSwitch::setView(BrowseView view) {
    m_view = view;
    auto* button = m_buttons[static_cast<std::size_t>(view)];
    button->setChecked(true);
    m_compact->setText(button->text() + QStringLiteral(" \u25BE"));
    m_compact->setChecked(true);
    m_compact->setAccessibleDescription(button->text());
}

void ViewSwitch::setCompact(bool isCompact) {
    m_compact->setVisible(isCompact);
    for (auto* button : m_buttons)
        button->setVisible(!isCompact);
}

} // namespace segue::ui
