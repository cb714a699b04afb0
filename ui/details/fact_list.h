// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/words/facts.h"

#include <QWidget>

class QGridLayout;

namespace segue::ui {

/// Names and values, one under the other; names without a value are left out. Values can be selected and copied.
class FactList final : public QWidget {
    Q_OBJECT

public:
    explicit FactList(QWidget* parent = nullptr);

    void setFacts(const Facts& facts);
    /// For tests and accessibility: the value that is shown under a name.
    [[nodiscard]] QString value(const QString& name) const;

private:
    QGridLayout* m_rows;
    Facts m_facts;
};

} // namespace segue::ui
