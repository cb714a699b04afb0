// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/empty_state.h"

#include "ui/kit/icon_label.h"
#include "ui/kit/theme.h"

#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace segue::ui {

namespace {

constexpr int kIcon = 40;

} // namespace

EmptyState::EmptyState(QWidget* parent)
    : QWidget(parent)
    , m_icon(new IconLabel(kIcon, this))
    , m_title(new QLabel(this))
    , m_sentence(new QLabel(this))
    , m_button(new QPushButton(this))
    , m_other(new QPushButton(this)) {
    m_title->setFont(scaledFont(font(), 1.15, QFont::DemiBold));
    m_sentence->setProperty("muted", true);
    for (auto* label : {m_title, m_sentence}) {
        label->setAlignment(Qt::AlignCenter);
        label->setWordWrap(true);
        label->setTextFormat(Qt::PlainText);
        label->setMinimumWidth(48);
    }
    for (auto* button : {m_button, m_other})
        button->setAccessibleName(tr("What can be done"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(24, 24, 24, 24);
    column->setSpacing(8);
    column->addStretch(2);
    column->addWidget(m_icon, 0, Qt::AlignHCenter);
    column->addSpacing(4);
    column->addWidget(m_title);
    column->addWidget(m_sentence);
    column->addSpacing(8);
    column->addWidget(m_button, 0, Qt::AlignHCenter);
    column->addWidget(m_other, 0, Qt::AlignHCenter);
    m_other->hide();
    column->addStretch(3);
    connect(m_button, &QPushButton::clicked, this, &EmptyState::buttonClicked);
    connect(m_other, &QPushButton::clicked, this, &EmptyState::otherClicked);
}

void EmptyState::explain(const QString& iconName, const QString& title, const QString& sentence, const QString& button,
                         const QString& other) {
    m_icon->setIcon(iconName);
    m_title->setText(title);
    m_sentence->setText(sentence);
    m_button->setText(button);
    m_button->setAccessibleName(button.isEmpty() ? title : button);
    m_button->setVisible(!button.isEmpty());
    m_other->setText(other);
    m_other->setAccessibleName(other.isEmpty() ? title : other);
    m_other->setVisible(!other.isEmpty());
}

QString EmptyState::title() const { return m_title->text(); }

QString EmptyState::sentence() const { return m_sentence->text(); }

} // namespace segue::ui
