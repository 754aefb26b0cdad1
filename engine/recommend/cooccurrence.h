/* What goes with what: items that the same people had, whatever the order. It is the model of
 * recommend/transitions.h, in which everything of a user is one step away: the 200 last, so that
 * somebody who had everything takes no more time than many who had something. */
#pragma once

#include "recommend/transitions.h"

G_BEGIN_DECLS

/* As VANITY_TRANSITIONS: chosen on validation. */
#define VANITY_COOCCURRENCE                                                                        \
  ((VanityTransitionOptions){ .window = 200,                                                       \
                              .gap_power = 0,                                                      \
                              .backward = 1,                                                       \
                              .source_power = 0.6,                                                 \
                              .target_power = 0.4,                                                 \
                              .prior = 1,                                                          \
                              .decay = 0.8,                                                        \
                              .age_power = 0 })

/* Neighbours by the cosine between the sets of users of two items, all of a history counting alike:
 * Sarwar et al., Item-based collaborative filtering recommendation algorithms, 2001. */
#define VANITY_COSINE                                                                              \
  ((VanityTransitionOptions){ .window = 200,                                                       \
                              .gap_power = 0,                                                      \
                              .backward = 1,                                                       \
                              .source_power = 0.5,                                                 \
                              .target_power = 0.5,                                                 \
                              .prior = 0,                                                          \
                              .decay = 1,                                                          \
                              .age_power = 0 })

G_END_DECLS
