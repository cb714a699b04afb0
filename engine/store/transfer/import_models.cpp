// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/store/transfer/import_models.h"

#include <SQLiteCpp/Database.h>

namespace segue::store {

ImportedModels::ImportedModels(Database& to, const ImportOptions& options)
    : m_models(to)
    , m_options(options)
    , m_wasDeaf(to.connection().execAndGet("SELECT count(*) FROM (SELECT 1 FROM analysis LIMIT 1)").getInt() == 0) {}

void ImportedModels::take(const StoredModel& there) {
    const auto here = m_models.find(there.id);
    std::string id = there.id;
    if (here && !here->description.empty() && !there.description.empty() && here->description != there.description)
        id = m_options.idOfOther(*here, there);
    m_ids[there.id] = id;
    if (!m_models.find(id) || (here && id == there.id && here->description.empty()))
        m_models.save({id, there.description, there.card});
}

const std::string& ImportedModels::idHere(const std::string& theirs) {
    const auto [entry, isNew] = m_ids.try_emplace(theirs, theirs);
    if (isNew && !m_models.find(entry->second))
        m_models.save({entry->second, {}, {}});
    return entry->second;
}

void ImportedModels::takeChoice(const std::string& chosen, const std::string& inUse) {
    if (!m_wasDeaf)
        return;
    const auto known = [&](const std::string& theirs) {
        const auto found = m_ids.find(theirs);
        return found == m_ids.end() ? std::string() : found->second;
    };
    m_models.setChosen(known(chosen));
    if (const auto used = known(inUse); m_models.embeddingSize(used) > 0)
        m_models.setInUse(used);
}

} // namespace segue::store
