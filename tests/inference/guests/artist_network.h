// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace segue::test {

/// Changes one array of the network before it is written.
using ArrayChange = std::function<void(const std::string& name, std::vector<float>& values, std::vector<std::size_t>& shape)>;

/// The artist network in the form in which it is published, of numbers that mean nothing.
void writeArtistNetwork(const std::filesystem::path& file, const ArrayChange& change = {});

} // namespace segue::test
