// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/bring/pickle.h"

#include <bit>
#include <cmath>
#include <cstdlib>
#include <unordered_map>
#include <utility>

namespace segue::bring {

namespace {

constexpr std::size_t kMostValues = 16'000'000;
constexpr std::size_t kLongestLine = 64U << 10U;
constexpr int kNewestProtocol = 5;
using Kind = Pickle::Value::Kind;

/// Python's own names that a player's file needs.
constexpr std::string_view kEncode = "_codecs encode";
constexpr std::string_view kRebuild = "copy_reg _reconstructor", kRebuild3 = "copyreg _reconstructor";
constexpr std::string_view kDictionary = "__builtin__ dict", kDictionary3 = "builtins dict";

bool isRebuild(std::string_view name) { return name == kRebuild || name == kRebuild3; }
bool isDictionary(std::string_view name) { return name == kDictionary || name == kDictionary3; }

/// UTF-8 of Latin-1's letters back to their bytes; others are left as they are.
std::string latinBytes(std::string_view text) {
    std::string bytes;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto lead = static_cast<unsigned char>(text[i]);
        if ((lead == 0xC2 || lead == 0xC3) && i + 1 < text.size())
            bytes += static_cast<char>((lead << 6U) | (static_cast<unsigned char>(text[++i]) & 0x3FU));
        else
            bytes += text[i];
    }
    return bytes;
}

} // namespace

/// Python's stack machine, cut down to what makes values.
class Pickle::Machine final {
public:
    Machine(std::string_view bytes, IsKnown isKnown, std::deque<Value>& values)
        : m_bytes(bytes)
        , m_isKnown(isKnown)
        , m_values(values) {}

    const Value* run() {
        while (true) {
            const auto code = static_cast<unsigned char>(take(1)[0]);
            if (code == '.')
                return pop();
            if (!runSimple(code) && !runNumber(code) && !runText(code) && !runContainer(code) && !runMemo(code) && !runObject(code))
                throw PickleRefused("opcode " + std::to_string(code));
        }
    }

private:
    std::string_view take(std::size_t count) {
        if (count > m_bytes.size() - m_at)
            throw PickleRefused("cut short");
        return m_bytes.substr(std::exchange(m_at, m_at + count), count);
    }

    std::string_view line() {
        const auto end = m_bytes.find('\n', m_at);
        if (end == std::string_view::npos || end - m_at > kLongestLine)
            throw PickleRefused("cut short");
        const auto text = take(end - m_at);
        ++m_at;
        return text;
    }

    /// Little endian.
    std::uint64_t number(std::size_t bytes) {
        std::uint64_t value = 0;
        const auto digits = take(bytes);
        for (std::size_t i = bytes; i-- > 0;)
            value = value << 8U | static_cast<unsigned char>(digits[i]);
        return value;
    }

    Value* make(Kind kind) {
        if (m_values.size() >= kMostValues)
            throw PickleRefused("too large");
        m_values.emplace_back().kind = kind;
        return &m_values.back();
    }
    void push(Value* value) { m_stack.push_back(value); }
    void pushNumber(double value) {
        auto* made = make(Kind::number);
        made->number = value;
        push(made);
    }
    void pushText(std::string text) {
        auto* made = make(Kind::text);
        made->text = std::move(text);
        push(made);
    }

    [[nodiscard]] std::size_t bottom() const { return m_marks.empty() ? 0 : m_marks.back(); }
    Value* pop() {
        if (m_stack.size() <= bottom())
            throw PickleRefused("no value");
        auto* value = m_stack.back();
        m_stack.pop_back();
        return value;
    }
    Value* top() {
        if (m_stack.size() <= bottom())
            throw PickleRefused("no value");
        return m_stack.back();
    }
    std::vector<Value*> popToMark() {
        if (m_marks.empty())
            throw PickleRefused("no mark");
        const auto mark = static_cast<std::ptrdiff_t>(m_marks.back());
        m_marks.pop_back();
        std::vector<Value*> items(m_stack.begin() + mark, m_stack.end());
        m_stack.resize(static_cast<std::size_t>(mark));
        return items;
    }
    void extend(Kind kind, const std::vector<Value*>& items) {
        auto* to = top();
        if (to->kind != kind || (kind == Kind::dictionary && items.size() % 2 != 0))
            throw PickleRefused("value of another kind");
        to->items.insert(to->items.end(), items.begin(), items.end());
    }
    Value* listOf(std::vector<Value*> items, Kind kind = Kind::list) {
        auto* made = make(kind);
        made->items = std::move(items);
        return made;
    }

    bool runSimple(unsigned char code) {
        switch (code) {
        case 0x80: // protocol
            if (static_cast<unsigned char>(take(1)[0]) > kNewestProtocol)
                throw PickleRefused("newer protocol");
            return true;
        case 0x95: // a frame: how much follows
            take(8);
            return true;
        case '(':
            m_marks.push_back(m_stack.size());
            return true;
        case '0':
            pop();
            return true;
        case '1':
            popToMark();
            return true;
        case '2':
            push(top());
            return true;
        case 'N':
            push(make(Kind::none));
            return true;
        default:
            return false;
        }
    }

    bool runNumber(unsigned char code) {
        switch (code) {
        case 0x88:
        case 0x89:
            pushNumber(code == 0x88 ? 1.0 : 0.0);
            return true;
        case 'I':
        case 'L':
        case 'F':
            pushNumber(std::strtod(std::string(line()).c_str(), nullptr));
            return true;
        case 'J':
            pushNumber(static_cast<std::int32_t>(static_cast<std::uint32_t>(number(4))));
            return true;
        case 'K':
        case 'M':
            pushNumber(static_cast<double>(number(code == 'K' ? 1 : 2)));
            return true;
        case 0x8A:
        case 0x8B:
            pushNumber(longNumber(number(code == 0x8A ? 1 : 4)));
            return true;
        case 'G': { // big endian
            std::uint64_t bits = 0;
            for (const char byte : take(8))
                bits = bits << 8U | static_cast<unsigned char>(byte);
            pushNumber(std::bit_cast<double>(bits));
            return true;
        }
        default:
            return false;
        }
    }

