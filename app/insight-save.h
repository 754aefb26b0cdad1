/* What was found of a face, for keeping: a report to print, numbers for other programs, and a
 * memory to compare another photo with. All in a job, each of its own. */
#pragma once

#include "app/insight.h"
#include "base/job.h"

G_BEGIN_DECLS

/* What a report is called: "NAME – analysis.pdf". */
char *vanity_insight_suggest_name (VanityInsight *insight, gboolean json);

/* Writes `file`: JSON where its name ends like that, else PDF. `done` gets a GFile. */
void vanity_insight_start_save (VanityJobSlot *slot, VanityInsight *insight, GFile *file,
                                VanityJobDoneFunc done, gpointer user_data);

/* Keeps the numbers in the person's own data folder; `done` gets the memory's id (free it). */
void vanity_insight_start_remember (VanityJobSlot *slot, VanityInsight *insight,
                                    VanityJobDoneFunc done, gpointer user_data);

G_END_DECLS
