// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/segue_cli/commands.h"
#include "app/segue_cli/engine_session.h"
#include "engine/audio/tags.h"
#include "engine/service/correct/correction_jobs.h"
#include "engine/store/track_store.h"
#include "engine/words/error.h"
#include "ui/words/english.h"

#include <algorithm>
#include <cstdio>
#include <iostream>
#include <nlohmann/json.hpp>

namespace segue::cli {

namespace {

using nlohmann::ordered_json;

std::vector<CorrectedSong> corrections(EngineSession& session, std::vector<TrackId> songs) {
    std::vector<CorrectedSong> found;
    session.engine().corrections().list(1, std::move(songs));
    session.run([&](const Event& event) {
        const auto* loaded = std::get_if<CorrectionsLoaded>(&event);
        if (loaded != nullptr)
            found = loaded->songs;
        return loaded != nullptr;
    });
    return found;
}

void printCorrections(const std::vector<CorrectedSong>& songs, bool json) {
    ordered_json list = ordered_json::array();
    for (const auto& song : songs)
        for (const auto& one : song.corrections) {
            const auto path = audio::toValidUtf8(song.track.path.native());
            if (json)
                list.push_back({{"path", path},
                                {"field", fieldWord(one.field)},
                                {"corrected", one.value},
                                {"was", one.was},
                                {"file", one.file},
                                {"offered", one.isOffered()}});
            else
                std::printf("%s\t%s\t%s\t%s%s\n", path.c_str(), fieldWord(one.field), one.value.c_str(), one.was.c_str(),
                            one.isOffered() ? ("\tthe file says now: " + one.file).c_str() : "");
        }
    if (json)
        std::cout << ordered_json{{"corrections", list}}.dump(2) << "\n";
    else if (songs.empty())
        std::fprintf(stderr, "No song was corrected.\n");
}

TagFields fieldsNamed(const std::vector<std::string>& names) {
    TagFields fields = 0;
    for (const auto field : kTagFields)
        if (names.empty() || std::ranges::find(names, fieldWord(field)) != names.end())
            fields = static_cast<TagFields>(fields | bitOf(field));
    if (fields == 0)
        throw Error{ErrorKind::usage, "There is no field of that name."};
    return fields;
}

std::vector<TrackId> trackIdsAt(const std::vector<std::filesystem::path>& paths, const CommonOptions& common) {
    store::Database reader(common.database, store::Access::read);
    const store::TrackStore tracks(reader, {});
    std::vector<TrackId> ids;
    for (const auto& path : paths) {
        const auto song = tracks.findByPath(std::filesystem::absolute(path));
        if (!song)
            throw Error{ErrorKind::usage, Message(MessageId::fileNotThere, {path.string()})};
        ids.push_back(song->id);
    }
    return ids;
}

/// @return whether anything changed; failures were told
int awaitChange(EngineSession& session) {
    int code = 0;
    session.engine().corrections().list(2, {}); // its answer comes behind the change
    session.run([&](const Event& event) {
        if (const auto* notice = std::get_if<Notice>(&event)) {
            std::fprintf(stderr, "%s\n", words::english(notice->message).c_str());
            code = notice->level == Notice::Level::error ? 1 : code;
        }
        return std::holds_alternative<CorrectionsLoaded>(event);
    });
    return code;
}

} // namespace

int runCorrectionsList(bool json, const CommonOptions& common) {
    EngineSession session(common, true);
    printCorrections(corrections(session, {}), json);
    return 0;
}

int runCorrectionsExport(const std::filesystem::path& file, const CommonOptions& common) {
    EngineSession session(common, true);
    session.engine().corrections().exportTo(std::filesystem::absolute(file));
    int code = 0;
    session.run([&](const Event& event) {
        const auto* notice = std::get_if<Notice>(&event);
        if (notice == nullptr)
            return false;
        code = notice->level == Notice::Level::information ? 0 : 1;
        std::fprintf(code == 0 ? stdout : stderr, "%s\n", words::english(notice->message).c_str());
        return true;
    });
    return code;
}

int runCorrectionsSet(const std::vector<std::filesystem::path>& songs, const std::string& field, const std::string& value,
                      const CommonOptions& common) {
    const auto ids = trackIdsAt(songs, common);
    const auto fields = fieldsNamed({field});
    EngineSession session(common, false);
    auto& commands = session.engine().corrections();
    if (has(fields, TagField::cover))
        throw Error{ErrorKind::usage, "Covers are chosen in the window."};
    commands.correct(ids, {{.field = static_cast<TagField>(fields), .value = value}});
    return awaitChange(session);
}

int runCorrectionsRevert(const std::vector<std::filesystem::path>& songs, bool isAll, const std::vector<std::string>& fields,
                         const CommonOptions& common) {
    if (songs.empty() != isAll)
        throw Error{ErrorKind::usage, "Name the songs, or say --all to revert all corrections there are."};
    const auto wanted = fieldsNamed(fields);
    auto ids = trackIdsAt(songs, common);
    EngineSession session(common, false);
    if (isAll)
        for (const auto& song : corrections(session, {}))
            ids.push_back(song.track.id);
    session.engine().corrections().revert(ids, wanted);
    return awaitChange(session);
}

} // namespace segue::cli
