// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/segue_cli/commands.h"
#include "app/segue_cli/engine_session.h"
#include "engine/audio/tags.h"
#include "engine/words/section.h"
#include "ui/words/english.h"

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <iostream>
#include <nlohmann/json.hpp>

namespace segue::cli {

namespace {

using nlohmann::ordered_json;

/// As ISO 8601 has it; empty: not known.
std::string timeText(std::chrono::sys_seconds time) {
    const std::time_t seconds = time.time_since_epoch().count();
    std::tm parts{};
    if (seconds <= 0 || ::gmtime_r(&seconds, &parts) == nullptr)
        return {};
    char text[32];
    std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &parts);
    return text;
}

std::vector<Problem> listProblems(EngineSession& session, RequestId request) {
    std::vector<Problem> problems;
    session.engine().problems().list(request);
    session.run([&](const Event& event) {
        const auto* loaded = std::get_if<ProblemsLoaded>(&event);
        if (loaded == nullptr || loaded->request != request)
            return false;
        problems = loaded->problems;
        return true;
    });
    return problems;
}

/// Returns when nothing waits any more.
void tryAgain(EngineSession& session, const std::vector<Problem>& problems) {
    std::vector<TrackId> tracks;
    tracks.reserve(problems.size());
    for (const Problem& problem : problems)
        tracks.push_back(problem.track);
    std::fprintf(stderr, "trying %zu again\n", tracks.size());
    bool hasBegun = false;
    session.engine().problems().tryAgain(tracks);
    session.run([&](const Event& event) {
        if (const auto* notice = std::get_if<Notice>(&event))
            std::fprintf(stderr, "%s\n", words::english(notice->message).c_str());
        const auto* progress = std::get_if<Progress>(&event);
        hasBegun = hasBegun || (progress != nullptr && progress->running);
        return progress != nullptr && hasBegun && !progress->running;
    });
}

const char* wordOf(Problem::Kind kind) {
    switch (kind) {
    case Problem::Kind::wholeSong:
        return "no waveform";
    case Problem::Kind::tags:
        return "tags not read";
    case Problem::Kind::song:
    case Problem::Kind::unlisted:
        break;
    }
    return "not analysed";
}

void printJson(const std::vector<Problem>& problems) {
    ordered_json list = ordered_json::array();
    for (const Problem& problem : problems)
        list.push_back({{"path", audio::toValidUtf8(fileOf(problem.path).native())},
                        {"kind", wordOf(problem.kind)},
                        {"reason", words::english(problem.reason)},
                        {"since", timeText(problem.since)}});
    std::cout << ordered_json{{"problems", list}}.dump(2) << "\n";
}

} // namespace

int runProblems(bool retry, bool json, const CommonOptions& common) {
    std::vector<Problem> problems;
    {
        EngineSession session(common, true);
        problems = listProblems(session, 1);
    }
    if (retry && !problems.empty()) {
        const bool readsWholeSongs =
            std::ranges::any_of(problems, [](const Problem& one) { return one.kind == Problem::Kind::wholeSong; });
        EngineSession session(common, false, readsWholeSongs);
        tryAgain(session, problems);
        problems = listProblems(session, 1);
    }
    if (json) {
        printJson(problems);
        return 0;
    }
    for (const Problem& problem : problems)
        std::printf("%s\t%s\t%s\n", fileOf(problem.path).c_str(), words::english(problem.reason).c_str(),
                    timeText(problem.since).c_str());
    if (problems.empty())
        std::fprintf(stderr, "Every song could be read.\n");
    return 0;
}

} // namespace segue::cli
