// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/service/model/network_list.h"

#include <algorithm>
#include <utility>

namespace segue {

namespace {

namespace fs = std::filesystem;

InstalledModel describe(const inference::InstalledBundle& found, const inference::ListeningCosts& costs) {
    InstalledModel model{.name = found.folder.filename().string(),
                         .folder = found.folder,
                         .isOwn = found.isOwn,
                         .bytes = found.bytes,
                         .problem = found.problem};
    if (!found.bundle)
        return model;
    const auto& spec = found.bundle->spec;
    model.id = spec.id();
    model.name = spec.name;
    model.version = spec.version;
    model.validationAccuracy = spec.validationAccuracy;
    model.validationPrecisionAt10 = spec.validationPrecisionAt10;
    model.heardArtistsBefore = spec.split != inference::ModelSpec{}.split;
    for (const auto& part : spec.together)
        model.together.push_back({part.model, part.weight});
    if (!spec.isTogether()) {
        model.secondsPerSong = costs.secondsPerSong(spec);
        model.isCostMeasured = costs.isMeasured(model.id);
    }
    return model;
}

/// Describes a network in use that is not in the usual folders, or is gone.
InstalledModel describe(const EmbeddingSpace& space) {
    InstalledModel model{.id = space.id,
                         .name = space.spec.name,
                         .version = space.spec.version,
                         .folder = space.bundle ? space.bundle->folder : fs::path(),
                         .validationAccuracy = space.spec.validationAccuracy,
                         .validationPrecisionAt10 = space.spec.validationPrecisionAt10};
    for (const auto& part : space.spec.together)
        model.together.push_back({part.model, part.weight});
    return model;
}

/// Several together cost what all of them cost, and cannot be used if one is not here.
void completeTogether(InstalledModel& model, const std::vector<InstalledModel>& all) {
    double seconds = 0.0;
    bool isKnown = true;
    model.isCostMeasured = true;
    for (const auto& part : model.together) {
        const auto found = std::ranges::find(all, part.id, &InstalledModel::id);
        if (found == all.end()) {
            if (!model.folder.empty() && model.problem.empty())
                model.problem = Message(MessageId::networkPartGone, {modelTitle(model.id), modelTitle(part.id)});
            isKnown = false;
            continue;
        }
        isKnown = isKnown && found->secondsPerSong;
        seconds += found->secondsPerSong.value_or(0.0);
        model.isCostMeasured = model.isCostMeasured && found->isCostMeasured;
    }
    if (isKnown)
        model.secondsPerSong = seconds;
}

} // namespace

std::vector<InstalledModel> describeInstalled(const inference::ModelLibrary& library, const EmbeddingSpace& used,
                                              const inference::ListeningCosts& costs) {
    std::vector<InstalledModel> all;
    for (const auto& found : library.all())
        all.push_back(describe(found, costs));
    if (std::ranges::find(all, used.id, &InstalledModel::id) == all.end())
        all.push_back(describe(used));
    for (auto& model : all)
        if (!model.together.empty())
            completeTogether(model, all);
    return all;
}

ModelChangeProgress describeProgress(const EmbeddingSpace& coming, const std::map<std::string, std::size_t>& left,
                                     std::size_t present, const std::string& listening, const inference::ListeningCosts& costs) {
    ModelChangeProgress progress{.model = coming.id};
    for (const auto& part : coming.parts) {
        const auto known = left.find(part.id);
        const std::size_t unheard = known == left.end() ? 0 : known->second;
        const std::size_t total = std::max(present, unheard);
        progress.done += total - unheard;
        progress.total += total;
        const auto seconds = costs.secondsPerSong(part.spec);
        progress.parts.push_back({.id = part.id,
                                  .title = modelTitle(part.id),
                                  .done = total - unheard,
                                  .total = total,
                                  .isListening = part.id == listening && unheard > 0,
                                  .secondsLeft = seconds ? std::optional(*seconds * static_cast<double>(unheard)) : std::nullopt});
    }
    if (!coming.isTogether())
        progress.parts.clear();
    return progress;
}

} // namespace segue
