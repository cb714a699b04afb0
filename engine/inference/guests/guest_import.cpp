// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inference/guests/guest_import.h"

#include "engine/inference/guests/guest_networks.h"
#include "engine/inference/guests/published_readers.h"
#include "engine/inference/guests/zip_reader.h"
#include "engine/inference/model_bundle.h"
#include "engine/words/error.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <fstream>
#include <sstream>
#include <system_error>

namespace segue::inference {

namespace fs = std::filesystem;

namespace {

constexpr std::array kEndings{".json", ".npz", ".pt", ".pth"};
constexpr std::string_view kZipMagic = "PK\x03\x04";
constexpr std::size_t kStartOfJson = 1U << 20U; // bytes that are looked through for the word

std::string startOf(const fs::path& file, std::size_t bytes) {
    std::string start(bytes, '\0');
    std::ifstream stream(file, std::ios::binary);
    stream.read(start.data(), static_cast<std::streamsize>(bytes));
    start.resize(static_cast<std::size_t>(stream.gcount()));
    return start;
}

bool mayBePublished(const fs::path& file) {
    std::error_code failed;
    const std::string ending = file.extension().string();
    if (std::ranges::find(kEndings, ending) == kEndings.end() || !fs::is_regular_file(file, failed))
        return false;
    return ending != ".json" || startOf(file, kStartOfJson).find("\"weightsManifest\"") != std::string::npos;
}

PublishedArrays readAny(const fs::path& file) {
    std::error_code failed;
    if (!fs::exists(file, failed))
        throw Error(ErrorKind::io, Message(MessageId::fileCannotBeOpened,
                                           {file.string(), std::make_error_code(std::errc::no_such_file_or_directory).message()}));
    if (!fs::is_regular_file(file, failed)) // opening a pipe would wait for ever
        throw Error(ErrorKind::io, Message(MessageId::fileIsNoFile, {file.string()}));
    const std::string start = startOf(file, 64);
    if (start.starts_with(kZipMagic)) {
        bool isTorch = false;
        static_cast<void>(readZip(file, {.bytes = 0}, [&isTorch](const std::string& name) {
            isTorch = isTorch || name.ends_with(".pkl");
            return false;
        }));
        return isTorch ? readTorchZip(file) : readNpz(file);
    }
    const auto first = start.find_first_not_of(" \t\r\n");
    if (first != std::string::npos && start[first] == '{')
        return readTensorFlowJs(file);
    refusePublished(file, "it is neither TensorFlow.js's model.json nor a zip archive of PyTorch or NumPy", true);
}

/// Where the file came from, and whether it is the published one, in the words of the card.
struct Provenance {
    std::string whence, trust;
};
Provenance provenanceOf(const std::string& address) {
    if (address.empty())
        return {.whence = "You imported it from a file of your own:",
                .trust = "Segue cannot know whether your file is the one that\nthey published."};
    return {.whence = "Segue fetched it when you asked for it, from " + address + ":",
            .trust = "Its files are, by their hashes, those that\nSegue's catalogue names."};
}

std::string cardOf(const fs::path& file, const HostedArrays& hosted, const ModelSpec& spec, const std::string& address) {
    const auto provenance = provenanceOf(address);
    std::size_t numbers = 0;
    for (const Tensor& tensor : hosted.weights)
        numbers += tensor.values.size();
    std::error_code failed;
    const auto bytes = fs::file_size(file, failed);
    std::ostringstream card;
    card << "# " << spec.name << ", version " << spec.version << "\n\n"
         << hosted.network.what << " Of what it says, its embedding is kept: " << spec.embeddingSize
         << " numbers. It names no genres of Segue's; what a song is heard as then comes from the tags of songs that sound "
            "alike.\n\n"
         << "This network did not come with Segue. " << provenance.whence << "\n\n"
         << "    " << file.filename().string() << ", " << bytes << " bytes\n    SHA-256 " << sha256(file) << "\n\n"
         << "## Origin and licence\n"
         << "Published at " << hosted.network.origin << ".\n\n"
         << "Its authors state the licence: " << hosted.network.licence << ". " << provenance.trust
         << " Whether you may pass it on is between you and them.\n\n"
         << "## Architecture\n"
         << "`" << hosted.network.architecture << "`, " << numbers
         << " numbers: those of the file that its embedding needs, with batch\n"
         << "normalisation made part of the convolutions where it follows one.\n\n"
         << "Input: " << features::describe(spec.frontEnd) << ". A song's embedding is the mean over its patches of the\n"
         << "network's vectors as they are, as its authors pool them, then scaled to unit length.\n\n"
         << "## Figures\n"
         << "Not measured.\n";
    return card.str();
}

} // namespace

std::vector<fs::path> publishedIn(const fs::path& fileOrFolder) {
    std::error_code failed;
    if (!fs::is_directory(fileOrFolder, failed))
        return {fileOrFolder};
    std::vector<fs::path> files;
    for (fs::directory_iterator entry(fileOrFolder, failed), end; !failed && entry != end; entry.increment(failed))
        if (mayBePublished(entry->path()))
            files.push_back(entry->path());
    if (files.empty())
        refusePublished(fileOrFolder, "it holds no file of TensorFlow.js (.json), PyTorch (.pt) or NumPy (.npz)");
    std::ranges::sort(files);
    return files;
}

ImportedNetwork importPublished(const fs::path& file, const std::string& name, const std::string& address) {
    HostedArrays hosted = hostedArrays(file, readAny(file));
    ModelSpec spec;
    spec.name = name.empty() ? hosted.network.name : name;
    spec.architecture = hosted.network.architecture;
    spec.frontEnd = features::frontEndOf(hosted.network.recipe);
    spec.embeddingSize = hosted.network.embeddingSize;
    spec.trainingCommand = "segue-cli models import " + file.filename().string();
    std::string card = cardOf(file, hosted, spec, address);
    return {.spec = std::move(spec), .weights = std::move(hosted.weights), .card = std::move(card)};
}

} // namespace segue::inference
