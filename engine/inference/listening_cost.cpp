// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inference/listening_cost.h"

#include "engine/inference/whole_file.h"
#include "engine/words/error.h"

#include <nlohmann/json.hpp>

#include <array>
#include <cmath>
#include <string_view>
#include <system_error>
#include <utility>

namespace segue::inference {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kLargestFile = 1U << 20U;
constexpr double kNews = 0.1;
constexpr std::array<std::pair<std::string_view, double>, 5> kCosts{
    {{"segue-net", 1.0}, {"segue-net-3", 1.05}, {"artist-siamese", 1.3}, {"efficientat-mn", 1.9}, {"musicnn", 10.0}}};

std::optional<double> costOf(std::string_view architecture) {
    for (const auto& [name, cost] : kCosts)
        if (name == architecture)
            return cost;
    return std::nullopt;
}

} // namespace

std::optional<double> relativeCost(const ModelSpec& spec) { return costOf(spec.architecture); }

ListeningCosts::ListeningCosts(const std::filesystem::path& place) {
    if (place.empty())
        return;
    m_file = place / ".listening.json"; // a dot: it is no bundle
    try {
        const Json json = Json::parse(readWholeFile(m_file, kLargestFile), nullptr, false);
        if (json.is_object())
            for (const auto& [model, seconds] : json.items())
                if (seconds.is_number() && seconds.get<double>() > 0.0)
                    m_seconds[model] = seconds.get<double>();
    } catch (const Error&) {
        // Nothing was seen yet.
    }
}

void ListeningCosts::note(const std::string& model, double secondsPerSong) {
    const auto known = m_seconds.find(model);
    if (!(secondsPerSong > 0.0) || !std::isfinite(secondsPerSong) ||
        (known != m_seconds.end() && std::abs(secondsPerSong - known->second) < kNews * known->second))
        return;
    m_seconds[model] = secondsPerSong;
    std::error_code failed;
    if (m_file.empty() || (!std::filesystem::create_directories(m_file.parent_path(), failed) && failed))
        return;
    Json json = Json::object();
    for (const auto& [id, seconds] : m_seconds)
        json[id] = seconds;
    try {
        writeWholeFile(m_file, json.dump(2) + "\n");
    } catch (const Error&) {
        // It is known until Segue ends.
    }
}

std::optional<double> ListeningCosts::secondsPerSong(const ModelSpec& spec) const {
    if (const auto known = m_seconds.find(spec.id()); known != m_seconds.end())
        return known->second;
    const auto cost = relativeCost(spec);
    if (!cost)
        return std::nullopt;
    for (const auto& [architecture, itsCost] : kCosts)
        for (const auto& [model, seconds] : m_seconds)
            if (model.starts_with(std::string(architecture) + "/"))
                return seconds / itsCost * *cost;
    return kUsualSeconds * *cost;
}

} // namespace segue::inference
