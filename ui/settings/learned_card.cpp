// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/learned_card.h"

#include "ui/kit/icons.h"
#include "ui/words/list_text.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QToolButton>

namespace segue::ui {

LearnedCard::LearnedCard(QWidget* parent)
    : QWidget(parent)
    , m_none(new QLabel(
          tr("Nothing yet. In the menu of a recommended song you can say that you want more or less like it, or not this "
             "song, album or artist at all. It stays on this computer, and in no music file."),
          this))
    , m_rows(new QWidget(this))
    , m_list(new QVBoxLayout(m_rows))
    , m_forget(new QPushButton(tr("Forget all"), this)) {
    m_forget->setAccessibleName(tr("Forget all that you said of songs"));
    m_none->setWordWrap(true);
    m_none->setProperty("muted", true);
    m_list->setContentsMargins(0, 0, 0, 0);
    m_list->setSpacing(2);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_none);
    column->addWidget(m_rows);
    column->addWidget(m_forget, 0, Qt::AlignLeft);
    connect(m_forget, &QPushButton::clicked, this, &LearnedCard::forgetAllWanted);
    showFeedback({});
}

void LearnedCard::showFeedback(const FeedbackChanged& event) {
    m_all = event.all;
    while (auto* item = m_list->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater();
        delete item;
    }
    for (std::size_t i = 0; i < m_all.size() && i < kShown; ++i)
        addRow(m_all[i]);
    if (m_all.size() > kShown)
        m_list->addWidget(
            new QLabel(tr("and %1 older ones").arg(QLocale().toString(static_cast<qulonglong>(m_all.size() - kShown))), m_rows));
    m_none->setVisible(m_all.empty());
    m_rows->setVisible(!m_all.empty());
    m_forget->setVisible(!m_all.empty());
}

void LearnedCard::addRow(const Feedback& feedback) {
    auto* row = new QWidget(m_rows);
    auto* line = new QHBoxLayout(row);
    line->setContentsMargins(0, 0, 0, 0);
    auto* words = new QLabel(feedbackText(feedback), row);
    words->setTextFormat(Qt::PlainText);
    words->setWordWrap(true);
    auto* undo = new QToolButton(row);
    undo->setIcon(lineIcon(QStringLiteral("undo")));
    undo->setToolTip(tr("Take it back"));
    undo->setAccessibleName(tr("Take back: %1").arg(words->text()));
    connect(undo, &QToolButton::clicked, this, [this, id = feedback.id] { Q_EMIT takeBackWanted(id); });
    line->addWidget(words, 1);
    line->addWidget(undo);
    m_list->addWidget(row);
}

} // namespace segue::ui
