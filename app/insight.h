/* What a photo on the table says about its faces: made when first asked for, kept for each face,
 * and made anew when the person says more about the light or the skin. */
#pragma once

#include "analysis/evidence.h"
#include "app/document.h"

G_BEGIN_DECLS

#define VANITY_TYPE_INSIGHT (vanity_insight_get_type ())
G_DECLARE_FINAL_TYPE (VanityInsight, vanity_insight, VANITY, INSIGHT, GObject)

typedef enum
{
  VANITY_INSIGHT_IDLE,    /* nobody has asked, or there is no face yet */
  VANITY_INSIGHT_WORKING, /* what was found before may still be there */
  VANITY_INSIGHT_READY,
  VANITY_INSIGHT_FAILED, /* see the error */
  VANITY_INSIGHT_STOPPED,
} VanityInsightState;

/* An analysis that is shared by who shows, draws and saves it. Immutable. */
typedef struct
{
  VanityAnalysis *analysis;
} VanityFinding; /* reference counted */

/* Everything is about the face that is selected in `document`, which may be one without faces yet.
 *
 * Properties to watch: "state" (notified for another face or finding, too), "overlay". Signal
 * "failed" (message): what the person said could not be used, a white point that is not white;
 * everything stands as before. */
VanityInsight *vanity_insight_new (VanityDocument *document);

/* While wanted, the selected face is looked at, whichever it is. Several may want it: each says so
 * once, and once that it does no more. */
void vanity_insight_set_wanted (VanityInsight *insight, gboolean wanted);
void vanity_insight_stop (VanityInsight *insight);
/* After it was stopped, or failed. */
void vanity_insight_retry (VanityInsight *insight);

VanityInsightState vanity_insight_get_state (VanityInsight *insight);
const GError *vanity_insight_get_error (VanityInsight *insight);
VanityDocument *vanity_insight_get_document (VanityInsight *insight);

/* NULL where nothing was found yet; owned by the insight. */
VanityFinding *vanity_insight_get_finding (VanityInsight *insight);

/* What the person has said about the selected face. Another analysis follows when the hand rests.
 */
const VanityAnalysisOptions *vanity_insight_get_options (VanityInsight *insight);
void vanity_insight_set_options (VanityInsight *insight, const VanityAnalysisOptions *options);

/* A picture of what a figure rests on, to lay over the photo; NULL: none. What the finding does not
 * hold is not shown. */
void vanity_insight_show (VanityInsight *insight, const VanityEvidence *evidence);
/* What is shown, or being drawn; NULL for nothing. Owned by the insight, as the picture is: of all
 * the photo, and NULL until it is drawn. */
const VanityEvidence *vanity_insight_get_evidence (VanityInsight *insight);
GdkTexture *vanity_insight_get_overlay (VanityInsight *insight);

VanityFinding *vanity_finding_ref (VanityFinding *finding);
void vanity_finding_unref (VanityFinding *finding);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VanityFinding, vanity_finding_unref)

G_END_DECLS
