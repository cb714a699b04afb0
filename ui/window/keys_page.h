// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/kit/page.h"
#include "ui/words/key_text.h"

#include <QFrame>

class QLineEdit;

namespace segue::ui {

/// All keys of the window, to be searched: what does a key do, which key does this.
class KeysPage final : public Page {
    Q_OBJECT

public:
    explicit KeysPage(QWidget* parent = nullptr);

    void search(const QString& words);
    [[nodiscard]] int found() const; ///< rows that are shown

protected:
private:
    struct Card {
        KeyGroup group;
        QWidget* card = nullptr;
        std::vector<QWidget*> rows; ///< one for each of the group's
    };
    void addGroup(const KeyGroup& group);

    QLineEdit* m_search;
    QLabel* m_none;
    std::vector<Card> m_cards;
};

} // namespace segue::ui
