// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/audio/tagging/recording_id_reading.h"

#include "engine/audio/tagging/tag_file.h"

namespace segue::audio::tagging {

namespace {

constexpr std::string_view kShape = "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx";

} // namespace

std::string recordingIdIn(std::string_view text) {
    if (text.size() != kShape.size())
        return {};
    std::string id(text);
    for (std::size_t i = 0; i < id.size(); ++i) {
        char& c = id[i];
        if (c >= 'A' && c <= 'F')
            c = static_cast<char>(c - 'A' + 'a');
        const bool isDigit = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
        if (kShape[i] == '-' ? c != '-' : !isDigit)
            return {};
    }
    return id;
}

std::string readRecordingId(const std::filesystem::path& path, const AskFfmpeg& ask) {
    requireReadable(path);
    try {
        TagFile file(path, false);
        auto fields = file.file() != nullptr ? file.fields() : ask(path, false).fields;
        fields.decode(false);
        for (const auto& text : fields.texts(Field::recordingId))
            if (auto id = recordingIdIn(text); !id.empty())
                return id;
    } catch (const std::exception&) { // tags too broken for the library tell nothing
    }
    return {};
}

} // namespace segue::audio::tagging
