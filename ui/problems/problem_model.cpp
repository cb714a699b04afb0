// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/problems/problem_model.h"

#include "engine/words/section.h"
#include "ui/words/format.h"
#include "ui/words/message_text.h"

#include <QDateTime>

#include <algorithm>
#include <numeric>
#include <utility>

namespace segue::ui {

namespace {

QString nameOf(const Problem& problem) {
    const auto name = fileOf(problem.path).filename();
    return pathText(name.empty() ? problem.path : name);
}

/// The reason without the file's name, which is shown beside it, so that equal reasons are equal and their ends are visible.
QString withoutName(const Problem& problem) {
    QString reason = sentence(problem.reason);
    const QString name = QStringLiteral("“%1” ").arg(nameOf(problem));
    if (!reason.startsWith(name) || reason.size() == name.size())
        return reason;
    return reason.at(name.size()).toUpper() + reason.mid(name.size() + 1);
}

/// The reason. A song that merely could not be read to its end is recommended like any other.
QString reasonOf(const Problem& problem) {
    if (problem.kind == Problem::Kind::wholeSong)
        return ProblemModel::tr("No waveform: %1").arg(withoutName(problem));
    if (problem.kind == Problem::Kind::tags)
        return ProblemModel::tr("Tags not read: %1").arg(withoutName(problem));
    return withoutName(problem);
}

} // namespace

QString problemText(const Problem& problem) {
    const auto seconds = problem.since.time_since_epoch().count();
    QStringList parts{pathText(problem.path), reasonOf(problem)};
    if (seconds > 0)
        parts << QDateTime::fromSecsSinceEpoch(seconds).toString(Qt::ISODate);
    for (QString& part : parts)
        part.replace(QLatin1Char('\t'), QLatin1Char(' ')).replace(QLatin1Char('\n'), QLatin1Char(' '));
    return parts.join(QLatin1Char('\t'));
}

ProblemModel::ProblemModel(QObject* parent)
    : QAbstractListModel(parent) {}

void ProblemModel::setProblems(std::vector<Problem> problems) {
    beginResetModel();
    m_problems = std::move(problems);
    sort();
    endResetModel();
}

void ProblemModel::setOrder(ProblemOrder order) {
    beginResetModel();
    m_order = order;
    sort();
    endResetModel();
}

/// Sorts by keys made once, because comparing as people sort names is slow.
void ProblemModel::sort() {
    std::vector<std::pair<QString, std::size_t>> keys;
    keys.reserve(m_problems.size());
    for (std::size_t i = 0; i < m_problems.size(); ++i) {
        const Problem& problem = m_problems[i];
        keys.emplace_back(
            (m_order == ProblemOrder::reason ? reasonOf(problem) + QChar(0) : QString()) + nameOf(problem).toCaseFolded(), i);
    }
    std::ranges::sort(keys, [this](const auto& left, const auto& right) {
        const auto leftSince = m_problems[left.second].since;
        const auto rightSince = m_problems[right.second].since;
        if (m_order == ProblemOrder::newest && leftSince != rightSince)
            return leftSince > rightSince;
        return left < right;
    });
    std::vector<Problem> sorted;
    sorted.reserve(m_problems.size());
    for (const auto& [key, i] : keys)
        sorted.push_back(std::move(m_problems[i]));
    m_problems = std::move(sorted);
}

int ProblemModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : static_cast<int>(m_problems.size()); }

QVariant ProblemModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Problem& problem = this->problem(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return nameOf(problem);
    case reasonRole:
        return reasonOf(problem);
    case folderRole:
        return pathText(fileOf(problem.path).parent_path());
    case sinceRole:
        return dateText(problem.since);
    case Qt::ToolTipRole:
        return QStringLiteral("%1\n%2").arg(reasonOf(problem), pathText(problem.path));
    case Qt::AccessibleTextRole:
        return QStringLiteral("%1, %2, %3").arg(nameOf(problem), reasonOf(problem), dateText(problem.since));
    default:
        return {};
    }
}

} // namespace segue::ui
