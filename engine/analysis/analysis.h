/* What a photo says about one face: light, skin colour, colours, skin concerns, features, makeup
 * and the whole head, each measured by its own part, and the gate over all of them.
 *
 * What the gate withholds, or what could not be measured, is absent: never a number in its place.
 * vanity_analysis_has () tells, and vanity_analysis_dup_why () says why in words for people. */
#pragma once

#include "analysis/gate.h"
#include "features/features.h"
#include "head/head-map.h"
#include "head/worn.h"
#include "skin/colors.h"
#include "skin/concerns.h"
#include "skin/illuminant.h"
#include "skin/tone.h"
#include "texture/texture.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* The parts of an analysis, in the order in which they are told. */
typedef enum
{
  VANITY_ANALYSIS_LIGHT,
  VANITY_ANALYSIS_SKIN,     /* skin colour, on its scales */
  VANITY_ANALYSIS_COLORS,   /* of hair, brows, eyes and lips; contrast and season */
  VANITY_ANALYSIS_CONCERNS, /* scores and maps of the skin */
  VANITY_ANALYSIS_FEATURES, /* shapes, measures and advice */
  VANITY_ANALYSIS_WORN,     /* makeup, glasses, beard */
  VANITY_ANALYSIS_HEAD,     /* where hair, skin, lips, brows and eyes are */
  VANITY_ANALYSIS_N_PARTS
} VanityAnalysisPart;

typedef struct
{
  gboolean has_nudge;
  VanityColorNudge nudge; /* what the person says of the skin's colour */
  gboolean has_white;
  double white_x, white_y; /* photo pixels: something white or grey in the light of the face */
  gboolean is_child;       /* the person says so: skin is not scored */
} VanityAnalysisOptions;

/* Read only, but for whom it belongs to. A part without vanity_analysis_has () holds nothing worth
 * reading. */
typedef struct
{
  int width, height; /* of the photo */
  VanityAnalysisOptions options;
  VanityFace face;
  VanityTexture *texture;
  VanityGate gate;
  unsigned parts; /* a bit of each part that there is */
  VanityIlluminant light;
  VanitySkinColor skin;
  VanityFaceColors colors;
  VanityConcerns *concerns; /* or NULL */
  VanityFeatures features;
  VanityWorn worn;
  VanityHeadMap *head;                    /* or NULL */
  char *failure[VANITY_ANALYSIS_N_PARTS]; /* why a part could not be measured; else NULL */
} VanityAnalysis;

/* Measures everything about `face` of `image`, in parallel where it pays. `options` may be NULL.
 * Safe to call from several threads. A part that fails by itself is absent, and the rest goes on.
 * NULL when cancelled, and with VANITY_ERROR where the face cannot be unrolled, a white point lies
 * outside the photo, or there is no memory. */
VanityAnalysis *vanity_analysis_new (const VanityImage *image, const VanityFace *face,
                                     const VanityAnalysisOptions *options,
                                     GCancellable *cancellable, GError **error);
void vanity_analysis_free (VanityAnalysis *analysis);

gboolean vanity_analysis_has (const VanityAnalysis *analysis, VanityAnalysisPart part);

/* The gate's reasons for which a part is withheld, a set of VanityGateReason; 0 where it is there
 * or could not be measured. */
unsigned vanity_analysis_get_reasons (const VanityAnalysis *analysis, VanityAnalysisPart part);

/* Why the part is absent, a translated sentence; NULL where it is there. */
char *vanity_analysis_dup_why (const VanityAnalysis *analysis, VanityAnalysisPart part);

/* Why a concern has no score in a zone, translated; NULL where it has one. */
char *vanity_analysis_dup_zone_why (const VanityAnalysis *analysis, VanityConcern concern,
                                    VanityZone zone);

/* "skin", as in JSON; and for people, translated. */
const char *vanity_analysis_part_get_id (VanityAnalysisPart part);
const char *vanity_analysis_part_get_label (VanityAnalysisPart part);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VanityAnalysis, vanity_analysis_free)

G_END_DECLS
