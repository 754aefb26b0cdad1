/* What the insight's files share: finding, and showing what a figure rests on. */
#pragma once

#include "app/insight.h"
#include "base/job.h"

/* What is known of one face. */
typedef struct
{
  VanityAnalysisOptions options;
  VanityFinding *finding; /* or NULL */
  gboolean current;       /* it was made with these options */
} VanityInsightEntry;

struct _VanityInsight
{
  GObject parent_instance;

  VanityDocument *document;
  int wanted; /* by so many */
  gboolean stopped;
  GError *error;
  int selected;                /* the face that entries and the jobs are about, or −1 */
  VanityInsightEntry *entries; /* for each face; NULL before there are any */
  int n_entries;
  guint rest; /* timeout */

  gboolean has_evidence;
  VanityEvidence evidence;
  GdkTexture *overlay; /* or NULL */

  VanityJobSlot look;
  VanityJobSlot drawing;
};

/* insight.c: of the selected face; NULL before there is one. */
VanityInsightEntry *vanity_insight_get_entry (VanityInsight *insight);
void vanity_insight_emit_failed (VanityInsight *insight, const char *message);

/* insight-draw.c: draws the picture that is wanted anew, or takes it away. */
void vanity_insight_draw (VanityInsight *insight);
