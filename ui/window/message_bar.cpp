// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/message_bar.h"

#include "ui/kit/icon_label.h"
#include "ui/kit/icons.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>

namespace segue::ui {

namespace {

using namespace std::chrono_literals;

constexpr std::size_t kKept = 20;

} // namespace

MessageBar::MessageBar(QWidget* parent)
    : QWidget(parent)
    , m_sign(new IconLabel(20, this))
    , m_text(new QLabel(this))
    , m_close(new QToolButton(this)) {
    auto* frame = new QFrame(this);
    frame->setObjectName(QStringLiteral("messageBar"));
    m_text->setWordWrap(true);
    m_text->setTextFormat(Qt::PlainText);
    m_text->setMinimumWidth(48);
    m_close->setIcon(lineIcon(QStringLiteral("close")));
    m_close->setToolTip(tr("Close this message"));
    m_close->setAccessibleName(m_close->toolTip());
    auto* row = new QHBoxLayout(frame);
    row->setContentsMargins(12, 6, 6, 6);
    row->setSpacing(12);
    row->addWidget(m_sign);
    row->addWidget(m_text, 1);
    row->addWidget(m_close, 0, Qt::AlignTop);
    auto* whole = new QVBoxLayout(this);
    whole->setContentsMargins(16, 12, 16, 0);
    whole->addWidget(frame);
    m_timer.setSingleShot(true);
    m_timer.setInterval(8s);
    connect(&m_timer, &QTimer::timeout, this, &MessageBar::closeNewest);
    connect(m_close, &QToolButton::clicked, this, &MessageBar::closeNewest);
    hide();
}

void MessageBar::showNotice(const BoardNotice& notice) {
    std::erase_if(m_notices, [&](const BoardNotice& old) { return old.sentence == notice.sentence; });
    m_notices.push_back(notice);
    if (m_notices.size() > kKept)
        m_notices.erase(m_notices.begin());
    showNewest();
}

QString MessageBar::message() const {
    return m_notices.empty() ? QString() : m_notices.back().sentence;
}

void MessageBar::closeNewest() {
    if (!m_notices.empty())
        m_notices.pop_back();
    showNewest();
}

void MessageBar::showNewest() {
    setVisible(!m_notices.empty());
    m_timer.stop();
    if (m_notices.empty())
        return;
    m_text->setText(message());
    setAccessibleName(message());
    const bool harmless = m_notices.back().level == BoardNotice::Level::information;
    m_sign->setIcon(harmless ? QStringLiteral("about") : QStringLiteral("warning"),
                    harmless ? QPalette::Link : QPalette::BrightText);
    if (harmless)
        m_timer.start();
}

} // namespace segue::ui
