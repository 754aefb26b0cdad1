/* An analysis that was not measured: every part is there, with numbers that a test knows. */
#pragma once

#include "analysis/analysis.h"

#include "portrait.h"

G_BEGIN_DECLS

typedef struct
{
  VanityImage *image;
  VanityAnalysis *analysis;
} MadeAnalysis;

/* FALSE after g_test_skip () without the canonical mesh. Free with made_analysis_clear (). */
gboolean made_analysis_init (MadeAnalysis *made);
void made_analysis_clear (MadeAnalysis *made);

/* Keeps the scores of all zones back for `reasons`, and colours and shapes too. */
void made_analysis_withhold (MadeAnalysis *made, unsigned reasons);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (MadeAnalysis, made_analysis_clear)

G_END_DECLS
