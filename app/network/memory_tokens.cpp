// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/network/memory_tokens.h"

#include "app/network/secret_file.h"
#include "engine/words/error.h"

#include <map>
#include <mutex>

namespace segue::app {

namespace {

class MemoryTokens final : public TokenStore {
public:
    std::optional<Secret> read(const std::string& name) override {
        const std::lock_guard lock(m_mutex);
        const auto found = m_secrets.find(name);
        return found == m_secrets.end() ? std::nullopt : std::optional(Secret{.words = found->second, .place = Place::nowhere});
    }
    Kept write(const std::string& name, const std::string& secret) override {
        const std::lock_guard lock(m_mutex);
        m_secrets[name] = secret;
        return {.place = Place::nowhere, .why = {}};
    }
    Kept writeKeyring(const std::string& name, const std::string& secret) override { return write(name, secret); }
    Kept writeFile(const std::string& name, const std::string& secret) override { return write(name, secret); }
    void remove(const std::string& name) override {
        const std::lock_guard lock(m_mutex);
        m_secrets.erase(name);
    }

private:
    std::mutex m_mutex;
    std::map<std::string, std::string> m_secrets;
};

} // namespace

std::shared_ptr<TokenStore> makeMemoryTokens() { return std::make_shared<MemoryTokens>(); }

std::shared_ptr<TokenStore> namedTokens(const std::string& name) {
    constexpr std::string_view kFile = "file:/";
    if (name.empty())
        return nullptr;
    if (name == "memory")
        return makeMemoryTokens();
    if (name.starts_with(kFile) && name.size() > kFile.size())
        return makeSecretFiles(name.substr(kFile.size() - 1), true);
    throw Error{ErrorKind::usage, Message(MessageId::spotifyTokensUnknown, {name})};
}

} // namespace segue::app
