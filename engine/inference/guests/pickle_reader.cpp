// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inference/guests/pickle_reader.h"

#include "engine/inference/guests/published_arrays.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <memory>
#include <utility>

namespace segue::inference {

namespace {

constexpr std::size_t kMostSteps = 400'000; // of each some hundred bytes remain; a real pickle has some ten thousand
constexpr std::size_t kLongestName = 500;   // bytes; they are copied
constexpr std::size_t kMostAxes = 16;
constexpr int kDeepest = 16; // tuples in tuples; a real pickle has three

enum class Kind : std::uint8_t { none, mark, number, text, tuple, dictionary, name, storage, tensor };
enum class Name : std::uint8_t { orderedDict, rebuildTensor, rebuildParameter, floats, others };

/// What the steps of a pickle work on. Immutable but for dictionaries, which hold tensors only: so nothing holds itself.
struct Value {
    Kind kind = Kind::none;
    std::int64_t number = 0;  ///< also of a boolean
    std::string text;         ///< also the key of a storage
    Name name = Name::others; ///< also the kind of a storage
    int depth = 0;
    std::vector<std::shared_ptr<Value>> items;                  ///< of a tuple
    std::vector<std::pair<std::string, PickledTensor>> entries; ///< of a dictionary
    PickledTensor tensor;
};
using Held = std::shared_ptr<Value>;

Held held(Value value) { return std::make_shared<Value>(std::move(value)); }

class Machine final {
public:
    Machine(const std::filesystem::path& file, std::string_view bytes)
        : m_file(file)
        , m_left(bytes) {}

    std::vector<PickledTensor> run() {
        for (std::size_t steps = 0; steps < kMostSteps; ++steps) {
            const auto code = static_cast<unsigned char>(take(1).front());
            if (code == '.')
                return result();
            step(code);
        }
        refuse("it has too many steps");
    }

private:
    [[noreturn]] void refuse(const std::string& why) const { refusePublished(m_file, why); }

    std::string_view take(std::size_t count) {
        if (count > m_left.size())
            refuse("its pickle is cut short");
        const auto taken = m_left.substr(0, count);
        m_left.remove_prefix(count);
        return taken;
    }

    std::uint64_t unsignedOf(std::size_t bytes) {
        std::uint64_t value = 0;
        const auto taken = take(bytes);
        for (std::size_t i = 0; i < bytes; ++i)
            value |= static_cast<std::uint64_t>(static_cast<unsigned char>(taken[i])) << (8 * i);
        return value;
    }

    std::string_view line() {
        const auto end = m_left.find('\n');
        if (end == std::string_view::npos)
            refuse("its pickle is cut short");
        const auto taken = take(end);
        take(1);
        return taken;
    }

    void push(Value value) { m_stack.push_back(held(std::move(value))); }
    void pushNumber(std::int64_t number) { push({.kind = Kind::number, .number = number}); }

    Held pop() {
        if (m_stack.empty() || m_stack.back()->kind == Kind::mark)
            refuse("its pickle is broken");
        auto top = std::move(m_stack.back());
        m_stack.pop_back();
        return top;
    }

    std::vector<Held> popToMark() {
        std::size_t from = m_stack.size();
        while (from > 0 && m_stack[from - 1]->kind != Kind::mark)
            --from;
        if (from == 0)
            refuse("its pickle is broken");
        const auto first = m_stack.begin() + static_cast<std::ptrdiff_t>(from);
        std::vector<Held> items(std::make_move_iterator(first), std::make_move_iterator(m_stack.end()));
        m_stack.resize(from - 1);
        return items;
    }

    void pushTuple(std::vector<Held> items) {
        Value tuple{.kind = Kind::tuple};
        for (const Held& item : items)
            tuple.depth = std::max(tuple.depth, item->depth + 1);
        if (tuple.depth > kDeepest)
            refuse("its pickle is nested too deeply");
        tuple.items = std::move(items);
        push(std::move(tuple));
    }

    void pushTupleOf(std::size_t count) {
        std::vector<Held> items(count);
        for (std::size_t i = count; i > 0; --i)
            items[i - 1] = pop();
        pushTuple(std::move(items));
    }

    void step(unsigned char code);
    void stepOfNumbers(unsigned char code);
    void pushLong();
    void pushName();
    void pushStorage();
    void reduce();
    void rebuild(const std::vector<Held>& arguments);
    void fill(const std::vector<Held>& pairs);
    [[nodiscard]] std::vector<std::int64_t> lengthsOf(const Value& tuple) const;
    std::vector<PickledTensor> result();

