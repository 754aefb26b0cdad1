/* What the files of `vanity-cli analyse` share. */
#pragma once

#include "cli-batch-log.h"

#include "analysis/analysis.h"
#include "image/photo.h"

G_BEGIN_DECLS

/* What was asked for. */
typedef struct
{
  char *face_text, *white, *nudge; /* as they were typed */
  int face;                        /* counted from 1, the largest; 0: every face */
  gboolean remember, without_photo, via_service;
  char *masks, *report, *compare; /* or NULL */
  VanityAnalysisOptions options;
  VanityBatchOptions batch;
} VanityAnalyseOrder;

void vanity_analyse_order_clear (VanityAnalyseOrder *order);
/* Reads what was typed. FALSE after a line that says what is wrong. */
gboolean vanity_analyse_order_parse (VanityAnalyseOrder *order);

/* What an analysis says, for people. `face` is counted from 1. */
char *vanity_analyse_dup_text (const VanityAnalysis *analysis, int face);

/* Writes every picture there is of the analysis to the folder, named after photo and face. */
gboolean vanity_analyse_save_masks (const VanityAnalysis *analysis, VanityImage *image,
                                    const char *folder, const char *photo, int face,
                                    GCancellable *cancellable, GError **error);

/* Lists what is kept; deletes one. */
VanityExit vanity_analyse_list (gboolean json);
VanityExit vanity_analyse_forget (const char *id);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (VanityAnalyseOrder, vanity_analyse_order_clear)

G_END_DECLS
