// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inference/model_spec.h"

#include "engine/words/error.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>

namespace segue::inference {
namespace {

using Json = nlohmann::ordered_json;
constexpr int kLargestCount = 1 << 24; // of anything: a limit that keeps products of two in range
constexpr std::size_t kHashLength = 64;
constexpr const char* kTogetherKind = "together";

[[noreturn]] void refuse(const std::string& member, const std::string& why) {
    throw Error(ErrorKind::badFile, Message(MessageId::networkJsonWrong, {member, why}));
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

    [[nodiscard]] std::string pathOf(const std::string& member) const { return m_name.empty() ? member : m_name + "." + member; }

    [[nodiscard]] const Json& member(const std::string& name) const {
        const auto found = m_json.find(name);
        if (found == m_json.end())
            refuse(pathOf(name), "is missing");
        return *found;
    }

    [[nodiscard]] bool has(const std::string& name) const { return m_json.contains(name); }

    [[nodiscard]] Object object(const std::string& name) const { return {member(name), pathOf(name)}; }

    [[nodiscard]] std::string text(const std::string& name) const {
        const Json& value = member(name);
        if (!value.is_string() || value.get_ref<const std::string&>().empty())
            refuse(pathOf(name), "must be a text that is not empty");
        return value.get<std::string>();
    }

    [[nodiscard]] int count(const std::string& name, int largest = kLargestCount) const {
        const Json& value = member(name);
        if (!value.is_number_integer() || value < 1 || value > largest)
            refuse(pathOf(name), "must be a whole number from 1 to " + std::to_string(largest));
        return value.get<int>();
    }

    /// Throws if there is a member with another name: a member that is not understood may change what the network is fed
    /// with.
    void allowOnly(const std::set<std::string>& names) const {
        for (const auto& [name, value] : m_json.items())
            if (!names.contains(name))
                throw Error(ErrorKind::newer, Message(MessageId::networkJsonNewer, {pathOf(name)}));
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

/// Of a recipe not Segue's: all that it fixes must be there and as it fixes it, so that no reader has to know the recipes.
features::FrontEnd parseGuestFrontEnd(const Object& object, features::Recipe recipe) {
    object.allowOnly({"recipe", "rate_hz", "fft_size", "hop_length", "bands", "columns", "excerpt_seconds", "excerpts_per_song"});
    auto frontEnd = features::frontEndOf(recipe);
    const auto fixed = [&object](const std::string& name, int value) {
        if (object.count(name) != value)
            refuse(object.pathOf(name), "must be " + std::to_string(value) + " with this \"recipe\"");
    };
    fixed("rate_hz", frontEnd.rateHz);
    fixed("fft_size", frontEnd.fftSize);
    fixed("hop_length", frontEnd.hopLength);
    fixed("bands", frontEnd.bands);
    fixed("columns", frontEnd.columns);
    frontEnd.excerptSeconds = object.count("excerpt_seconds", 600);
    frontEnd.excerptsPerSong = object.count("excerpts_per_song", 100);
    return frontEnd;
}

features::FrontEnd parseFrontEnd(const Object& object) {
    if (object.has("recipe")) {
        const auto recipe = features::recipeNamed(object.text("recipe"));
        if (!recipe) // of a later version
            throw Error(ErrorKind::newer, Message(MessageId::networkJsonNewer, {object.pathOf("recipe")}));
        if (*recipe != features::Recipe::segue)
            return parseGuestFrontEnd(object, *recipe);
    }
    object.allowOnly({"recipe", "rate_hz", "fft_size", "hop_length", "bands", "columns", "floor_db", "excerpt_seconds",
                      "excerpts_per_song", "column_stride", "patches_per_excerpt"});
    features::FrontEnd frontEnd;
    frontEnd.rateHz = object.count("rate_hz", 192'000);
    frontEnd.fftSize = object.count("fft_size", 1 << 16);
    frontEnd.hopLength = object.count("hop_length", frontEnd.fftSize);
    frontEnd.bands = object.count("bands", 4096);
    frontEnd.columns = object.count("columns", 1 << 16);
    frontEnd.floorDb = static_cast<float>(object.number("floor_db", -200.0, -1.0));
    frontEnd.excerptSeconds = object.count("excerpt_seconds", 600);
    frontEnd.excerptsPerSong = object.count("excerpts_per_song", 100);
    if (object.has("column_stride"))
        frontEnd.columnStride = object.count("column_stride", 1 << 16);
    if (object.has("patches_per_excerpt"))
        frontEnd.patchesPerExcerpt = object.count("patches_per_excerpt", 1000);
    if (frontEnd.rateHz < 4000)
        refuse(object.pathOf("rate_hz"), "must be at least 4000");
    if (frontEnd.fftSize % 2 != 0)
        refuse(object.pathOf("fft_size"), "must be even");
    if (frontEnd.columnStride == 0 && frontEnd.patchesPerExcerpt > 1)
        refuse(object.pathOf("patches_per_excerpt"), "needs \"column_stride\"");
    return frontEnd;
}

Json formatFrontEnd(const features::FrontEnd& frontEnd) {
    if (frontEnd.recipe != features::Recipe::segue)
        return {{"recipe", features::nameOf(frontEnd.recipe)},
                {"rate_hz", frontEnd.rateHz},
                {"fft_size", frontEnd.fftSize},
                {"hop_length", frontEnd.hopLength},
                {"bands", frontEnd.bands},
                {"columns", frontEnd.columns},
                {"excerpt_seconds", frontEnd.excerptSeconds},
                {"excerpts_per_song", frontEnd.excerptsPerSong}};
    Json json = {{"rate_hz", frontEnd.rateHz},
                 {"fft_size", frontEnd.fftSize},
                 {"hop_length", frontEnd.hopLength},
                 {"bands", frontEnd.bands},
                 {"columns", frontEnd.columns},
                 {"floor_db", frontEnd.floorDb},
                 {"excerpt_seconds", frontEnd.excerptSeconds},
                 {"excerpts_per_song", frontEnd.excerptsPerSong}};
    if (frontEnd.columnStride != 0) {
        json["column_stride"] = frontEnd.columnStride;
        json["patches_per_excerpt"] = frontEnd.patchesPerExcerpt;
    }
    return json;
}

std::vector<std::string> parseLabels(const Object& root, bool mayBeEmpty) {
    const Json& list = root.member("labels");
    std::vector<std::string> labels;
    if (list.is_array())
        for (const Json& label : list)
            if (label.is_string())
                labels.push_back(label.get<std::string>());
    const bool distinct = std::set<std::string>(labels.begin(), labels.end()).size() == labels.size();
    if (!list.is_array() || (labels.empty() && !mayBeEmpty) || labels.size() != list.size() || !distinct)
        refuse("labels", "must be a list of different texts");
    return labels;
}

std::vector<EmbeddingPart> parseParts(const Object& root) {
    std::vector<EmbeddingPart> parts;
    if (!root.has("parts"))
        return parts;
    const Json& list = root.member("parts");
    if (!list.is_array() || list.empty())
        refuse("parts", "must be a list that is not empty");
    for (const Json& each : list) {
        const Object part(each, "parts");
        part.allowOnly({"name", "size", "weight"});
        parts.push_back({.name = part.text("name"),
                         .size = static_cast<std::size_t>(part.count("size")),
                         .weight = part.number("weight", 0.0, 1000.0)});
    }
    return parts;
}

// The embedding's parts must be its whole, and this version must be able to make them.
void checkParts(const ModelSpec& spec) {
    std::size_t size = 0;
    for (const EmbeddingPart& part : spec.parts)
        size += part.size;
    if (size != spec.embeddingSize)
        refuse("parts", "do not add up to the embedding's size");
    const bool known =
        spec.parts.size() <= 2 && spec.parts[0].name == kStylePart && (spec.parts.size() == 1 || spec.parts[1].name == kSoundPart);
    if (!known)
        throw Error(ErrorKind::newer, MessageId::networkEmbeddingsNewer);
}

std::string parseHash(const Object& root) {
    std::string hash = root.text("weights_sha256");
    if (hash.size() != kHashLength || hash.find_first_not_of("0123456789abcdef") != std::string::npos)
        refuse("weights_sha256", "must be 64 lower-case hexadecimal digits");
    return hash;
}

void parseFigures(const Object& root, ModelSpec& spec) {
    if (spec.frontEnd.recipe != features::Recipe::segue && !root.has("validation"))
        return;
    const Object validation = root.object("validation");
    spec.validationAccuracy = validation.number("accuracy", 0.0, 1.0);
    spec.validationPrecisionAt10 = validation.number("precision_at_10", 0.0, 1.0);
}

std::vector<float> parseNumbers(const Object& part, const std::string& name) {
    const Json& list = part.member(name);
    std::vector<float> numbers;
    if (list.is_array())
        for (const Json& number : list)
            if (number.is_number() && std::isfinite(number.get<float>()))
                numbers.push_back(number.get<float>());
    if (!list.is_array() || numbers.size() != list.size())
        refuse(part.pathOf(name), "must be a list of numbers");
    return numbers;
}

TogetherPart parseTogetherPart(const Json& json) {
    const Object object(json, "parts");
    object.allowOnly({"id", "weight", "mean", "scale"});
    TogetherPart part{.model = object.text("id"), .weight = object.number("weight", 0.0, kLargestPartWeight), .constants = {}};
    if (part.weight <= 0.0)
        refuse(object.pathOf("weight"), "must be more than 0");
    if (!object.has("mean"))
        return part;
    part.constants = {.mean = parseNumbers(object, "mean"), .scale = parseNumbers(object, "scale")};
    const auto& scale = part.constants.scale;
    if (scale.empty() || scale.size() != part.constants.mean.size() ||
        std::ranges::any_of(scale, [](float one) { return one <= 0.F; }))
        refuse(object.pathOf("scale"), "must have as many numbers above 0 as \"mean\" has");
    return part;
}

/// "musicnn, version 1" for "musicnn/1".
std::string titleOfPart(const std::string& model) {
    const auto slash = model.rfind('/');
    return slash == std::string::npos ? model : model.substr(0, slash) + ", version " + model.substr(slash + 1);
}

ModelSpec parseTogether(const Object& root) {
    if (root.text("kind") != kTogetherKind)
        throw Error(ErrorKind::newer, Message(MessageId::networkJsonNewer, {"kind"}));
    root.allowOnly({"kind", "name", "version", "parts"});
    ModelSpec spec;
    spec.name = root.text("name");
    spec.version = root.count("version");
    const Json& list = root.member("parts");
    if (!list.is_array())
        refuse("parts", "must be a list");
    for (const Json& each : list)
        spec.together.push_back(parseTogetherPart(each));
    checkTogether(spec);
    return spec;
}

std::string formatTogether(const ModelSpec& spec) {
    Json parts = Json::array();
    for (const TogetherPart& part : spec.together) {
        Json one{{"id", part.model}, {"weight", part.weight}};
        if (!part.constants.isIdentity()) {
            one["mean"] = part.constants.mean;
            one["scale"] = part.constants.scale;
        }
        parts.push_back(std::move(one));
    }
    return Json{{"kind", kTogetherKind}, {"name", spec.name}, {"version", spec.version}, {"parts", std::move(parts)}}.dump(2) +
           "\n";
}

std::string parseSplit(const Object& root) {
    std::string split = root.has("split") ? root.text("split") : "artists";
    if (split != "artists" && split != "clips")
        refuse("split", "must be \"artists\" or \"clips\"");
    return split;
}

} // namespace

void checkTogether(const ModelSpec& spec) {
    if (spec.together.size() < kFewestParts)
        throw Error(ErrorKind::usage, MessageId::networkPartsTooFew);
    if (spec.together.size() > kMostParts)
        refuse("parts", "must be at most " + std::to_string(kMostParts));
    std::set<std::string> ids;
    for (const TogetherPart& part : spec.together) {
        if (part.model == spec.id())
            refuse("parts", "must not name itself");
        if (!ids.insert(part.model).second)
            throw Error(ErrorKind::usage, Message(MessageId::networkPartTwice, {titleOfPart(part.model)}));
    }
}

ModelSpec parseModelSpec(const std::string& json) {
    const Json parsed = Json::parse(json, nullptr, false);
    if (!parsed.is_object())
        throw Error(ErrorKind::badFile, MessageId::networkJsonNoObject);
    const Object root(parsed, "");
    if (root.has("kind"))
        return parseTogether(root);
    ModelSpec spec;
    spec.name = root.text("name");
    spec.version = root.count("version");
    spec.architecture = root.text("architecture");
    spec.frontEnd = parseFrontEnd(root.object("front_end"));
    spec.labels = parseLabels(root, spec.frontEnd.recipe != features::Recipe::segue);
    spec.embeddingSize = static_cast<std::size_t>(root.count("embedding_size"));
    spec.parts = parseParts(root);
    if (!spec.parts.empty())
        checkParts(spec);
    const std::string hash = parseHash(root);
    spec.weightsSha256 = hash;
    spec.trainingCommand = root.text("training_command");
    parseFigures(root, spec);
    spec.split = parseSplit(root);
    if (root.has("training_seconds"))
        spec.trainingSeconds = root.number("training_seconds", 0.0, 1e9);
    return spec;
}

std::string formatModelSpec(const ModelSpec& spec) {
    if (spec.isTogether())
        return formatTogether(spec);
    Json json = {
        {"name", spec.name},
        {"version", spec.version},
        {"architecture", spec.architecture},
        {"front_end", formatFrontEnd(spec.frontEnd)},
        {"labels", spec.labels},
        {"embedding_size", spec.embeddingSize},
        {"weights_sha256", spec.weightsSha256},
        {"training_command", spec.trainingCommand},
    };
    if (spec.frontEnd.recipe == features::Recipe::segue || spec.validationAccuracy || spec.validationPrecisionAt10)
        json["validation"] = {{"accuracy", spec.validationAccuracy.value_or(0.0)},
                              {"precision_at_10", spec.validationPrecisionAt10.value_or(0.0)}};
    for (const EmbeddingPart& part : spec.parts)
        json["parts"].push_back({{"name", part.name}, {"size", part.size}, {"weight", part.weight}});
    if (spec.split != "artists")
        json["split"] = spec.split;
    if (spec.trainingSeconds)
        json["training_seconds"] = *spec.trainingSeconds;
    return json.dump(2) + "\n";
}

} // namespace segue::inference
