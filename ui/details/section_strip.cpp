// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/details/section_strip.h"

#include "ui/kit/icons.h"
#include "ui/words/format.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>

namespace segue::ui {

namespace {

constexpr int kNarrowStrip = 480;

} // namespace

SectionStrip::SectionStrip(QWidget* parent)
    : QWidget(parent)
    , m_words(new QLabel(this))
    , m_recommend(new QPushButton(lineIcon(QStringLiteral("similar")), tr("Recommend"), this))
    , m_both(new QBoxLayout(QBoxLayout::LeftToRight, this)) {
    auto* hear = new QPushButton(lineIcon(QStringLiteral("play")), tr("Hear it"), this);
    hear->setAccessibleName(tr("Hear the section"));
    m_recommend->setAccessibleName(tr("Recommend from the section"));
    m_recommend->setToolTip(tr("Songs that sound like this section"));
    auto* close = new QToolButton(this);
    close->setIcon(lineIcon(QStringLiteral("close")));
    close->setIconSize({16, 16});
    close->setToolTip(tr("Choose no section"));
    close->setAccessibleName(close->toolTip());
    m_words->setWordWrap(true);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addWidget(hear);
    buttons->addWidget(m_recommend);
    buttons->addWidget(close);
    buttons->addStretch(1);
    m_both->setContentsMargins(0, 0, 0, 0);
    m_both->setSpacing(8);
    m_both->addWidget(m_words, 1);
    m_both->addLayout(buttons);
    connect(hear, &QPushButton::clicked, this, &SectionStrip::hearWanted);
    connect(m_recommend, &QPushButton::clicked, this, &SectionStrip::recommendWanted);
    connect(close, &QToolButton::clicked, this, &SectionStrip::closeWanted);
    hide();
}

void SectionStrip::setSection(const std::optional<SongSpan>& section) {
    setVisible(section.has_value());
    if (!section)
        return m_words->clear();
    const bool isEnough = section->length >= kShortest;
    const QString from = placeText(section->start), to = placeText(section->start + section->length);
    m_words->setText(isEnough ? tr("Section from %1 to %2").arg(from, to)
                              : tr("Section from %1 to %2: too short to be compared").arg(from, to));
    m_recommend->setEnabled(isEnough);
}

void SectionStrip::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    m_both->setDirection(width() < kNarrowStrip ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
}

QString SectionStrip::sentence() const { return m_words->text(); }

} // namespace segue::ui
