// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QWidget>

#include <utility>
#include <vector>

class QGridLayout;

namespace segue::ui {

/// Names and values, one under the other; what has no value is left out. The values can be selected and copied.
class FactList final : public QWidget {
    Q_OBJECT

public:
    using Facts = std::vector<std::pair<QString, QString>>;

    explicit FactList(QWidget* parent = nullptr);

    void setFacts(const Facts& facts);
    /// For tests and accessibility: the value that is shown under a name.
    [[nodiscard]] QString value(const QString& name) const;

private:
    QGridLayout* m_rows;
    Facts m_facts;
};

} // namespace segue::ui
