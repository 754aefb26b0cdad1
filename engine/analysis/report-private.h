/* The sections of a report. */
#pragma once

#include "analysis/report-page.h"
#include "analysis/report.h"

G_BEGIN_DECLS

/* What is set. */
typedef struct
{
  const VanityAnalysis *analysis;
  VanityImage *photo; /* a copy of the photo, sRGB, 8 bits; NULL: without photo */
  VanityPage page;
  GCancellable *cancellable;
} VanityReport;

void vanity_report_add_photo (VanityReport *report);
void vanity_report_add_colors (VanityReport *report);
void vanity_report_add_skin (VanityReport *report);
/* Heat maps. FALSE when they cannot be drawn, or cancelled. */
gboolean vanity_report_add_maps (VanityReport *report, GError **error);
void vanity_report_add_features (VanityReport *report);
void vanity_report_add_limits (VanityReport *report);

/* The face in the photo of the report, of this width to height; within the photo. */
VanityRect vanity_report_get_face (const VanityReport *report, double aspect);

/* Lines of a part, one below the other, from x, y. Returns their height. */
double vanity_report_set_lines (VanityReport *report, VanityAnalysisPart part, double x, double y,
                                double width);

G_END_DECLS
