#include "skin/signals.h"

#include "drawn-skin.h"

#include <math.h>
#include <string.h>

#define SIZE 64
#define TEXELS (SIZE * SIZE)
#define MIDDLE (TEXELS * 57 / 100 + SIZE / 4) /* on a cheek */

static VanitySignals *
measure (const VanityTexture *texture)
{
  return vanity_signals_new (vanity_atlas_get (texture->size, NULL), texture->rgb,
                             texture->visibility);
}

/* Another exposure and a coloured light change nothing; nor does the tone of the skin. */
static void
test_relative (void)
{
  g_autoptr (VanityTexture) texture = drawn_skin_new (SIZE, 0.4);
  static const float light[3] = { 1.4f, 1, 0.7f };

  if (texture == NULL)
    return;
  g_autoptr (VanitySignals) before = measure (texture);
  for (int i = 0; i < 3 * TEXELS; i++)
    texture->rgb[i] *= 1.3f * light[i / TEXELS];
  g_autoptr (VanitySignals) after = measure (texture);
  g_assert_true (before->known && after->known);
  for (int i = 0; i < VANITY_N_SIGNALS * TEXELS; i++)
    g_assert_cmpfloat_with_epsilon (before->planes[i], after->planes[i], 0.03);
}

/* A pigment is told as itself. */
static void
test_pigments (void)
{
  static const struct
  {
    const float *direction;
    VanitySignal own, other;
  } pigments[] = { { vanity_melanin, VANITY_SIGNAL_MELANIN, VANITY_SIGNAL_HAEMOGLOBIN },
                   { vanity_haemoglobin, VANITY_SIGNAL_HAEMOGLOBIN, VANITY_SIGNAL_MELANIN } };

  for (gsize k = 0; k < G_N_ELEMENTS (pigments); k++)
    {
      g_autoptr (VanityTexture) texture = drawn_skin_new (SIZE, 0.4);

      if (texture == NULL)
        return;
      g_autoptr (VanitySignals) bare = measure (texture);
      for (int c = 0; c < 3; c++)
        texture->rgb[c * TEXELS + MIDDLE] *= expf (-0.4f * pigments[k].direction[c]);
      g_autoptr (VanitySignals) stained = measure (texture);
      g_assert_cmpfloat_with_epsilon (stained->planes[pigments[k].own * TEXELS + MIDDLE]
                                          - bare->planes[pigments[k].own * TEXELS + MIDDLE],
                                      0.2, 0.01);
      g_assert_cmpfloat_with_epsilon (stained->planes[pigments[k].other * TEXELS + MIDDLE]
                                          - bare->planes[pigments[k].other * TEXELS + MIDDLE],
                                      0, 0.01);
    }
}

/* Without bare skin there is nothing to compare with; what is no number is black. */
static void
test_nothing (void)
{
  g_autoptr (VanityTexture) texture = drawn_skin_new (SIZE, 0.4);

  if (texture == NULL)
    return;
  texture->rgb[MIDDLE] = NAN;
  texture->rgb[MIDDLE + 1] = INFINITY;
  g_autoptr (VanitySignals) broken = measure (texture);
  g_assert_true (broken->known);
  for (int i = 0; i < VANITY_N_SIGNALS * TEXELS; i++)
    g_assert_true (isfinite (broken->planes[i]));
  memset (texture->visibility, 0, sizeof (float) * TEXELS);
  g_autoptr (VanitySignals) hidden = measure (texture);
  g_assert_false (hidden->known);
  for (int i = 0; i < VANITY_N_SIGNALS * TEXELS; i++)
    g_assert_true (hidden->planes[i] == 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/skin/signals/relative", test_relative);
  g_test_add_func ("/skin/signals/pigments", test_pigments);
  g_test_add_func ("/skin/signals/nothing", test_nothing);
  return g_test_run ();
}
