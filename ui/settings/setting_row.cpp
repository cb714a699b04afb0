// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/setting_row.h"

#include "ui/kit/theme.h"

#include <QBoxLayout>
#include <QLabel>

namespace segue::ui {

namespace {

constexpr int kGap = 16;
constexpr int kWords = 144; // narrower words are hard to read
constexpr int kNarrowest = 80;

QLabel* words(const QString& text) {
    auto* label = new QLabel(text);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setMinimumWidth(kNarrowest);
    return label;
}

} // namespace

SettingRow::SettingRow(const QString& name, const QString& explanation, QWidget* control, QWidget* parent)
    : QWidget(parent)
    , m_row(new QBoxLayout(QBoxLayout::LeftToRight, this))
    , m_explanation(words(explanation))
    , m_control(control) {
    auto* title = words(name);
    title->setFont(scaledFont(font(), 1.0, QFont::Medium));
    m_explanation->setProperty("muted", true);
    auto* text = new QVBoxLayout;
    text->setSpacing(2);
    text->addWidget(title);
    text->addWidget(m_explanation);
    m_row->setContentsMargins(0, 0, 0, 0);
    m_row->setSpacing(kGap);
    m_row->addLayout(text, 1);
    m_row->addWidget(control, 0, Qt::AlignVCenter);
}

QSize SettingRow::minimumSizeHint() const { return {200, QWidget::minimumSizeHint().height()}; }

void SettingRow::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    const bool stacked = width() - m_control->sizeHint().width() - kGap < kWords;
    m_row->setDirection(stacked ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
    m_row->setSpacing(stacked ? kGap / 2 : kGap);
    m_row->setAlignment(m_control, stacked ? Qt::AlignLeft : Qt::AlignVCenter);
}

} // namespace segue::ui
