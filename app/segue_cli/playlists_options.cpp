// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/segue_cli/playlists_command.h"

#include <CLI/CLI.hpp>

#include <map>

namespace segue::cli {

namespace {

using Run = int (*)(const PlaylistsOptions&, const CommonOptions&);

class Playlists final {
public:
    Playlists(CLI::App& app, PlaylistsOptions& options, CommonOptions& common, std::function<int()>& chosen)
        : m_parent(
              *app.add_subcommand("playlists", "Your playlists: list, show, create, add, remove, rename, import, export, rules"))
        , m_options(options)
        , m_common(common)
        , m_chosen(chosen) {
        m_parent.require_subcommand(1);
    }

    CLI::App& add(const char* name, const char* what, Run run) {
        auto& command = *m_parent.add_subcommand(name, what);
        command.callback([this_ = *this, run] { this_.m_chosen = [this_, run] { return run(this_.m_options, this_.m_common); }; });
        command.add_option("--db", m_common.database, "Database of the libraries")->capture_default_str();
        return command;
    }
    CLI::App& addNamed(const char* name, const char* what, Run run) {
        auto& command = add(name, what, run);
        command.add_option("NAME", m_options.name, "Number or name, as in the list; Folder/Name if several have it")->required();
        return command;
    }
    void json(CLI::App& command) { command.add_flag("--json", m_options.json, "Print JSON"); }
    void folder(CLI::App& command) { command.add_option("--in", m_options.folder, "Folder of playlists to make it in"); }

private:
    CLI::App& m_parent;
    PlaylistsOptions& m_options;
    CommonOptions& m_common;
    std::function<int()>& m_chosen;
};

void addRulesCommand(Playlists& playlists, PlaylistsOptions& options) {
    auto& rules = playlists.add("rules", "Make a playlist that finds its songs anew each time, or change one", runPlaylistsRules);
    rules.add_option("NAME", options.name, "A new name, or the number or name of a playlist by rules")->required();
    rules.add_option("--search", options.rules.search,
                     "What songs are to meet, as \"segue-cli songs --search\" takes it; else all");
    rules.add_option("--order", options.order, "By what they are put in order [library]")
        ->check(CLI::IsMember(
            {"library", "title", "artist", "album", "length", "year", "rating", "plays", "added", "last-played", "bpm", "random"}));
    rules.add_flag("--descending", options.rules.isDescending, "The other way round");
    rules.add_option("--most", options.rules.most, "So many songs; 0: all")->capture_default_str();
    rules.add_option("--like", options.like, "Only songs that sound like this one");
    rules
        .add_option("--least-match", options.rules.leastMatch,
                    "How alike: the share of pairs of songs that are less so; 0.995 is very close, 0.97 close")
        ->capture_default_str()
        ->check(CLI::Range(0.F, 1.F));
    playlists.folder(rules);
}

} // namespace

void addPlaylists(CLI::App& app, PlaylistsOptions& options, CommonOptions& common, std::function<int()>& chosen) {
    Playlists playlists(app, options, common, chosen);
    playlists.json(
        playlists.add("list", "Their numbers, names and songs; those that lie as files in libraries last", runPlaylistsList));
    playlists.json(playlists.addNamed("show", "The songs of a playlist, in its order", runPlaylistsShow));
    auto& create = playlists.add("create", "Make a playlist, or with --folder a folder of playlists", runPlaylistsCreate);
    create.add_option("NAME", options.name, "What it is called; a number is put behind it if another one has it")->required();
    create.add_option("SONG", options.songs, "Songs of libraries");
    create.add_flag("--folder", options.isFolder, "A folder that holds playlists");
    playlists.folder(create);
    playlists.addNamed("add", "Add songs to the end of a playlist", runPlaylistsAdd)
        .add_option("SONG", options.songs, "Songs of libraries")
        ->required();
    playlists.addNamed("remove", "Remove a playlist or a folder with all in it, or only songs from a playlist", runPlaylistsRemove)
        .add_option("SONG", options.songs, "Remove these songs only, wherever they are in it");
    playlists.addNamed("rename", "Give a playlist another name", runPlaylistsRename)
        .add_option("NEW", options.newName, "Its new name")
        ->required();
    auto& in = playlists.add("import", "Read playlist files (M3U, M3U8, XSPF, PLS), and tell what became of each line",
                             runPlaylistsImport);
    in.add_option("FILE", options.files, "Playlist files")->required();
    playlists.folder(in);
    playlists.json(in);
    auto& out = playlists.addNamed("export", "Write a playlist to a file", runPlaylistsExport);
    out.add_option("FILE", options.output, "File to write; only a playlist is ever overwritten")->required();
    out.add_option("--format", options.format, "m3u8, m3u, xspf or pls; else by the file's name, else m3u8")
        ->check(CLI::IsMember({"m3u8", "m3u", "xspf", "pls"}));
    out.add_flag("--absolute", options.isAbsolute, "Write whole paths, not relative ones");
    addRulesCommand(playlists, options);
}

} // namespace segue::cli
