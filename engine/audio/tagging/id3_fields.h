// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/audio/tagging/fields.h"

namespace TagLib::ID3v1 {
class Tag;
}
namespace TagLib::ID3v2 {
class Tag;
}

namespace segue::audio::tagging {

/// An ID3v2 tag's fields; what it calls Latin-1 is of no known code.
[[nodiscard]] Fields fieldsOfId3v2(const TagLib::ID3v2::Tag& tag);
/// @param tag may be null
[[nodiscard]] Fields fieldsOfId3v1(const TagLib::ID3v1::Tag* tag);

} // namespace segue::audio::tagging
