// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inference/offers/download_plan.h"

#include <charconv>
#include <system_error>

namespace segue::inference {

namespace {

constexpr std::string_view kNoteMagic = "segue-part 1\n";
constexpr std::size_t kLongestEtag = 256;

/// Up to the separator, which goes too; none: it is not there.
std::optional<std::string_view> cut(std::string_view& text, std::string_view separator) {
    const auto end = text.find(separator);
    if (end == std::string_view::npos)
        return std::nullopt;
    const auto piece = text.substr(0, end);
    text.remove_prefix(end + separator.size());
    return piece;
}

std::optional<std::uint64_t> number(std::string_view text) {
    std::uint64_t value = 0;
    const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), value);
    return failed == std::errc() && end == text.data() + text.size() && !text.empty() ? std::optional(value) : std::nullopt;
}

/// "bytes 100-199/200"; a whole length of "*" is not known.
struct ContentRange {
    std::uint64_t first = 0, last = 0;
    std::optional<std::uint64_t> whole;
};
std::optional<ContentRange> readRange(std::string_view text) {
    constexpr std::string_view kUnit = "bytes ";
    if (!text.starts_with(kUnit))
        return std::nullopt;
    text.remove_prefix(kUnit.size());
    const auto first = cut(text, "-"), last = cut(text, "/");
    if (!first || !last || !number(*first) || !number(*last) || (text != "*" && !number(text)))
        return std::nullopt;
    return ContentRange{.first = *number(*first), .last = *number(*last), .whole = number(text)};
}

} // namespace

std::string formatNote(const PartNote& note) {
    return std::string(kNoteMagic) + note.sha256 + "\n" + std::to_string(note.bytes) + "\n" + note.etag + "\n";
}

std::optional<PartNote> readNote(std::string_view text) {
    if (!text.starts_with(kNoteMagic))
        return std::nullopt;
    text.remove_prefix(kNoteMagic.size());
    const auto sha256 = cut(text, "\n"), bytes = cut(text, "\n"), etag = cut(text, "\n");
    if (!sha256 || !bytes || !etag || !text.empty() || !number(*bytes))
        return std::nullopt;
    return PartNote{.sha256 = std::string(*sha256), .etag = std::string(*etag), .bytes = *number(*bytes)};
}

bool isStrong(std::string_view etag) {
    return etag.size() > 2 && etag.size() <= kLongestEtag && etag.front() == '"' && etag.back() == '"' &&
           etag.find_first_of("\r\n") == std::string_view::npos;
}

FetchStart startOf(const OfferedFile& file, std::uint64_t partBytes, const std::optional<PartNote>& note) {
    const bool goesOn = note && note->sha256 == file.sha256 && note->bytes == file.bytes && isStrong(note->etag) && partBytes > 0 &&
                        partBytes < file.bytes;
    return goesOn ? FetchStart{.from = partBytes, .etag = note->etag} : FetchStart{};
}

AnswerMeaning meaningOf(const OfferedFile& file, const FetchStart& start, const FetchHead& head) {
    constexpr int kOk = 200, kPartial = 206, kPreconditionFailed = 412, kRangeWrong = 416;
    if (head.status == kOk)
        return head.length && *head.length != file.bytes ? AnswerMeaning::differs : AnswerMeaning::beginsAnew;
    if (start.from == 0)
        return AnswerMeaning::refused; // also a part that nobody asked for
    if (head.status == kRangeWrong || head.status == kPreconditionFailed)
        return AnswerMeaning::askAnew;
    if (head.status != kPartial)
        return AnswerMeaning::refused;
    const auto range = readRange(head.range);
    const bool isWanted = range && range->first == start.from && range->last + 1 == file.bytes;
    const bool isSame = head.etag.empty() || head.etag == start.etag;
    return isWanted && isSame && range->whole.value_or(file.bytes) == file.bytes ? AnswerMeaning::goesOn : AnswerMeaning::askAnew;
}

} // namespace segue::inference
