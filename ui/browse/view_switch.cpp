// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/browse/view_switch.h"

#include "ui/kit/calm_controls.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QToolButton>

namespace segue::ui {

ViewSwitch::ViewSwitch(QWidget* parent)
    : QFrame(parent) {
    setObjectName(QStringLiteral("segments"));
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setAccessibleName(tr("Show the library as"));
    auto* group = new QButtonGroup(this);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    const std::array<QString, kBrowseViews> names{tr("Songs"), tr("Albums"), tr("Artists"), tr("Genres")};
    for (int i = 0; i < kBrowseViews; ++i) {
        auto* button = new QToolButton(this);
        m_buttons[static_cast<std::size_t>(i)] = button;
        button->setText(names[static_cast<std::size_t>(i)]);
        button->setCheckable(true);
        button->setAccessibleName(button->text());
        group->addButton(button);
        row->addWidget(button);
        connect(button, &QToolButton::clicked, this, [this, i] { Q_EMIT chosen(static_cast<BrowseView>(i)); });
    }
    m_buttons.front()->setChecked(true);
    keepTabOnChecked(*group);
}

void ViewSwitch::setView(BrowseView view) { m_buttons[static_cast<std::size_t>(view)]->setChecked(true); }

BrowseView ViewSwitch::view() const {
    for (int i = 0; i < kBrowseViews; ++i)
        if (m_buttons[static_cast<std::size_t>(i)]->isChecked())
            return static_cast<BrowseView>(i);
    return BrowseView::songs;
}

} // namespace segue::ui
