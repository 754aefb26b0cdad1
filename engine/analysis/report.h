/* An analysis as a document to print or keep: A4, PDF. */
#pragma once

#include "analysis/analysis.h"

G_BEGIN_DECLS

typedef struct
{
  gboolean without_photo; /* no picture of the face, heat maps included */
  const char *name;       /* what the photo is called, or NULL */
  GDateTime *when;        /* date of the report; NULL: now */
} VanityReportOptions;

/* Sets `analysis` as a PDF of a few pages and writes it to `file`: atomic, and on error nothing is
 * left. `image` is the photo that was analysed. Texts are translated; `options` may be NULL.
 * VANITY_ERROR_FILE where it cannot be written, G_IO_ERROR_CANCELLED. */
gboolean vanity_analysis_save_report (const VanityAnalysis *analysis, const VanityImage *image,
                                      const VanityReportOptions *options, GFile *file,
                                      GCancellable *cancellable, GError **error);

G_END_DECLS
