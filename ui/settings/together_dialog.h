// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/events.h"

#include <QDialog>

#include <string>
#include <vector>

class QCheckBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace segue::ui {

class NumberBox;

/// Chooses several networks to be used together, what each counts for, and a name; says what listening with each will cost. Begins
/// with those that are together now. Deletes itself when it is closed.
class TogetherDialog final : public QDialog {
    Q_OBJECT

public:
    explicit TogetherDialog(const ModelsChanged& models, QWidget* parent = nullptr);

    [[nodiscard]] std::string name() const;
    [[nodiscard]] std::vector<NetworkShare> parts() const; ///< those that are chosen

private:
    struct Row {
        InstalledModel model;
        std::size_t unheard = 0; ///< songs that it would have to hear
        QCheckBox* choice = nullptr;
        NumberBox* weight = nullptr;
        QLabel* share = nullptr;
    };

    void addRows(const ModelsChanged& models);
    void beginWith(const ModelsChanged& models);
    void showOutcome();
    [[nodiscard]] QString outcome() const;

    std::vector<Row> m_rows;
    std::vector<std::string> m_taken; ///< names of single networks
    QLineEdit* m_name;
    QLabel* m_outcome;
    QPushButton* m_use = nullptr;
};

} // namespace segue::ui
