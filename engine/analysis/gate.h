/* Whether a photo can carry what is asked of it: which results are withheld, and for what reason.
 *
 * Each measure has a range within which nothing is withheld on its account; outside it a reason is
 * set, and a reason keeps back the results that it makes worthless. Limits were set on 347
 * portraits, and on twenty copies each of 63 that were blurred, darkened, tinted, filtered,
 * covered, turned into drawings; tests/analysis/measure-gate.c prints how many of either are told
 * rightly.
 *
 * A gate is a plain value: it can be copied, kept, and compared with that of another photo. */
#pragma once

#include "head/worn.h"
#include "skin/illuminant.h"
#include "skin/zone.h"

G_BEGIN_DECLS

/* The gravest first: the order in which they are told. */
typedef enum
{
  VANITY_GATE_GOOD = 0,
  VANITY_GATE_DRAWING = 1 << 0,  /* no photo of a person: a drawing, a painting, an animal */
  VANITY_GATE_CHILD = 1 << 1,    /* perhaps a child's face, or somebody says that it is */
  VANITY_GATE_GREY = 1 << 2,     /* a photo without colours */
  VANITY_GATE_COLOURED = 1 << 3, /* light of a strong colour */
  VANITY_GATE_DARK = 1 << 4,
  VANITY_GATE_BRIGHT = 1 << 5, /* blown out */
  VANITY_GATE_SMALL = 1 << 6,  /* too few pixels */
  VANITY_GATE_BLURRED = 1 << 7,
  VANITY_GATE_FILTERED = 1 << 8, /* skin smoothed by a beauty filter */
  VANITY_GATE_MADE_UP = 1 << 9,  /* clearly or strongly */
  VANITY_GATE_TURNED = 1 << 10,
  VANITY_GATE_CUT = 1 << 11,  /* by the photo's border */
  VANITY_GATE_MASK = 1 << 12, /* something over mouth and chin */
  VANITY_GATE_SUNGLASSES = 1 << 13,
  VANITY_GATE_BEARD = 1 << 14,
  VANITY_GATE_COVERED = 1 << 15, /* by hair, a hand, glasses */
} VanityGateReason;

#define VANITY_GATE_N_REASONS 16

/* What a gate decides on. The skin's scores are decided on by zone. */
typedef enum
{
  VANITY_GATE_SKIN_COLOR, /* Lab, ITA, Monk tone */
  VANITY_GATE_UNDERTONE,  /* and seasons */
  VANITY_GATE_HAIR_COLOR,
  VANITY_GATE_BROW_COLOR,
  VANITY_GATE_EYE_COLOR,
  VANITY_GATE_LIP_COLOR,
  VANITY_GATE_FACE_SHAPE, /* with proportions and symmetry */
  VANITY_GATE_EYE_SHAPE,  /* and brows */
  VANITY_GATE_LIP_SHAPE,
  VANITY_GATE_N_RESULTS
} VanityGateResult;

typedef enum
{
  VANITY_GATE_SIZE,        /* distance of the outer eye corners, pixels */
  VANITY_GATE_SHARPNESS,   /* [0, 1] (face/quality.h) */
  VANITY_GATE_LIGHTNESS,   /* mean L* of the skin */
  VANITY_GATE_HIGHLIGHT,   /* L* that one texel in fifty passes */
  VANITY_GATE_BLOWN,       /* share of the skin at the top of the range */
  VANITY_GATE_YAW,         /* degrees */
  VANITY_GATE_PITCH,       /* degrees */
  VANITY_GATE_OUTSIDE,     /* share of the mesh outside the photo */
  VANITY_GATE_SHOWN,       /* share of the face that is seen */
  VANITY_GATE_COLORS,      /* spread of a* and b* over parts of the face of one lightness */
  VANITY_GATE_CAST,        /* how far the skin's colour lies beyond those of people, CIE a*b* */
  VANITY_GATE_SMOOTHING,   /* probability of a beauty filter */
  VANITY_GATE_DRAWN,       /* probability of a drawing */
  VANITY_GATE_MAKEUP,      /* probability of clear or strong makeup */
  VANITY_GATE_CHILDLIKE,   /* 0 proportions of adults … 1 those of a child of about six */
  VANITY_GATE_MOUTH,       /* how likely something lies over mouth and chin, [0, 1] */
  VANITY_GATE_DARK_LENSES, /* probability */
  VANITY_GATE_BEARDED,     /* probability */
  VANITY_GATE_N_MEASURES
} VanityGateMeasure;

