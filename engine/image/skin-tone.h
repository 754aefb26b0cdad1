/* Skin colours in words that people share.
 *
 * The Monk Skin Tone Scale, ten tones from 1, the lightest, to 10, the deepest: Ellis Monk, 2019;
 * colours as published at skintone.google, CC BY 4.0. And the individual typology angle: Chardon,
 * Cretois & Hourseau, Skin colour typology and suntanning pathways, 1991. Both are of skin under
 * daylight; of a photo they tell as much as its light allows. Few photographed skins are as light
 * as tones 1 to 3. */
#pragma once

#include "image/color.h"

G_BEGIN_DECLS

#define VANITY_SKIN_TONES 10 /* called 1 … 10 */

/* Tones taken together, to ask whether something works for everybody alike. */
typedef enum
{
  VANITY_SKIN_LIGHT,  /* 1 to 3 */
  VANITY_SKIN_MEDIUM, /* 4 to 6 */
  VANITY_SKIN_DEEP,   /* 7 to 10 */
  VANITY_N_SKIN_GROUPS
} VanitySkinGroup;

/* 0xRRGGBB, sRGB. */
guint32 vanity_skin_tone_get_rgb (int tone);
VanityLab vanity_skin_tone_get_lab (int tone);
VanitySkinGroup vanity_skin_tone_get_group (int tone);
/* "1–3", "4–6", "7–10". */
const char *vanity_skin_group_get_label (VanitySkinGroup group);

/* The nearest tone by CIEDE2000; of equal ones the lighter. `distance` (may be NULL) gets it. */
int vanity_skin_tone_find (VanityLab skin, double *distance);

/* Individual typology angle, degrees in [−90, 90]: above 55 very light, 41 to 55 light, 28 to 41
 * intermediate, 10 to 28 tan, −30 to 10 brown, below dark. */
double vanity_skin_get_typology_angle (VanityLab skin);

G_END_DECLS
