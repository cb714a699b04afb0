// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/bring/source_places.h"

#include <cstdlib>
#include <system_error>

namespace segue::bring {

namespace fs = std::filesystem;

namespace {

fs::path folderNamed(const char* variable, const fs::path& otherwise) {
    const char* value = std::getenv(variable);
    return value != nullptr && *value == '/' ? fs::path(value) : otherwise;
}

struct Place {
    BringSource source;
    fs::path file;
};

std::vector<Place> placesIn(const Home& home) {
    const auto sandbox = home.home / ".var/app";
    return {{BringSource::fooyin, home.data / "fooyin/fooyin.db"},
            {BringSource::fooyin, sandbox / "org.fooyin.fooyin/data/fooyin/fooyin.db"},
            {BringSource::strawberry, home.data / "strawberry/strawberry/strawberry.db"},
            {BringSource::strawberry, sandbox / "org.strawberrymusicplayer.strawberry/data/strawberry/strawberry/strawberry.db"},
            {BringSource::clementine, home.config / "Clementine/clementine.db"},
            {BringSource::clementine, sandbox / "org.clementine_player.Clementine/config/Clementine/clementine.db"},
            {BringSource::rhythmbox, home.data / "rhythmbox/rhythmdb.xml"},
            {BringSource::rhythmbox, sandbox / "org.gnome.Rhythmbox3/data/rhythmbox/rhythmdb.xml"},
            {BringSource::quodlibet, home.home / ".quodlibet/songs"},
            {BringSource::quodlibet, home.config / "quodlibet/songs"},
            {BringSource::quodlibet, sandbox / "io.github.quodlibet.QuodLibet/config/quodlibet/songs"},
            {BringSource::itunes, home.music / "iTunes/iTunes Music Library.xml"},
            {BringSource::itunes, home.music / "iTunes/iTunes Library.xml"},
            {BringSource::itunes, home.music / "Music/Library.xml"}};
}

} // namespace

Home homeOfEnvironment() {
    const auto home = folderNamed("HOME", "/");
    return {.home = home,
            .data = folderNamed("XDG_DATA_HOME", home / ".local/share"),
            .config = folderNamed("XDG_CONFIG_HOME", home / ".config"),
            .music = home / "Music"};
}

std::vector<FoundSource> sourcesIn(const Home& home) {
    std::vector<FoundSource> found;
    for (auto& [source, file] : placesIn(home)) {
        std::error_code failed;
        if (fs::is_regular_file(file, failed) && fs::file_size(file, failed) > 0)
            found.push_back({.source = source, .file = std::move(file)});
    }
    return found;
}

} // namespace segue::bring
