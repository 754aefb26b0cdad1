#include "image/skin-tone.h"

#include <math.h>

static const guint32 tones[VANITY_SKIN_TONES]
    = { 0xf6ede4, 0xf3e7db, 0xf7ead0, 0xeadaba, 0xd7bd96,
        0xa07e56, 0x825c43, 0x604134, 0x3a312a, 0x292420 };

guint32
vanity_skin_tone_get_rgb (int tone)
{
  g_return_val_if_fail (tone >= 1 && tone <= VANITY_SKIN_TONES, 0);
  return tones[tone - 1];
}

VanityLab
vanity_skin_tone_get_lab (int tone)
{
  return vanity_lab_from_linear (vanity_rgb_unpack (vanity_skin_tone_get_rgb (tone)));
}

VanitySkinGroup
vanity_skin_tone_get_group (int tone)
{
  return tone <= 3 ? VANITY_SKIN_LIGHT : tone <= 6 ? VANITY_SKIN_MEDIUM : VANITY_SKIN_DEEP;
}

const char *
vanity_skin_group_get_label (VanitySkinGroup group)
{
  static const char *const labels[VANITY_N_SKIN_GROUPS] = { "1–3", "4–6", "7–10" };

  g_return_val_if_fail ((int)group >= 0 && group < VANITY_N_SKIN_GROUPS, NULL);
  return labels[group];
}

int
vanity_skin_tone_find (VanityLab skin, double *distance)
{
  double nearest = INFINITY;
  int found = 1;

  for (int tone = 1; tone <= VANITY_SKIN_TONES; tone++)
    {
      double here = vanity_lab_delta_e2000 (skin, vanity_skin_tone_get_lab (tone));

      if (here < nearest)
        {
          nearest = here;
          found = tone;
        }
    }
  if (distance != NULL)
    *distance = nearest;
  return found;
}

double
vanity_skin_get_typology_angle (VanityLab skin)
{
  /* With no yellow in it at all, a skin is as light or dark as can be. */
  return skin.b > 0 ? atan ((skin.L - 50) / (double)skin.b) * 180 / G_PI
                    : (skin.L > 50   ? 90
                       : skin.L < 50 ? -90
                                     : 0);
}
