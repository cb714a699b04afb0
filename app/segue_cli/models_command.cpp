// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/paths.h"
#include "app/segue_cli/commands.h"
#include "app/segue_cli/engine_session.h"
#include "app/segue_cli/interruption.h"
#include "engine/analysis/process/bundle_check.h"
#include "engine/inference/model_library.h"
#include "engine/service/model/embedding_space.h"
#include "engine/store/model_store.h"
#include "engine/words/error.h"
#include "ui/words/english.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <iostream>
#include <nlohmann/json.hpp>
#include <utility>

namespace segue::cli {

namespace fs = std::filesystem;
using nlohmann::ordered_json;

namespace {

inference::ModelLibrary library() { return {app::shippedModels(), app::ownModels()}; }

/// What the database knows; nothing if there is none yet.
struct Stored {
    store::ModelChoice choice;
    std::vector<store::StoredHearing> heard;
};

Stored readStored(const fs::path& file) {
    std::error_code failed;
    if (!fs::exists(file, failed))
        return {};
    store::Database database(file, store::Access::read);
    const store::ModelStore models(database);
    return {models.choice(), models.hearings()};
}

double megabytes(std::uintmax_t bytes) { return static_cast<double>(bytes) / 1e6; }

bool hasName(const inference::ModelSpec& spec, const std::string& name) { return spec.id() == name || spec.name == name; }

void printModelsJson(const std::vector<inference::InstalledBundle>& installed, const Stored& stored) {
    ordered_json bundles = ordered_json::array(), heard = ordered_json::array();
    for (const auto& one : installed) {
        ordered_json entry{{"folder", one.folder.string()}, {"own", one.isOwn}, {"bytes", one.bytes}};
        if (one.bundle) {
            const auto& spec = one.bundle->spec;
            entry["id"] = spec.id();
            for (const auto& part : spec.together)
                entry["together"].push_back({{"id", part.model}, {"weight", part.weight}});
            if (spec.validationAccuracy && spec.validationPrecisionAt10) {
                entry["accuracy"] = *spec.validationAccuracy;
                entry["precision_at_10"] = *spec.validationPrecisionAt10;
            }
        } else {
            entry["problem"] = words::english(one.problem);
        }
        bundles.push_back(std::move(entry));
    }
    for (const auto& one : stored.heard)
        heard.push_back({{"id", one.model}, {"songs", one.recordings}, {"bytes", one.bytes}});
    std::cout << ordered_json{{"in_use", stored.choice.inUse},
                              {"chosen", stored.choice.chosen},
                              {"installed", bundles},
                              {"heard", heard}}
                     .dump(2)
              << "\n";
}

std::string figuresOf(const inference::ModelSpec& spec) {
    std::string parts;
    for (const auto& part : spec.together)
        parts += (parts.empty() ? "together: " : " + ") + part.model;
    if (!parts.empty())
        return parts;
    if (!spec.validationAccuracy || !spec.validationPrecisionAt10)
        return "not measured, names no genres";
    std::array<char, 64> text{};
    std::snprintf(text.data(), text.size(), "genre right %.0f %%, precision at 10 %.0f %%", 100.0 * *spec.validationAccuracy,
                  100.0 * *spec.validationPrecisionAt10);
    return text.data();
}

bool isUsed(const std::string& model, const std::vector<inference::InstalledBundle>& installed, const std::string& inUse) {
    const auto used =
        std::ranges::find_if(installed, [&](const auto& one) { return one.bundle && one.bundle->spec.id() == inUse; });
    return model == inUse ||
           (used != installed.end() && std::ranges::count(used->bundle->spec.together, model, &inference::TogetherPart::model) > 0);
}

void printModelsText(const std::vector<inference::InstalledBundle>& installed, const Stored& stored) {
    for (const auto& one : installed) {
        const char* origin = one.isOwn ? "added by you" : "with Segue";
        if (!one.bundle) {
            std::printf("  %s cannot be used, %s: %s\n", one.folder.filename().c_str(), origin,
                        words::english(one.problem).c_str());
            continue;
        }
        const auto& spec = one.bundle->spec;
        std::printf("%s %-24s %s, %.1f MB, %s\n", spec.id() == stored.choice.inUse ? "*" : " ", spec.id().c_str(),
                    figuresOf(spec).c_str(), megabytes(one.bytes), origin);
    }
    for (const auto& one : stored.heard)
        std::printf("%s heard %zu songs, %.1f MB%s\n", one.model.c_str(), one.recordings, megabytes(one.bytes),
                    isUsed(one.model, installed, stored.choice.inUse) ? ", in use" : "");
}

/// Prints the events of a change of networks until it is over.
class ChangeWatch final {
public:
    explicit ChangeWatch(std::string wanted)
        : m_wanted(std::move(wanted)) {}

