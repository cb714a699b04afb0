// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/songs/library_banner.h"

#include "ui/kit/icon_label.h"
#include "ui/kit/theme.h"
#include "ui/words/library_text.h"

#include <QFrame>
#include <QLabel>
#include <QPushButton>
#include <QResizeEvent>
#include <QVBoxLayout>

namespace segue::ui {

namespace {

constexpr int kNarrow = 400;
constexpr int kBannerSign = 20;
constexpr int kSpace = 12;

} // namespace

LibraryBanner::LibraryBanner(QWidget* parent)
    : QWidget(parent)
    , m_sign(new IconLabel(kBannerSign, this))
    , m_title(new QLabel(this))
    , m_sentence(new QLabel(this))
    , m_buttons(new QHBoxLayout) {
    auto* frame = new QFrame(this);
    frame->setObjectName(QStringLiteral("messageBar"));
    m_title->setFont(scaledFont(font(), 1.0, QFont::DemiBold));
    for (auto* words : {m_title, m_sentence}) {
        words->setWordWrap(true);
        words->setTextFormat(Qt::PlainText);
        words->setMinimumWidth(48);
    }
    m_buttons->setSpacing(8);
    m_wait = makeButton(tr("Not mounted: wait"));
    m_emptied = makeButton(tr("I emptied it"));
    m_locate = makeButton(tr("Locate folder…"));
    m_look = makeButton(tr("Look again"));
    m_buttons->addStretch(1);
    auto* words = new QVBoxLayout;
    words->setSpacing(4);
    words->addWidget(m_title);
    words->addWidget(m_sentence);
    auto* row = new QHBoxLayout;
    row->setSpacing(kSpace);
    row->addWidget(m_sign, 0, Qt::AlignTop);
    row->addLayout(words, 1);
    auto* column = new QVBoxLayout(frame);
    column->setContentsMargins(12, 10, 12, 12);
    column->setSpacing(8);
    column->addLayout(row);
    column->addLayout(m_buttons);
    auto* whole = new QVBoxLayout(this);
    whole->setContentsMargins(16, 8, 16, 12);
    whole->addWidget(frame);
    connect(m_wait, &QPushButton::clicked, this, [this] { Q_EMIT emptiedAnswered(m_library, false); });
    connect(m_emptied, &QPushButton::clicked, this, [this] { Q_EMIT emptiedAnswered(m_library, true); });
    connect(m_locate, &QPushButton::clicked, this, [this] { Q_EMIT locateWanted(m_library); });
    connect(m_look, &QPushButton::clicked, this, [this] { Q_EMIT rescanWanted(m_library); });
    hide();
}

QPushButton* LibraryBanner::makeButton(const QString& words) {
    auto* button = new QPushButton(words, this);
    button->setAccessibleName(words);
    button->setAutoDefault(false);
    m_buttons->addWidget(button);
    return button;
}

void LibraryBanner::setLibrary(const Library& library) {
    m_library = library.id;
    setVisible(library.offline);
    if (!library.offline)
        return;
    const bool asks = library.absence == Absence::emptied;
    const bool isEmpty = asks || library.absence == Absence::unmounted;
    m_sign->setIcon(asks ? QStringLiteral("warning") : QStringLiteral("offline"),
                    asks ? QPalette::BrightText : QPalette::PlaceholderText);
    m_title->setText(absenceTitle(library));
    m_sentence->setText(absenceText(library));
    setAccessibleName(sentence());
    m_wait->setVisible(asks);
    m_emptied->setVisible(isEmpty);
    m_locate->setVisible(!asks);
    m_look->setVisible(!isEmpty);
}

QString LibraryBanner::sentence() const {
    return isHidden() ? QString() : m_title->text() + QStringLiteral(". ") + m_sentence->text();
}

void LibraryBanner::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    m_buttons->setContentsMargins(event->size().width() < kNarrow ? 0 : kBannerSign + kSpace, 0, 0, 0); // under the words
}

} // namespace segue::ui
