// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/playback/queue_panel.h"

#include "ui/kit/icons.h"
#include "ui/kit/theme.h"
#include "ui/playback/queue_page.h"
#include "ui/playback/queue_pane.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>
#include <QVBoxLayout>

namespace segue::ui {

QueuePanel::QueuePanel(QueuePage& page, QWidget* parent)
    : QFrame(parent)
    , m_pane(new QueuePane(page.model(), this)) {
    setObjectName(QStringLiteral("queuePanel"));
    setAccessibleName(tr("Queue"));
    setFixedWidth(kWidth);
    auto* heading = new QLabel(tr("Queue"), this);
    heading->setFont(scaledFont(font(), 1.2, QFont::Bold));
    auto* close = new QToolButton(this);
    close->setIcon(lineIcon(QStringLiteral("close")));
    close->setIconSize({16, 16});
    close->setToolTip(tr("Close (Ctrl+Shift+U)"));
    close->setAccessibleName(tr("Close the queue panel"));
    connect(close, &QToolButton::clicked, this, &QueuePanel::closeWanted);
    auto* head = new QHBoxLayout;
    head->setContentsMargins(16, 20, 12, 8);
    head->addWidget(heading, 1);
    head->addWidget(close);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(head);
    column->addWidget(m_pane, 1);
    page.join(*m_pane);
}

} // namespace segue::ui
