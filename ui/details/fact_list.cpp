// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/details/fact_list.h"

#include <QGridLayout>
#include <QLabel>

#include <algorithm>

namespace segue::ui {

FactList::FactList(QWidget* parent)
    : QWidget(parent)
    , m_rows(new QGridLayout(this)) {
    m_rows->setContentsMargins(0, 0, 0, 0);
    m_rows->setHorizontalSpacing(16);
    m_rows->setVerticalSpacing(8);
    m_rows->setColumnStretch(1, 1);
}

void FactList::setFacts(const Facts& facts) {
    if (facts == m_facts)
        return;
    m_facts = facts;
    while (m_rows->count() > 0) {
        auto* item = m_rows->takeAt(0);
        delete item->widget();
        delete item;
    }
    int row = 0;
    for (const auto& [name, value] : facts) {
        if (value.isEmpty())
            continue;
        auto* label = new QLabel(name);
        label->setProperty("muted", true);
        auto* content = new QLabel(value);
        content->setTextFormat(Qt::PlainText);
        content->setWordWrap(true);
        content->setMinimumWidth(80);
        content->setTextInteractionFlags(Qt::TextSelectableByMouse);
        content->setAccessibleName(QStringLiteral("%1: %2").arg(name, value));
        m_rows->addWidget(label, row, 0, Qt::AlignTop);
        m_rows->addWidget(content, row++, 1);
    }
}

QString FactList::value(const QString& name) const {
    const auto found = std::ranges::find(m_facts, name, &std::pair<QString, QString>::first);
    return found == m_facts.end() ? QString() : found->second;
}

} // namespace segue::ui
