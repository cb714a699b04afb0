// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/message_bar.h"

#include "ui/kit/icon_label.h"
#include "ui/kit/icons.h"

#include <QApplication>
#include <QFrame>
#include <QGridLayout>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace segue::ui {

namespace {

using namespace std::chrono_literals;

constexpr std::size_t kKept = 20;
constexpr int kMargin = 16;
constexpr int kWidest = 640;
constexpr int kBeside = 420; // narrower: what can be done stands below the words, which would be squeezed

QString matterOf(const BoardNotice& notice) { return notice.matter.isEmpty() ? notice.sentence : notice.matter; }

} // namespace

MessageBar::MessageBar(QWidget* page)
    : QWidget(page)
    , m_grid(new QGridLayout)
    , m_sign(new IconLabel(20, this))
    , m_text(new QLabel(this))
    , m_age(new QLabel(this))
    , m_act(new QPushButton(this))
    , m_close(new QToolButton(this)) {
    auto* frame = new QFrame(this);
    frame->setObjectName(QStringLiteral("messageBar"));
    m_text->setWordWrap(true);
    m_text->setTextFormat(Qt::PlainText);
    m_text->setMinimumWidth(48);
    m_age->setProperty("muted", true);
    m_act->setAccessibleName(tr("What can be done"));
    // A click takes no focus: it would fall on whatever is next when the notice goes.
    m_act->setFocusPolicy(Qt::TabFocus);
    m_close->setFocusPolicy(Qt::TabFocus);
    m_close->setIcon(lineIcon(QStringLiteral("close")));
    m_close->setToolTip(tr("Close this message"));
    m_close->setAccessibleName(m_close->toolTip());
    frame->setLayout(m_grid);
    m_grid->setContentsMargins(12, 8, 8, 8);
    m_grid->setHorizontalSpacing(12);
    m_grid->setVerticalSpacing(8);
    m_grid->setColumnStretch(1, 1);
    m_grid->addWidget(m_sign, 0, 0);
    m_grid->addWidget(m_text, 0, 1);
    m_grid->addWidget(m_age, 0, 2);
    m_grid->addWidget(m_act, 0, 3);
    m_grid->addWidget(m_close, 0, 4, Qt::AlignTop);
    auto* whole = new QVBoxLayout(this);
    whole->setContentsMargins(0, 0, 0, 0);
    whole->addWidget(frame);
    m_life.setSingleShot(true);
    m_minute.setInterval(1min);
    connect(&m_life, &QTimer::timeout, this, &MessageBar::letGo);
    connect(&m_minute, &QTimer::timeout, this, [this] {
        m_age->setText(ageText());
        m_age->setVisible(!m_age->text().isEmpty());
        lie();
    });
    connect(m_close, &QToolButton::clicked, this, &MessageBar::closeNewest);
    connect(m_act, &QPushButton::clicked, this, [this] {
        const auto act = m_notices.empty() ? nullptr : m_notices.back().notice.act;
        closeNewest();
        if (act)
            act();
    });
    page->installEventFilter(this);
    hide();
}

std::chrono::milliseconds MessageBar::lifeOf(BoardNotice::Level level) {
    switch (level) {
    case BoardNotice::Level::information:
        return 8s;
    case BoardNotice::Level::warning:
        return 30s;
    case BoardNotice::Level::error:
        break;
    }
    return 1min;
}

void MessageBar::showNotice(const BoardNotice& notice) {
    if (!notice.place.isEmpty() && notice.place != m_place)
        return;
    std::erase_if(m_notices, [&](const Shown& old) { return matterOf(old.notice) == matterOf(notice); });
    m_notices.push_back({notice, QDateTime::currentDateTime()});
    if (m_notices.size() > kKept)
        m_notices.erase(m_notices.begin());
    showNewest();
}

void MessageBar::settle(const QString& matter) {
    if (std::erase_if(m_notices, [&](const Shown& old) { return matterOf(old.notice) == matter; }) > 0)
        showNewest();
}

void MessageBar::setPlace(const QString& place) {
    m_place = place;
    const auto isElsewhere = [&](const Shown& old) { return !old.notice.place.isEmpty() && old.notice.place != place; };
    if (std::erase_if(m_notices, isElsewhere) > 0)
        showNewest();
    raise(); // above the page that came
}

QString MessageBar::message() const { return m_notices.empty() ? QString() : m_notices.back().notice.sentence; }

void MessageBar::closeNewest() {
    if (!m_notices.empty())
        m_notices.pop_back();
    showNewest();
}

/// Notices below have waited as long.
void MessageBar::letGo() {
    if (isHeld())
        return m_life.start(lifeOf(m_notices.back().notice.level));
    const auto now = QDateTime::currentDateTime();
    std::erase_if(m_notices, [&](const Shown& old) { return old.since.msecsTo(now) >= lifeOf(old.notice.level).count(); });
    showNewest();
}

bool MessageBar::isHeld() const { return !m_notices.empty() && (underMouse() || isAncestorOf(QApplication::focusWidget())); }

QString MessageBar::ageText() const {
    const qint64 minutes = m_notices.empty() ? 0 : m_notices.back().since.secsTo(QDateTime::currentDateTime()) / 60;
    return minutes > 0 ? tr("%n min ago", nullptr, static_cast<int>(minutes)) : QString();
}

void MessageBar::showNewest() {
    m_life.stop();
    setVisible(!m_notices.empty());
    if (m_notices.empty())
        return m_minute.stop();
    const auto& [notice, since] = m_notices.back();
    m_text->setText(notice.sentence);
    m_age->setText(ageText());
    m_age->setVisible(!m_age->text().isEmpty());
    m_act->setText(notice.action);
    m_act->setAccessibleName(notice.action);
    m_act->setVisible(!notice.action.isEmpty());
    setAccessibleName(notice.sentence);
    const bool harmless = notice.level == BoardNotice::Level::information;
    m_sign->setIcon(harmless ? QStringLiteral("about") : QStringLiteral("warning"),
                    harmless ? QPalette::Link : QPalette::BrightText);
    const auto left = lifeOf(notice.level) - std::chrono::milliseconds(since.msecsTo(QDateTime::currentDateTime()));
    m_life.start(std::max<std::chrono::milliseconds>(left, 1ms));
    m_minute.start();
    lie();
    raise();
}

/// Places itself at the page's lower edge, as wide as its words need and the page allows.
void MessageBar::lie() {
    if (isHidden())
        return;
    const QRect page = parentWidget()->rect();
    const int width = std::max(0, std::min(kWidest, page.width() - 2 * kMargin));
    m_grid->removeWidget(m_act);
    if (width < kBeside)
        m_grid->addWidget(m_act, 1, 1, Qt::AlignLeft);
    else
        m_grid->addWidget(m_act, 0, 3);
    m_grid->invalidate();
    m_grid->parentWidget()->updateGeometry(); // the words are others, but its height is remembered
    const int height = layout()->heightForWidth(width);
    setGeometry(page.left() + (page.width() - width) / 2, page.bottom() + 1 - kMargin - height, width, height);
}

bool MessageBar::eventFilter(QObject* watched, QEvent* event) {
    if (watched == parentWidget() && event->type() == QEvent::Resize)
        lie();
    return QWidget::eventFilter(watched, event);
}

void MessageBar::leaveEvent(QEvent* event) {
    QWidget::leaveEvent(event);
    if (!m_notices.empty() && m_life.remainingTimeAsDuration() < 2s)
        m_life.start(2s);
}

} // namespace segue::ui
