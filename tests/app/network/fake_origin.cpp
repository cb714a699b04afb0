// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/network/fake_origin.h"

#include <chrono>
#include <utility>

namespace segue::test {

namespace {

WireAnswer answerWith(const FakeOrigin::File& file, const WireRequest& request) {
    WireAnswer answer{.body = file.bytes, .headers = {{"ETag", file.etag}}};
    const auto range = request.headers.find("range");
    const auto condition = request.headers.find("if-range");
    constexpr std::string_view kUnit = "bytes=";
    if (!file.hasRanges || range == request.headers.end() || !range->second.starts_with(kUnit) ||
        (condition != request.headers.end() && condition->second != file.etag))
        return answer;
    const auto first = std::stoul(range->second.substr(kUnit.size()));
    if (first >= file.bytes.size())
        return {.status = 416};
    answer.status = 206;
    answer.body = file.bytes.substr(first);
    answer.headers["Content-Range"] =
        "bytes " + std::to_string(first) + "-" + std::to_string(file.bytes.size() - 1) + "/" + std::to_string(file.bytes.size());
    return answer;
}

} // namespace

FakeOrigin::FakeOrigin()
    : m_server([this](const WireRequest& request) { return answer(request); }) {}

void FakeOrigin::put(const std::string& path, File file) {
    const std::lock_guard lock(m_mutex);
    m_files[path] = std::move(file);
}

void FakeOrigin::twist(Twist twist) {
    const std::lock_guard lock(m_mutex);
    m_twist = std::move(twist);
    m_asked.clear();
}

std::vector<WireRequest> FakeOrigin::asked() {
    const std::lock_guard lock(m_mutex);
    return m_asked;
}

bool FakeOrigin::isAsked(std::size_t times) {
    std::unique_lock lock(m_mutex);
    return m_changed.wait_for(lock, std::chrono::minutes(1), [&] { return m_asked.size() >= times; });
}

WireAnswer FakeOrigin::answer(const WireRequest& request) {
    const std::lock_guard lock(m_mutex);
    const auto file = m_files.find(request.path);
    auto said = file == m_files.end() ? WireAnswer{.status = 404} : answerWith(file->second, request);
    if (m_twist)
        m_twist(m_asked.size(), request, said);
    m_asked.push_back(request);
    m_changed.notify_all();
    return said;
}

} // namespace segue::test
