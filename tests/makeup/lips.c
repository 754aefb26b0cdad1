/* Where lipstick lies: on the lips, all of them, and on nothing that is before them. */
#include "portrait.h"

#include "face/mesh.h"
#include "makeup/canvas.h"
#include "makeup/lips.h"

#include <math.h>
#include <string.h>

#define STRAW_MM 4.5

static const guint32 skins[] = { 0xf3e0d2, 0xc8967a, 0x604134 };

static VanityImage *
wear (VanityImage *image, const VanityFace *face)
{
  g_autoptr (VanityLook) look = portrait_look (
      "\"kind\": \"lipstick\", \"color\": \"#7a1020\", \"opacity\": 1, \"coverage\": 1, "
      "\"softness\": 0");

  return portrait_wear (image, face, look, 1);
}

/* The edge lies on the border of the red: within a millimetre it goes from all to nothing. */
static void
test_edge (void)
{
  for (gsize s = 0; s < G_N_ELEMENTS (skins); s++)
    {
      Portrait portrait = PORTRAIT_INIT;
      VanityFace face;
      g_autoptr (VanityImage) image = NULL;
      g_autoptr (VanityImage) worn = NULL;
      g_autoptr (VanityPath) outer = NULL;
      double unit = portrait.face / 140;
      int n = 0, bare = 0, stained = 0;

      portrait.skin = skins[s];
      image = portrait_new (&portrait, &face);
      if (image == NULL)
        return;
      worn = wear (image, &face);
      outer = vanity_path_new_contour (&face, VANITY_CONTOUR_LIPS_OUTER);
      for (int y = 0; y < image->height; y++)
        for (int x = 0; x < image->width; x++)
          {
            double away = vanity_path_get_distance (outer, x + 0.5, y + 0.5) / unit, change;

            if (fabs (away) > 5)
              continue;
            change = vanity_lab_delta_e2000 (portrait_lab (image, x, y), portrait_lab (worn, x, y));
            n += away < -1;
            bare += away < -1 && change < 5;
            stained += away > 1 && change > 1;
          }
      g_test_message ("skin %06x: %d pixels of lips, %d bare; %d of skin stained", skins[s], n,
                      bare, stained);
      g_assert_cmpint (n, >, 300);
      g_assert_cmpint (bare, <=, n / 50);
      g_assert_cmpint (stained, <=, n / 100);
    }
}

/* A straw of any bright colour stays as it is, and the lips beside it are painted. */
static void
test_straw (void)
{
  static const guint32 colors[] = { 0xe01818, 0x1c9a3c, 0x2a50d8, 0xf0d020 };

  for (gsize s = 0; s < G_N_ELEMENTS (skins) * G_N_ELEMENTS (colors); s++)
    {
      Portrait portrait = PORTRAIT_INIT;
      VanityFace face;
      g_autoptr (VanityImage) image = NULL;
      g_autoptr (VanityImage) worn = NULL;
      g_autoptr (VanityPath) outer = NULL;
      guint32 color = colors[s / G_N_ELEMENTS (skins)];
      double unit = portrait.face / 140, straw = 0, lips = 0, half = STRAW_MM / 2 * unit;
      int n_straw = 0, n_lips = 0;

      portrait.skin = skins[s % G_N_ELEMENTS (skins)];
      image = portrait_new (&portrait, &face);
      if (image == NULL)
        return;
      outer = vanity_path_new_contour (&face, VANITY_CONTOUR_LIPS_OUTER);
      for (int y = (int)face.points[13].y; y < image->height; y++)
        for (int x = 0; x < image->width; x++)
          if (fabs (x + 0.5 - (double)face.points[13].x) < half)
            for (int c = 0; c < 3; c++)
              vanity_image_row (image, y)[4 * x + c] = (guint8)(color >> (16 - 8 * c) & 255);
      worn = wear (image, &face);
      for (int y = 0; y < image->height; y++)
        for (int x = 0; x < image->width; x++)
          {
            double aside = fabs (x + 0.5 - (double)face.points[13].x);
            double change
                = vanity_lab_delta_e2000 (portrait_lab (image, x, y), portrait_lab (worn, x, y));

            if (y < face.points[14].y + 1.5 * unit
                || vanity_path_get_distance (outer, x + 0.5, y + 0.5) > -unit)
              continue;
            if (aside < half - 0.5)
              {
                straw += change;
                n_straw++;
              }
            else if (aside > half + 2 * unit)
              {
                lips += change;
                n_lips++;
              }
          }
      straw /= MAX (n_straw, 1);
      lips /= MAX (n_lips, 1);
      g_test_message ("skin %06x, straw %06x: ΔE00 %.2f on the straw, %.1f on the lips",
                      portrait.skin, color, straw, lips);
      g_assert_cmpint (n_straw, >, 10);
      g_assert_cmpint (n_lips, >, 50);
      g_assert_cmpfloat (straw, <, 1.5);
      g_assert_cmpfloat (lips, >, 5);
    }
}

