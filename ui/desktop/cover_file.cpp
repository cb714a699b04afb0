// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/desktop/cover_file.h"

#include "ui/words/format.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QFile>
#include <QFileInfo>
#include <QStandardPaths>

#include <algorithm>
#include <system_error>
#include <utility>

namespace segue::ui {

namespace fs = std::filesystem;

namespace {

const QString kFolder = QStringLiteral("covers-"); // and the number of the process

/// By what is in it, since shells go by the name.
QString endingOf(const QByteArray& bytes) {
    if (bytes.startsWith("\xFF\xD8\xFF"))
        return QStringLiteral("jpg");
    return bytes.startsWith("\x89PNG") ? QStringLiteral("png") : QString();
}

bool writeWhole(const fs::path& file, const QByteArray& bytes) {
    const auto part = QFile::decodeName(QByteArray::fromStdString(file.string() + ".part"));
    QFile out(part);
    const bool isWritten = out.open(QIODevice::WriteOnly | QIODevice::Truncate) && out.write(bytes) == bytes.size() && out.flush();
    out.close();
    std::error_code failed;
    if (isWritten)
        fs::rename(toPath(part), file, failed);
    if (!isWritten || failed)
        QFile::remove(part);
    return isWritten && !failed;
}

} // namespace

fs::path CoverFile::standardFolder() {
    const bool isBoxed = qEnvironmentVariableIsSet("FLATPAK_ID");
    const QString runtime = isBoxed ? QString() : qEnvironmentVariable("XDG_RUNTIME_DIR");
    const QString place = QFileInfo(runtime).isDir() && QFileInfo(runtime).isWritable()
                              ? runtime
                              : QStandardPaths::writableLocation(QStandardPaths::GenericCacheLocation);
    return toPath(place) / "segue" / toPath(kFolder + QString::number(QCoreApplication::applicationPid()));
}

CoverFile::CoverFile(fs::path folder)
    : m_folder(std::move(folder)) {
    std::error_code failed;
    for (const auto& entry : fs::directory_iterator(m_folder.parent_path(), failed)) {
        const QString name = pathText(entry.path().filename());
        const auto process = name.startsWith(kFolder) ? name.mid(kFolder.size()).toLongLong() : 0;
        std::error_code left;
        if (process > 0 && !fs::exists("/proc/" + std::to_string(process), left))
            fs::remove_all(entry.path(), left);
    }
}

CoverFile::~CoverFile() {
    std::error_code failed;
    for (const auto& file : m_files)
        fs::remove(file, failed);
    fs::remove(m_folder, failed); // if it is empty
}

fs::path CoverFile::write(const std::vector<std::uint8_t>& image) {
    if (image.empty() || image.size() > kLargest)
        return {};
    const auto bytes = QByteArray::fromRawData(reinterpret_cast<const char*>(image.data()), static_cast<qsizetype>(image.size()));
    const QString ending = endingOf(bytes);
    if (ending.isEmpty())
        return {};
    const QString name = QString::fromLatin1(QCryptographicHash::hash(bytes, QCryptographicHash::Sha1).toHex());
    fs::path file = m_folder / toPath(name + QLatin1Char('.') + ending);
    std::error_code failed;
    if (const auto known = std::ranges::find(m_files, file); known != m_files.end() && fs::exists(file, failed)) {
        m_files.erase(known);
        m_files.push_back(file);
        return file;
    }
    fs::create_directories(m_folder, failed);
    fs::permissions(m_folder, fs::perms::owner_all, failed);
    if (!writeWhole(file, bytes))
        return {};
    m_files.push_back(file);
    for (; m_files.size() > kKept; m_files.pop_front())
        fs::remove(m_files.front(), failed);
    return file;
}

} // namespace segue::ui
