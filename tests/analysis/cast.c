#include "analysis/cast.h"

#include "portrait.h"

#include <math.h>

/* Colours of skin are within, and it grows with the distance from them. */
static void
test_cast (void)
{
  static const VanityLab skins[]
      = { { 70, 12, 18 }, { 40, 14, 20 }, { 25, 9, 12 }, { 60, 20, 15 } };
  static const VanityLab strange[]
      = { { 50, -20, 10 }, { 50, 10, -30 }, { 50, 70, 40 }, { 50, -5, -5 } };
  float near, far;

  for (gsize i = 0; i < G_N_ELEMENTS (skins); i++)
    g_assert_cmpfloat (vanity_cast_measure (&skins[i]), ==, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (strange); i++)
    g_assert_cmpfloat (vanity_cast_measure (&strange[i]), >, 5);
  near = vanity_cast_measure (&(VanityLab){ 50, 20, -2 });
  far = vanity_cast_measure (&(VanityLab){ 50, 20, -10 });
  g_assert_cmpfloat (near, >, 0);
  g_assert_cmpfloat (far, >, near);
  /* No colour is no strange one. */
  g_assert_cmpfloat (vanity_cast_measure (&(VanityLab){ 50, 0, 0 }), ==, 0);
}

/* A photo in sepia has colours, but one for each lightness. */
static void
test_colors (void)
{
  Portrait portrait = PORTRAIT_INIT;
  g_autoptr (VanityFace) face = g_new0 (VanityFace, 1);
  g_autoptr (VanityImage) image = portrait_new (&portrait, face);
  g_autoptr (VanityTexture) texture = NULL;
  const VanityAtlas *atlas;
  const int n = 128 * 128;
  float colours, sepia;

  if (image == NULL)
    return;
  texture = vanity_texture_new (image, face, 128, VANITY_GLASSES_NONE, NULL);
  atlas = vanity_atlas_get (128, NULL);
  colours = vanity_cast_measure_colors (texture, atlas);
  for (int i = 0; i < n; i++)
    {
      texture->rgb[n + i] = 0.7f * texture->rgb[i];
      texture->rgb[2 * n + i] = 0.4f * texture->rgb[i];
    }
  sepia = vanity_cast_measure_colors (texture, atlas);
  g_test_message ("colours %.2f, sepia %.2f", (double)colours, (double)sepia);
  g_assert_cmpfloat (colours, >, 1.5);
  g_assert_cmpfloat (sepia, <, 0.6);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/analysis/cast/skin", test_cast);
  g_test_add_func ("/analysis/cast/colors", test_colors);
  return g_test_run ();
}
