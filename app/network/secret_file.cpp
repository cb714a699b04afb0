// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/network/secret_file.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <fstream>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace segue::app {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kSecretFileMostBytes = 4096;

std::string systemsWords() { return std::strerror(errno); }

/// Beside its place first, so that a full disk costs no secret.
std::string writeWhole(const fs::path& file, const std::string& secret) {
    const fs::path part = file.native() + ".part";
    ::unlink(part.c_str());
    const int opened = ::open(part.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, S_IRUSR | S_IWUSR);
    if (opened < 0)
        return systemsWords();
    const auto written = ::write(opened, secret.data(), secret.size());
    const bool isWhole = written == static_cast<ssize_t>(secret.size()) && ::fsync(opened) == 0;
    std::string problem = isWhole ? std::string() : systemsWords();
    ::close(opened);
    if (problem.empty() && ::rename(part.c_str(), file.c_str()) != 0)
        problem = systemsWords();
    if (!problem.empty())
        ::unlink(part.c_str());
    return problem;
}

class SecretFiles final : public TokenStore {
public:
    SecretFiles(fs::path folder, bool isWanted)
        : m_folder(std::move(folder))
        , m_isWanted(isWanted) {}

    std::optional<Secret> read(const std::string& name) override {
        std::ifstream file(m_folder / name, std::ios::binary);
        std::string secret(kSecretFileMostBytes, '\0');
        file.read(secret.data(), static_cast<std::streamsize>(secret.size()));
        secret.resize(static_cast<std::size_t>(file.gcount()));
        return secret.empty() ? std::nullopt : std::optional(Secret{.words = std::move(secret), .place = Place::file});
    }

    Kept write(const std::string& name, const std::string& secret) override { return writeFile(name, secret); }

    Kept writeKeyring(const std::string& name, const std::string& secret) override {
        return m_isWanted ? writeFile(name, secret) : Kept{.place = Place::nowhere, .why = {}};
    }

    Kept writeFile(const std::string& name, const std::string& secret) override {
        std::error_code failed;
        fs::create_directories(m_folder, failed);
        if (!failed)
            fs::permissions(m_folder, fs::perms::owner_all, failed);
        std::string why = failed ? failed.message() : writeWhole(m_folder / name, secret);
        return {.place = why.empty() ? Place::file : Place::nowhere, .why = std::move(why)};
    }

    void remove(const std::string& name) override {
        std::error_code ignored;
        fs::remove(m_folder / name, ignored);
    }

private:
    fs::path m_folder;
    bool m_isWanted;
};

} // namespace

std::unique_ptr<TokenStore> makeSecretFiles(fs::path folder, bool isWanted) {
    return std::make_unique<SecretFiles>(std::move(folder), isWanted);
}

} // namespace segue::app