/* Where the upper lip ends over x, between the mouth's corners; else above the mouth. */
static double
get_line (const VanityFace *face, double x)
{
  static const int upper[] = { 78, 191, 80, 81, 82, 13, 312, 311, 310, 415, 308 };

  for (gsize i = 0; i + 1 < G_N_ELEMENTS (upper); i++)
    {
      const VanityPoint *a = &face->points[upper[i]], *b = &face->points[upper[i + 1]];

      if (x >= (double)a->x && x < (double)b->x)
        return (double)a->y + (x - (double)a->x) / (double)(b->x - a->x) * (double)(b->y - a->y);
    }
  return (double)face->points[78].y;
}

/* A moustache that hangs over the upper lip wears no lipstick; the lower lip does. (The fairest
 * skin here has as little colour as a photo without any, where nothing can be told.) */
static void
test_moustache (void)
{
  for (gsize s = 1; s < G_N_ELEMENTS (skins); s++)
    {
      Portrait portrait = PORTRAIT_INIT;
      VanityFace face;
      g_autoptr (VanityImage) image = NULL;
      g_autoptr (VanityImage) worn = NULL;
      g_autoptr (VanityPath) outer = NULL;
      g_autoptr (GRand) rand = g_rand_new_with_seed (3);
      double unit = portrait.face / 140, hair = 0, lips = 0;
      int n_hair = 0, n_lips = 0;

      portrait.skin = skins[s];
      image = portrait_new (&portrait, &face);
      if (image == NULL)
        return;
      outer = vanity_path_new_contour (&face, VANITY_CONTOUR_LIPS_OUTER);
      for (int x = (int)(face.points[61].x - 6 * unit); x < face.points[291].x + 6 * unit; x++)
        for (int y = (int)face.points[2].y; y + 0.5 < get_line (&face, x + 0.5); y++)
          memset (vanity_image_row (image, y) + 4 * x, g_rand_int_range (rand, 16, 40), 3);
      worn = wear (image, &face);
      for (int y = 0; y < image->height; y++)
        for (int x = 0; x < image->width; x++)
          {
            double change
                = vanity_lab_delta_e2000 (portrait_lab (image, x, y), portrait_lab (worn, x, y));

            if (vanity_path_get_distance (outer, x + 0.5, y + 0.5) > -unit)
              continue;
            if (y + 0.5 < get_line (&face, x + 0.5) - unit)
              {
                hair += change;
                n_hair++;
              }
            else if (y > face.points[14].y + 2 * unit)
              {
                lips += change;
                n_lips++;
              }
          }
      g_assert_cmpint (n_hair, >, 50);
      g_assert_cmpint (n_lips, >, 50);
      g_test_message ("skin %06x: ΔE00 %.2f on the moustache, %.1f on the lip", skins[s],
                      hair / n_hair, lips / n_lips);
      g_assert_cmpfloat (hair / n_hair, <, 1);
      g_assert_cmpfloat (lips / n_lips, >, 5);
    }
}

/* Nothing lies over lips that nothing lies over. */
static void
test_bare (void)
{
  for (gsize s = 0; s < G_N_ELEMENTS (skins); s++)
    for (double gap = 0; gap < 24; gap += 6)
      {
        Portrait portrait = PORTRAIT_INIT;
        VanityFace face;
        g_autoptr (VanityImage) image = NULL;
        g_autoptr (VanityCanvas) canvas = NULL;

        portrait.skin = skins[s];
        portrait.gap = gap;
        image = portrait_new (&portrait, &face);
        if (image == NULL)
          return;
        canvas = vanity_canvas_new (image, &face, NULL);
        g_assert_nonnull (canvas);
        g_assert_null (vanity_lips_get (canvas)->cover);
      }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/makeup/lips/edge", test_edge);
  g_test_add_func ("/makeup/lips/straw", test_straw);
  g_test_add_func ("/makeup/lips/moustache", test_moustache);
  g_test_add_func ("/makeup/lips/bare", test_bare);
  return g_test_run ();
}
