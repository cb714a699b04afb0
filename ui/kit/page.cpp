// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/page.h"

#include "ui/kit/elided_label.h"
#include "ui/kit/icons.h"
#include "ui/kit/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QScrollArea>
#include <QScrollBar>
#include <QToolButton>

namespace segue::ui {

namespace {

constexpr int kReadable = 720; // wider lines are hard to read

} // namespace

Page::Page(const QString& heading, QWidget* parent)
    : Page(heading, new QScrollArea, parent) {
    auto* column = new QWidget;
    column->setObjectName(QStringLiteral("pageContent"));
    column->setMaximumWidth(kReadable);
    m_column = new QVBoxLayout(column);
    m_column->setContentsMargins(16, 8, 16, 24);
    m_column->setSpacing(16);
    auto* scroll = m_scroll = static_cast<QScrollArea*>(m_content);
    scroll->setAccessibleName(heading);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidget(column);
}

Page::Page(const QString& heading, QWidget* content, QWidget* parent)
    : QWidget(parent)
    , m_heading(new ElidedLabel(this))
    , m_content(content)
    , m_first(content) {
    setObjectName(QStringLiteral("page"));
    setAttribute(Qt::WA_StyledBackground);
    m_heading->setFullText(heading);
    m_heading->setFont(scaledFont(font(), 1.5, QFont::Bold));
    auto* back = new QToolButton(this);
    back->setIcon(lineIcon(QStringLiteral("back")));
    back->setToolTip(tr("Back (Escape)"));
    back->setAccessibleName(tr("Back"));
    connect(back, &QToolButton::clicked, this, &Page::backWanted);
    auto* head = new QHBoxLayout;
    head->setContentsMargins(16, 16, 16, 8);
    head->setSpacing(8);
    head->addWidget(back);
    head->addWidget(m_heading, 1);
    auto* page = new QVBoxLayout(this);
    page->setContentsMargins(0, 0, 0, 0);
    page->setSpacing(0);
    page->addLayout(head);
    page->addWidget(content, 1);
}

QVBoxLayout& Page::addCard(const QString& title) {
    const auto [card, inside] = makeCard(title);
    m_column->addWidget(card);
    return *inside;
}

std::pair<QFrame*, QVBoxLayout*> Page::makeCard(const QString& title) {
    auto* card = new QFrame(this);
    card->setObjectName(QStringLiteral("card"));
    auto* inside = new QVBoxLayout(card);
    inside->setContentsMargins(16, 16, 16, 16);
    inside->setSpacing(12);
    if (!title.isEmpty()) {
        auto* label = new QLabel(title, card);
        label->setFont(scaledFont(font(), 1.1, QFont::DemiBold));
        inside->addWidget(label);
    }
    return {card, inside};
}

void Page::setContentWidth(int widest) { m_column->parentWidget()->setMaximumWidth(widest); }

/// Also when what has the focus lies below: it is not what was asked for.
void Page::toTop() {
    if (!m_scroll)
        return;
    m_scroll->verticalScrollBar()->setValue(0);
    QMetaObject::invokeMethod(
        this, [this] { m_scroll->verticalScrollBar()->setValue(0); }, Qt::QueuedConnection);
}

void Page::setHeading(const QString& heading) { m_heading->setFullText(heading); }

} // namespace segue::ui
