// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/songs/browse_shelf.h"

#include "ui/songs/text_ranks.h"

#include <algorithm>
#include <string_view>
#include <utility>

namespace segue::ui {

namespace {

/// What a name is ordered by: without its article.
std::string_view orderName(std::string_view name) {
    for (const std::string_view article : {"The ", "the ", "A ", "An "})
        if (name.size() > article.size() && name.starts_with(article))
            return name.substr(article.size());
    return name;
}

bool isAnyFound(const std::vector<BrowseShelf::Index>& songs, const std::vector<bool>& found) {
    return std::ranges::any_of(songs, [&](BrowseShelf::Index song) { return found[song]; });
}

} // namespace

void BrowseShelf::setSongs(const SongList& songs, std::vector<Index> order) {
    m_songs = songs;
    m_order = std::move(order);
    m_albumGrouping.reset();
    m_artistGrouping.reset();
    m_albums.reset();
    m_artists.reset();
    m_genres.reset();
    m_folders.reset();
}

bool BrowseShelf::takeSome() {
    if (!m_albums) {
        if (!m_albumGrouping)
            m_albumGrouping.emplace(m_songs, m_order);
        else if (!m_albumGrouping->takeSome())
            static_cast<void>(albums());
        return true;
    }
    if (!m_artists) {
        if (!m_artistGrouping)
            m_artistGrouping.emplace(m_songs, m_order);
        else if (!m_artistGrouping->takeSome())
            static_cast<void>(artists());
        return true;
    }
    return false;
}

const std::shared_ptr<const browse::AlbumGroups>& BrowseShelf::albums() {
    if (!m_albums) {
        if (!m_albumGrouping)
            m_albumGrouping.emplace(m_songs, m_order);
        m_albums = std::make_shared<const browse::AlbumGroups>(std::move(*m_albumGrouping).groups());
        m_albumGrouping.reset();
    }
    return m_albums;
}

const std::shared_ptr<const browse::NameGroups>& BrowseShelf::artists() {
    if (!m_artists) {
        if (!m_artistGrouping)
            m_artistGrouping.emplace(m_songs, m_order);
        m_artists = std::make_shared<const browse::NameGroups>(std::move(*m_artistGrouping).groups());
        m_artistGrouping.reset();
    }
    return m_artists;
}

const std::shared_ptr<const browse::NameGroups>& BrowseShelf::genres() {
    if (!m_genres)
        m_genres = std::make_shared<const browse::NameGroups>(browse::groupGenres(m_songs, m_order));
    return m_genres;
}

std::shared_ptr<const browse::FolderTree> BrowseShelf::folders(const std::string& root, const std::vector<bool>& found) {
    std::vector<Index> some;
    std::ranges::copy_if(m_order, std::back_inserter(some), [&](Index song) { return found.empty() || found[song]; });
    const bool isAll = some.size() == m_order.size();
    if (isAll && m_folders)
        return m_folders;
    auto tree = std::make_shared<browse::FolderTree>(browse::folderTree(m_songs, some, root));
    TextRanks ranks;
    while (ranks.takeSome(tree->names)) {
    }
    for (auto& folder : tree->nodes)
        std::ranges::stable_sort(folder.children, {}, [&](auto child) { return ranks.rank(tree->nodes[child].name); });
    if (isAll)
        m_folders = tree;
    return tree;
}

std::vector<std::uint32_t> BrowseShelf::foundAlbums(const std::vector<bool>& found) {
    std::vector<std::uint32_t> rows;
    const auto& all = albums()->albums;
    for (std::uint32_t i = 0; i < all.size(); ++i)
        if (isAnyFound(all[i].songs, found))
            rows.push_back(i);
    return rows;
}

std::vector<NameModel::Row> BrowseShelf::foundNames(const browse::NameGroups& names, const std::vector<bool>& found) const {
    TextPool orderNames;
    std::vector<std::pair<TextPool::Id, NameModel::Row>> rows;
    for (std::uint32_t i = 0; i < names.groups.size(); ++i) {
        const auto& group = names.groups[i];
        if (isAnyFound(group.songs, found) || isAnyFound(group.guests, found))
            rows.emplace_back(orderNames.put(orderName(names.names[group.name])), NameModel::Row{.group = i});
    }
    TextRanks ranks;
    while (ranks.takeSome(orderNames)) {
    }
    std::ranges::stable_sort(rows, {}, [&](const auto& row) { return ranks.rank(row.first); });
    std::vector<NameModel::Row> ordered;
    std::ranges::transform(rows, std::back_inserter(ordered), [](const auto& row) { return row.second; });
    return ordered;
}

std::vector<NameModel::Row> BrowseShelf::foundArtists(const std::vector<bool>& found) {
    auto rows = foundNames(*artists(), found);
    for (auto& row : rows)
        row.albums = static_cast<std::uint32_t>(albumsOf(artists()->groups[row.group]).size());
    return rows;
}

std::vector<std::uint32_t> BrowseShelf::albumsOf(const browse::NameGroup& artist) {
    const auto& albumOf = albums()->albumOf;
    std::vector<std::uint32_t> own;
    for (const Index song : artist.songs)
        own.push_back(albumOf[song]);
    std::erase(own, browse::AlbumGroups::kNone);
    std::ranges::sort(own);
    own.erase(std::ranges::unique(own).begin(), own.end());
    return own;
}

std::vector<NameModel::Row> BrowseShelf::foundGenres(const std::vector<bool>& found) { return foundNames(*genres(), found); }

} // namespace segue::ui
