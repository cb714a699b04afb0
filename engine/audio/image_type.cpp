// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/audio/image_type.h"

#include <algorithm>
#include <string_view>

namespace segue::audio {

std::string imageType(std::span<const std::byte> bytes) {
    const std::string_view head(reinterpret_cast<const char*>(bytes.data()), std::min<std::size_t>(bytes.size(), 12));
    if (head.starts_with("\xFF\xD8\xFF"))
        return "image/jpeg";
    if (head.starts_with("\x89PNG"))
        return "image/png";
    if (head.starts_with("GIF8"))
        return "image/gif";
    if (head.starts_with("BM"))
        return "image/bmp";
    if (head.starts_with("RIFF") && head.size() == 12 && head.substr(8) == "WEBP")
        return "image/webp";
    return {};
}

} // namespace segue::audio
