// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/songs/visible_songs.h"

#include "ui/songs/song_table_model.h"
#include "ui/songs/song_table_view.h"

#include <QScrollBar>

#include <utility>

namespace segue::ui {

namespace {

constexpr int kLookMs = 300;

} // namespace

VisibleSongs::VisibleSongs(SongTableView& view, SongTableModel& model, QObject* parent)
    : QObject(parent)
    , m_view(view)
    , m_model(model) {
    m_soon.setSingleShot(true);
    m_soon.setInterval(kLookMs);
    connect(&m_soon, &QTimer::timeout, this, &VisibleSongs::look);
    const auto soon = [this] {
        if (!m_soon.isActive())
            m_soon.start();
    };
    connect(m_view.verticalScrollBar(), &QScrollBar::valueChanged, this, soon);
    connect(m_view.verticalScrollBar(), &QScrollBar::rangeChanged, this, soon);
    connect(&m_model, &QAbstractItemModel::modelReset, this, soon);
    connect(&m_model, &QAbstractItemModel::layoutChanged, this, soon);
    connect(&m_model, &QAbstractItemModel::dataChanged, this, soon);
    connect(&m_model, &QAbstractItemModel::rowsInserted, this, soon);
    connect(&m_model, &QAbstractItemModel::rowsRemoved, this, soon);
}

void VisibleSongs::look() {
    std::vector<TrackId> waiting;
    const QModelIndex top = m_view.indexAt({0, 0});
    const QModelIndex bottom = m_view.indexAt({0, m_view.viewport()->height() - 1});
    const int last = bottom.isValid() ? bottom.row() : m_model.rowCount() - 1;
    for (int row = top.isValid() ? top.row() : last + 1; row <= last; ++row)
        if (const auto& track = m_model.track(row); track.state == AnalysisState::waiting || track.state == AnalysisState::done)
            waiting.push_back(track.id); // those that are done may have to be heard again
    if (waiting == m_told)
        return;
    m_told = std::move(waiting);
    Q_EMIT changed(m_told);
}

} // namespace segue::ui
