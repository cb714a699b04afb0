// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/bring/reading.h"

#include <span>
#include <string_view>
#include <utility>

namespace segue::bring {

/// Is shown an XML file element by element; the texts live only during the call.
class XmlVisitor {
public:
    using Attribute = std::pair<std::string_view, std::string_view>;
    virtual ~XmlVisitor() = default;
    virtual void begin(std::string_view name, std::span<const Attribute> attributes) = 0;
    /// @param text what stands directly in it, behind its last inner element
    virtual void end(std::string_view name, std::string_view text) = 0;
};

/// Reads an XML file as it comes, in the memory of one element. Nothing that it refers to is fetched. Throws Error{io, badFile}
/// (no XML, cut short, nested deeper than 64, a text of more than 4 MB), Stopped.
void readXml(const Reading& reading, XmlVisitor& visitor);

} // namespace segue::bring
