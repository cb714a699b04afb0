// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/bring/xml_stream.h"

#include <exception>
#include <expat.h>
#include <memory>
#include <new>
#include <string>
#include <vector>

namespace segue::bring {

namespace {

constexpr int kDeepest = 64;
constexpr std::size_t kLongestText = 4U << 20U;

/// expat with its callbacks.
class Parser final {
public:
    Parser(const Reading& reading, XmlVisitor& visitor)
        : m_reading(reading)
        , m_visitor(visitor)
        , m_parser(XML_ParserCreate(nullptr)) {
        if (!m_parser)
            throw std::bad_alloc();
        XML_SetUserData(m_parser.get(), this);
        XML_SetElementHandler(m_parser.get(), &Parser::onBegin, &Parser::onEnd);
        XML_SetCharacterDataHandler(m_parser.get(), &Parser::onText);
    }

    void parse(std::span<const char> block, bool isLast) {
        const auto status = XML_Parse(m_parser.get(), block.data(), static_cast<int>(block.size()), isLast ? 1 : 0);
        if (m_failure)
            std::rethrow_exception(m_failure);
        if (status == XML_STATUS_ERROR) {
            const auto code = XML_GetErrorCode(m_parser.get());
            if (code == XML_ERROR_NO_MEMORY)
                throw std::bad_alloc();
            throw damaged(m_reading, std::string(XML_ErrorString(code)) + ", line " +
                                         std::to_string(XML_GetCurrentLineNumber(m_parser.get())));
        }
    }

private:
    struct Free {
        void operator()(XML_Parser parser) const { XML_ParserFree(parser); }
    };

    static void onBegin(void* self, const XML_Char* name, const XML_Char** attributes) {
        static_cast<Parser*>(self)->run([&](Parser& parser) {
            if (++parser.m_depth > kDeepest)
                throw damaged(parser.m_reading, name);
            parser.m_text.clear();
            parser.m_attributes.clear();
            for (auto at = attributes; *at != nullptr; at += 2)
                parser.m_attributes.emplace_back(at[0], at[1]);
            parser.m_visitor.begin(name, parser.m_attributes);
        });
    }

    static void onEnd(void* self, const XML_Char* name) {
        static_cast<Parser*>(self)->run([&](Parser& parser) {
            --parser.m_depth;
            parser.m_visitor.end(name, parser.m_text);
            parser.m_text.clear();
        });
    }

    static void onText(void* self, const XML_Char* text, int size) {
        static_cast<Parser*>(self)->run([&](Parser& parser) {
            if (parser.m_text.size() + static_cast<std::size_t>(size) > kLongestText)
                throw damaged(parser.m_reading, "> 4 MB");
            parser.m_text.append(text, static_cast<std::size_t>(size));
        });
    }

    /// No exception may pass through the C library.
    template <typename Work>
    void run(Work&& work) noexcept {
        if (m_failure)
            return;
        try {
            work(*this);
        } catch (...) {
            m_failure = std::current_exception();
            XML_StopParser(m_parser.get(), XML_FALSE);
        }
    }

    const Reading& m_reading;
    XmlVisitor& m_visitor;
    std::unique_ptr<XML_ParserStruct, Free> m_parser;
    std::string m_text;
    std::vector<XmlVisitor::Attribute> m_attributes;
    int m_depth = 0;
    std::exception_ptr m_failure;
};

} // namespace

void readXml(const Reading& reading, XmlVisitor& visitor) {
    Parser parser(reading, visitor);
    readBlocks(reading, [&](std::span<const char> block) {
        parser.parse(block, false);
        return true;
    });
    parser.parse({}, true);
}

} // namespace segue::bring
