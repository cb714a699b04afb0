// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/health/doubt_model.h"

#include "ui/words/format.h"
#include "ui/words/health_text.h"

#include <algorithm>
#include <utility>

namespace segue::ui {

DoubtModel::DoubtModel(QObject* parent)
    : QAbstractListModel(parent) {}

void DoubtModel::setDoubts(std::vector<GenreDoubt> doubts) {
    beginResetModel();
    m_doubts = std::move(doubts);
    choose();
    endResetModel();
}

void DoubtModel::showAnswered(bool answered) {
    beginResetModel();
    m_answered = answered;
    choose();
    endResetModel();
}

void DoubtModel::choose() {
    m_rows.clear();
    for (std::size_t i = 0; i < m_doubts.size(); ++i)
        if ((m_doubts[i].answer != GenreAnswer::none) == m_answered)
            m_rows.push_back(i);
}

std::size_t DoubtModel::answeredCount() const {
    return static_cast<std::size_t>(
        std::ranges::count_if(m_doubts, [](const GenreDoubt& one) { return one.answer != GenreAnswer::none; }));
}

int DoubtModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : static_cast<int>(m_rows.size()); }

QVariant DoubtModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const GenreDoubt& doubt = this->doubt(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return text(doubt.track.title);
    case artistRole:
        return artistText(doubt.track);
    case doubtRole:
        return doubtText(doubt);
    case strengthRole:
        return doubt.strength;
    case answerRole:
        return answerText(doubt.answer);
    case Qt::ToolTipRole:
        return tipText(QStringLiteral("%1\n%2").arg(doubtText(doubt), pathText(doubt.track.path)));
    case Qt::AccessibleTextRole:
        return QStringLiteral("%1, %2, %3, %4")
            .arg(text(doubt.track.title), artistText(doubt.track), doubtText(doubt),
                 doubt.answer == GenreAnswer::none ? percentText(doubt.strength) : answerText(doubt.answer));
    default:
        return {};
    }
}

} // namespace segue::ui
