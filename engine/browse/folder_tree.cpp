// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/browse/folder_tree.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <unordered_map>
#include <utility>

namespace segue::browse {

namespace {

/// A song's folder beneath the root.
std::string_view beneath(std::string_view folder, std::string_view root) {
    while (root.ends_with('/'))
        root.remove_suffix(1);
    if (folder.starts_with(root) && folder.substr(root.size()).starts_with('/'))
        folder.remove_prefix(root.size());
    while (folder.starts_with('/'))
        folder.remove_prefix(1);
    return folder;
}

class Planting final {
public:
    explicit Planting(std::string_view root)
        : m_root(root) {
        m_tree.nodes.emplace_back();
    }

    FolderTree::Node nodeOf(std::string_view folder) {
        FolderTree::Node node = 0;
        for (auto rest = beneath(folder, m_root); !rest.empty();) {
            const auto end = std::min(rest.find('/'), rest.size());
            if (end > 0)
                node = childOf(node, rest.substr(0, end));
            rest.remove_prefix(std::min(end + 1, rest.size()));
        }
        return node;
    }

    FolderTree tree() && { return std::move(m_tree); }
    FolderTree& growing() { return m_tree; }

private:
    FolderTree::Node childOf(FolderTree::Node parent, std::string_view name) {
        const TextPool::Id text = m_tree.names.put(name);
        const auto [known, isNew] = m_children.try_emplace({parent, text}, static_cast<FolderTree::Node>(m_tree.nodes.size()));
        if (isNew) {
            m_tree.nodes.push_back({.name = text, .parent = parent, .children = {}});
            m_tree.nodes[parent].children.push_back(known->second);
        }
        return known->second;
    }

    std::string_view m_root;
    FolderTree m_tree;
    std::map<std::pair<FolderTree::Node, TextPool::Id>, FolderTree::Node> m_children;
};

} // namespace

std::string FolderTree::pathOf(Node node) const {
    std::string path;
    for (; node != 0; node = nodes[node].parent)
        path = std::string(names[nodes[node].name]) + '/' + path;
    return path;
}

FolderTree folderTree(const SongList& songs, std::span<const FolderTree::Index> among, std::string_view root) {
    Planting planting(root);
    std::unordered_map<TextPool::Id, FolderTree::Node> nodes;
    for (const auto song : among) {
        const TextPool::Id folder = songs.row(song).folder;
        const auto [known, isNew] = nodes.try_emplace(folder);
        if (isNew)
            known->second = planting.nodeOf(songs.places()[folder]);
        ++planting.growing().nodes[known->second].songs;
    }
    auto& all = planting.growing().nodes;
    for (std::size_t node = all.size() - 1; node > 0; --node)
        all[all[node].parent].songs += all[node].songs;
    return std::move(planting).tree();
}

std::vector<FolderTree::Index> songsInFolder(const SongList& songs, std::span<const FolderTree::Index> among, std::string_view root,
                                             std::string_view folder) {
    std::unordered_map<TextPool::Id, bool> isInside;
    std::vector<FolderTree::Index> found;
    for (const auto song : among) {
        const TextPool::Id place = songs.row(song).folder;
        const auto [known, isNew] = isInside.try_emplace(place);
        if (isNew)
            known->second = beneath(songs.places()[place], root).starts_with(folder);
        if (known->second)
            found.push_back(song);
    }
    const auto order = [&](FolderTree::Index song) {
        const SongRow& row = songs.row(song);
        return std::tuple(songs.places()[row.folder], row.discNumber, row.trackNumber, songs.places()[row.file]);
    };
    std::ranges::sort(found, {}, order);
    return found;
}

} // namespace segue::browse
