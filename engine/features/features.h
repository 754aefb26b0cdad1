/* What the mesh says of a face's shape: proportions, the shapes that makeup artists speak of, how
 * like its two halves are, and the advice that is conventional for each.
 *
 * Measures are taken from the points after the pose has been undone (features/frontal.h), so that
 * a moderate turn of the head does not matter; what a turn, a smile or an open mouth takes from
 * them is added to their error, and a measure that they spoil is not known. The mesh is a model of
 * heads fitted to a photo: it knows nothing of the hairline, and little of the fold of the upper
 * lid.
 *
 * Shapes are a convention of makeup artists, with no borders in nature; so each is told as
 * probabilities. None is better than another, and nothing here is a fault of a face. */
#pragma once

#include "face/face.h"

G_BEGIN_DECLS

/* Of which part of the face. */
typedef enum
{
  VANITY_PART_FACE,
  VANITY_PART_EYES,
  VANITY_PART_BROWS,
  VANITY_PART_NOSE,
  VANITY_PART_LIPS,
  VANITY_N_PARTS
} VanityPart;

typedef enum
{
  VANITY_MEASURE_FACE_LENGTH,    /* top of the forehead to the chin / width at the cheekbones */
  VANITY_MEASURE_FOREHEAD_WIDTH, /* at the temples / width at the cheekbones */
  VANITY_MEASURE_JAW_WIDTH,      /* at the corners of the jaw / width at the cheekbones */
  VANITY_MEASURE_CHIN_WIDTH,     /* of the chin / width at the cheekbones */
  VANITY_MEASURE_JAW_ANGLE,      /* of the outline at the corner of the jaw, degrees */
  VANITY_MEASURE_CHIN_ROUNDNESS, /* radius of the chin's outline / width at the cheekbones */
  VANITY_MEASURE_UPPER_THIRD,    /* top of the forehead to the brows, % of the face's length */
  VANITY_MEASURE_MIDDLE_THIRD,   /* brows to the base of the nose, % */
  VANITY_MEASURE_LOWER_THIRD,    /* base of the nose to the chin, % */
  VANITY_MEASURE_OUTER_FIFTH,    /* outline to outer corner of the eye, % of the face's width */
  VANITY_MEASURE_EYE_FIFTH,      /* width of an eye, % of the face's width */
  VANITY_MEASURE_MIDDLE_FIFTH,   /* between the inner corners, % of the face's width */
  VANITY_MEASURE_EYE_SPACING,    /* between the inner corners / width of an eye */
  VANITY_MEASURE_PUPILS,         /* between the pupils / width at the cheekbones */
  VANITY_MEASURE_EYE_SIZE,       /* area of the opening, % of the squared width of the face */
  VANITY_MEASURE_EYE_OPENNESS,   /* height of the opening / width of the eye */
  VANITY_MEASURE_EYE_TILT,       /* of the line from inner to outer corner, degrees, + outer up */
  VANITY_MEASURE_EYE_LID,        /* lash line to the fold of the model's lid / width of the eye */
  VANITY_MEASURE_BROW_HEIGHT,    /* lash line to the brow / width of the eye */
  VANITY_MEASURE_BROW_ARCH,      /* height of the brow over its ends, % of its length */
  VANITY_MEASURE_BROW_PEAK,      /* where it is highest, % of its length from the inner end */
  VANITY_MEASURE_BROW_ROUNDNESS, /* mean height over its ends / greatest: 0.5 an angle, 0.7 a bow */
  VANITY_MEASURE_BROW_TILT,      /* of the line from inner to outer end, degrees, + outer up */
  VANITY_MEASURE_BROW_THICKNESS, /* mean / its length, % */
  VANITY_MEASURE_BROW_LENGTH,    /* / width of the eye */
  VANITY_MEASURE_BROW_SPACING, /* between the inner ends / between the inner corners of the eyes */
  VANITY_MEASURE_NOSE_WIDTH,   /* at the wings / width at the cheekbones */
  VANITY_MEASURE_NOSE_LENGTH,  /* root to base / length of the face */
  VANITY_MEASURE_LIP_WIDTH,    /* / width at the cheekbones */
  VANITY_MEASURE_LIP_HEIGHT,   /* both lips without what lies between them / width of the mouth */
  VANITY_MEASURE_LIP_RATIO,    /* height of the upper lip / that of the lower lip */
  VANITY_MEASURE_LIP_BOW,      /* depth of the cupid's bow, % of the mouth's width */
  VANITY_MEASURE_LIP_CORNERS,  /* of the line from the mouth's middle to a corner, degrees, + up */
  VANITY_N_MEASURES
} VanityMeasureId;

/* What a measure is called and how it is usual. */
typedef struct
{
  const char *id;   /* "jaw-width", as in JSON */
  const char *name; /* for people, translated */
  const char *unit; /* "%", "°" or "" for a ratio */
  VanityPart part;
  gboolean paired;       /* measured on both sides */
  float mean, deviation; /* over the portraits told of in features/usual.h */
  float usual[2];        /* which a tenth of these lie below, and a tenth above */
} VanityMeasureInfo;

typedef struct
{
  gboolean known;
  float value;
  float error;      /* one standard deviation, in the measure's unit */
  float side[2];    /* the person's right and left, where it is paired; else both are the value */
  float side_error; /* of one side, as `error`; larger, since pose takes from one what it gives to
                       the other */
} VanityMeasure;

