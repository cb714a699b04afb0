// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/details/timed_lines.h"

#include "ui/words/format.h"

#include <QScrollBar>
#include <QWheelEvent>

#include <algorithm>

namespace segue::ui {

using std::chrono::milliseconds;

namespace {

constexpr std::chrono::seconds kReadElsewhere{4}; ///< after the last turn of the wheel the list follows again

} // namespace

TimedLines::TimedLines(const QString& name, QWidget* parent)
    : QListWidget(parent) {
    setAccessibleName(name);
    setWordWrap(true);
    setSpacing(2);
    setResizeMode(QListView::Adjust);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setTextElideMode(Qt::ElideNone);
    setSelectionMode(QAbstractItemView::SingleSelection);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setFrameShape(QFrame::NoFrame);
    setObjectName(QStringLiteral("timedLines"));
    const auto choose = [this](const QListWidgetItem* item) {
        const auto line = static_cast<std::size_t>(row(item));
        if (m_areTimed && line < m_lines.size())
            Q_EMIT chosen(m_lines[line].at);
    };
    connect(this, &QListWidget::itemClicked, this, choose);
    connect(this, &QListWidget::itemActivated, this, choose);
}

void TimedLines::setLines(std::vector<Line> lines, bool areTimed, bool showTimes) {
    if (lines == m_lines && areTimed == m_areTimed)
        return;
    m_lines = std::move(lines);
    m_areTimed = areTimed;
    m_heard = -1;
    clear();
    for (const Line& line : m_lines) {
        auto* item =
            new QListWidgetItem(showTimes ? QStringLiteral("%1   %2").arg(clockText(line.at), line.text) : line.text, this);
        if (areTimed)
            item->setToolTip(tr("Play from %1").arg(clockText(line.at)));
        else
            item->setFlags(Qt::ItemIsEnabled);
    }
    viewport()->setCursor(areTimed ? Qt::PointingHandCursor : Qt::ArrowCursor);
}

void TimedLines::showPosition(std::optional<milliseconds> position) {
    int heard = -1;
    if (position && m_areTimed) {
        const auto next = std::ranges::upper_bound(m_lines, *position, {}, &Line::at);
        heard = static_cast<int>(next - m_lines.begin()) - 1;
    }
    if (heard == m_heard)
        return;
    mark(m_heard, false);
    mark(heard, true);
    m_heard = heard;
    const bool mayFollow = std::chrono::steady_clock::now() - m_scrolled > kReadElsewhere && !verticalScrollBar()->isSliderDown();
    if (heard >= 0 && mayFollow)
        scrollToItem(item(heard), QAbstractItemView::PositionAtCenter);
}

void TimedLines::mark(int line, bool isHeard) {
    QListWidgetItem* const entry = item(line);
    if (entry == nullptr)
        return;
    QFont shown = font();
    shown.setWeight(isHeard ? QFont::DemiBold : QFont::Normal);
    entry->setFont(shown);
    if (isHeard)
        entry->setForeground(palette().color(QPalette::Highlight));
    else
        entry->setData(Qt::ForegroundRole, {});
}

/// The page scrolls where the list has nothing more to show.
void TimedLines::wheelEvent(QWheelEvent* event) {
    m_scrolled = std::chrono::steady_clock::now();
    const int before = verticalScrollBar()->value();
    QListWidget::wheelEvent(event);
    event->setAccepted(verticalScrollBar()->value() != before);
}

} // namespace segue::ui
