// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/events/similar_events.h"

namespace segue {

/// Which songs sound alike.
///
/// Thread rule: any one thread; every command returns at once. Failure rule: failures arrive as Notice events.
class SimilarCommands {
public:
    virtual ~SimilarCommands() = default;

    /// Answered by RecommendationsReady. A newer request cancels an unanswered older one.
    virtual void recommend(RequestId request, RecommendationQuery query) = 0;
    /// Answered by AlikeFound.
    virtual void findAlike(RequestId request, AlikeQuery query) = 0;
    /// Answered by MomentsFound, in some seconds where the songs' stretches were not heard lately. A newer request cancels an
    /// unanswered older one.
    virtual void findMoments(RequestId request, MomentsQuery query) = 0;
};

} // namespace segue
