// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sidebar/spotify_section.h"

#include "ui/kit/icons.h"
#include "ui/kit/theme.h"
#include "ui/sidebar/sidebar_list.h"
#include "ui/words/spotify_text.h"

#include <QLabel>
#include <QMenu>
#include <QScopedValueRollback>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace segue::ui {

SpotifySection::SpotifySection(QWidget* parent)
    : QWidget(parent)
    , m_heading(new QLabel(tr("SPOTIFY"), this))
    , m_new(new QToolButton(this))
    , m_list(new SidebarList(m_model, tr("Spotify"), this)) {
    setObjectName(QStringLiteral("spotifySection"));
    QFont small = scaledFont(font(), 0.82, QFont::DemiBold);
    small.setLetterSpacing(QFont::PercentageSpacing, 108);
    m_heading->setFont(small);
    m_heading->setProperty("muted", true);
    m_new->setIcon(lineIcon(QStringLiteral("add")));
    m_new->setIconSize({16, 16});
    m_new->setToolTip(tr("Add Spotify: import your data, or connect an account"));
    m_new->setAccessibleName(tr("Add Spotify"));
    m_new->setPopupMode(QToolButton::InstantPopup);
    auto* menu = new QMenu(m_new);
    addNewActions(*menu);
    m_new->setMenu(menu);
    m_top = new QHBoxLayout;
    m_top->addWidget(m_heading, 1);
    m_top->addWidget(m_new);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(2);
    column->setSizeConstraint(QLayout::SetMinAndMaxSize); // no higher than its rows
    column->addLayout(m_top);
    column->addWidget(m_list);
    m_list->setMinimumWidth(1); // in the strip of icons there is less room than a list asks for
    connectList();
}

void SpotifySection::connectList() {
    connect(m_list, &SidebarList::chosen, this, &SpotifySection::choose);
    connect(m_list, &QListView::clicked, this, [this](const QModelIndex& index) { choose(m_model.row(index.row())); });
    connect(m_list, &SidebarList::dragged, this, &SpotifySection::strayed);
    connect(m_list, &SidebarList::menuWanted, this, &SpotifySection::menuWanted);
    connect(m_list, &SidebarList::foldWanted, this, &SpotifySection::foldWanted);
    connect(m_list, &SidebarList::moveWanted, this, [this](int row, int before) { Q_EMIT moveWanted(row, before); });
    connect(m_list, &SidebarList::removeWanted, this, [this](const SidebarRow& row) {
        if (row.kind == SidebarRow::Kind::spotify)
            Q_EMIT removeWanted(row.id);
    });
    connect(&m_model, &SidebarModel::renameWanted, this,
            [this](const SidebarRow& row, const QString& name) { Q_EMIT renameWanted(row.id, name); });
}

void SpotifySection::choose(const SidebarRow& row) {
    if (!m_quiet)
        Q_EMIT chosen(row.id, row.list);
}

const SpotifySource* SpotifySection::find(SpotifySourceId source) const {
    const auto found = std::ranges::find(m_sources, source, &SpotifySource::id);
    return found == m_sources.end() ? nullptr : &*found;
}

/// What is chosen stays chosen, though it has another place now.
void SpotifySection::showRows(const SidebarLayout& layout) {
    const QScopedValueRollback quiet(m_quiet, true);
    const QModelIndex current = m_list->currentIndex();
    const bool wasChosen = current.isValid() && m_list->selectionModel()->isSelected(current);
    const QString key = current.isValid() ? m_model.row(current.row()).key() : QString();
    m_model.setRows(spotifyRows(m_sources, layout));
    if (const int row = m_model.rowOf(key); wasChosen && row >= 0 && row != m_list->currentIndex().row())
        m_list->setCurrentIndex(m_model.index(row));
    m_list->setMaximumHeight(m_list->wholeHeight());
    m_list->setVisible(m_model.rowCount() > 0);
    m_list->setMinimumHeight(m_model.rowCount() > 0 ? m_list->sizeHintForRow(0) : 0);
}

