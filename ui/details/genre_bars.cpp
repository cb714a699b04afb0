// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/details/genre_bars.h"

#include "ui/words/format.h"

#include <QPainter>
#include <QStringList>

#include <algorithm>

namespace segue::ui {

namespace {

constexpr int kBar = 8;
constexpr int kGap = 12;

} // namespace

GenreBars::GenreBars(QWidget* parent)
    : QWidget(parent) {
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(tr("Heard genres"));
}

void GenreBars::setGenres(const std::vector<std::pair<std::string, float>>& genres, const QString& otherwise) {
    m_genres.clear();
    QStringList words;
    for (const auto& [name, share] : genres) {
        m_genres.emplace_back(text(name), std::clamp(share, 0.F, 1.F));
        words << QStringLiteral("%1 %2").arg(text(name), percentText(share));
    }
    m_otherwise = otherwise;
    setAccessibleDescription(genres.empty() ? otherwise : words.join(QStringLiteral(", ")));
    updateGeometry();
    update();
}

int GenreBars::lineHeight() const { return fontMetrics().height() + 8; }

QSize GenreBars::sizeHint() const {
    return {280, std::max(m_genres.empty() ? 2 : 1, static_cast<int>(m_genres.size())) * lineHeight()};
}

void GenreBars::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (m_genres.empty()) {
        painter.setPen(palette().color(QPalette::PlaceholderText));
        painter.drawText(rect(), Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap, m_otherwise);
        return;
    }
    int names = 0;
    for (const auto& genre : m_genres)
        names = std::max(names, fontMetrics().horizontalAdvance(genre.first));
    names = std::min(names, width() / 2);
    const int percents = fontMetrics().horizontalAdvance(percentText(1.F));
    const double room = std::max(8, width() - names - percents - 2 * kGap);
    for (std::size_t i = 0; i < m_genres.size(); ++i) {
        const auto& [name, share] = m_genres[i];
        const QRect line(0, static_cast<int>(i) * lineHeight(), width(), lineHeight());
        painter.setPen(palette().color(QPalette::WindowText));
        painter.drawText(line.adjusted(0, 0, names - width(), 0), Qt::AlignLeft | Qt::AlignVCenter,
                         fontMetrics().elidedText(name, Qt::ElideRight, names));
        painter.drawText(line, Qt::AlignRight | Qt::AlignVCenter, percentText(share));
        const QRectF groove(names + kGap, line.center().y() - kBar / 2.0 + 0.5, room, kBar);
        painter.setPen(Qt::NoPen);
        painter.setBrush(palette().color(QPalette::Dark));
        painter.drawRoundedRect(groove, kBar / 2.0, kBar / 2.0);
        painter.setBrush(palette().color(QPalette::Highlight));
        const double length = std::max<double>(share > 0.004F ? kBar : 0.0, room * static_cast<double>(share));
        painter.drawRoundedRect(QRectF(groove.topLeft(), QSizeF(length, kBar)), kBar / 2.0, kBar / 2.0);
    }
}

} // namespace segue::ui
