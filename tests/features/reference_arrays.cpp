// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/features/reference_arrays.h"

#include "engine/audio/decoder.h"
#include "tests/support/files.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <regex>
#include <stdexcept>

namespace segue::test {

std::vector<float> Reference::samples() const {
    audio::Decoder decoder(sharedFolder().value() / "reference" / (m_name + ".wav"), {.channels = 1});
    std::vector<float> samples(static_cast<std::size_t>(10 * kRateHz));
    samples.resize(decoder.read(samples));
    return samples;
}

features::Matrix Reference::array(const std::string& array) const {
    const std::string bytes = readBytes(sharedFolder().value() / "reference" / m_name / (array + ".npy"));
    constexpr std::size_t kPreamble = 10;
    const std::size_t header = kPreamble + static_cast<unsigned char>(bytes.at(8)) + 256U * static_cast<unsigned char>(bytes.at(9));
    const std::string description = bytes.substr(kPreamble, header - kPreamble);
    std::smatch shape;
    if (description.find("'<f4'") == std::string::npos ||
        !std::regex_search(description, shape, std::regex(R"(\((\d+), *(\d*)\))")))
        throw std::runtime_error("unexpected array: " + description);
    const bool flat = shape[2].length() == 0;
    features::Matrix result(flat ? 1 : std::stoul(shape[1]), std::stoul(flat ? shape[1] : shape[2]));
    const bool byColumn = description.find("'fortran_order': True") != std::string::npos;
    for (std::size_t i = 0; i < result.values.size(); ++i) {
        float& value = byColumn ? result.at(i % result.rows, i / result.rows) : result.values[i];
        std::memcpy(&value, bytes.data() + header + i * sizeof(float), sizeof(float));
    }
    return result;
}

std::vector<Reference> references() {
    std::vector<Reference> all;
    if (const auto shared = sharedFolder(); shared && std::filesystem::exists(*shared / "reference")) {
        for (const char* name : {"chord", "sweep", "noise", "speechlike", "silence"})
            all.emplace_back(name);
    }
    return all;
}

double normError(const features::Matrix& ours, const features::Matrix& reference) {
    if (ours.rows != reference.rows || ours.columns != reference.columns)
        return 1e30;
    double difference = 0.0;
    double norm = 0.0;
    for (std::size_t i = 0; i < ours.values.size(); ++i) {
        const double error = static_cast<double>(ours.values[i]) - static_cast<double>(reference.values[i]);
        difference += error * error;
        norm += static_cast<double>(reference.values[i]) * static_cast<double>(reference.values[i]);
    }
    return std::sqrt(difference / (norm > 0.0 ? norm : 1.0));
}

bool allFinite(std::span<const float> values) {
    return std::ranges::all_of(values, [](float value) { return std::isfinite(value); });
}

} // namespace segue::test