    const std::filesystem::path& m_file;
    std::string_view m_left;
    std::vector<Held> m_stack;
    std::map<std::uint64_t, Held> m_memo;
};

void Machine::step(unsigned char code) {
    const auto keep = [this](std::uint64_t place) {
        if (m_stack.empty() || m_stack.back()->kind == Kind::mark)
            refuse("its pickle is broken");
        m_memo[place] = m_stack.back();
    };
    const auto recall = [this](std::uint64_t place) {
        const auto found = m_memo.find(place);
        if (found == m_memo.end())
            refuse("its pickle is broken");
        m_stack.push_back(found->second);
    };
    switch (code) {
    case 0x80: // PROTO
        if (unsignedOf(1) != 2)
            refuse("its pickle is of another protocol than PyTorch's");
        return;
    case 'q': // BINPUT
        return keep(unsignedOf(1));
    case 'r': // LONG_BINPUT
        return keep(unsignedOf(4));
    case 'h': // BINGET
        return recall(unsignedOf(1));
    case 'j': // LONG_BINGET
        return recall(unsignedOf(4));
    case '(':
        return push({.kind = Kind::mark});
    case '}': // EMPTY_DICT
        return push({.kind = Kind::dictionary});
    case ')': // EMPTY_TUPLE
        return pushTuple({});
    case 't': // TUPLE
        return pushTuple(popToMark());
    case 0x85: // TUPLE1 to TUPLE3
    case 0x86:
    case 0x87:
        return pushTupleOf(code - 0x84U);
    case 's': { // SETITEM
        const Held value = pop();
        const Held key = pop();
        return fill({key, value});
    }
    case 'u': // SETITEMS
        return fill(popToMark());
    case 'c': // GLOBAL
        return pushName();
    case 'Q': // BINPERSID
        return pushStorage();
    case 'R':
        return reduce();
    case 'b': { // BUILD: the versions of the modules, which say nothing about tensors
        const Held state = pop();
        if (m_stack.empty() || m_stack.back()->kind != Kind::dictionary)
            refuse("its pickle is broken");
        return;
    }
    default:
        return stepOfNumbers(code);
    }
}

void Machine::stepOfNumbers(unsigned char code) {
    switch (code) {
    case 'N': // NONE
        return push({.kind = Kind::none});
    case 0x88: // NEWTRUE, NEWFALSE
    case 0x89:
        return pushNumber(code == 0x88 ? 1 : 0);
    case 'K': // BININT1
        return pushNumber(static_cast<std::int64_t>(unsignedOf(1)));
    case 'M': // BININT2
        return pushNumber(static_cast<std::int64_t>(unsignedOf(2)));
    case 'J': // BININT
        return pushNumber(static_cast<std::int32_t>(unsignedOf(4)));
    case 0x8A: // LONG1
        return pushLong();
    case 'G': // BINFLOAT
        take(8);
        return push({.kind = Kind::none});
    case 'X': { // BINUNICODE
        const auto length = unsignedOf(4);
        return push({.kind = Kind::text, .text = std::string(take(length))});
    }
    default:
        refuse("its pickle has a step (" + std::to_string(code) + ") that no array of numbers needs");
    }
}

void Machine::pushLong() {
    const auto bytes = unsignedOf(1);
    if (bytes > 8)
        refuse("its pickle has an impossible number");
    std::uint64_t value = unsignedOf(bytes);
    if (bytes > 0 && bytes < 8 && ((value >> (8 * bytes - 1)) & 1U) != 0)
        value |= ~std::uint64_t{0} << (8 * bytes);
    pushNumber(static_cast<std::int64_t>(value));
}

void Machine::pushName() {
    static const std::map<std::pair<std::string, std::string>, Name> known{
        {{"collections", "OrderedDict"}, Name::orderedDict},
        {{"torch._utils", "_rebuild_tensor_v2"}, Name::rebuildTensor},
        {{"torch._utils", "_rebuild_parameter"}, Name::rebuildParameter},
        {{"torch", "FloatStorage"}, Name::floats},
        {{"torch", "LongStorage"}, Name::others},
        {{"torch", "IntStorage"}, Name::others},
        {{"torch", "DoubleStorage"}, Name::others},
        {{"torch", "HalfStorage"}, Name::others},
        {{"torch", "BFloat16Storage"}, Name::others},
        {{"torch", "ShortStorage"}, Name::others},
        {{"torch", "ByteStorage"}, Name::others},
        {{"torch", "CharStorage"}, Name::others},
        {{"torch", "BoolStorage"}, Name::others}};
    const std::string module(line()), name(line());
    const auto found = known.find({module, name});
    if (found == known.end())
        refuse("its pickle would run code (" + module.substr(0, 40) + "." + name.substr(0, 40) + "), which Segue does not");
    push({.kind = Kind::name, .name = found->second});
}

/// ("storage", kind, key, place, numbers)
void Machine::pushStorage() {
    const Held id = pop();
    const auto& items = id->items;
    const bool isWhole = id->kind == Kind::tuple && items.size() == 5 && items[0]->text == "storage" &&
                         items[1]->kind == Kind::name && items[2]->kind == Kind::text && items[2]->text.size() <= kLongestName;
    if (!isWhole)
        refuse("its pickle names numbers that are not there");
    push({.kind = Kind::storage, .text = items[2]->text, .name = items[1]->name});
}

void Machine::reduce() {
    const Held arguments = pop();
    const Held called = pop();
    if (called->kind != Kind::name || arguments->kind != Kind::tuple)
        refuse("its pickle is broken");
    switch (called->name) {
    case Name::orderedDict:
        if (!arguments->items.empty())
            refuse("its pickle has a dictionary that is made in another way");
        return push({.kind = Kind::dictionary});
    case Name::rebuildTensor:
        return rebuild(arguments->items);
    case Name::rebuildParameter:
        if (arguments->items.empty() || arguments->items[0]->kind != Kind::tensor)
            refuse("its pickle is broken");
        m_stack.push_back(arguments->items[0]);
        return;
    default:
        refuse("its pickle calls what is no function");
    }
}

std::vector<std::int64_t> Machine::lengthsOf(const Value& tuple) const {
    std::vector<std::int64_t> lengths;
    for (const Held& item : tuple.items) {
        if (item->kind != Kind::number || item->number < 0)
            refuse("its pickle has an array of an impossible shape");
        lengths.push_back(item->number);
    }
    return lengths;
}

/// (storage, offset, shape, strides, needs gradient, hooks, ...)
void Machine::rebuild(const std::vector<Held>& arguments) {
    const bool isWhole = arguments.size() >= 4 && arguments[0]->kind == Kind::storage && arguments[1]->kind == Kind::number &&
                         arguments[1]->number >= 0 && arguments[2]->kind == Kind::tuple && arguments[3]->kind == Kind::tuple &&
                         arguments[2]->items.size() == arguments[3]->items.size() && arguments[2]->items.size() <= kMostAxes;
    if (!isWhole)
        refuse("its pickle has an array that is not described");
    PickledTensor tensor{.name = {},
                         .storage = arguments[0]->text,
                         .isFloat = arguments[0]->name == Name::floats,
                         .offset = static_cast<std::uint64_t>(arguments[1]->number),
                         .shape = lengthsOf(*arguments[2])};
    const auto strides = lengthsOf(*arguments[3]);
    std::int64_t expected = 1;
    static_cast<void>(valuesOf(m_file, "?", tensor.shape)); // the product below cannot overflow
    for (std::size_t i = tensor.shape.size(); i > 0; --i) {
        if (tensor.shape[i - 1] > 1 && strides[i - 1] != expected)
            refuse("its pickle has an array whose numbers lie in another order");
        expected *= std::max<std::int64_t>(tensor.shape[i - 1], 1);
    }
    push({.kind = Kind::tensor, .tensor = std::move(tensor)});
}

/// @param pairs key, value, key, value ... for the dictionary on the stack
void Machine::fill(const std::vector<Held>& pairs) {
    if (m_stack.empty() || m_stack.back()->kind != Kind::dictionary || pairs.size() % 2 != 0)
        refuse("its pickle is broken");
    auto& entries = m_stack.back()->entries;
    for (std::size_t i = 0; i < pairs.size(); i += 2)
        if (pairs[i]->kind == Kind::text && pairs[i]->text.size() <= kLongestName && pairs[i + 1]->kind == Kind::tensor)
            entries.emplace_back(pairs[i]->text, pairs[i + 1]->tensor);
}

std::vector<PickledTensor> Machine::result() {
    const Held top = pop();
    if (top->kind != Kind::dictionary)
        refuse("its pickle is no dictionary of arrays");
    std::vector<PickledTensor> tensors;
    for (auto& [name, tensor] : top->entries) {
        tensors.push_back(tensor);
        tensors.back().name = name;
    }
    return tensors;
}

} // namespace

std::vector<PickledTensor> readPickle(const std::filesystem::path& file, std::string_view bytes) {
    return Machine(file, bytes).run();
}

} // namespace segue::inference
