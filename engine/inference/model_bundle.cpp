// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inference/model_bundle.h"

#include "engine/inference/whole_file.h"
#include "engine/words/error.h"

extern "C" {
#include <libavutil/mem.h>
#include <libavutil/sha.h>
}

#include <array>
#include <cstdint>
#include <memory>
#include <new>
#include <system_error>

namespace segue::inference {
namespace {

constexpr std::size_t kSha256Bytes = 32;
constexpr std::size_t kLargestDescription = 4U << 20U; // bytes; a real one has one or two thousand

struct FreeAv {
    void operator()(AVSHA* state) const { av_free(state); }
};

} // namespace

ModelBundle readBundle(const std::filesystem::path& folder) {
    const std::filesystem::path file = folder / "model.json";
    const std::string text = readWholeFile(file, kLargestDescription);
    try {
        return {.folder = folder, .spec = parseModelSpec(text)};
    } catch (const Error& error) {
        throw Error(error.kind(), Message(MessageId::networkInFolderBroken, {folder.string()}).with(error.message()));
    }
}

void writeBundleFiles(const std::filesystem::path& folder, ModelSpec spec, const std::vector<Tensor>& weights,
                      const std::string& card) {
    std::error_code code;
    std::filesystem::create_directories(folder, code);
    if (code)
        throw Error(code == std::errc::no_space_on_device ? ErrorKind::noSpace : ErrorKind::io,
                    Message(MessageId::networkNotCopied, {folder.string(), code.message()}));
    ModelBundle bundle{.folder = folder, .spec = std::move(spec)};
    writeSafetensors(bundle.weights(), weights);
    bundle.spec.weightsSha256 = sha256(bundle.weights());
    writeWholeFile(bundle.card(), card);
    writeWholeFile(folder / "model.json", formatModelSpec(bundle.spec));
}

void verifyWeights(const ModelBundle& bundle) {
    std::error_code code;
    if (!std::filesystem::exists(bundle.weights(), code))
        throw Error(ErrorKind::io, Message(MessageId::networkWeightsMissing, {bundle.weights().string()}));
    if (sha256(bundle.weights()) != bundle.spec.weightsSha256)
        throw Error(ErrorKind::badFile, Message(MessageId::networkWeightsAltered, {bundle.weights().string()}));
}

std::string sha256(const std::filesystem::path& file) {
    const std::string bytes = readWholeFile(file);
    const std::unique_ptr<AVSHA, FreeAv> state(av_sha_alloc());
    if (!state)
        throw std::bad_alloc();
    av_sha_init(state.get(), kSha256Bytes * 8);
    av_sha_update(state.get(), reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size());
    std::array<std::uint8_t, kSha256Bytes> digest{};
    av_sha_final(state.get(), digest.data());
    constexpr std::string_view kDigits = "0123456789abcdef";
    std::string text;
    for (const std::uint8_t byte : digest) {
        text += kDigits[byte >> 4U];
        text += kDigits[byte & 0xFU];
    }
    return text;
}

} // namespace segue::inference
