// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/service/transfer/library_transfer.h"

#include "engine/audio/tags.h"
#include "engine/service/model/model_selection.h"

namespace segue {

namespace {

std::string counted(std::size_t count, const std::string& thing, const std::string& things) {
    return std::to_string(count) + " " + (count == 1 ? thing : things);
}

} // namespace

std::optional<store::ImportResult> importExport(store::Writer& writer, const std::filesystem::path& database,
                                                const std::filesystem::path& file,
                                                const std::map<std::string, std::filesystem::path>& roots,
                                                const std::stop_token& stop, const store::WorkDone& progress) {
    auto scratch = database;
    scratch += ".import";
    try {
        store::ImportFile from(file, scratch, stop);
        return store::importLibraries(writer, from, {.roots = roots, .idOfOther = idBeside, .text = audio::toValidUtf8}, progress);
    } catch (const store::ImportStopped&) {
        return std::nullopt;
    }
}

std::string describeImport(const store::ImportResult& result) {
    std::string text = "Imported " + counted(result.songs, "song", "songs") + " (" + std::to_string(result.newSongs) + " new) of " +
                       counted(result.added.size() + result.joined, "library", "libraries") + ".";
    for (const auto& library : result.added)
        if (library.offline)
            text += " \"" + library.name + "\" is offline: there is no folder " + audio::toValidUtf8(library.root.native()) +
                    " here. Its songs can be played when it is told where its folder is.";
    return text;
}

} // namespace segue
