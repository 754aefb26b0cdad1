#include "features/features.h"

#include "features/usual.h"

#include <glib/gi18n-lib.h>

static const VanityMeasureInfo infos[VANITY_N_MEASURES] = {
#define MEASURE(ID, part, id, name, unit, paired)                                                  \
  [VANITY_MEASURE_##ID] = { id, name, unit, VANITY_PART_##part, paired, 0, 0, { 0, 0 } }
  MEASURE (FACE_LENGTH, FACE, "face-length", N_ ("Length of the face to its width"), "", FALSE),
  MEASURE (FOREHEAD_WIDTH, FACE, "forehead-width", N_ ("Forehead to cheekbones"), "", FALSE),
  MEASURE (JAW_WIDTH, FACE, "jaw-width", N_ ("Jaw to cheekbones"), "", FALSE),
  MEASURE (CHIN_WIDTH, FACE, "chin-width", N_ ("Chin to cheekbones"), "", FALSE),
  MEASURE (JAW_ANGLE, FACE, "jaw-angle", N_ ("Angle of the jaw"), "°", TRUE),
  MEASURE (CHIN_ROUNDNESS, FACE, "chin-roundness", N_ ("Roundness of the chin"), "", FALSE),
  MEASURE (UPPER_THIRD, FACE, "upper-third", N_ ("Upper third"), "%", FALSE),
  MEASURE (MIDDLE_THIRD, FACE, "middle-third", N_ ("Middle third"), "%", FALSE),
  MEASURE (LOWER_THIRD, FACE, "lower-third", N_ ("Lower third"), "%", FALSE),
  MEASURE (OUTER_FIFTH, FACE, "outer-fifth", N_ ("Outer fifth"), "%", TRUE),
  MEASURE (EYE_FIFTH, EYES, "eye-fifth", N_ ("Width of an eye"), "%", TRUE),
  MEASURE (MIDDLE_FIFTH, EYES, "middle-fifth", N_ ("Middle fifth"), "%", FALSE),
  MEASURE (EYE_SPACING, EYES, "eye-spacing", N_ ("Distance of the eyes to their width"), "", FALSE),
  MEASURE (PUPILS, EYES, "pupils", N_ ("Distance of the pupils"), "", FALSE),
  MEASURE (EYE_SIZE, EYES, "eye-size", N_ ("Size of the eyes"), "%", TRUE),
  MEASURE (EYE_OPENNESS, EYES, "eye-openness", N_ ("Height of the eyes to their width"), "", TRUE),
  MEASURE (EYE_TILT, EYES, "eye-tilt", N_ ("Tilt of the eyes"), "°", TRUE),
  MEASURE (EYE_LID, EYES, "eye-lid", N_ ("Room between lashes and fold"), "", TRUE),
  MEASURE (BROW_HEIGHT, BROWS, "brow-height", N_ ("Height of the brows over the lashes"), "", TRUE),
  MEASURE (BROW_ARCH, BROWS, "brow-arch", N_ ("Arch of the brows"), "%", TRUE),
  MEASURE (BROW_PEAK, BROWS, "brow-peak", N_ ("Where the brows are highest"), "%", TRUE),
  MEASURE (BROW_ROUNDNESS, BROWS, "brow-roundness", N_ ("Roundness of the brows"), "", TRUE),
  MEASURE (BROW_TILT, BROWS, "brow-tilt", N_ ("Tilt of the brows"), "°", TRUE),
  MEASURE (BROW_THICKNESS, BROWS, "brow-thickness", N_ ("Thickness of the brows"), "%", TRUE),
  MEASURE (BROW_LENGTH, BROWS, "brow-length", N_ ("Length of the brows to the eyes"), "", TRUE),
  MEASURE (BROW_SPACING, BROWS, "brow-spacing", N_ ("Distance of the brows to that of the eyes"),
           "", FALSE),
  MEASURE (NOSE_WIDTH, NOSE, "nose-width", N_ ("Width of the nose"), "", FALSE),
  MEASURE (NOSE_LENGTH, NOSE, "nose-length", N_ ("Length of the nose"), "", FALSE),
  MEASURE (LIP_WIDTH, LIPS, "lip-width", N_ ("Width of the mouth"), "", FALSE),
  MEASURE (LIP_HEIGHT, LIPS, "lip-height", N_ ("Height of the lips to their width"), "", FALSE),
  MEASURE (LIP_RATIO, LIPS, "lip-ratio", N_ ("Upper lip to lower lip"), "", FALSE),
  MEASURE (LIP_BOW, LIPS, "lip-bow", N_ ("Depth of the cupid’s bow"), "%", FALSE),
  MEASURE (LIP_CORNERS, LIPS, "lip-corners", N_ ("Corners of the mouth"), "°", TRUE),
#undef MEASURE
};

static const struct
{
  const char *id, *label;
} parts[VANITY_N_PARTS] = {
  [VANITY_PART_FACE] = { "face", N_ ("Face") },    [VANITY_PART_EYES] = { "eyes", N_ ("Eyes") },
  [VANITY_PART_BROWS] = { "brows", N_ ("Brows") }, [VANITY_PART_NOSE] = { "nose", N_ ("Nose") },
  [VANITY_PART_LIPS] = { "lips", N_ ("Lips") },
};

static const struct
{
  VanityDoubts doubt;
  const char *label;
} doubts[] = {
  { VANITY_DOUBT_TURNED, N_ ("The head is turned, so measures are less sure.") },
  { VANITY_DOUBT_SMILE, N_ ("A smile changes the shape of lips, cheeks and eyes.") },
  { VANITY_DOUBT_MOUTH,
    N_ ("The mouth is open, which lengthens the face and stretches the lips.") },
  { VANITY_DOUBT_EYES, N_ ("The eyes are closed or nearly so.") },
  { VANITY_DOUBT_CUT, N_ ("Part of the face lies outside the photo.") },
  { VANITY_DOUBT_SMALL, N_ ("The face is small in the photo, so measures are less sure.") },
};

/* Names in the language that is set when the first is asked for, with what is usual. */
const VanityMeasureInfo *
vanity_measure_get_info (VanityMeasureId id)
{
  static VanityMeasureInfo filled[VANITY_N_MEASURES];
  static gsize ready;

  g_return_val_if_fail ((int)id >= 0 && id < VANITY_N_MEASURES, NULL);
  if (g_once_init_enter (&ready))
    {
      for (int i = 0; i < VANITY_N_MEASURES; i++)
        {
          filled[i] = infos[i];
          filled[i].name = g_dgettext (GETTEXT_PACKAGE, infos[i].name);
          filled[i].mean = vanity_usual_get (i)->mean;
          filled[i].deviation = vanity_usual_get (i)->deviation;
          filled[i].usual[0] = vanity_usual_get (i)->low;
          filled[i].usual[1] = vanity_usual_get (i)->high;
        }
      g_once_init_leave (&ready, 1);
    }
  return &filled[id];
}

const char *
vanity_part_get_id (VanityPart part)
{
  return parts[part].id;
}

const char *
vanity_part_get_label (VanityPart part)
{
  return g_dgettext (GETTEXT_PACKAGE, parts[part].label);
}

const char *
vanity_doubt_get_label (VanityDoubts doubt)
{
  for (gsize i = 0; i < G_N_ELEMENTS (doubts); i++)
    if (doubt & doubts[i].doubt)
      return g_dgettext (GETTEXT_PACKAGE, doubts[i].label);
  return g_dgettext (GETTEXT_PACKAGE, N_ ("Nothing stands in the way."));
}
