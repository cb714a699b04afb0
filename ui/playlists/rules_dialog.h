// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/words/playlist.h"

#include <QDialog>
#include <QTimer>

class QCheckBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace segue::ui {

class AllMusic;
class ChoiceBox;
class NumberBox;

/// Writes the rules of a playlist: a search, an order and a number. Says at once how many songs they find. Deletes itself when it
/// closes.
class RulesDialog final : public QDialog {
    Q_OBJECT

public:
    RulesDialog(AllMusic& allMusic, QWidget* parent);

    /// @param likeTitle of the song that the rules' soundsLike is
    void setRules(const QString& name, const PlaylistRules& rules, const QString& likeTitle);
    [[nodiscard]] QString name() const;
    [[nodiscard]] PlaylistRules rules() const;

private:
    void layOut();
    void fillDirections();
    void showFound();

    AllMusic& m_allMusic;
    PlaylistRules m_rules;
    QLineEdit* m_name;
    QLineEdit* m_search;
    QLabel* m_hint;
    QCheckBox* m_like;
    ChoiceBox* m_closeness;
    ChoiceBox* m_order;
    ChoiceBox* m_direction;
    NumberBox* m_most;
    QLabel* m_found;
    QPushButton* m_save;
    QTimer m_soon;
};

} // namespace segue::ui