void SpotifySection::setCollapsed(bool collapsed) {
    m_heading->setVisible(!collapsed);
    m_top->setContentsMargins(collapsed ? 0 : 12, 0, 0, 0);
    m_new->setSizePolicy(collapsed ? QSizePolicy::Expanding : QSizePolicy::Fixed, QSizePolicy::Fixed);
    m_list->setCollapsed(collapsed);
}

void SpotifySection::mark(SpotifySourceId source, SpotifyListId list) {
    const QScopedValueRollback quiet(m_quiet, true);
    if (m_list->isEditing())
        return;
    int row = m_model.rowOf(SidebarRow{.kind = SidebarRow::Kind::spotifyList, .id = source, .list = list}.key());
    if (row < 0)
        row = m_model.rowOf(SidebarRow{.kind = SidebarRow::Kind::spotify, .id = source}.key());
    if (row < 0)
        m_list->selectionModel()->clear();
    else if (m_list->currentIndex().row() != row || !m_list->selectionModel()->isSelected(m_list->currentIndex()))
        m_list->setCurrentIndex(m_model.index(row));
}

void SpotifySection::addNewActions(QMenu& menu) {
    menu.addAction(lineIcon(QStringLiteral("open")), tr("Import my data…"), this, [this] { Q_EMIT importWanted(0); });
    menu.addAction(lineIcon(QStringLiteral("cloud")), tr("Connect an account…"), this, [this] { Q_EMIT connectWanted(0); });
}

void SpotifySection::addActions(QMenu& menu, const SidebarRow& row) {
    const SpotifySource* source = row.kind == SidebarRow::Kind::spotify ? find(row.id) : nullptr;
    if (!source)
        return;
    const SpotifySourceId id = source->id;
    const auto offer = [&](const QString& icon, const QString& words, void (SpotifySection::*wanted)(SpotifySourceId)) {
        return menu.addAction(lineIcon(icon), words, this, [this, id, wanted] { Q_EMIT(this->*wanted)(id); });
    };
    const bool isBusy = isSpotifyBusy(source->state);
    if (source->kind == SpotifyKind::exported) {
        offer(QStringLiteral("open"), tr("Import again…"), &SpotifySection::importWanted)->setEnabled(!isBusy);
    } else {
        offer(QStringLiteral("refresh"), tr("Sync now"), &SpotifySection::syncWanted)->setEnabled(!isBusy);
        offer(QStringLiteral("cloud"), tr("Sign in again…"), &SpotifySection::connectWanted)->setEnabled(!isBusy);
    }
    menu.addAction(lineIcon(QStringLiteral("rename")), tr("Rename (F2)"), this,
                   [this, key = row.key()] { m_list->edit(m_model.index(m_model.rowOf(key))); });
    offer(QStringLiteral("save"), tr("Wanted list…"), &SpotifySection::wantedListWanted);
    menu.addSeparator();
    offer(QStringLiteral("remove"), tr("Remove… (Delete)"), &SpotifySection::removeWanted);
    menu.addSeparator();
}

QStringList SpotifySection::orderAfter(int row, int before, const SidebarLayout& layout) const {
    const SidebarRow& moved = m_model.row(row);
    QString behind; // the source before which it goes
    for (int next = before; next < m_model.rowCount() && behind.isEmpty(); ++next)
        if (m_model.row(next).kind == SidebarRow::Kind::spotify)
            behind = m_model.row(next).key();
    if (moved.kind != SidebarRow::Kind::spotify || moved.key() == behind)
        return layout.spotifyOrder;
    SidebarLayout all = layout;
    all.hidden.clear();
    all.turned.clear();
    QStringList order;
    for (const auto& one : spotifyRows(m_sources, all))
        if (one.kind == SidebarRow::Kind::spotify && one.key() != moved.key())
            order += one.key();
    const auto place = order.indexOf(behind);
    order.insert(place < 0 ? order.size() : place, moved.key());
    return order;
}

} // namespace segue::ui