/* What is told as probabilities. */
typedef enum
{
  VANITY_TRAIT_FACE_SHAPE,   /* VanityFaceShape */
  VANITY_TRAIT_EYE_SHAPE,    /* VanityEyeShape */
  VANITY_TRAIT_EYE_TILT,     /* downturned, level, upturned */
  VANITY_TRAIT_EYE_SET,      /* close, average, wide */
  VANITY_TRAIT_BROW_SHAPE,   /* VanityBrowShape */
  VANITY_TRAIT_LIP_FULLNESS, /* thin, medium, full */
  VANITY_TRAIT_LIP_WIDTH,    /* narrow, medium, wide */
  VANITY_TRAIT_LIP_BALANCE,  /* bottom-heavy, balanced, top-heavy */
  VANITY_TRAIT_LIP_BOW,      /* flat, soft, marked */
  VANITY_TRAIT_LIP_CORNERS,  /* downturned, level, upturned */
  VANITY_N_TRAITS
} VanityTraitId;

typedef enum
{
  VANITY_FACE_OVAL,
  VANITY_FACE_ROUND,
  VANITY_FACE_SQUARE,
  VANITY_FACE_HEART,
  VANITY_FACE_OBLONG,
  VANITY_FACE_DIAMOND,
  VANITY_N_FACE_SHAPES
} VanityFaceShape;

typedef enum
{
  VANITY_EYE_ALMOND,
  VANITY_EYE_ROUND,
  VANITY_EYE_HOODED,  /* from the mesh alone a hint, at most 0.7 sure */
  VANITY_EYE_MONOLID, /* and this at most 0.55: the fold is none of its points */
  VANITY_N_EYE_SHAPES
} VanityEyeShape;

typedef enum
{
  VANITY_BROW_STRAIGHT,
  VANITY_BROW_SOFT_ARCH,
  VANITY_BROW_HIGH_ARCH,
  VANITY_BROW_ROUNDED,
  VANITY_N_BROW_SHAPES
} VanityBrowShape;

#define VANITY_TRAIT_MAX_CLASSES 6

typedef struct
{
  gboolean known;
  int top;                                     /* the most probable class */
  float probability[VANITY_TRAIT_MAX_CLASSES]; /* of its classes, sum 1; the rest 0 */
} VanityTrait;

/* Why some of it is less sure or not known; a bit set. */
typedef enum
{
  VANITY_DOUBT_NONE = 0,
  VANITY_DOUBT_TURNED = 1 << 0, /* yaw or pitch: errors are wider, or measures unknown */
  VANITY_DOUBT_SMILE = 1 << 1,  /* lips, cheeks and eyes are drawn out of their shape */
  VANITY_DOUBT_MOUTH = 1 << 2,  /* open: the chin is lower and the lips are stretched */
  VANITY_DOUBT_EYES = 1 << 3,   /* closed or nearly so */
  VANITY_DOUBT_CUT = 1 << 4,    /* points lie outside the photo: they are guesses */
  VANITY_DOUBT_SMALL = 1 << 5,  /* few pixels */
} VanityDoubts;

/* Advice that follows from a finding. */
typedef struct
{
  VanityTraitId trait;
  int class;                   /* of the trait, for which it is given */
  float probability;           /* of the class */
  const char *id;              /* "face-round-contour", as in JSON */
  const char *text;            /* a sentence or two, translated */
  VanityMeasureId measures[3]; /* which it follows from */
  int n_measures;
} VanityFeatureAdvice;

#define VANITY_FEATURES_MAX_ADVICE 24

typedef struct
{
  float yaw, pitch, roll; /* degrees, of what was undone; signs as in VanityFace */
  float trust; /* [0, 1]: the mean part of a measure's differences between people that is not error
                  (reliability), over all measures; some 0.9 for a frontal, resting face, 0 where
                  nothing is known */
  VanityDoubts doubts;
  VanityMeasure measures[VANITY_N_MEASURES];
  VanityTrait traits[VANITY_N_TRAITS];
  /* Mean distance of a part from the mirror image of the other side, % of the face's width, and
   * what the mesh's own noise makes of a symmetric face: a value below is not told apart from
   * none. < 0: not known. Nobody's halves are alike. */
  float asymmetry[VANITY_N_PARTS], asymmetry_floor[VANITY_N_PARTS];
  VanityFeatureAdvice advice[VANITY_FEATURES_MAX_ADVICE];
  int n_advice;
} VanityFeatures;

/* Measures a face of a photo of width × height pixels. FALSE with VANITY_ERROR_VALUE where the
 * points are not finite, lie together or make no face, VANITY_ERROR_MISSING where the canonical
 * mesh is not installed. A face turned too far is no error: its measures are not known. */
gboolean vanity_features_measure (const VanityFace *face, int width, int height,
                                  VanityFeatures *features, GError **error);

const VanityMeasureInfo *vanity_measure_get_info (VanityMeasureId id);

int vanity_trait_get_n_classes (VanityTraitId id);
/* "face-shape" and "oval", as in JSON; and for people, translated. */
const char *vanity_trait_get_id (VanityTraitId id);
const char *vanity_trait_get_label (VanityTraitId id);
const char *vanity_trait_get_class_id (VanityTraitId id, int class);
const char *vanity_trait_get_class_label (VanityTraitId id, int class);
/* The measures a trait follows from, the weightiest first. */
const VanityMeasureId *vanity_trait_get_measures (VanityTraitId id, int *n_measures);

const char *vanity_part_get_id (VanityPart part);
const char *vanity_part_get_label (VanityPart part);

/* One bit: a translated sentence. */
const char *vanity_doubt_get_label (VanityDoubts doubt);

G_END_DECLS
