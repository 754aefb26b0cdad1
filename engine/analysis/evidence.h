/* Pictures of what a figure rests on: where in the photo a concern is seen, what raised it, and
 * what is hair, skin, lips, brows and eyes. */
#pragma once

#include "analysis/analysis.h"

G_BEGIN_DECLS

typedef enum
{
  VANITY_EVIDENCE_CONCERN,     /* how clearly a concern is seen */
  VANITY_EVIDENCE_ATTRIBUTION, /* what of the photo the network's answer in a zone rests on */
  VANITY_EVIDENCE_HEAD,        /* the likeliest class of the head map */
} VanityEvidenceKind;

/* A plain value. `zone` only where it is an attribution. */
typedef struct
{
  VanityEvidenceKind kind;
  VanityConcern concern;
  VanityZone zone;
} VanityEvidence;

/* Whether the analysis has what the picture shows. An attribution needs a score in its zone. */
gboolean vanity_evidence_is_there (const VanityAnalysis *analysis, const VanityEvidence *evidence);

/* The attribution that tells most of a concern: the zone with the largest amount among those with a
 * score. FALSE where there is none. */
gboolean vanity_evidence_find_attribution (const VanityAnalysis *analysis, VanityConcern concern,
                                           VanityEvidence *evidence);

/* "redness", "redness-cheeks-attribution", "head"; free it. And what it shows, translated. */
char *vanity_evidence_dup_id (const VanityEvidence *evidence);
char *vanity_evidence_dup_title (const VanityEvidence *evidence);

/* What is laid over the photo scaled to width × height pixels: sRGB, 8 bits, straight alpha, 0
 * where there is nothing to see. Heat maps have the colours of image/heat.h, the head those of
 * Okabe & Ito, Color Universal Design (2008), which all kinds of colour vision tell apart.
 * VANITY_ERROR where it is not there or out of memory. */
VanityImage *vanity_evidence_new_overlay (const VanityAnalysis *analysis,
                                          const VanityEvidence *evidence, int width, int height,
                                          GError **error);

/* The same over `image`, the photo itself or a scaled copy: sRGB, 8 bits, of its size. The photo is
 * drawn without its colours, so that those of the map are read aright; with a legend in the lower
 * left corner when `legend`. */
VanityImage *vanity_evidence_new_picture (const VanityAnalysis *analysis,
                                          const VanityEvidence *evidence, const VanityImage *image,
                                          gboolean legend, GError **error);

G_END_DECLS
