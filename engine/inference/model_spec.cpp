// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inference/model_spec.h"

#include "engine/error.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <limits>
#include <set>

namespace segue::inference {
namespace {

using Json = nlohmann::ordered_json;
constexpr int kLargestCount = 1 << 24; // of anything: a limit that keeps products of two in range
constexpr std::size_t kHashLength = 64;

[[noreturn]] void refuse(const std::string& member, const std::string& why) {
    throw Error(ErrorKind::badFile, "model.json cannot be used: \"" + member + "\" " + why + ".");
}

/// One JSON object of the file; its members are asked for by name and kind.
class Object final {
public:
    Object(const Json& json, std::string name)
        : m_json(json)
        , m_name(std::move(name)) {
        if (!json.is_object())
            refuse(m_name, "is not an object");
    }

    [[nodiscard]] std::string pathOf(const std::string& member) const {
        return m_name.empty() ? member : m_name + "." + member;
    }

    [[nodiscard]] const Json& member(const std::string& name) const {
        const auto found = m_json.find(name);
        if (found == m_json.end())
            refuse(pathOf(name), "is missing");
        return *found;
    }

    [[nodiscard]] Object object(const std::string& name) const { return {member(name), pathOf(name)}; }

    [[nodiscard]] std::string text(const std::string& name) const {
        const Json& value = member(name);
        if (!value.is_string() || value.get_ref<const std::string&>().empty())
            refuse(pathOf(name), "must be a text that is not empty");
        return value.get<std::string>();
    }

    [[nodiscard]] int count(const std::string& name) const {
        const Json& value = member(name);
        if (!value.is_number_integer() || value < 1 || value > kLargestCount)
            refuse(pathOf(name), "must be a whole number of at least 1");
        return value.get<int>();
    }

    [[nodiscard]] double number(const std::string& name, double low, double high) const {
        const Json& value = member(name);
        if (!value.is_number() || value < low || value > high)
            refuse(pathOf(name), "must be a number from " + Json(low).dump() + " to " + Json(high).dump());
        return value.get<double>();
    }

private:
    const Json& m_json;
    std::string m_name;
};

features::FrontEnd parseFrontEnd(const Object& object) {
    features::FrontEnd frontEnd;
    frontEnd.rateHz = object.count("rate_hz");
    frontEnd.fftSize = object.count("fft_size");
    frontEnd.hopLength = object.count("hop_length");
    frontEnd.bands = object.count("bands");
    frontEnd.columns = object.count("columns");
    frontEnd.floorDb = static_cast<float>(object.number("floor_db", -200.0, -1.0));
    frontEnd.excerptSeconds = object.count("excerpt_seconds");
    frontEnd.excerptsPerSong = object.count("excerpts_per_song");
    return frontEnd;
}

std::vector<std::string> parseLabels(const Object& root) {
    const Json& list = root.member("labels");
    std::vector<std::string> labels;
    if (list.is_array())
        for (const Json& label : list)
            if (label.is_string())
                labels.push_back(label.get<std::string>());
    const bool distinct = std::set<std::string>(labels.begin(), labels.end()).size() == labels.size();
    if (labels.empty() || labels.size() != list.size() || !distinct)
        refuse("labels", "must be a list of different texts");
    return labels;
}

std::string parseHash(const Object& root) {
    const std::string hash = root.text("weights_sha256");
    if (hash.size() != kHashLength || hash.find_first_not_of("0123456789abcdef") != std::string::npos)
        refuse("weights_sha256", "must be 64 lower-case hexadecimal digits");
    return hash;
}

} // namespace

ModelSpec parseModelSpec(const std::string& json) {
    const Json parsed = Json::parse(json, nullptr, false);
    if (!parsed.is_object())
        throw Error(ErrorKind::badFile, "model.json cannot be used: it is not a JSON object.");
    const Object root(parsed, "");
    ModelSpec spec;
    spec.name = root.text("name");
    spec.version = root.count("version");
    spec.architecture = root.text("architecture");
    spec.frontEnd = parseFrontEnd(root.object("front_end"));
    spec.labels = parseLabels(root);
    spec.embeddingSize = static_cast<std::size_t>(root.count("embedding_size"));
    spec.weightsSha256 = parseHash(root);
    spec.trainingCommand = root.text("training_command");
    const Object validation = root.object("validation");
    spec.validationAccuracy = validation.number("accuracy", 0.0, 1.0);
    spec.validationPrecisionAt10 = validation.number("precision_at_10", 0.0, 1.0);
    return spec;
}

std::string formatModelSpec(const ModelSpec& spec) {
    const features::FrontEnd& frontEnd = spec.frontEnd;
    const Json json = {
        {"name", spec.name},
        {"version", spec.version},
        {"architecture", spec.architecture},
        {"front_end",
         {{"rate_hz", frontEnd.rateHz},
          {"fft_size", frontEnd.fftSize},
          {"hop_length", frontEnd.hopLength},
          {"bands", frontEnd.bands},
          {"columns", frontEnd.columns},
          {"floor_db", frontEnd.floorDb},
          {"excerpt_seconds", frontEnd.excerptSeconds},
          {"excerpts_per_song", frontEnd.excerptsPerSong}}},
        {"labels", spec.labels},
        {"embedding_size", spec.embeddingSize},
        {"weights_sha256", spec.weightsSha256},
        {"training_command", spec.trainingCommand},
        {"validation", {{"accuracy", spec.validationAccuracy}, {"precision_at_10", spec.validationPrecisionAt10}}},
    };
    return json.dump(2) + "\n";
}

} // namespace segue::inference