    /// @return true when it is over
    bool handle(const Event& event, Engine& engine) {
        if (const auto* notice = std::get_if<Notice>(&event)) {
            std::fprintf(stderr, "\n%s\n", words::english(notice->message).c_str());
            m_failed = notice->level == Notice::Level::error;
            return m_failed;
        }
        if (const auto* step = std::get_if<ModelChangeProgress>(&event))
            tell(*step);
        if (const auto* progress = std::get_if<Progress>(&event); progress != nullptr && !progress->running)
            ask(engine); // nothing is left to do: then it has taken over, or cannot
        const auto* models = std::get_if<ModelsChanged>(&event);
        return models != nullptr && take(*models, engine);
    }

    [[nodiscard]] int result() const {
        if (!m_failed && !m_isComplete)
            std::fprintf(stderr, "\nNot all songs are there: the change is completed when their folders are back and scanned.\n");
        return m_failed || !m_isComplete || !m_isWanted ? 1 : 0;
    }

private:
    void ask(Engine& engine) {
        if (!std::exchange(m_hasAsked, true))
            engine.models().list();
    }

    void tell(const ModelChangeProgress& step) {
        const auto part = std::ranges::find(step.parts, true, &PartProgress::isListening);
        m_isAnotherListening = part != step.parts.end();
        if (m_isAnotherListening)
            std::fprintf(stderr, "\r%s, of %s: %zu / %zu   ", part->title.c_str(), modelTitle(step.model).c_str(), part->done,
                         part->total);
        else
            std::fprintf(stderr, "\rlistening again with %s: %zu / %zu   ", modelTitle(step.model).c_str(), step.done, step.total);
    }

    bool take(const ModelsChanged& models, Engine& engine) {
        m_isComplete = models.inUse == models.listening;
        m_isWanted = models.inUse == m_wanted || models.inUse.starts_with(m_wanted + "/");
        if (m_isComplete || !m_hasAsked)
            return m_isComplete;
        engine.models().list(); // this one may have been on its way before it was asked for
        if (!std::exchange(m_isSecond, true))
            return false;
        if (m_isAnotherListening) // of several together the next had its turn
            m_hasAsked = m_isSecond = false;
        return !m_isAnotherListening;
    }

