// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/browse/group_header.h"

#include "ui/kit/cover_view.h"
#include "ui/kit/elided_label.h"
#include "ui/kit/icons.h"
#include "ui/kit/link_label.h"
#include "ui/kit/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

namespace segue::ui {

GroupHeader::GroupHeader(QWidget* parent)
    : QWidget(parent)
    , m_back(new QToolButton(this))
    , m_cover(new CoverView(84, this))
    , m_title(new ElidedLabel(this))
    , m_artist(new LinkLabel(this))
    , m_facts(new ElidedLabel(this))
    , m_alike(new QLabel(this))
    , m_play(new QPushButton(lineIcon(QStringLiteral("play")), tr("Play"), this))
    , m_more(new QToolButton(this)) {
    m_title->setFont(scaledFont(font(), 1.25, QFont::DemiBold));
    m_facts->setProperty("muted", true);
    m_back->setIcon(lineIcon(QStringLiteral("back")));
    m_back->setToolTip(tr("Back (Esc)"));
    m_back->setAccessibleName(tr("Back"));
    m_play->setAccessibleName(tr("Play all of it"));
    m_more->setIcon(lineIcon(QStringLiteral("more")));
    m_more->setToolTip(tr("More"));
    m_more->setAccessibleName(tr("More"));
    auto* words = new QVBoxLayout;
    words->setSpacing(2);
    words->addStretch(1);
    for (auto* line : std::initializer_list<QWidget*>{m_title, m_artist, m_facts})
        words->addWidget(line);
    words->addStretch(1);
    m_alike->setWordWrap(true);
    m_alike->setTextFormat(Qt::RichText);
    m_alike->setTextInteractionFlags(Qt::LinksAccessibleByMouse | Qt::LinksAccessibleByKeyboard);
    m_alike->setProperty("muted", true);
    m_alike->setContentsMargins(44, 0, 0, 0); // under the cover
    m_alike->hide();
    auto* row = new QHBoxLayout;
    row->setSpacing(12);
    auto* whole = new QVBoxLayout(this);
    whole->setContentsMargins(12, 0, 16, 8);
    whole->setSpacing(6);
    whole->addLayout(row);
    whole->addWidget(m_alike);
    row->addWidget(m_back, 0, Qt::AlignVCenter);
    row->addWidget(m_cover);
    row->addLayout(words, 1);
    row->addWidget(m_play, 0, Qt::AlignVCenter);
    row->addWidget(m_more, 0, Qt::AlignVCenter);
    connect(m_back, &QToolButton::clicked, this, &GroupHeader::backWanted);
    connect(m_play, &QPushButton::clicked, this, &GroupHeader::playWanted);
    connect(m_alike, &QLabel::linkActivated, this, [this](const QString& place) { Q_EMIT alikeWanted(place.toInt()); });
    connect(m_alike, &QLabel::linkHovered, this,
            [this](const QString& place) { m_alike->setToolTip(place.isEmpty() ? QString() : m_alikeTips.value(place.toInt())); });
    connect(m_artist, &LinkLabel::activated, this, &GroupHeader::artistWanted);
    connect(m_more, &QToolButton::clicked, this, [this] { Q_EMIT menuWanted(m_more->mapToGlobal(QPoint(0, m_more->height()))); });
}

void GroupHeader::showGroup(const QString& title, const QString& artist, bool leads, const QString& facts) {
    m_title->setFullText(title);
    m_artist->setFullText(artist);
    m_artist->setPurpose(leads ? tr("Shows what is by %1").arg(artist) : QString());
    m_artist->setVisible(!artist.isEmpty());
    m_facts->setFullText(facts);
}

void GroupHeader::setAlike(const std::vector<AlikeName>& names) {
    QStringList links;
    m_alikeTips.clear();
    for (const auto& one : names) {
        links += QStringLiteral("<a href=\"%1\" style=\"text-decoration:none;color:%2\">%3</a>")
                     .arg(links.size())
                     .arg(palette().color(QPalette::Link).name(), one.name.toHtmlEscaped());
        m_alikeTips += one.tip;
    }
    m_alike->setText(tr("Sounds like: %1").arg(links.join(QStringLiteral(" · "))));
    m_alike->setVisible(!names.empty());
}

void GroupHeader::expectCover(const std::filesystem::path& song) {
    m_cover->setVisible(!song.empty());
    if (!song.empty() && m_cover->expect(song))
        Q_EMIT coverWanted(song);
}

void GroupHeader::takeCover(const CoverLoaded& cover) { m_cover->take(cover); }

/// Where there is little room it belongs to the words.
void GroupHeader::resizeEvent(QResizeEvent* event) {
    constexpr int kRoomForWord = 440;
    m_play->setText(width() < kRoomForWord ? QString() : tr("Play"));
    QWidget::resizeEvent(event);
}

QWidget* GroupHeader::first() const { return m_play; }

} // namespace segue::ui
