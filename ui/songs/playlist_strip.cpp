// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/songs/playlist_strip.h"

#include "ui/kit/icons.h"
#include "ui/songs/song_table_model.h"
#include "ui/words/format.h"
#include "ui/words/playlist_text.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QToolButton>

#include <unordered_set>

namespace segue::ui {

namespace {

QToolButton* stripButton(QWidget* parent, const QString& icon, const QString& name, const QString& tip) {
    auto* button = new QToolButton(parent);
    button->setIcon(lineIcon(icon));
    button->setIconSize({18, 18});
    button->setAccessibleName(name);
    button->setToolTip(tip);
    return button;
}

} // namespace

PlaylistStrip::PlaylistStrip(QWidget* parent)
    : QWidget(parent)
    , m_words(new QLabel(this))
    , m_facts(new QLabel(this))
    , m_edit(stripButton(this, QStringLiteral("rules"), tr("Change the rules"), tr("Change the rules")))
    , m_copy(stripButton(this, QStringLiteral("playlist"), tr("Copy"), {}))
    , m_undo(stripButton(this, QStringLiteral("undo"), tr("Undo"), tr("Undo the last change of playlists (Ctrl+Z)")))
    , m_redo(stripButton(this, QStringLiteral("redo"), tr("Redo"), tr("Redo (Ctrl+Shift+Z)")))
    , m_more(stripButton(this, QStringLiteral("more"), tr("What can be done with the playlist"), tr("More")))
    , m_menu(new QMenu(m_more)) {
    setObjectName(QStringLiteral("playlistStrip"));
    for (auto* label : {m_words, m_facts}) {
        label->setProperty("muted", true);
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
    }
    setUndo(false, false);
    m_more->setMenu(m_menu);
    m_more->setPopupMode(QToolButton::InstantPopup);
    auto* words = new QVBoxLayout;
    words->setSpacing(2);
    words->addWidget(m_facts);
    words->addWidget(m_words);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(16, 0, 12, 8);
    row->setSpacing(2);
    row->addLayout(words, 1);
    for (auto* button : {m_edit, m_copy, m_undo, m_redo, m_more})
        row->addWidget(button, 0, Qt::AlignTop);
    connect(m_edit, &QToolButton::clicked, this, &PlaylistStrip::editWanted);
    connect(m_copy, &QToolButton::clicked, this, &PlaylistStrip::copyWanted);
    connect(m_undo, &QToolButton::clicked, this, &PlaylistStrip::undoWanted);
    connect(m_redo, &QToolButton::clicked, this, &PlaylistStrip::redoWanted);
    hide();
}

void PlaylistStrip::setUndo(bool canUndo, bool canRedo) {
    m_undo->setEnabled(canUndo);
    m_redo->setEnabled(canRedo);
}

void PlaylistStrip::setPlaylist(const std::optional<Playlist>& playlist) {
    m_playlist = playlist;
    setVisible(playlist.has_value());
    if (!playlist)
        return;
    const auto kind = playlist->kind;
    m_edit->setVisible(kind == PlaylistKind::rules);
    m_copy->setVisible(kind != PlaylistKind::songs);
    const QString copy = kind == PlaylistKind::file ? tr("Copy to my playlists") : tr("Freeze as a playlist");
    m_copy->setToolTip(copy);
    m_copy->setAccessibleName(copy);
    const QString words = kind == PlaylistKind::rules ? rulesText(playlist->rules, {})
                          : kind == PlaylistKind::file
                              ? tr("A file of the library: %1. It can be copied, not changed.").arg(pathText(playlist->path))
                              : text(playlist->notes);
    m_words->setText(words);
    m_words->setVisible(!words.isEmpty());
    fillMenu();
}

void PlaylistStrip::showFacts(const SongTableModel& songs) {
    if (!m_playlist)
        return;
    std::chrono::milliseconds length{0};
    std::size_t missing = 0;
    std::size_t twice = 0;
    std::unordered_set<TrackId> seen;
    for (const auto index : songs.libraryOrder()) {
        const SongRow& row = songs.songs().row(index);
        length += row.duration;
        missing += row.isMissing ? 1 : 0;
        if (row.id != 0 && !seen.insert(row.id).second)
            ++twice;
    }
    m_facts->setText(playlistFacts(songs.libraryOrder().size(), length, twice, missing));
}

void PlaylistStrip::fillMenu() {
    m_menu->clear();
    if (m_playlist->kind == PlaylistKind::songs) {
        m_menu->addAction(lineIcon(QStringLiteral("shuffle")), tr("Shuffle the songs"), this,
                          [this] { Q_EMIT sortWanted(PlaylistOrder::random, false); });
        auto* sort = m_menu->addMenu(tr("Sort the songs"));
        for (const auto order : {PlaylistOrder::library, PlaylistOrder::title, PlaylistOrder::artist, PlaylistOrder::album,
                                 PlaylistOrder::length, PlaylistOrder::year, PlaylistOrder::rating, PlaylistOrder::plays,
                                 PlaylistOrder::added, PlaylistOrder::lastPlayed, PlaylistOrder::bpm}) {
            auto* both = sort->addMenu(orderName(order));
            both->addAction(orderText(order, false), this, [this, order] { Q_EMIT sortWanted(order, false); });
            both->addAction(orderText(order, true), this, [this, order] { Q_EMIT sortWanted(order, true); });
        }
        m_menu->addAction(tr("Remove duplicates"), this, &PlaylistStrip::removeDuplicatesWanted);
        m_menu->addSeparator();
        m_menu->addAction(lineIcon(QStringLiteral("details")), tr("Notes…"), this, &PlaylistStrip::editWanted);
        m_menu->addAction(lineIcon(QStringLiteral("playlist")), tr("Duplicate"), this, &PlaylistStrip::copyWanted);
    }
    m_menu->addAction(lineIcon(QStringLiteral("save")), tr("Export…"), this, &PlaylistStrip::exportWanted);
}

} // namespace segue::ui
