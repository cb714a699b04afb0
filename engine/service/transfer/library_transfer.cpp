// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/service/transfer/library_transfer.h"

#include "engine/audio/tags.h"
#include "engine/service/model/model_selection.h"
#include "engine/words/disk_questions.h"

namespace segue {

namespace {

/// Whether folders are there. Paths from another computer may lead to any disk here: a disk that does not answer counts as
/// missing, and after a few of these no more are asked.
class FolderQuestions {
public:
    bool operator()(const std::filesystem::path& root) {
        constexpr int kMostSilent = 3;
        if (m_silent == kMostSilent)
            return false;
        const auto answer = m_disks.ask<bool>(root, [root] {
            std::error_code failed;
            return std::filesystem::is_directory(root, failed);
        });
        m_silent += answer ? 0 : 1;
        return answer.value_or(false);
    }

private:
    DiskQuestions m_disks;
    int m_silent = 0;
};

} // namespace

std::optional<store::ImportResult> importExport(store::Writer& writer, const std::filesystem::path& database,
                                                const std::filesystem::path& file,
                                                const std::map<std::string, std::filesystem::path>& roots,
                                                const std::stop_token& stop, const store::WorkDone& progress) {
    auto scratch = database;
    scratch += ".import";
    try {
        store::ImportFile from(file, scratch, stop);
        return store::importLibraries(
            writer, from, {.roots = roots, .isThere = FolderQuestions(), .idOfOther = idBeside, .text = audio::toValidUtf8},
            progress);
    } catch (const store::ImportStopped&) {
        return std::nullopt;
    }
}

Message describeImport(const store::ImportResult& result) {
    const auto libraries = result.added.size() + result.joined;
    const auto id = result.songs == 1 ? (libraries == 1 ? MessageId::importOneOfOne : MessageId::importOneOfMany)
                                      : (libraries == 1 ? MessageId::importManyOfOne : MessageId::importManyOfMany);
    Message message(id, {std::to_string(result.songs), std::to_string(result.newSongs), std::to_string(libraries)});
    for (const auto& library : result.added)
        if (library.offline)
            message = message.with({MessageId::importOffline, {library.name, audio::toValidUtf8(library.root.native())}});
    return message;
}

} // namespace segue
