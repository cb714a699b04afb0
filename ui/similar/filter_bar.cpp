// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/similar/filter_bar.h"

#include "engine/words/genre_text.h"
#include "ui/kit/icons.h"
#include "ui/similar/chip_row.h"
#include "ui/words/format.h"
#include "ui/words/list_text.h"

#include <QMenu>
#include <QToolButton>

#include <algorithm>
#include <utility>

namespace segue::ui {

namespace {

using namespace std::chrono_literals;

constexpr float kLikeTempo = 0.06F;
constexpr float kLikeLoudnessDb = 3.F;

QToolButton* chip(const QString& name, const QString& iconName, QWidget* parent) {
    auto* button = new QToolButton(parent);
    button->setProperty("chip", true);
    button->setText(buttonText(name));
    button->setAccessibleName(name);
    button->setIcon(lineIcon(iconName));
    button->setIconSize({14, 14});
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    return button;
}

template <typename List, typename Value>
void put(List& list, const Value& value, bool isIn) {
    std::erase(list, value);
    if (isIn)
        list.push_back(value);
}

} // namespace

FilterBar::FilterBar(QWidget* parent)
    : QWidget(parent)
    , m_add(chip(tr("Filter"), QStringLiteral("add"), this))
    , m_row(new ChipRow(this)) {
    m_add->setToolTip(tr("Which songs may be listed: genre, decade, tempo, length, …"));
    m_add->setAccessibleDescription(m_add->toolTip());
    m_row->addWidget(m_add);
    connect(m_add, &QToolButton::clicked, this, &FilterBar::openMenu);
}

void FilterBar::setRules(const ListRules& rules) {
    m_rules = rules;
    showChips();
}

void FilterBar::choose(const ListRules& rules) {
    if (rules == m_rules)
        return;
    setRules(rules);
    Q_EMIT rulesChosen(rules);
}

void FilterBar::showChips() {
    while (m_row->count() > 1) {
        auto* item = m_row->takeAt(1);
        item->widget()->hide();
        item->widget()->deleteLater();
        delete item;
    }
    const auto chips = filterChips(m_rules);
    for (const auto& [name, without] : chips) {
        auto* button = chip(name, QStringLiteral("close"), this);
        button->setToolTip(tr("Take this filter away"));
        button->setAccessibleName(tr("Take away the filter: %1").arg(name));
        connect(button, &QToolButton::clicked, this, [this, rules = without] { choose(rules); });
        m_row->addWidget(button);
        button->show();
    }
    if (chips.size() > 1) {
        auto* reset = chip(tr("Reset"), QStringLiteral("undo"), this);
        reset->setToolTip(tr("Take all filters away"));
        connect(reset, &QToolButton::clicked, this, [this] { choose({}); });
        m_row->addWidget(reset);
        reset->show();
    }
    updateGeometry();
}

void FilterBar::addChoice(QMenu& menu, const QString& name, bool isOn, std::function<void(ListRules&, bool)> change) {
    auto* action = menu.addAction(buttonText(name));
    action->setCheckable(true);
    action->setChecked(isOn);
    connect(action, &QAction::triggered, this, [this, change = std::move(change)](bool set) {
        auto rules = m_rules;
        change(rules, set);
        choose(rules);
    });
}

void FilterBar::openMenu() {
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setAccessibleName(tr("Filters"));
    const FilterChoices choices = m_choices ? m_choices() : FilterChoices{};
    addGenres(*menu->addMenu(tr("Genre")), choices.genres);
    addDecades(*menu->addMenu(tr("Decade")), choices.decades);
    addSound(*menu->addMenu(tr("Sound")));
    addLengths(*menu->addMenu(tr("Length")));
    addHistory(*menu->addMenu(tr("Plays and stars")));
    addPlaces(*menu->addMenu(tr("Library and folder")));
    addVariety(*menu->addMenu(tr("Variety")));
    menu->addSeparator();
    auto* reset = menu->addAction(tr("Reset"), this, [this] { choose({}); });
    reset->setEnabled(m_rules != ListRules{});
    menu->popup(mapToGlobal(m_add->geometry().bottomLeft()) + QPoint(0, 4));
}

void FilterBar::addGenres(QMenu& menu, std::vector<std::string> genres) {
    const auto offer = [&genres](const std::string& name) {
        if (!name.empty() && std::ranges::find(genres, name) == genres.end())
            genres.push_back(name);
    };
    for (const auto& one : genresIn(m_seed.acceptedGenre.empty() ? m_seed.genre : m_seed.acceptedGenre))
        offer(one);
    for (const auto& one : m_rules.genres)
        offer(one);
    offer(m_seed.heardGenre);
    for (const auto& name : genres)
        addChoice(menu, text(name), std::ranges::find(m_rules.genres, name) != m_rules.genres.end(),
                  [name](ListRules& rules, bool set) { put(rules.genres, name, set); });
    menu.setEnabled(!genres.empty());
}

void FilterBar::addDecades(QMenu& menu, std::vector<int> decades) {
    for (const int decade : m_rules.decades)
        if (std::ranges::find(decades, decade) == decades.end())
            decades.push_back(decade);
    for (const int decade : decades)
        addChoice(menu, tr("%1s").arg(decade), std::ranges::find(m_rules.decades, decade) != m_rules.decades.end(),
                  [decade](ListRules& rules, bool set) { put(rules.decades, decade, set); });
    menu.setEnabled(!decades.empty());
}

void FilterBar::addSound(QMenu& menu) {
    addChoice(menu, tr("Like tempo (within 6 %)"), m_rules.tempoWithin > 0,
              [](ListRules& rules, bool set) { rules.tempoWithin = set ? kLikeTempo : 0.F; });
    addChoice(menu, tr("Keys that mix"), m_rules.keysThatMix, [](ListRules& rules, bool set) { rules.keysThatMix = set; });
    addChoice(menu, tr("Like loudness (within 3 dB)"), m_rules.loudnessWithinDb > 0,
              [](ListRules& rules, bool set) { rules.loudnessWithinDb = set ? kLikeLoudnessDb : 0.F; });
}

void FilterBar::addLengths(QMenu& menu) {
    for (const auto length : {60s, 120s, 180s})
        addChoice(menu, tr("At least %1 min").arg(length.count() / 60), m_rules.shortest == length,
                  [length](ListRules& rules, bool set) { rules.shortest = set ? length : 0s; });
    menu.addSeparator();
    for (const auto length : {240s, 360s, 720s})
        addChoice(menu, tr("At most %1 min").arg(length.count() / 60), m_rules.longest == length,
                  [length](ListRules& rules, bool set) { rules.longest = set ? length : 0s; });
}

void FilterBar::addHistory(QMenu& menu) {
    addChoice(menu, tr("Never played"), m_rules.neverPlayed, [](ListRules& rules, bool set) { rules.neverPlayed = set; });
    for (const int days : {7, 30, 180})
        addChoice(menu, tr("Not played for %1 days").arg(days), m_rules.notPlayedFor == std::chrono::days(days),
                  [days](ListRules& rules, bool set) { rules.notPlayedFor = std::chrono::days(set ? days : 0); });
    menu.addSeparator();
    for (const int stars : {3, 4, 5})
        addChoice(menu, stars == 5 ? tr("5 stars") : tr("%1 stars and more").arg(stars), m_rules.leastRating == stars,
                  [stars](ListRules& rules, bool set) { rules.leastRating = set ? stars : 0; });
    menu.addSeparator();
    addChoice(menu, tr("My stars count"), m_rules.usesRatings, [](ListRules& rules, bool set) { rules.usesRatings = set; });
    addChoice(menu, tr("What I said of songs counts"), m_rules.usesFeedback,
              [](ListRules& rules, bool set) { rules.usesFeedback = set; });
}

void FilterBar::addPlaces(QMenu& menu) {
    const auto folder = m_seed.path.parent_path();
    menu.setEnabled(!folder.empty());
    if (m_seed.library != 0) {
        addChoice(menu, tr("This library only"), m_rules.sameLibrary, [](ListRules& rules, bool set) { rules.sameLibrary = set; });
        menu.addSeparator();
    }
    addChoice(menu, tr("Only the seed's folder"), !m_rules.folders.empty(), [folder](ListRules& rules, bool set) {
        rules.folders = set ? std::vector{folder} : std::vector<std::filesystem::path>{};
    });
    addChoice(menu, tr("Not the seed's folder"), std::ranges::find(m_rules.notFolders, folder) != m_rules.notFolders.end(),
              [folder](ListRules& rules, bool set) { put(rules.notFolders, folder, set); });
}

void FilterBar::addVariety(QMenu& menu) {
    const ListRules usual;
    addChoice(menu, tr("Few songs of each artist and album"), m_rules.mostOfArtist > 0, [usual](ListRules& rules, bool set) {
        rules.mostOfSeedArtist = set ? usual.mostOfSeedArtist : 0;
        rules.mostOfArtist = set ? usual.mostOfArtist : 0;
        rules.mostOfSeedAlbum = set ? usual.mostOfSeedAlbum : 0;
        rules.mostOfAlbum = set ? usual.mostOfAlbum : 0;
    });
    addChoice(menu, tr("Versions behind one entry"), m_rules.hidesVersions,
              [](ListRules& rules, bool set) { rules.hidesVersions = set; });
    addChoice(menu, tr("Live versions apart"), m_rules.keepsLiveApart,
              [](ListRules& rules, bool set) { rules.keepsLiveApart = set; });
    addChoice(menu, tr("Fewer songs that resemble everything"), m_rules.hubStrength > 0,
              [usual](ListRules& rules, bool set) { rules.hubStrength = set ? usual.hubStrength : 0.F; });
    menu.addSeparator();
    addChoice(menu, tr("Christmas in December only"), m_rules.leavesOutSeasonal,
              [](ListRules& rules, bool set) { rules.leavesOutSeasonal = set; });
    addChoice(menu, tr("No spoken word"), m_rules.leavesOutSpoken, [](ListRules& rules, bool set) { rules.leavesOutSpoken = set; });
    menu.addSeparator();
    addChoice(menu, tr("The nearest as they are"), m_rules.isPlain, [](ListRules& rules, bool set) { rules.isPlain = set; });
}

} // namespace segue::ui
