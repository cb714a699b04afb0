// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/checkpoint.h"

#include "engine/inference/whole_file.h"
#include "engine/words/error.h"

#include <torch/serialize/archive.h>

#include <sstream>
#include <system_error>

namespace segue::training {
namespace {

template <typename Part>
void writePart(torch::serialize::OutputArchive& archive, const std::string& key, const Part& part) {
    torch::serialize::OutputArchive inner(archive.compilation_unit());
    part.save(inner);
    archive.write(key, inner);
}

template <typename Part>
void readPart(torch::serialize::InputArchive& archive, const std::string& key, Part& part) {
    torch::serialize::InputArchive inner;
    archive.read(key, inner);
    part.load(inner);
}

} // namespace

void saveCheckpoint(const std::filesystem::path& file, const TrainingState& state, const std::string& purpose) {
    torch::serialize::OutputArchive archive;
    archive.write("purpose", c10::IValue(purpose));
    archive.write("step", c10::IValue(state.step));
    archive.write("loss_sum", c10::IValue(state.lossSum));
    archive.write("loss_count", c10::IValue(state.lossCount));
    if (state.seconds)
        archive.write("seconds", c10::IValue(*state.seconds));
    writePart(archive, "network", *state.network);
    writePart(archive, "average", *state.average);
    if (state.pupil)
        writePart(archive, "pupil", *state.pupil);
    if (state.taught)
        writePart(archive, "taught", *state.taught);
    writePart(archive, "optimizer", state.optimizer);
    std::ostringstream bytes;
    archive.save_to(bytes);
    inference::writeWholeFile(file, bytes.view());
}

bool loadCheckpoint(const std::filesystem::path& file, TrainingState& state, const std::string& purpose) {
    std::error_code code;
    if (!std::filesystem::exists(file, code))
        return false;
    std::istringstream bytes(inference::readWholeFile(file));
    try {
        torch::serialize::InputArchive archive;
        archive.load_from(bytes);
        c10::IValue value;
        archive.read("purpose", value);
        if (value.toStringRef() != purpose)
            throw Error(ErrorKind::usage, "The checkpoint " + file.string() +
                                              " was made with other settings or other data; name another folder or delete it.");
        archive.read("step", value);
        state.step = value.toInt();
        state.seconds = archive.try_read("seconds", value) ? std::optional(value.toDouble()) : std::nullopt;
        state.lossSum = archive.try_read("loss_sum", value) ? value.toDouble() : 0.0;
        state.lossCount = archive.try_read("loss_count", value) ? value.toInt() : 0;
        readPart(archive, "network", *state.network);
        readPart(archive, "average", *state.average);
        if (state.pupil)
            readPart(archive, "pupil", *state.pupil);
        if (state.taught)
            readPart(archive, "taught", *state.taught);
        readPart(archive, "optimizer", state.optimizer);
    } catch (const c10::Error& error) {
        throw Error(ErrorKind::badFile, "The checkpoint " + file.string() + " is broken (" + error.what_without_backtrace() +
                                            "); delete it to start anew.");
    }
    return true;
}

} // namespace segue::training
