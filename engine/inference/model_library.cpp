// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inference/model_library.h"

#include "engine/inference/listening_cost.h"
#include "engine/inference/whole_file.h"
#include "engine/words/error.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <fstream>
#include <set>
#include <system_error>
#include <utility>

namespace segue::inference {

namespace fs = std::filesystem;

namespace {

constexpr std::array kFiles{"model.json", "weights.safetensors", "MODEL_CARD.md"};
constexpr std::uintmax_t kLargestText = 1U << 20U;      // of a description or card: they have some thousand bytes
constexpr std::uintmax_t kLargestWeights = 512U << 20U; // more would not fit into the analyzer's memory
constexpr std::uintmax_t kLargestCardShown = 128U << 10U;
constexpr std::size_t kLongestName = 64;
constexpr std::size_t kLargestEmbedding = 16'384;
constexpr std::size_t kMostLabels = 1000;

[[noreturn]] void refuseToAdd(const fs::path& folder, const std::string& why, ErrorKind kind = ErrorKind::badFile) {
    throw Error(kind, Message(MessageId::networkFolderUnusable, {folder.string(), why}));
}

void checkSize(const fs::path& file, std::uintmax_t largest) {
    std::error_code failed;
    const auto bytes = fs::file_size(file, failed);
    if (!failed && bytes > largest)
        refuseToAdd(file.parent_path(), file.filename().string() + " has " + std::to_string(bytes >> 20U) + " MB, more than the " +
                                            std::to_string(largest >> 20U) + " MB that Segue reads");
}

/// Names become folders, are stored beside embeddings and shown.
void checkName(const ModelBundle& bundle) {
    const auto& name = bundle.spec.name;
    const bool isPlain = std::ranges::none_of(name, [](unsigned char c) { return c < ' ' || c == '/' || c == '@' || c == 0x7F; });
    if (!isPlain || name.front() == '.' || name.size() > kLongestName)
        refuseToAdd(bundle.folder, "its \"name\" must be at most 64 bytes without \"/\" and \"@\" and not begin with a dot");
}

/// Keeps a bundle from filling the listener's disk with its embeddings.
void checkSizes(const ModelBundle& bundle) {
    if (bundle.spec.embeddingSize > kLargestEmbedding || bundle.spec.labels.size() > kMostLabels)
        refuseToAdd(bundle.folder,
                    "it has more than " + std::to_string(kLargestEmbedding) + " numbers in an embedding or more than " +
                        std::to_string(kMostLabels) + " genres",
                    ErrorKind::unsupported);
}

ModelBundle readChecked(const fs::path& folder) {
    std::error_code failed;
    if (!fs::is_regular_file(folder / "model.json", failed)) // reading a pipe would never end
        throw Error(ErrorKind::badFile, Message(MessageId::networkNotThere, {folder.string()}));
    checkSize(folder / "model.json", kLargestText);
    auto bundle = readBundle(folder);
    checkName(bundle);
    if (bundle.spec.isTogether())
        return bundle; // it has no weights
    checkSizes(bundle);
    if (!fs::is_regular_file(bundle.weights(), failed))
        refuseToAdd(folder, "weights.safetensors is missing");
    checkSize(bundle.weights(), kLargestWeights);
    return bundle;
}

std::uintmax_t sizeOf(const fs::path& folder) {
    std::uintmax_t bytes = 0;
    for (const char* name : kFiles) {
        std::error_code failed;
        const auto size = fs::file_size(folder / name, failed);
        bytes += failed ? 0 : size;
    }
    return bytes;
}

InstalledBundle look(const fs::path& folder, bool isOwn) {
    InstalledBundle found{.folder = folder, .isOwn = isOwn, .bytes = sizeOf(folder)};
    try {
        found.bundle = readChecked(folder);
    } catch (const Error& error) {
        found.problem = error.message();
    }
    return found;
}

/// The bundle folders in a place, by name and version, broken ones last.
std::vector<InstalledBundle> lookInto(const fs::path& place, bool isOwn) {
    std::vector<InstalledBundle> found;
    std::error_code failed;
    for (fs::directory_iterator entry(place, failed), end; !failed && entry != end; entry.increment(failed)) {
        std::error_code ignored;
        const bool isHidden = entry->path().filename().native().starts_with('.');
        if (!isHidden && fs::exists(entry->path() / "model.json", ignored))
            found.push_back(look(entry->path(), isOwn));
    }
    std::ranges::sort(found, {}, [](const InstalledBundle& one) {
        return one.bundle ? std::tuple(0, one.bundle->spec.name, one.bundle->spec.version)
                          : std::tuple(1, one.folder.filename().string(), 0);
    });
    return found;
}

[[noreturn]] void failToCopy(const fs::path& to, const std::error_code& failed) {
    throw Error(failed == std::errc::no_space_on_device ? ErrorKind::noSpace : ErrorKind::io,
                Message(MessageId::networkNotCopied, {to.string(), failed.message()}));
}

void copyFiles(const fs::path& from, const fs::path& to) {
    std::error_code failed;
    fs::remove_all(to, failed);
    fs::create_directories(to, failed);
    if (failed)
        failToCopy(to, failed);
    for (const char* name : kFiles) {
        std::error_code missing;
        if (!fs::exists(from / name, missing)) // only the card may be missing; the others were read
            continue;
        fs::copy_file(from / name, to / name, failed);
        if (failed)
            failToCopy(to, failed);
    }
}

/// The parts by their ids, in the order in which they are to listen.
std::vector<TogetherPart> inListeningOrder(const ModelLibrary& library, const std::vector<TogetherPart>& parts) {
    struct Found {
        TogetherPart part;
        std::pair<bool, double> place; ///< names no genres, its cost
    };
    std::vector<Found> found;
    for (const TogetherPart& part : parts) {
        const auto bundle = library.find(part.model);
        if (!bundle)
            throw Error(ErrorKind::usage, Message(MessageId::networkUnknown, {part.model}));
        if (bundle->spec.isTogether())
            refuseToAdd(bundle->folder, "it is several networks together itself", ErrorKind::usage);
        auto named = part;
        named.model = bundle->spec.id();
        found.push_back({std::move(named), {bundle->spec.labels.empty(), relativeCost(bundle->spec).value_or(1.0)}});
    }
    std::ranges::stable_sort(found, {}, &Found::place);
    std::vector<TogetherPart> ordered;
    for (auto& one : found)
        ordered.push_back(std::move(one.part));
    return ordered;
}

std::string cardOf(const ModelSpec& spec) {
    std::string card =
        "# " + spec.name + ", version " + std::to_string(spec.version) +
        "\n\nSeveral networks together: each hears every song, and how alike two songs are is the mean of what they\n"
        "say, by these weights.\n\n| network | weight |\n|---|---|\n";
    for (const TogetherPart& part : spec.together) {
        std::array<char, 32> weight{};
        std::snprintf(weight.data(), weight.size(), "%g", part.weight);
        card += "| " + part.model + " | " + weight.data() + " |\n";
    }
    return card;
}

} // namespace

ModelBundle readWholeBundle(const fs::path& folder) {
    auto bundle = readChecked(folder);
    checkSize(bundle.card(), kLargestText);
    std::error_code failed;
    if (fs::exists(bundle.card(), failed) && !fs::is_regular_file(bundle.card(), failed))
        refuseToAdd(folder, "MODEL_CARD.md is no file");
    if (!bundle.spec.isTogether())
        verifyWeights(bundle);
    return bundle;
}

std::string embeddingKey(const ModelSpec& spec) {
    ModelSpec essence = spec;
    essence.trainingCommand = "-";
    essence.validationAccuracy.reset();
    essence.validationPrecisionAt10.reset();
    essence.split = ModelSpec{}.split;
    essence.trainingSeconds.reset();
    return formatModelSpec(essence);
}

std::string readCard(const ModelBundle& bundle) {
    std::ifstream file(bundle.card(), std::ios::binary);
    std::string text(kLargestCardShown, '\0');
    file.read(text.data(), static_cast<std::streamsize>(text.size()));
    text.resize(static_cast<std::size_t>(file.gcount()));
    return text;
}

std::vector<InstalledBundle> ModelLibrary::all() const {
    auto found = lookInto(m_shipped, false);
    if (!m_own.empty())
        std::ranges::move(lookInto(m_own, true), std::back_inserter(found));
    // An id can stand for one bundle only: the first, which is the one that came with Segue.
    std::set<std::string> ids;
    for (auto& one : found)
        if (one.bundle && !ids.insert(one.bundle->spec.id()).second) {
            one.problem = {MessageId::networkSameNameAsOther, {(one.folder / "model.json").string()}};
            one.bundle.reset();
        }
    return found;
}

std::optional<ModelBundle> ModelLibrary::find(const std::string& idOrName) const {
    std::optional<ModelBundle> best;
    for (auto& one : all()) {
        if (!one.bundle)
            continue;
        if (one.bundle->spec.id() == idOrName)
            return std::move(one.bundle);
        if (one.bundle->spec.name == idOrName && (!best || best->spec.version < one.bundle->spec.version))
            best = std::move(one.bundle);
    }
    return best;
}

ModelBundle ModelLibrary::add(const fs::path& folder, const Check& check) {
    if (m_own.empty())
        throw Error(ErrorKind::usage, MessageId::networkNoOwnPlace);
    const auto given = readWholeBundle(folder);
    const auto id = given.spec.id();
    if (auto there = find(id); there && there->spec.id() == id) {
        if (embeddingKey(there->spec) == embeddingKey(given.spec))
            return std::move(*there);
        throw Error(ErrorKind::usage, Message(MessageId::networkSameName, {given.spec.name, std::to_string(given.spec.version)}));
    }
    // The dot in front keeps it out of all() until it is whole and checked.
    auto name = given.spec.name + " " + std::to_string(given.spec.version);
    std::error_code failed, ignored;
    while (fs::exists(m_own / name, ignored)) // something else, or something broken
        name += "_";
    const auto partial = m_own / ("." + name + ".partial");
    try {
        copyFiles(folder, partial);
        static_cast<void>(readWholeBundle(partial)); // it could have changed while it was copied
        if (!given.spec.isTogether())
            check(partial);
        fs::rename(partial, m_own / name, failed);
        if (failed)
            failToCopy(m_own / name, failed);
    } catch (...) {
        fs::remove_all(partial, ignored);
        throw;
    }
    return readBundle(m_own / name);
}

ModelBundle ModelLibrary::addTogether(const std::string& name, const std::vector<TogetherPart>& parts) {
    if (m_own.empty())
        throw Error(ErrorKind::usage, MessageId::networkNoOwnPlace);
    if (name.empty())
        refuseToAdd(m_own, "it has no name", ErrorKind::usage);
    const auto newest = find(name);
    if (newest && !newest->spec.isTogether())
        throw Error(ErrorKind::usage,
                    Message(MessageId::networkSameName, {newest->spec.name, std::to_string(newest->spec.version)}));
    ModelSpec spec;
    spec.name = name;
    spec.version = newest ? newest->spec.version : 1;
    spec.together = inListeningOrder(*this, parts);
    if (newest && newest->spec.together == spec.together)
        return *newest;
    if (newest)
        ++spec.version;
    checkTogether(spec);
    checkName({.folder = m_own / name, .spec = spec});
    auto folder = m_own / (name + " " + std::to_string(spec.version));
    std::error_code failed;
    while (fs::exists(folder, failed)) // something else, or something broken
        folder += "_";
    fs::create_directories(folder, failed);
    if (failed)
        failToCopy(folder, failed);
    writeWholeFile(folder / "MODEL_CARD.md", cardOf(spec));
    writeWholeFile(folder / "model.json", formatModelSpec(spec)); // last: before, it is no bundle
    return readBundle(folder);
}

void ModelLibrary::remove(const fs::path& folder) {
    const auto bundles = all();
    const auto found = std::ranges::find(bundles, folder, &InstalledBundle::folder);
    if (found == bundles.end())
        throw Error(ErrorKind::usage, Message(MessageId::networkNotThere, {folder.string()}));
    if (!found->isOwn)
        throw Error(ErrorKind::usage, MessageId::networkShipped);
    std::error_code failed;
    if (fs::is_symlink(folder, failed)) {
        fs::remove(folder, failed); // removes a link, not its target
    } else {
        for (const char* name : kFiles)
            if (!failed)
                fs::remove(folder / name, failed);
        std::error_code hasMore;
        fs::remove(folder, hasMore);
    }
    if (failed)
        throw Error(ErrorKind::io, Message(MessageId::fileCannotBeRemoved, {folder.string(), failed.message()}));
}

} // namespace segue::inference
