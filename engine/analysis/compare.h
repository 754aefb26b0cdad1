/* Two photos of one person: what has changed between them, where they can be compared at all. */
#pragma once

#include "analysis/record.h"

G_BEGIN_DECLS

/* A score moves by so much between photos of a skin that did not change: half its size, ±0.5 EV,
 * JPEG quality 60 and mirrored (wanted, see tests/bench). A change within it is none. */
#define VANITY_COMPARE_NOISE 5

typedef struct
{
  gboolean known; /* both have a score */
  float before, after;
  float change;      /* after − before; + is less to see */
  gboolean is_clear; /* beyond the noise */
} VanityChangeOfScore;

typedef struct
{
  gboolean is_comparable;
  unsigned differences; /* of VanityGateDifference, that stand against it; all else is 0 then */
  VanityChangeOfScore overall;
  VanityChangeOfScore score[VANITY_N_CONCERNS];
  VanityChangeOfScore zone[VANITY_N_CONCERNS][VANITY_N_ZONES];
  gboolean skin_known;
  double skin_distance; /* CIEDE2000 between the skin's colours */
  double ita_change;    /* degrees; + is lighter */
  double ita_noise;     /* two standard errors of it */
} VanityComparison;

/* Compares two records, `before` the older. FALSE where gate says that they are unlike. */
gboolean vanity_record_compare (const VanityRecord *before, const VanityRecord *after,
                                VanityComparison *comparison);
/* The same of two analyses. */
gboolean vanity_analysis_compare (const VanityAnalysis *before, const VanityAnalysis *after,
                                  VanityComparison *comparison);

/* Several lines for people, translated. Free it. */
char *vanity_comparison_dup_text (const VanityComparison *comparison);

/* { "comparable": …, "differences": [ … ], … }: see README.md. */
JsonNode *vanity_comparison_to_json (const VanityComparison *comparison);

G_END_DECLS