    /// Two's complement of any length.
    double longNumber(std::uint64_t bytes) {
        const auto digits = take(static_cast<std::size_t>(bytes));
        double value = 0.0;
        for (std::size_t i = digits.size(); i-- > 0;)
            value = value * 256.0 + static_cast<unsigned char>(digits[i]);
        const bool isNegative = !digits.empty() && (static_cast<unsigned char>(digits.back()) & 0x80U) != 0;
        return isNegative ? value - std::ldexp(1.0, static_cast<int>(8 * std::min<std::size_t>(digits.size(), 100))) : value;
    }

    bool runText(unsigned char code) {
        switch (code) {
        case 'U':
        case 'C':
        case 0x8C:
            pushText(std::string(take(static_cast<std::size_t>(number(1)))));
            return true;
        case 'T':
        case 'X':
        case 'B':
            pushText(std::string(take(static_cast<std::size_t>(number(4)))));
            return true;
        case 0x8D:
        case 0x8E:
            pushText(std::string(take(static_cast<std::size_t>(number(8)))));
            return true;
        case 'S': { // in quotes
            auto text = line();
            if (text.size() >= 2)
                text = text.substr(1, text.size() - 2);
            pushText(std::string(text));
            return true;
        }
        case 'V':
            pushText(std::string(line()));
            return true;
        default:
            return false;
        }
    }

    bool runContainer(unsigned char code) {
        switch (code) {
        case ']':
        case ')':
            push(make(Kind::list));
            return true;
        case '}':
            push(make(Kind::dictionary));
            return true;
        case 'l':
        case 't':
            push(listOf(popToMark()));
            return true;
        case 'd':
            push(listOf(popToMark(), Kind::dictionary));
            return true;
        case 0x85:
        case 0x86:
        case 0x87: {
            std::vector<Value*> items(code - 0x84U);
            for (std::size_t i = items.size(); i-- > 0;)
                items[i] = pop();
            push(listOf(std::move(items)));
            return true;
        }
        case 'a': {
            auto* item = pop();
            extend(Kind::list, {item});
            return true;
        }
        case 'e':
            extend(Kind::list, popToMark());
            return true;
        case 's': {
            auto* value = pop();
            auto* key = pop();
            extend(Kind::dictionary, {key, value});
            return true;
        }
        case 'u':
            extend(Kind::dictionary, popToMark());
            return true;
        default:
            return false;
        }
    }

    bool runMemo(unsigned char code) {
        switch (code) {
        case 'p':
            m_memo[std::strtoull(std::string(line()).c_str(), nullptr, 10)] = top();
            return true;
        case 'q':
        case 'r':
            m_memo[number(code == 'q' ? 1 : 4)] = top();
            return true;
        case 0x94:
            m_memo[m_memo.size()] = top();
            return true;
        case 'g':
            recall(std::strtoull(std::string(line()).c_str(), nullptr, 10));
            return true;
        case 'h':
        case 'j':
            recall(number(code == 'h' ? 1 : 4));
            return true;
        default:
            return false;
        }
    }

    void recall(std::uint64_t place) {
        const auto found = m_memo.find(place);
        if (found == m_memo.end())
            throw PickleRefused("nothing remembered");
        push(found->second);
    }

    bool runObject(unsigned char code) {
        switch (code) {
        case 'c': {
            const std::string module(line());
            pushName(module + ' ' + std::string(line()));
            return true;
        }
        case 0x93: {
            const auto name = pop()->text;
            pushName(pop()->text + ' ' + name);
            return true;
        }
        case 0x81: // an object of a class
        case 'R': {
            const auto* given = pop();
            const auto* callee = pop();
            push(made(*callee, *given));
            return true;
        }
        case 'b': // what an object holds beside its items
            pop();
            top();
            return true;
        default:
            return false;
        }
    }

    void pushName(std::string name) {
        if (name != kEncode && !isRebuild(name) && !isDictionary(name) && !m_isKnown(name))
            throw PickleRefused(name);
        auto* value = make(Kind::name);
        value->text = std::move(name);
        push(value);
    }

    Value* made(const Value& callee, const Value& given) {
        if (callee.kind != Kind::name)
            throw PickleRefused("call of no class");
        if (callee.text == kEncode) {
            if (given.items.empty())
                throw PickleRefused(callee.text);
            auto* text = make(Kind::text);
            text->text = latinBytes(given.items.front()->text);
            return text;
        }
        auto* object = make(Kind::dictionary);
        for (const auto* item : given.items)
            if (item->kind == Kind::dictionary)
                object->items = item->items;
        return object;
    }

    std::string_view m_bytes;
    std::size_t m_at = 0;
    IsKnown m_isKnown;
    std::deque<Value>& m_values;
    std::vector<Value*> m_stack;
    std::vector<std::size_t> m_marks;
    std::unordered_map<std::uint64_t, Value*> m_memo;
};

Pickle::Pickle(std::string_view bytes, IsKnown isKnown)
    : m_root(Machine(bytes, isKnown, m_values).run()) {}

const Pickle::Value* Pickle::Value::find(std::string_view key) const {
    if (kind == Kind::dictionary)
        for (std::size_t i = 0; i + 1 < items.size(); i += 2)
            if (items[i]->text == key)
                return items[i + 1];
    return nullptr;
}

} // namespace segue::bring
