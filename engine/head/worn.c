#include "head/worn.h"

#include "base/error.h"

#include <glib/gi18n-lib.h>
#include <math.h>

typedef struct
{
  const char *id;
  const char *label;
} Word;

static const Word parts[VANITY_WORN_N_PARTS] = {
  [VANITY_WORN_LIPS] = { "lips", N_ ("Lips") },
  [VANITY_WORN_EYES] = { "eyes", N_ ("Eyes") },
  [VANITY_WORN_CHEEKS] = { "cheeks", N_ ("Cheeks") },
  [VANITY_WORN_BROWS] = { "brows", N_ ("Brows") },
  [VANITY_WORN_WHOLE] = { "whole", N_ ("The whole face") },
};

static const Word levels[VANITY_WORN_N_LEVELS] = {
  [VANITY_WORN_NONE] = { "none", N_ ("no makeup to be seen") },
  [VANITY_WORN_LIGHT] = { "light", N_ ("light makeup") },
  [VANITY_WORN_CLEAR] = { "clear", N_ ("clear makeup") },
  [VANITY_WORN_STRONG] = { "strong", N_ ("strong makeup") },
};

const char *
vanity_worn_part_get_id (VanityWornPart part)
{
  g_return_val_if_fail ((int)part >= 0 && part < VANITY_WORN_N_PARTS, NULL);
  return parts[part].id;
}

const char *
vanity_worn_part_get_label (VanityWornPart part)
{
  g_return_val_if_fail ((int)part >= 0 && part < VANITY_WORN_N_PARTS, NULL);
  return _ (parts[part].label);
}

const char *
vanity_worn_level_get_id (VanityWornLevel level)
{
  g_return_val_if_fail ((int)level >= 0 && level < VANITY_WORN_N_LEVELS, NULL);
  return levels[level].id;
}

const char *
vanity_worn_level_get_label (VanityWornLevel level)
{
  g_return_val_if_fail ((int)level >= 0 && level < VANITY_WORN_N_LEVELS, NULL);
  return _ (levels[level].label);
}

VanityWornLevel
vanity_worn_get_level (const VanityWorn *worn, VanityWornPart part)
{
  float sum = 0;
  int level = 0;

  g_return_val_if_fail ((int)part >= 0 && part < VANITY_WORN_N_PARTS, VANITY_WORN_NONE);
  for (; level < VANITY_WORN_STRONG; level++)
    {
      sum += worn->makeup[part][level];
      if (sum >= 0.5f)
        break;
    }
  return (VanityWornLevel)level;
}

/* Levels lie a unit apart, and what is judged is off by about as much. */
static void
spread_levels (float degree, float *probability)
{
  float sum = 0;

  for (int i = 0; i < VANITY_WORN_N_LEVELS; i++)
    {
      probability[i] = expf (-0.5f * (degree - (float)i) * (degree - (float)i) / 0.5f);
      sum += probability[i];
    }
  for (int i = 0; i < VANITY_WORN_N_LEVELS; i++)
    probability[i] /= sum;
}

/* How strongly a part is made up by its colour alone, [0, 3]. */
static float
judge_part (const VanityTexture *texture, VanityWornPart part)
{
  const VanityLab *lips = &texture->tint[VANITY_TINT_LIPS];
  const VanityLab *lids = &texture->tint[VANITY_TINT_LIDS];
  const VanityLab *cheeks = &texture->tint[VANITY_TINT_CHEEKS];
  float degree = texture->makeup;

  if (part == VANITY_WORN_LIPS)
    degree = 0.09f * (lips->a - 10) - 0.03f * (lips->L + 8);
  else if (part == VANITY_WORN_EYES)
    degree = 0.1f * (-lids->L - 6) + 0.08f * (lids->a - 2);
  else if (part == VANITY_WORN_CHEEKS)
    degree = 0.25f * (cheeks->a - 4);
  return CLAMP (degree, 0, 3);
}

gboolean
vanity_worn_judge (const VanityTexture *texture, VanityWorn *worn, GError **error)
{
  if (!isfinite (texture->makeup) || !isfinite (texture->skin.L))
    {
      g_set_error (error, VANITY_ERROR, VANITY_ERROR_VALUE,
                   "A face's colours hold what is not a number");
      return FALSE;
    }
  for (int i = 0; i < VANITY_WORN_N_PARTS; i++)
    if (texture->skin_known)
      spread_levels (judge_part (texture, (VanityWornPart)i), worn->makeup[i]);
    else
      for (int k = 0; k < VANITY_WORN_N_LEVELS; k++)
        worn->makeup[i][k] = 1.0f / VANITY_WORN_N_LEVELS;
  worn->glasses = texture->glasses ? 0.9f : 0.1f;
  worn->sunglasses = 0;
  worn->beard = 0;
  return TRUE;
}
