// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/health/health_page.h"

#include "ui/health/doubts_view.h"
#include "ui/health/quality_view.h"
#include "ui/kit/calm_controls.h"

#include <QButtonGroup>
#include <QFrame>
#include <QHBoxLayout>
#include <QListView>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

namespace segue::ui {

HealthPage::HealthPage(QWidget* parent)
    : Page(tr("Library health"), new QWidget, parent)
    , m_doubts(new DoubtsView)
    , m_quality(new QualityView)
    , m_tabs(new QFrame(this))
    , m_views(new QStackedWidget(this)) {
    m_tabs->setObjectName(QStringLiteral("segments"));
    m_tabs->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    m_tabs->setAccessibleName(tr("What is shown"));
    auto* row = new QHBoxLayout(m_tabs);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    m_genresTab = addTab(tr("Genres"), tr("Songs that sound like another genre than their tags say"), Tab::genres);
    m_qualityTab = addTab(tr("Quality"), tr("How well the lists serve your libraries"), Tab::quality);
    auto* group = new QButtonGroup(this);
    group->addButton(m_genresTab);
    group->addButton(m_qualityTab);
    m_genresTab->setChecked(true);
    keepTabOnChecked(*group);
    m_views->addWidget(m_doubts);
    m_views->addWidget(m_quality);
    auto* column = new QVBoxLayout(&content());
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(12);
    auto* head = new QHBoxLayout;
    head->setContentsMargins(16, 0, 16, 0);
    head->addWidget(m_tabs);
    head->addStretch(1);
    column->addLayout(head);
    column->addWidget(m_views, 1);
    setFirst(&m_doubts->list());
}

QToolButton* HealthPage::addTab(const QString& name, const QString& tip, Tab tab) {
    auto* button = new QToolButton(m_tabs);
    button->setText(name);
    button->setToolTip(tip);
    button->setCheckable(true);
    button->setAccessibleName(name);
    button->setAccessibleDescription(tip);
    m_tabs->layout()->addWidget(button);
    connect(button, &QToolButton::clicked, this, [this, tab] { show(tab); });
    return button;
}

void HealthPage::show(Tab tab) {
    (tab == Tab::genres ? m_genresTab : m_qualityTab)->setChecked(true);
    m_views->setCurrentIndex(static_cast<int>(tab));
    setFirst(tab == Tab::genres ? static_cast<QWidget*>(&m_doubts->list()) : m_quality);
    if (tab == Tab::genres)
        Q_EMIT m_doubts->doubtsWanted();
}

void HealthPage::showEvent(QShowEvent* event) {
    Page::showEvent(event);
    Q_EMIT m_doubts->doubtsWanted();
}

} // namespace segue::ui
