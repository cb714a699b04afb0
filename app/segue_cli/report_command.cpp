// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/segue_cli/commands.h"
#include "app/segue_cli/engine_session.h"
#include "app/segue_cli/interruption.h"
#include "engine/words/error.h"
#include "ui/words/english.h"

#include <array>
#include <cstdio>
#include <iostream>
#include <nlohmann/json.hpp>
#include <string>

namespace segue::cli {

namespace {

using nlohmann::ordered_json;

constexpr RequestId kRequest = 1;
constexpr int kStopped = 130;
constexpr std::size_t kMostGenres = 20;

/// @return nothing: interrupted
std::optional<QualityMeasured> measure(EngineSession& session) {
    std::optional<QualityMeasured> measured;
    session.engine().genres().measure(kRequest);
    session.run(
        [&](const Event& event) {
            if (const auto* progress = std::get_if<QualityProgressed>(&event); progress != nullptr && progress->total > 0)
                std::fprintf(stderr, "\rmeasuring %zu / %zu   ", progress->done, progress->total);
            if (const auto* answer = std::get_if<QualityMeasured>(&event))
                measured = *answer;
            return measured.has_value();
        },
        isInterrupted);
    std::fprintf(stderr, "\r\033[K");
    return measured;
}

/// Whether the table was written.
bool writeDoubts(EngineSession& session, const std::filesystem::path& file) {
    bool isWritten = false;
    session.engine().genres().exportDoubts(std::filesystem::absolute(file));
    session.run([&](const Event& event) {
        if (const auto* notice = std::get_if<Notice>(&event)) {
            std::fprintf(stderr, "%s\n", words::english(notice->message).c_str());
            return notice->level == Notice::Level::error;
        }
        isWritten = std::holds_alternative<GenreDoubtsExported>(event);
        return isWritten;
    });
    return isWritten;
}

ordered_json orNull(const std::optional<double>& number) { return number ? ordered_json(*number) : ordered_json(); }

ordered_json toJson(const ListFigures& figures) {
    return {{"precision_at_10", orNull(figures.precisionAt10)},
            {"artists_per_list", figures.artistsPerList},
            {"own_artist", figures.ownArtist},
            {"hub_skew", figures.hubSkew},
            {"never_listed", figures.neverListed}};
}

void printJson(const LibraryQuality& quality) {
    ordered_json genres = ordered_json::array();
    for (const auto& [name, songs] : quality.genres)
        genres.push_back({{"genre", name}, {"songs", songs}});
    const ordered_json report{
        {"model", quality.model},
        {"songs",
         {{"all", quality.songs},
          {"analysed", quality.analysed},
          {"waiting", quality.waiting},
          {"broken", quality.failed},
          {"silent", quality.silent},
          {"missing", quality.missing},
          {"offline", quality.offline},
          {"with_artist", quality.withArtist},
          {"with_album", quality.withAlbum},
          {"with_genre", quality.withGenre},
          {"with_year", quality.withYear},
          {"with_cover", quality.withCover}}},
        {"genres",
         {{"named", quality.genres.size()},
          {"surely_heard", quality.surelyHeard},
          {"doubted", quality.doubted},
          {"songs", genres}}},
        {"lists",
         {{"recordings", quality.recordings},
          {"seeds", quality.seeds},
          {"precision_at_10", orNull(quality.precisionAt10)},
          {"precision_margin_95", quality.precisionMargin},
          {"precision_by_chance", orNull(quality.byChance)},
          {"listed", quality.listed},
          {"hub_skew", orNull(quality.hubSkew)},
          {"never_listed", quality.neverListed},
          {"reachable", quality.reachable},
          {"artists_per_list", quality.artistsPerList},
          {"own_artist", quality.ownArtist},
          {"most_listed", quality.mostListed},
          {"times_listed", quality.timesListed}}},
        {"versions", {{"songs", quality.versionedSongs}, {"behind_another", quality.versions}}},
        {"by_rules", {{"listed", quality.ruled}, {"rules", toJson(quality.byRules)}, {"plain", toJson(quality.plain)}}}};
    std::cout << report.dump(2, ' ', false, ordered_json::error_handler_t::replace) << "\n";
}

void printCount(const char* name, std::size_t count, std::size_t all) {
    std::printf("  %-22s %8zu  %5.1f %%\n", name, count,
                all == 0 ? 0.0 : 100.0 * static_cast<double>(count) / static_cast<double>(all));
}

void printSongs(const LibraryQuality& quality) {
    std::printf("%zu songs, compared by %s\n", quality.songs, quality.model.c_str());
    const std::pair<const char*, std::size_t> counts[] = {
        {"analysed", quality.analysed},           {"waiting", quality.waiting},
        {"cannot be read", quality.failed},       {"silent or too short", quality.silent},
        {"file is gone", quality.missing},        {"library offline", quality.offline},
        {"with an artist", quality.withArtist},   {"with an album", quality.withAlbum},
        {"with a genre", quality.withGenre},      {"with a year", quality.withYear},
        {"with a cover in it", quality.withCover}};
    for (const auto& [name, count] : counts)
        printCount(name, count, quality.songs);
    std::printf("\n%zu genres in tags; %zu recordings surely heard as one of them, %zu as another than their tag's\n",
                quality.genres.size(), quality.surelyHeard, quality.doubted);
    for (std::size_t i = 0; i < std::min(kMostGenres, quality.genres.size()); ++i)
        printCount(quality.genres[i].first.c_str(), quality.genres[i].second, quality.songs);
}

void printLists(const LibraryQuality& quality) {
    std::printf("\nLists of the ten nearest of %zu recordings\n", quality.recordings);
    if (quality.precisionAt10)
        std::printf("  same genre, other artists  %.3f +- %.3f (95 %%, %zu asked; %.3f by chance)\n", *quality.precisionAt10,
                    quality.precisionMargin, quality.seeds, quality.byChance.value_or(0.0));
    else
        std::printf("  same genre, other artists  not known: too few tags or artists\n");
    if (!quality.hubSkew) {
        std::printf("  lists                      none: too few songs\n");
        return;
    }
    if (quality.listed < quality.recordings)
        std::printf("  of a sample of %zu recordings among themselves:\n", quality.listed);
    std::printf("  artists in a list          %.1f, own artist %.1f %% of the places\n", quality.artistsPerList,
                100.0 * quality.ownArtist);
    std::printf("  hub skew                   %.2f, the most frequent in %zu lists\n", *quality.hubSkew, quality.mostListed);
    std::printf("  never listed               %.1f %%\n", 100.0 * quality.neverListed);
    std::printf("  reachable                  %.1f %%\n", 100.0 * quality.reachable);
}

std::string decimals(const std::optional<double>& number) {
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "%.3f", number.value_or(0.0));
    return number ? text.data() : "not known";
}

void printRules(const LibraryQuality& quality) {
    std::printf("\n%zu songs have several versions: %zu versions stand behind another one\n", quality.versionedSongs,
                quality.versions);
    if (quality.ruled == 0)
        return;
    std::printf("\nLists of ten of %zu recordings among themselves    by the rules       plain\n", quality.ruled);
    const auto line = [](const char* name, const std::string& ruled, const std::string& plain) {
        std::printf("  %-40s %18s %11s\n", name, ruled.c_str(), plain.c_str());
    };
    const ListFigures &rules = quality.byRules, &plain = quality.plain;
    line("same genre, other artists", decimals(rules.precisionAt10), decimals(plain.precisionAt10));
    line("artists in a list", decimals(rules.artistsPerList), decimals(plain.artistsPerList));
    line("own artist's share of the places", decimals(rules.ownArtist), decimals(plain.ownArtist));
    line("hub skew", decimals(rules.hubSkew), decimals(plain.hubSkew));
    line("never listed", decimals(rules.neverListed), decimals(plain.neverListed));
}

} // namespace

int runReport(bool json, const std::filesystem::path& doubts, const CommonOptions& common) {
    watchForInterruption();
    EngineSession session(common, true);
    const auto measured = measure(session);
    if (!measured)
        return kStopped;
    if (!measured->problem.empty())
        throw Error{ErrorKind::io, measured->problem};
    if (json) {
        printJson(measured->quality);
    } else {
        printSongs(measured->quality);
        printLists(measured->quality);
        printRules(measured->quality);
    }
    return doubts.empty() || writeDoubts(session, doubts) ? 0 : 1;
}

} // namespace segue::cli
