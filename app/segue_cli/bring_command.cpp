// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/segue_cli/commands.h"
#include "app/segue_cli/engine_session.h"
#include "engine/audio/tags.h"
#include "engine/words/error.h"
#include "ui/words/english.h"

#include <cstdio>
#include <ctime>
#include <iostream>
#include <nlohmann/json.hpp>

namespace segue::cli {

namespace {

using nlohmann::ordered_json;

std::string dayOf(std::int64_t seconds) {
    const std::time_t time = seconds;
    std::tm parts{};
    if (seconds <= 0 || ::gmtime_r(&time, &parts) == nullptr)
        return "never";
    char text[16];
    std::strftime(text, sizeof text, "%Y-%m-%d", &parts);
    return text;
}

std::string songsOf(std::size_t count) { return std::to_string(count) + (count == 1 ? " song" : " songs"); }

std::string valueText(std::int64_t value, bool isDate) { return isDate ? dayOf(value) : std::to_string(value); }

void printPart(const char* what, const BringPart& part, bool isDate) {
    if (part.songs == 0)
        return;
    std::printf("%s: %zu\n", what, part.songs);
    for (const auto& one : part.examples)
        std::printf("  %s – %s: %s -> %s\n", one.artist.c_str(), one.title.c_str(), valueText(one.before, isDate).c_str(),
                    valueText(one.after, isDate).c_str());
}

void printPlan(const BringPlan& plan, bool isDryRun) {
    std::printf("%s: %s there, %zu of them here; %s %s.\n",
                plan.source == BringSource::tags ? "Tags" : std::string(playerName(plan.source)).c_str(),
                songsOf(plan.songs).c_str(), plan.found, songsOf(plan.changed).c_str(), isDryRun ? "would change" : "changed");
    printPart("Ratings", plan.ratings, false);
    printPart("Plays (the larger number counts)", plan.plays, false);
    printPart("Last plays (the later counts)", plan.lastPlayed, true);
    printPart("Dates added (the earlier counts)", plan.added, true);
    for (const auto& list : plan.playlists)
        std::printf("Playlist \"%s\": %zu of %zu songs are here%s\n", list.name.c_str(), list.found, list.lines,
                    list.isThere ? "; it was brought before" : "");
    if (!plan.strangers.empty())
        std::printf("Not found here: %zu\n", plan.songs - plan.found);
    for (const auto& name : plan.strangers)
        std::printf("  %s\n", name.c_str());
}

ordered_json partJson(const BringPart& part, bool isDate) {
    ordered_json examples = ordered_json::array();
    for (const auto& one : part.examples)
        examples.push_back({{"title", one.title},
                            {"artist", one.artist},
                            {"before", isDate ? ordered_json(valueText(one.before, true)) : ordered_json(one.before)},
                            {"after", isDate ? ordered_json(valueText(one.after, true)) : ordered_json(one.after)}});
    return {{"songs", part.songs}, {"examples", examples}};
}

void printJson(const BringPlan& plan, bool isDryRun) {
    ordered_json lists = ordered_json::array(), strangers = ordered_json::array();
    for (const auto& list : plan.playlists)
        lists.push_back({{"name", audio::toValidUtf8(list.name)},
                         {"lines", list.lines},
                         {"found", list.found},
                         {"brought_before", list.isThere}});
    for (const auto& name : plan.strangers)
        strangers.push_back(audio::toValidUtf8(name));
    std::cout << ordered_json{{"source", sourceWord(plan.source)},
                              {"file", audio::toValidUtf8(plan.file.native())},
                              {"dry_run", isDryRun},
                              {"songs", plan.songs},
                              {"found", plan.found},
                              {"changed", plan.changed},
                              {"ratings", partJson(plan.ratings, false)},
                              {"plays", partJson(plan.plays, false)},
                              {"last_played", partJson(plan.lastPlayed, true)},
                              {"added", partJson(plan.added, true)},
                              {"playlists", lists},
                              {"not_found", strangers}}
                     .dump(2, ' ', false, ordered_json::error_handler_t::replace)
              << "\n";
}

template <typename Answer>
int report(EngineSession& session, bool isDryRun, bool json) {
    const auto answer = awaitAnswer<Answer>(session);
    if (!answer.problem.empty())
        return 1;
    if (json)
        printJson(answer.plan, isDryRun);
    else
        printPlan(answer.plan, isDryRun);
    return 0;
}

int undo(const CommonOptions& common) {
    EngineSession session(common, false);
    session.engine().bringing().undo();
    const auto answer = awaitAnswer<BringUndone>(session);
    if (!answer.problem.empty())
        return 1;
    if (answer.was.songs == 0 && answer.was.playlists == 0) {
        std::fprintf(stderr, "Nothing was brought along that could be undone.\n");
        return 1;
    }
    const auto name = playerName(answer.was.source);
    std::printf("Undone: %s and %zu playlists from %s.\n", songsOf(answer.was.songs).c_str(), answer.was.playlists,
                name.empty() ? "tags" : std::string(name).c_str());
    return 0;
}

} // namespace

int runBring(const BringWords& words, const CommonOptions& common) {
    if (words.undo)
        return undo(common);
    const auto source = sourceNamed(words.source);
    if (!source)
        throw Error{ErrorKind::usage, "There is no source " + words.source + "."};
    if (words.file.empty() && *source != BringSource::tags)
        throw Error{ErrorKind::usage, "Name the file of " + std::string(playerName(*source)) + "."};
    if (!words.file.empty() && *source == BringSource::tags)
        throw Error{ErrorKind::usage, "Tags are those of the songs in your libraries. Name no file."};
    const auto file = words.file.empty() ? words.file : std::filesystem::absolute(words.file);
    EngineSession session(common, words.dryRun);
    auto& bringing = session.engine().bringing();
    if (words.dryRun) {
        bringing.plan(1, *source, file, words.options);
        return report<BringPlanned>(session, true, words.json);
    }
    bringing.bring(1, *source, file, words.options);
    return report<BringDone>(session, false, words.json);
}

} // namespace segue::cli