/* By zone how much of it is seen, at least, for its scores to be told. */
#define VANITY_GATE_ZONE_SEEN 0.5f

typedef struct
{
  unsigned reasons;                       /* VanityGateReason */
  float value[VANITY_GATE_N_MEASURES];    /* NAN where it could not be measured */
  float seen[VANITY_N_ZONES];             /* share of the zone that is seen, [0, 1] */
  unsigned skin[VANITY_N_ZONES];          /* reasons that keep back the zone's scores; 0: none */
  unsigned result[VANITY_GATE_N_RESULTS]; /* reasons that keep back the result; 0: none */
  float light[3];         /* the light's colour as estimated: linear, green 1 (skin/illuminant.h) */
  float light_confidence; /* [0, 1] */
  float roll;             /* degrees */
  VanityLab skin_seen;    /* bare skin as photographed; 0 where none is seen */
} VanityGate;

/* Assesses a face of `image`. `texture` is the face unrolled at 128² or more; `worn` may be NULL:
 * makeup, dark lenses and beard are not known then. FALSE with VANITY_ERROR_MISSING without the
 * canonical mesh, _LIMIT without memory. */
gboolean vanity_gate_assess (const VanityImage *image, const VanityFace *face,
                             const VanityTexture *texture, const VanityIlluminant *light,
                             const VanityWorn *worn, VanityGate *gate, GError **error);

/* Adds reasons that somebody knows: VANITY_GATE_CHILD where a person says so. */
void vanity_gate_add (VanityGate *gate, unsigned reasons);

/* The range of a measure without a reason; −INFINITY or INFINITY where one end is open. */
void vanity_gate_measure_get_range (VanityGateMeasure measure, float *low, float *high);

/* "size", as in JSON; for people, translated; and "px", "°" or "", or "L*". */
const char *vanity_gate_measure_get_id (VanityGateMeasure measure);
const char *vanity_gate_measure_get_label (VanityGateMeasure measure);
const char *vanity_gate_measure_get_unit (VanityGateMeasure measure);

/* One reason: "blurred", as in JSON; a sentence for people, translated. */
const char *vanity_gate_reason_get_id (VanityGateReason reason);
const char *vanity_gate_reason_get_label (VanityGateReason reason);

/* "skin-color", as in JSON; for people, translated. */
const char *vanity_gate_result_get_id (VanityGateResult result);
const char *vanity_gate_result_get_label (VanityGateResult result);

/* The sentences of all `reasons`, one a line, the gravest first; NULL for none. Free it. */
char *vanity_gate_dup_text (unsigned reasons);

/* What differs between the conditions of two photos; a bit set. */
typedef enum
{
  VANITY_GATE_DIFFERENT_LIGHT = 1 << 0, /* its colour */
  VANITY_GATE_DIFFERENT_EXPOSURE = 1 << 1,
  VANITY_GATE_DIFFERENT_SIZE = 1 << 2,
  VANITY_GATE_DIFFERENT_POSE = 1 << 3,
  VANITY_GATE_DIFFERENT_SHARPNESS = 1 << 4,
  VANITY_GATE_DIFFERENT_MAKEUP = 1 << 5,
  VANITY_GATE_DIFFERENT_FILTER = 1 << 6,
  VANITY_GATE_WITHHELD = 1 << 7, /* one of them tells nothing of the skin anyway */
} VanityGateDifference;

#define VANITY_GATE_N_DIFFERENCES 8

/* TRUE where the skin's scores of two photos may be compared; else `differences` (may be NULL) says
 * what stands against it. */
gboolean vanity_gate_compare (const VanityGate *one, const VanityGate *other,
                              unsigned *differences);

/* One difference: "light", as in JSON; a sentence for people, translated. */
const char *vanity_gate_difference_get_id (VanityGateDifference difference);
const char *vanity_gate_difference_get_label (VanityGateDifference difference);

G_END_DECLS
