// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/words/problem.h"

#include <QAbstractListModel>

#include <vector>

namespace segue::ui {

enum class ProblemOrder { name, reason, newest };

/// Files and folders that could not be read, in the chosen order.
class ProblemModel final : public QAbstractListModel {
    Q_OBJECT

public:
    enum Role { ///< beyond Qt's own
        reasonRole = Qt::UserRole,
        folderRole,
        sinceRole, ///< as text; empty: not known
    };

    explicit ProblemModel(QObject* parent = nullptr);

    void setProblems(std::vector<Problem> problems);
    void setOrder(ProblemOrder order);
    [[nodiscard]] const Problem& problem(int row) const { return m_problems.at(static_cast<std::size_t>(row)); }

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;

private:
    void sort();

    std::vector<Problem> m_problems;
    ProblemOrder m_order = ProblemOrder::name;
};

/// One line: path, reason and date, with tabs between them. For the clipboard.
[[nodiscard]] QString problemText(const Problem& problem);

} // namespace segue::ui
