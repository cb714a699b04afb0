// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/paths.h"
#include "app/segue_cli/commands.h"
#include "engine/inference/listening_cost.h"
#include "engine/inference/model_library.h"
#include "engine/store/library_store.h"
#include "engine/store/model_store.h"
#include "engine/words/error.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <map>
#include <string>
#include <system_error>
#include <vector>

namespace segue::cli {

namespace {

/// "musicnn:0.5"; the weight is 1 if none is said.
inference::TogetherPart partNamed(const std::string& words, const inference::ModelLibrary& library) {
    inference::TogetherPart part{.model = words, .weight = 1.0, .constants = {}};
    const auto colon = words.rfind(':');
    if (colon == std::string::npos || library.find(words)) // a name may have one, too
        return part;
    const char* const end = words.data() + words.size();
    const auto [rest, failed] = std::from_chars(words.data() + colon + 1, end, part.weight);
    if (failed != std::errc{} || rest != end || !(part.weight > 0.0) || part.weight > inference::kLargestPartWeight)
        throw Error{ErrorKind::usage, "The weight in \"" + words + "\" must be a number above 0 and at most " +
                                          std::to_string(std::lround(inference::kLargestPartWeight)) + ", as in musicnn:0.5."};
    part.model = words.substr(0, colon);
    return part;
}

/// How many songs each network has yet to hear; nothing if there is no database yet.
class Unheard final {
public:
    explicit Unheard(const std::filesystem::path& file) {
        std::error_code failed;
        if (!std::filesystem::exists(file, failed))
            return;
        store::Database database(file, store::Access::read);
        for (const auto& library : store::LibraryStore(database).all())
            m_songs += library.offline ? 0 : library.trackCount;
        for (const auto& heard : store::ModelStore(database).hearings())
            m_heard[heard.model] = heard.recordings + heard.failed;
    }
    [[nodiscard]] std::size_t by(const std::string& model) const {
        const auto heard = m_heard.find(model);
        return heard == m_heard.end() ? m_songs : m_songs - std::min(m_songs, heard->second);
    }

private:
    std::size_t m_songs = 0;
    std::map<std::string, std::size_t> m_heard;
};

std::string roughly(double seconds) {
    const auto rounded = [](double count, const char* unit) {
        return std::to_string(std::lround(count)) + " " + unit + (std::lround(count) == 1 ? "" : "s");
    };
    if (seconds < 90.0)
        return rounded(seconds, "second");
    if (seconds < 90.0 * 60.0)
        return rounded(seconds / 60.0, "minute");
    return seconds < 36.0 * 3600.0 ? rounded(seconds / 3600.0, "hour") : rounded(seconds / 86400.0, "day");
}

void printCost(const inference::ModelSpec& spec, const inference::ListeningCosts& costs, const Unheard& unheard) {
    const std::size_t songs = unheard.by(spec.id());
    const auto seconds = costs.secondsPerSong(spec);
    if (!seconds)
        std::fprintf(stderr, "  %-24s has %zu songs to hear; how long one takes is not known yet\n", spec.id().c_str(), songs);
    else
        std::fprintf(stderr, "  %-24s has %zu songs to hear, %.2g s each%s: about %s\n", spec.id().c_str(), songs, *seconds,
                     costs.isMeasured(spec.id()) ? "" : " (estimated)", roughly(*seconds * static_cast<double>(songs)).c_str());
}

} // namespace

void printCosts(const std::string& idOrName, const CommonOptions& common) {
    const inference::ModelLibrary library(app::shippedModels(), app::ownModels());
    const auto bundle = library.find(idOrName);
    if (!bundle)
        return; // the engine says so
    const inference::ListeningCosts costs(app::ownModels());
    const Unheard unheard(common.database);
    if (!bundle->spec.isTogether())
        return printCost(bundle->spec, costs, unheard);
    for (const auto& part : bundle->spec.together)
        if (const auto found = library.find(part.model))
            printCost(found->spec, costs, unheard);
}

int runModelsTogether(const std::string& name, const std::vector<std::string>& parts, const CommonOptions& common) {
    inference::ModelLibrary library(app::shippedModels(), app::ownModels());
    std::vector<inference::TogetherPart> named;
    for (const auto& words : parts)
        named.push_back(partNamed(words, library));
    const auto bundle = library.addTogether(name, named);
    printCosts(bundle.spec.id(), common);
    std::printf("%s is in %s. Listen with it: segue-cli models use %s\n", bundle.spec.id().c_str(), bundle.folder.c_str(),
                bundle.spec.name.c_str());
    return 0;
}

} // namespace segue::cli
