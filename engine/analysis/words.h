/* An analysis in words for people: lines that the command line prints and the report sets, all
 * translated. Free what is returned. */
#pragma once

#include "analysis/analysis.h"

G_BEGIN_DECLS

/* One thing that is told. */
typedef struct
{
  char *label; /* "Monk tone" */
  char *value; /* "5 of 10 (62 %), or 4 (30 %)"; NULL where it is not known */
  char *why;   /* … and why; NULL where it is */
} VanityLine;

/* Lines of a part, one for each figure, in the order they are told: of VANITY_ANALYSIS_LIGHT,
 * _SKIN, _COLORS, _FEATURES (the traits) and _WORN. An array of VanityLine. A part that is absent
 * has one line that says why. */
GPtrArray *vanity_words_new_lines (const VanityAnalysis *analysis, VanityAnalysisPart part);

/* What stands between the photo and a full analysis; "Nothing stands in the way." where nothing
 * does. Sentences in one line. */
char *vanity_words_dup_gate (const VanityAnalysis *analysis);

/* How large, sharp, light and turned the face is, next to what it has to be; in one line. */
char *vanity_words_dup_measures (const VanityAnalysis *analysis);

/* Whether anything is known of the makeup of a part: of one that is hidden all levels are as
 * likely.
 */
gboolean vanity_words_knows_makeup (const VanityWorn *worn, VanityWornPart part);

/* "100", or why there is none. Of the overall score, a concern's or a zone's. */
char *vanity_words_dup_score (float score);

/* The likeliest classes of a distribution: "oval 52 %, round 31 %". Those below a tenth are left
 * out, and more than three. */
typedef const char *(*VanityClassLabel) (int class);
char *vanity_words_dup_distribution (const float *probability, int n, VanityClassLabel label);

/* "#c99b7a": sRGB; what it cannot show is clipped. */
char *vanity_words_dup_hex (VanityLab lab);

/* The sentences of a text of several lines in one. */
char *vanity_words_dup_joined (const char *lines);

G_END_DECLS
