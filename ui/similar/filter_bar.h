// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/words/list_rules.h"
#include "engine/words/track.h"

#include <QWidget>

#include <functional>
#include <string>
#include <utility>
#include <vector>

class QMenu;
class QToolButton;

namespace segue::ui {

class ChipRow;

/// What the listener's songs have to filter by.
struct FilterChoices {
    std::vector<std::string> genres; ///< in the order in which they are offered
    std::vector<int> decades;        ///< 1990, ...; likewise
};

/// The row of filters above a list: a button that offers them, and a chip for each that is set, which a click takes away. With
/// more than one there is one to take all away.
class FilterBar final : public QWidget {
    Q_OBJECT

public:
    explicit FilterBar(QWidget* parent = nullptr);

    void setRules(const ListRules& rules);
    [[nodiscard]] const ListRules& rules() const { return m_rules; }
    /// What can be chosen, besides what is already and the seed's: asked when the menu opens.
    void setChoices(std::function<FilterChoices()> choices) { m_choices = std::move(choices); }
    void setSeed(const Track& seed) { m_seed = seed; } ///< filters on genre and folder offer what it has

Q_SIGNALS:
    void rulesChosen(const segue::ListRules& rules);

private:
    void showChips();
    void choose(const ListRules& rules);
    void openMenu();
    void addGenres(QMenu& menu, std::vector<std::string> genres);
    void addDecades(QMenu& menu, std::vector<int> decades);
    void addLengths(QMenu& menu);
    void addSound(QMenu& menu);
    void addHistory(QMenu& menu);
    void addPlaces(QMenu& menu);
    void addVariety(QMenu& menu);
    /// An entry with a tick that changes the rules. @param set turns it on (true) or off
    void addChoice(QMenu& menu, const QString& name, bool isOn, std::function<void(ListRules&, bool set)> change);

    ListRules m_rules;
    std::function<FilterChoices()> m_choices;
    Track m_seed;
    QToolButton* m_add;
    ChipRow* m_row;
};

} // namespace segue::ui
