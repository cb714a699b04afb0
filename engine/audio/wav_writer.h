// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <span>

namespace segue::audio {

/// Writes @p interleaved [frames, channels] in [-1, 1] as 16-bit PCM, louder samples clipped. The file appears complete
/// or not at all. Any thread. Throws Error{noSpace}, Error{io} or Error{usage} like writeAudio().
void writeWav(const std::filesystem::path& path, std::span<const float> interleaved, int rateHz, int channels);

} // namespace segue::audio
