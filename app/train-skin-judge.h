/* How a network of concerns does on painted faces that training never sees, in numbers. */
#pragma once

#include "nn/graph.h"
#include "skin/concern-lesson.h"

G_BEGIN_DECLS

/* Takes `graph`, also on failure. Paints and judges `faces` faces and prints a line for each
 * concern. */
gboolean vanity_skin_judge (VanityGraph *graph, const VanityConcernLessons *lessons, int faces,
                            GError **error);
/* The network of the file, on the validation part of the set; and what bare portraits of the
 * other part have of each concern, in quantiles, as skin/concern-table.h lists them. */
gboolean vanity_skin_judge_file (const char *path, const VanityDataset *set, int faces,
                                 GError **error);

G_END_DECLS
