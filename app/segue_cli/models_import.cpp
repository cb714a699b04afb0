// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/paths.h"
#include "app/segue_cli/commands.h"
#include "engine/analysis/process/bundle_check.h"
#include "engine/inference/guests/guest_import.h"
#include "engine/inference/model_library.h"
#include "engine/words/error.h"
#include "ui/words/english.h"

#include <cstdio>
#include <map>
#include <optional>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace segue::cli {

namespace fs = std::filesystem;

namespace {

/// A folder beside the listener's own bundles, which a list of them leaves out, removed at the end.
class BundleInTheMaking final {
public:
    explicit BundleInTheMaking(const std::string& name)
        : m_folder(app::ownModels() / ("." + name + "." + std::to_string(::getpid()) + ".import")) {}
    ~BundleInTheMaking() {
        std::error_code ignored;
        fs::remove_all(m_folder, ignored);
    }
    BundleInTheMaking(const BundleInTheMaking&) = delete;
    BundleInTheMaking& operator=(const BundleInTheMaking&) = delete;

    [[nodiscard]] const fs::path& folder() const { return m_folder; }

private:
    fs::path m_folder;
};

bool isPlain(const std::string& name) { return !name.empty() && name.front() != '.' && name.find('/') == std::string::npos; }

void install(const inference::ImportedNetwork& network) {
    if (!isPlain(network.spec.name))
        throw Error{ErrorKind::usage, "A network cannot be named \"" + network.spec.name + "\"."};
    const BundleInTheMaking making(network.spec.name);
    inference::writeBundleFiles(making.folder(), network.spec, network.weights, network.card);
    inference::ModelLibrary bundles(app::shippedModels(), app::ownModels());
    const auto bundle = bundles.add(
        making.folder(), [](const fs::path& copy) { analysis::checkBundle(app::siblingProgram("segue-analyzer"), copy); });
    std::printf("%s is in %s. Listen with it: segue-cli models use %s\n", bundle.spec.id().c_str(), bundle.folder.c_str(),
                bundle.spec.name.c_str());
}

/// Reads all before anything is installed, so that two files with one network are noticed.
std::map<std::string, std::pair<fs::path, inference::ImportedNetwork>> readAll(const std::vector<fs::path>& files,
                                                                               const std::string& name, std::size_t& failed) {
    std::map<std::string, std::pair<fs::path, inference::ImportedNetwork>> networks;
    for (const fs::path& file : files) {
        std::optional<inference::ImportedNetwork> network;
        try {
            network = inference::importPublished(file, name);
        } catch (const Error& error) {
            if (files.size() == 1)
                throw;
            std::fprintf(stderr, "%s\n", words::english(error.message()).c_str());
            ++failed;
            continue;
        }
        const std::string called = network->spec.name;
        const auto [there, isNew] = networks.try_emplace(called, file, std::move(*network));
        if (!isNew)
            throw Error{ErrorKind::badFile, file.string() + " and " + there->second.first.string() + " would both be named \"" +
                                                called + "\". Import them one by one, with --name."};
    }
    return networks;
}

} // namespace

int runModelsImport(const fs::path& fileOrFolder, const std::string& name) {
    std::size_t failed = 0;
    for (const auto& [called, network] : readAll(inference::publishedIn(fileOrFolder), name, failed))
        install(network.second);
    return failed > 0 ? 1 : 0;
}

} // namespace segue::cli
