/* What concerns are called, and where they belong. */
#include "skin/concerns.h"

#include <glib/gi18n-lib.h>

#define FOREHEAD (1 << VANITY_ZONE_FOREHEAD)
#define NOSE (1 << VANITY_ZONE_NOSE)
#define CHEEKS (1 << VANITY_ZONE_CHEEKS)
#define CHIN (1 << VANITY_ZONE_CHIN)
#define UNDER_EYES (1 << VANITY_ZONE_UNDER_EYES)

static const struct
{
  const char *id, *label, *summary;
  unsigned zones;
  double weight;
} concerns[VANITY_N_CONCERNS] = {
  [VANITY_CONCERN_REDNESS]
  = { "redness", N_ ("Redness"),
      N_ ("Where the skin is redder than the rest of it. Cold, exercise, makeup and coloured light "
          "redden, too."),
      FOREHEAD | NOSE | CHEEKS | CHIN, 0.15 },
  [VANITY_CONCERN_SPOTS] = { "spots", N_ ("Spots and blemishes"),
                             N_ ("Small red or brown spots. What they are, a photo cannot tell; "
                                 "moles and beauty marks are "
                                 "among them."),
                             FOREHEAD | NOSE | CHEEKS | CHIN, 0.17 },
  [VANITY_CONCERN_WRINKLES]
  = { "wrinkles", N_ ("Lines and wrinkles"),
      N_ ("Fine dark lines with a light rim. A smile and light from the side deepen them."),
      FOREHEAD | CHEEKS | UNDER_EYES, 0.15 },
  [VANITY_CONCERN_PORES]
  = { "pores", N_ ("Pores and texture"),
      N_ ("Fine grain of the skin. Only a sharp, large photo shows it; noise of the camera looks "
          "alike."),
      FOREHEAD | NOSE | CHEEKS | CHIN, 0.1 },
  [VANITY_CONCERN_DARK_CIRCLES]
  = { "dark-circles", N_ ("Dark circles"),
      N_ ("Skin under the eyes that is darker or bluer than the cheeks. Light from above adds "
          "shadow there."),
      UNDER_EYES, 0.12 },
  [VANITY_CONCERN_EYE_BAGS]
  = { "eye-bags", N_ ("Eye bags"),
      N_ ("A bulge with a crease under the eyes, seen by its shading. Light from the front hides "
          "it."),
      UNDER_EYES, 0.08 },
  [VANITY_CONCERN_SHINE]
  = { "shine", N_ ("Shine"),
      N_ ("Highlights on the skin. Oil, a moist cream and a flash look alike."),
      FOREHEAD | NOSE | CHEEKS | CHIN, 0.08 },
  [VANITY_CONCERN_PIGMENT]
  = { "pigment", N_ ("Uneven pigment"),
      N_ ("Blotches and freckles that are browner than the rest of the skin."),
      FOREHEAD | NOSE | CHEEKS | CHIN, 0.15 },
};

const char *
vanity_concern_get_id (VanityConcern concern)
{
  g_return_val_if_fail ((int)concern >= 0 && concern < VANITY_N_CONCERNS, NULL);
  return concerns[concern].id;
}

const char *
vanity_concern_get_label (VanityConcern concern)
{
  g_return_val_if_fail ((int)concern >= 0 && concern < VANITY_N_CONCERNS, NULL);
  return _ (concerns[concern].label);
}

const char *
vanity_concern_get_summary (VanityConcern concern)
{
  g_return_val_if_fail ((int)concern >= 0 && concern < VANITY_N_CONCERNS, NULL);
  return _ (concerns[concern].summary);
}

double
vanity_concern_get_weight (VanityConcern concern)
{
  g_return_val_if_fail ((int)concern >= 0 && concern < VANITY_N_CONCERNS, 0);
  return concerns[concern].weight;
}

gboolean
vanity_concern_is_in (VanityConcern concern, VanityZone zone)
{
  g_return_val_if_fail ((int)concern >= 0 && concern < VANITY_N_CONCERNS, FALSE);
  return (concerns[concern].zones >> zone & 1) != 0;
}

const char *
vanity_withheld_get_label (unsigned withheld)
{
  static const struct
  {
    VanityWithheld why;
    const char *label;
  } labels[] = {
    { VANITY_WITHHELD_NOT_HERE, N_ ("This is not looked for here") },
    { VANITY_WITHHELD_SKIN, N_ ("No bare skin is seen to compare with") },
    { VANITY_WITHHELD_HIDDEN, N_ ("Too little of this part of the face is seen") },
    { VANITY_WITHHELD_COLOUR, N_ ("The photo's colours or its light do not allow it") },
    { VANITY_WITHHELD_COARSE, N_ ("The photo has too few pixels of the face for what is so fine") },
    { VANITY_WITHHELD_BEARD, N_ ("A beard or stubble hides it") },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (labels); i++)
    if (withheld & labels[i].why)
      return _ (labels[i].label);
  return "";
}
