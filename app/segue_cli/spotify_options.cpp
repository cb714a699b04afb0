// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/segue_cli/spotify_command.h"

#include <CLI/CLI.hpp>

namespace segue::cli {

namespace {

using Run = int (*)(const SpotifyOptions&, const CommonOptions&);

} // namespace

void addSpotify(CLI::App& app, SpotifyOptions& options, CommonOptions& common, std::function<int()>& chosen) {
    auto& parent =
        *app.add_subcommand("spotify", "What you have on Spotify: import, list, show, wanted, confirm, unlink, rename, remove");
    parent.require_subcommand(1);
    const auto add = [&](const char* name, const char* what, Run run) -> CLI::App& {
        auto& command = *parent.add_subcommand(name, what);
        command.callback([&options, &common, &chosen, run] { chosen = [&options, &common, run] { return run(options, common); }; });
        command.add_option("--db", common.database, "Database of the libraries; what is on Spotify is kept beside it")
            ->capture_default_str();
        return command;
    };
    const auto addOfSource = [&](const char* name, const char* what, Run run) -> CLI::App& {
        auto& command = add(name, what, run);
        command.add_option("N", options.source, "The number in \"Spotify #N\"")->required();
        return command;
    };
    const auto json = [&](CLI::App& command) { command.add_flag("--json", options.json, "Print JSON"); };

    auto& import = add("import", "Read what Spotify sends when you ask it for your account data", runSpotifyImport);
    import.add_option("FILE", options.file, "The zip, the folder it was unpacked to, or YourLibrary.json in it")->required();
    import.add_option("--into", options.source, "Replace all of this one, the number in \"Spotify #N\"; else it becomes another");
    json(import);
    json(add("list", "Their numbers and names, and how many songs are in your libraries too", runSpotifyList));
    auto& show = addOfSource("show", "Its lists, or the rows of one", runSpotifyShow);
    show.add_option("LIST", options.list, "Number or name of a list, as shown without it");
    json(show);
    auto& wanted = addOfSource("wanted", "Albums of which songs are liked that are in no library of yours", runSpotifyWanted);
    wanted.add_option("--output", options.file, "Write them to this file: a table if its name ends in .csv, else text");
    json(wanted);
    auto& confirm = addOfSource("confirm", "Say that a row is a song of yours", runSpotifyConfirm);
    confirm.add_option("ROW", options.row, "Number of the row, as shown")->required();
    confirm.add_option("SONG", options.song, "A song of a library")->required();
    addOfSource("unlink", "Say that a row is none of your songs", runSpotifyUnlink)
        .add_option("ROW", options.row, "Number of the row, as shown")
        ->required();
    addOfSource("rename", "Give it a name of your own", runSpotifyRename)
        .add_option("NAME", options.name, "Its name; empty: Spotify #N again")
        ->required();
    addOfSource("remove", "Remove it, with everything that is kept of it", runSpotifyRemove);
}

} // namespace segue::cli