    std::string m_wanted;
    bool m_isWanted = false, m_isSecond = false, m_isAnotherListening = false;
    bool m_failed = false, m_isComplete = false, m_hasAsked = false;
};

} // namespace

fs::path modelFolder(const std::string& nameOrFolder) {
    std::error_code failed;
    if (fs::exists(fs::path(nameOrFolder) / "model.json", failed))
        return nameOrFolder;
    if (const auto bundle = library().find(nameOrFolder))
        return bundle->folder;
    throw Error{ErrorKind::io, "There is no network " + nameOrFolder +
                                   ": neither a folder with model.json nor a name from \"segue-cli models list\"."};
}

fs::path hearingModel(const CommonOptions& common) {
    if (common.isModelNamed && inference::readBundle(common.model).spec.isTogether())
        throw Error{ErrorKind::usage, "Without the libraries one network listens. Name one of those that are together."};
    if (common.isModelNamed)
        return common.model;
    try {
        const auto used = readStored(common.database).choice.inUse;
        auto bundle = used.empty() ? std::nullopt : library().find(used);
        if (bundle && bundle->spec.isTogether())
            bundle = library().find(bundle->spec.together.front().model);
        if (bundle)
            return bundle->folder;
    } catch (const Error&) {
        // Songs can be heard without the libraries' database too.
    }
    return common.model;
}

std::string listingModel(store::Database& database) {
    const auto used = store::ModelStore(database).choice().inUse;
    if (used.empty())
        return used;
    const auto known = partOf(used, database, library());
    const auto parts = known.spec.isTogether() ? partsOf(known.spec, database, library()) : std::vector<SpacePart>();
    return parts.empty() ? used : parts.front().id;
}

inference::ModelSpec comparedSpec(const CommonOptions& common) {
    const auto used = common.isModelNamed ? std::nullopt : library().find(readStored(common.database).choice.inUse);
    const auto named = used ? used->spec : inference::readBundle(common.isModelNamed ? common.model : hearingModel(common)).spec;
    if (!named.isTogether())
        return named;
    inference::ModelSpec spec;
    for (const auto& part : named.together)
        if (const auto found = library().find(part.model)) {
            spec.labels = spec.embeddingSize == 0 ? found->spec.labels : spec.labels;
            spec.embeddingSize += found->spec.embeddingSize;
        }
    return spec;
}

int runModelsList(bool json, const CommonOptions& common) {
    const auto installed = library().all();
    const auto stored = readStored(common.database);
    json ? printModelsJson(installed, stored) : printModelsText(installed, stored);
    return 0;
}

int runModelsAdd(const fs::path& folder) {
    auto bundles = library();
    const auto bundle =
        bundles.add(folder, [](const fs::path& copy) { analysis::checkBundle(app::siblingProgram("segue-analyzer"), copy); });
    std::printf("%s %s %s\n", bundle.spec.id().c_str(),
                bundle.folder.parent_path() == app::ownModels() ? "added to" : "is installed already:", bundle.folder.c_str());
    return 0;
}

int runModelsRemove(const std::string& name, const CommonOptions& common) {
    auto bundles = library();
    const auto installed = bundles.all();
    const auto found = std::ranges::find_if(installed, [&](const inference::InstalledBundle& one) {
        return one.isOwn && (one.bundle ? hasName(one.bundle->spec, name) : one.folder.filename() == name);
    });
    if (found == installed.end())
        throw Error{ErrorKind::io, "There is no network " + name + " that you added."};
    const auto choice = readStored(common.database).choice;
    const auto isPartOf = [&](const std::string& used) {
        return found->bundle && isUsed(found->bundle->spec.id(), installed, used);
    };
    if (isPartOf(choice.inUse) || isPartOf(choice.chosen))
        throw Error{ErrorKind::io, modelTitle(found->bundle->spec.id()) + " is in use. Use another network first."};
    bundles.remove(found->folder);
    std::printf("%s removed\n", name.c_str());
    return 0;
}

int runModelsUse(const std::string& name, const CommonOptions& common) {
    watchForInterruption();
    printCosts(name, common);
    EngineSession session(common, false);
    session.engine().models().use(name);
    ChangeWatch watch(name);
    session.run([&](const Event& event) { return watch.handle(event, session.engine()); }, isInterrupted);
    if (isInterrupted()) {
        std::fprintf(stderr, "\nStopped. What was heard is kept; the same command, \"segue-cli scan\" or Segue's "
                             "window go on from here.\n");
        return 1;
    }
    const int result = watch.result();
    if (result == 0)
        std::printf("%s is in use\n", name.c_str());
    return result;
}

namespace {

/// The id of a network that has heard songs, by its id or, where only one of that name has, by its name.
std::string heardId(const std::string& name, const std::vector<store::StoredHearing>& heard) {
    std::vector<std::string> ids;
    for (const auto& one : heard) {
        if (one.model == name)
            return name;
        if (nameAndVersion(one.model).first == name)
            ids.push_back(one.model);
    }
    if (ids.empty())
        throw Error{ErrorKind::io, "No network " + name + " has heard anything. See \"segue-cli models list\"."};
    if (ids.size() > 1) {
        std::string all;
        for (const auto& id : ids)
            all += (all.empty() ? "" : ", ") + id;
        throw Error{ErrorKind::usage, "Several versions of " + name + " have heard songs. Name one of them: " + all + "."};
    }
    return ids.front();
}

} // namespace

int runModelsForget(const std::string& named, const CommonOptions& common) {
    const auto name = heardId(named, readStored(common.database).heard);
    EngineSession session(common, false);
    session.engine().models().forget(name);
    bool failed = false;
    session.run([&](const Event& event) {
        if (const auto* notice = std::get_if<Notice>(&event)) {
            std::fprintf(stderr, "%s\n", words::english(notice->message).c_str());
            failed = notice->level == Notice::Level::error;
        }
        const auto* models = std::get_if<ModelsChanged>(&event);
        return failed || (models && std::ranges::find(models->kept, name, &KeptEmbeddings::id) == models->kept.end());
    });
    if (!failed)
        std::printf("%s forgotten\n", name.c_str());
    return failed ? 1 : 0;
}

} // namespace segue::cli
