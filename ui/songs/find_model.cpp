// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/songs/find_model.h"

#include "ui/kit/icons.h"
#include "ui/kit/row_paint.h"
#include "ui/kit/theme.h"
#include "ui/words/format.h"

#include <QPainter>

#include <algorithm>

namespace segue::ui {

namespace {

QString hitIcon(EverythingHit::Kind kind) {
    switch (kind) {
    case EverythingHit::Kind::song:
        return QStringLiteral("library");
    case EverythingHit::Kind::album:
        return QStringLiteral("album");
    case EverythingHit::Kind::artist:
        return QStringLiteral("artist");
    case EverythingHit::Kind::playlist:
        break;
    }
    return QStringLiteral("playlist");
}

} // namespace

FindModel::FindModel(QObject* parent)
    : QAbstractListModel(parent) {}

void FindModel::setFound(const EverythingFound& found) {
    beginResetModel();
    m_rows.clear();
    addGroup(tr("Artists"), found.allArtists, found.artists);
    addGroup(tr("Albums"), found.allAlbums, found.albums);
    addGroup(tr("Songs"), found.allSongs, found.songs);
    if (found.allSongs > found.songs.size())
        m_rows.push_back({.kind = Row::Kind::allSongs, .hit = {}, .words = tr("Show all %1").arg(songsText(found.allSongs))});
    addGroup(tr("Playlists"), found.allPlaylists, found.playlists);
    endResetModel();
}

void FindModel::addGroup(const QString& heading, std::size_t all, const std::vector<EverythingHit>& hits) {
    if (hits.empty())
        return;
    const QString words = all > hits.size() ? tr("%1 · %2 of %3").arg(heading, countText(hits.size()), countText(all)) : heading;
    m_rows.push_back({.kind = Row::Kind::heading, .hit = {}, .words = words});
    for (const auto& hit : hits)
        m_rows.push_back({.kind = Row::Kind::hit, .hit = hit, .words = {}});
}

std::optional<EverythingHit> FindModel::hit(int row) const {
    const auto& entry = m_rows[static_cast<std::size_t>(row)];
    return entry.kind == Row::Kind::hit ? std::optional(entry.hit) : std::nullopt;
}

bool FindModel::isHeading(int row) const { return m_rows[static_cast<std::size_t>(row)].kind == Row::Kind::heading; }

bool FindModel::isAllSongs(int row) const { return m_rows[static_cast<std::size_t>(row)].kind == Row::Kind::allSongs; }

int FindModel::first() const { return m_rows.empty() ? -1 : 1; }

int FindModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : static_cast<int>(m_rows.size()); }

QVariant FindModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const Row& row = m_rows[static_cast<std::size_t>(index.row())];
    const bool isHit = row.kind == Row::Kind::hit;
    switch (role) {
    case Qt::DisplayRole:
        return isHit ? row.hit.name : row.words;
    case Qt::ToolTipRole:
        return isHit ? tipText(row.hit.name + QLatin1Char('\n') + row.hit.facts) : QVariant();
    case Qt::AccessibleTextRole:
        return isHit ? tr("%1, %2").arg(row.hit.name, row.hit.facts) : row.words;
    case factsRole:
        return row.hit.facts;
    case iconRole:
        return isHit ? hitIcon(row.hit.kind) : QStringLiteral("search");
    case isHeadingRole:
        return row.kind == Row::Kind::heading;
    default:
        return {};
    }
}

Qt::ItemFlags FindModel::flags(const QModelIndex& index) const {
    return index.isValid() && isHeading(index.row()) ? Qt::NoItemFlags : QAbstractListModel::flags(index);
}

void FindDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
    constexpr int kIcon = 18;
    constexpr int kSide = 12;
    painter->save();
    const QColor muted = option.palette.color(QPalette::PlaceholderText);
    const QRect line = option.rect.adjusted(kSide, 0, -kSide, 0);
    if (index.data(FindModel::isHeadingRole).toBool()) {
        paintLine(*painter, line.adjusted(0, 6, 0, 0), index.data().toString(), scaledFont(option.font, 0.85, QFont::DemiBold),
                  muted);
    } else {
        paintRowGround(*painter, option, option.rect.adjusted(4, 1, -4, -1));
        paintIcon(*painter, index.data(FindModel::iconRole).toString(),
                  QRectF(line.left(), line.center().y() - kIcon / 2.0 + 0.5, kIcon, kIcon), muted);
        const QFont small = scaledFont(option.font, 0.9);
        const QString name = index.data().toString();
        const QRect words = line.adjusted(kIcon + 10, 0, 0, 0);
        const int own = std::min(option.fontMetrics.horizontalAdvance(name) + 1, words.width() * 3 / 5);
        const QString facts = index.data(FindModel::factsRole).toString();
        const int nameWidth = facts.isEmpty() ? words.width() : own;
        paintLine(*painter, QRect(words.left(), words.top(), nameWidth, words.height()), name, option.font,
                  option.palette.color(QPalette::Text));
        paintLine(*painter, words.adjusted(nameWidth + kSide, 0, 0, 0), facts, small, muted);
    }
    painter->restore();
}

QSize FindDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const {
    return {0, option.fontMetrics.height() + (index.data(FindModel::isHeadingRole).toBool() ? 12 : 14)};
}

} // namespace segue::ui
