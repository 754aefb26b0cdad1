/* What holds for every look on every face: makeup lies where it belongs and nowhere else. */
#include "makeup/render.h"

#include "portrait.h"

#include "face/mesh.h"
#include "makeup/canvas.h"
#include "makeup/path.h"

#include <math.h>
#include <string.h>

static const char *const layers[] = {
  "\"kind\": \"foundation\", \"opacity\": 1, \"coverage\": 1",
  "\"kind\": \"foundation\", \"shade\": \"chosen\", \"color\": \"#8a6048\", \"finish\": \"matte\"",
  "\"kind\": \"concealer\", \"opacity\": 1, \"lift\": 1",
  "\"kind\": \"contour\", \"opacity\": 1",
  "\"kind\": \"contour\", \"tone\": \"chosen\", \"jaw\": 1, \"forehead\": 1",
  "\"kind\": \"blush\", \"opacity\": 1, \"placement\": \"draped\", \"finish\": \"shimmer\"",
  "\"kind\": \"blush\", \"placement\": \"sunkissed\", \"spread\": 1",
  "\"kind\": \"highlight\", \"opacity\": 1, \"finish\": \"shimmer\", \"forehead\": 1",
  "\"kind\": \"lipstick\", \"color\": \"#a01020\", \"finish\": \"gloss\"",
  "\"kind\": \"lipstick\", \"finish\": \"metallic\", \"gradient\": 0.8, \"overline\": 1.5",
  "\"kind\": \"lip-liner\", \"opacity\": 1, \"width\": 3",
};

/* Off the face nothing changes to the bit, on it something does. */
static void
test_outside (void)
{
  for (int depth = 8; depth <= 16; depth += 8)
    for (gsize l = 0; l < G_N_ELEMENTS (layers); l++)
      {
        Portrait portrait = PORTRAIT_INIT;
        VanityFace face;
        g_autoptr (VanityImage) image = NULL;
        g_autoptr (VanityImage) worn = NULL;
        g_autoptr (VanityLook) look = portrait_look (layers[l]);
        g_autoptr (VanityPath) outline = NULL;
        g_autoptr (VanityMask) reach = NULL;
        int changed = 0;

        portrait.depth = depth;
        image = portrait_new (&portrait, &face);
        if (image == NULL)
          return;
        worn = portrait_wear (image, &face, look, 1);
        outline = vanity_path_new_contour (&face, VANITY_CONTOUR_FACE);
        reach = vanity_path_mask (outline, 1, NULL);
        for (int y = 0; y < image->height; y++)
          {
            g_autofree float *row = g_new (float, image->width);

            vanity_mask_get_row (reach, y, 0, image->width, row);
            for (int x = 0; x < image->width; x++)
              {
                gboolean same = portrait_same (image, worn, x, y);

                changed += !same;
                g_assert_true (same || row[x] > 0);
              }
          }
        g_assert_cmpint (changed, >, 50);
      }
}

static void
test_strength (void)
{
  for (gsize l = 0; l < G_N_ELEMENTS (layers); l++)
    {
      Portrait portrait = PORTRAIT_INIT;
      VanityFace face;
      g_autoptr (VanityImage) image = portrait_new (&portrait, &face);
      g_autoptr (VanityLook) look = portrait_look (layers[l]);
      g_autoptr (VanityRenderer) renderer = NULL;
      VanityImage *steps[5];

      if (image == NULL)
        return;
      renderer = vanity_renderer_new (image, &face, NULL, NULL);
      vanity_renderer_set_look (renderer, look, NULL, NULL);
      for (int s = 0; s < 5; s++)
        steps[s] = vanity_renderer_render (renderer, s / 4.0, NULL);
      for (int y = 0; y < image->height; y++)
        for (int i = 0; i < image->width * 4; i++)
          {
            int way = vanity_image_row (steps[4], y)[i] - vanity_image_row (image, y)[i];

            g_assert_cmpint (vanity_image_row (steps[0], y)[i], ==, vanity_image_row (image, y)[i]);
            for (int s = 1; s < 5; s++)
              {
                int step
                    = vanity_image_row (steps[s], y)[i] - vanity_image_row (steps[s - 1], y)[i];

                g_assert_true (way >= 0 ? step >= 0 : step <= 0);
              }
          }
      for (int s = 0; s < 5; s++)
        vanity_image_unref (steps[s]);
    }
}

/* Foundation in one's own shade does not lighten or darken anyone. */
static void
test_lightness (void)
{
  static const guint32 skins[]
      = { 0xf6ede4, 0xead0b0, 0xc8967a, 0xa07e56, 0x825c43, 0x604134, 0x3a312a };
  static const char *const skin_layers[]
      = { "\"kind\": \"foundation\", \"opacity\": 1, \"coverage\": 1", "\"kind\": \"foundation\"" };

  for (gsize s = 0; s < G_N_ELEMENTS (skins); s++)
    for (gsize l = 0; l < G_N_ELEMENTS (skin_layers); l++)
      {
        Portrait portrait = PORTRAIT_INIT;
        VanityFace face;
        g_autoptr (VanityLook) look = portrait_look (skin_layers[l]);
        g_autoptr (VanityImage) image = NULL;
        g_autoptr (VanityImage) worn = NULL;
        double before = 0, after = 0;
        int n = 0;

        portrait.skin = skins[s];
        image = portrait_new (&portrait, &face);
        if (image == NULL)
          return;
        worn = portrait_wear (image, &face, look, 1);
        for (int y = 0; y < image->height; y++)
          for (int x = 0; x < image->width; x++)
            if (!portrait_same (image, worn, x, y))
              {
                before += (double)portrait_lab (image, x, y).L;
                after += (double)portrait_lab (worn, x, y).L;
                n++;
              }
        g_assert_cmpint (n, >, 1000);
        g_assert_cmpfloat (fabs (after - before) / n, <, 0.6);
      }
}

/* Teeth of an open mouth and the whites of the eyes stay clean. */
static void
test_clean (void)
{
  Portrait portrait = PORTRAIT_INIT;
  VanityFace face;
  g_autoptr (VanityImage) image = NULL;

  portrait.gap = 8;
  image = portrait_new (&portrait, &face);
  if (image == NULL)
    return;
  for (gsize l = 0; l < G_N_ELEMENTS (layers); l++)
    {
      static const struct
      {
        VanityContourId id;
        double margin;
      } parts[] = { { VANITY_CONTOUR_LIPS_INNER, 2.5 },
                    { VANITY_CONTOUR_EYE_RIGHT, 1.5 },
                    { VANITY_CONTOUR_EYE_LEFT, 1.5 } };
      g_autoptr (VanityLook) look = portrait_look (layers[l]);
      g_autoptr (VanityImage) worn = portrait_wear (image, &face, look, 1);

      for (gsize p = 0; p < G_N_ELEMENTS (parts); p++)
        {
          g_autoptr (VanityPath) outline = vanity_path_new_contour (&face, parts[p].id);
          int n = 0;

          for (int y = 0; y < image->height; y++)
            for (int x = 0; x < image->width; x++)
              if (vanity_path_get_distance (outline, x + 0.5, y + 0.5) < -parts[p].margin)
                {
                  n++;
                  g_assert_true (portrait_same (image, worn, x, y));
                }
          g_assert_cmpint (n, >, 20);
        }
    }
}

/* A lipstick fills closed lips without a gap, and reads as its own hue on any skin. */
static void
test_lips (void)
{
  static const guint32 skins[] = { 0xf3e0d2, 0xc8967a, 0x604134 };

  for (gsize s = 0; s < G_N_ELEMENTS (skins); s++)
    {
      Portrait portrait = PORTRAIT_INIT;
      VanityFace face;
      g_autoptr (VanityLook) look = portrait_look (
          "\"kind\": \"lipstick\", \"color\": \"#a01020\", \"opacity\": 1, \"coverage\": 1");
      g_autoptr (VanityImage) image = NULL;
      g_autoptr (VanityImage) worn = NULL;
      g_autoptr (VanityPath) outline = NULL;
      int n = 0;

      portrait.skin = skins[s];
      image = portrait_new (&portrait, &face);
      if (image == NULL)
        return;
      worn = portrait_wear (image, &face, look, 1);
      outline = vanity_path_new_contour (&face, VANITY_CONTOUR_LIPS_OUTER);
      for (int y = 0; y < image->height; y++)
        for (int x = 0; x < image->width; x++)
          if (vanity_path_get_distance (outline, x + 0.5, y + 0.5) < -2.5)
            {
              VanityLab lab = portrait_lab (worn, x, y);

              n++;
              g_assert_cmpfloat (lab.a, >, 20);
              g_assert_cmpfloat (lab.a, >, lab.b);
            }
      g_assert_cmpint (n, >, 300);
    }
}

static void
test_tiny (void)
{
  for (double size = 3; size < 40; size += 5)
    {
      Portrait portrait = PORTRAIT_INIT;
      VanityFace face;
      g_autoptr (VanityImage) image = NULL;

      portrait.width = 60;
      portrait.height = 60;
      portrait.x = portrait.y = 30;
      portrait.face = size;
      image = portrait_new (&portrait, &face);
      if (image == NULL)
        return;
      for (gsize l = 0; l < G_N_ELEMENTS (layers); l++)
        {
          g_autoptr (VanityLook) look = portrait_look (layers[l]);
          g_autoptr (VanityImage) worn = portrait_wear (image, &face, look, 1);

          g_assert_true (portrait_same (image, worn, 0, 0));
        }
    }
}

static void
test_border (void)
{
  static const double places[][2]
      = { { 0, 215 }, { 360, 215 }, { 180, 0 }, { 180, 440 }, { -80, -80 }, { 2000, 2000 } };

  for (gsize p = 0; p < G_N_ELEMENTS (places); p++)
    {
      Portrait portrait = PORTRAIT_INIT;
      VanityFace face;
      g_autoptr (VanityImage) image = NULL;

      portrait.x = places[p][0];
      portrait.y = places[p][1];
      image = portrait_new (&portrait, &face);
      if (image == NULL)
        return;
      for (gsize l = 0; l < G_N_ELEMENTS (layers); l++)
        {
          g_autoptr (VanityLook) look = portrait_look (layers[l]);
          g_autoptr (VanityImage) worn = portrait_wear (image, &face, look, 1);

          g_assert_cmpint (worn->width, ==, image->width);
        }
    }
}

/* Points that are no face change nothing and break nothing. */
static void
test_degenerate (void)
{
  Portrait portrait = PORTRAIT_INIT;
  VanityFace face, bad;
  g_autoptr (VanityImage) image = portrait_new (&portrait, &face);

  if (image == NULL)
    return;
  for (int kind = 0; kind < 5; kind++)
    for (gsize l = 0; l < G_N_ELEMENTS (layers); l++)
      {
        g_autoptr (VanityLook) look = portrait_look (layers[l]);
        g_autoptr (VanityImage) worn = NULL;
        g_autoptr (GRand) rand = g_rand_new_with_seed (1);

        bad = face;
        for (int i = 0; i < VANITY_FACE_POINTS; i++)
          if (kind == 0)
            bad.points[i] = (VanityPoint){ NAN, NAN, NAN };
          else if (kind == 1)
            bad.points[i] = bad.points[0];
          else if (kind == 2)
            bad.points[i].x = 1e30f;
          else if (kind == 3)
            bad.points[i].y = 100; /* all on a line */
          else
            bad.points[i] = (VanityPoint){ (float)g_rand_double_range (rand, -500, 900),
                                           (float)g_rand_double_range (rand, -500, 900), 0 };
        worn = portrait_wear (image, &bad, look, 1);
        for (int y = 0; kind < 3 && y < image->height; y++)
          for (int x = 0; x < image->width; x++)
            g_assert_true (portrait_same (image, worn, x, y));
      }
}

static void
test_look_changes (void)
{
  Portrait portrait = PORTRAIT_INIT;
  VanityFace face;
  g_autoptr (VanityImage) image = portrait_new (&portrait, &face);
  g_autoptr (VanityLook) red = portrait_look ("\"kind\": \"lipstick\", \"color\": \"#a01020\"");
  g_autoptr (VanityLook) blush = portrait_look ("\"kind\": \"blush\", \"opacity\": 1");
  g_autoptr (VanityRenderer) renderer = NULL;
  g_autoptr (VanityImage) first = NULL;
  g_autoptr (VanityImage) kept = NULL;
  g_autoptr (VanityImage) again = NULL;
  g_autoptr (VanityImage) bare = NULL;
  g_autoptr (GCancellable) cancelled = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  if (image == NULL)
    return;
  renderer = vanity_renderer_new (image, &face, NULL, NULL);
  vanity_renderer_set_look (renderer, red, NULL, NULL);
  first = vanity_renderer_render (renderer, 1, NULL);
  g_cancellable_cancel (cancelled);
  g_assert_false (vanity_renderer_set_look (renderer, blush, cancelled, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  kept = vanity_renderer_render (renderer, 1, NULL);
  vanity_renderer_set_look (renderer, blush, NULL, NULL);
  vanity_renderer_set_look (renderer, red, NULL, NULL);
  again = vanity_renderer_render (renderer, 1, NULL);
  vanity_renderer_set_look (renderer, NULL, NULL, NULL);
  bare = vanity_renderer_render (renderer, 1, NULL);
  for (int y = 0; y < image->height; y++)
    for (int x = 0; x < image->width; x++)
      {
        g_assert_true (portrait_same (first, kept, x, y));
        g_assert_true (portrait_same (first, again, x, y));
        g_assert_true (portrait_same (image, bare, x, y));
      }
}

static void
test_faces (void)
{
  Portrait portrait = PORTRAIT_INIT;
  VanityFace face;
  g_autoptr (VanityImage) image = portrait_new (&portrait, &face);
  g_autoptr (VanityLook) red = portrait_look ("\"kind\": \"lipstick\"");
  g_autoptr (VanityImage) one = NULL;
  g_autoptr (VanityImage) none = NULL;
  const VanityFace *faces[2] = { &face, &face };
  const VanityLook *looks[2] = { red, NULL };
  int changed = 0;

  if (image == NULL)
    return;
  one = vanity_render_faces (image, faces, looks, NULL, 2, 1, NULL, NULL);
  none = vanity_render_faces (image, faces, looks + 1, NULL, 1, 1, NULL, NULL);
  g_assert_true (none != image);
  for (int y = 0; y < image->height; y++)
    for (int x = 0; x < image->width; x++)
      {
        changed += !portrait_same (image, one, x, y);
        g_assert_true (portrait_same (image, none, x, y));
      }
  g_assert_cmpint (changed, >, 100);
}

/* Faces whose rectangles overlap leave each other's makeup on, whoever comes last, and where both
 * change a pixel the changes add up. */
static void
test_neighbours (void)
{
  for (int depth = 8; depth <= 16; depth += 8)
    {
      Portrait portrait = PORTRAIT_INIT;
      VanityFace face;
      g_autoptr (VanityImage) image = NULL;
      g_autoptr (VanityImage) both = NULL;
      g_autoptr (VanityImage) turned = NULL;
      g_autoptr (VanityImage) patched = NULL;
      g_autoptr (VanityImage) one = NULL;
      g_autoptr (VanityImage) other = NULL;
      g_autoptr (VanityRenderer) renderer = NULL;
      g_autoptr (VanityLook) red = portrait_look ("\"kind\": \"lipstick\"");
      g_autoptr (VanityLook) contour = portrait_look ("\"kind\": \"contour\", \"opacity\": 1");
      const VanityFace *faces[2] = { &face, &face };
      const VanityLook *looks[2] = { red, contour }, *reversed[2] = { contour, red };
      VanityRect rect;
      int n_red = 0, n_contour = 0;

      portrait.depth = depth;
      image = portrait_new (&portrait, &face);
      if (image == NULL)
        return;
      both = vanity_render_faces (image, faces, looks, NULL, 2, 1, NULL, NULL);
      turned = vanity_render_faces (image, faces, reversed, NULL, 2, 1, NULL, NULL);
      one = vanity_render_faces (image, faces, looks, NULL, 1, 1, NULL, NULL);
      other = vanity_render_faces (image, faces, reversed, NULL, 1, 1, NULL, NULL);

      /* As a window does it: one face anew, and what that took off the other laid again. */
      patched = vanity_image_copy (both, NULL);
      renderer = vanity_renderer_new (image, &face, NULL, NULL);
      vanity_renderer_set_look (renderer, contour, NULL, NULL);
      vanity_renderer_render_into (renderer, 1, patched, &rect);
      g_clear_pointer (&renderer, vanity_renderer_free);
      renderer = vanity_renderer_new (image, &face, NULL, NULL);
      vanity_renderer_set_look (renderer, red, NULL, NULL);
      vanity_renderer_lay (renderer, 1, patched, &rect);

      for (int y = 0; y < image->height; y++)
        for (int x = 0; x < image->width; x++)
          {
            gboolean is_red = !portrait_same (image, one, x, y);
            gboolean is_contour = !portrait_same (image, other, x, y);

            g_assert_true (portrait_same (both, turned, x, y));
            g_assert_true (portrait_same (both, patched, x, y));
            if (!is_contour)
              g_assert_true (portrait_same (both, one, x, y));
            else if (!is_red)
              g_assert_true (portrait_same (both, other, x, y));
            n_red += is_red && x >= rect.x && x < rect.x + rect.width && y >= rect.y
                     && y < rect.y + rect.height;
            n_contour += is_contour;
          }
      g_assert_cmpint (n_red, >, 100);
      g_assert_cmpint (n_contour, >, 100);
    }
}

/* What is wholly transparent keeps the colour it has, and alpha is nowhere touched. */
static void
test_transparent (void)
{
  Portrait portrait = PORTRAIT_INIT;
  VanityFace face;
  g_autoptr (VanityImage) image = portrait_new (&portrait, &face);
  g_autoptr (VanityLook) look = portrait_look ("\"kind\": \"foundation\", \"opacity\": 1");
  g_autoptr (VanityImage) worn = NULL;
  int changed[3] = { 0, 0, 0 };

  if (image == NULL)
    return;
  image->has_alpha = TRUE;
  for (int y = 0; y < image->height; y++)
    for (int x = 0; x < image->width; x++)
      vanity_image_row (image, y)[4 * x + 3] = (guint8)(x % 3 * 127);
  worn = portrait_wear (image, &face, look, 1);
  for (int y = 0; y < image->height; y++)
    for (int x = 0; x < image->width; x++)
      {
        changed[x % 3] += !portrait_same (image, worn, x, y);
        g_assert_cmpint (vanity_image_row (worn, y)[4 * x + 3], ==, x % 3 * 127);
      }
  g_assert_cmpint (changed[0], ==, 0);
  g_assert_cmpint (changed[1], >, 1000);
  g_assert_cmpint (changed[2], >, 1000);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/makeup/render/outside", test_outside);
  g_test_add_func ("/makeup/render/strength", test_strength);
  g_test_add_func ("/makeup/render/lightness", test_lightness);
  g_test_add_func ("/makeup/render/clean", test_clean);
  g_test_add_func ("/makeup/render/lips", test_lips);
  g_test_add_func ("/makeup/render/tiny", test_tiny);
  g_test_add_func ("/makeup/render/border", test_border);
  g_test_add_func ("/makeup/render/degenerate", test_degenerate);
  g_test_add_func ("/makeup/render/look-changes", test_look_changes);
  g_test_add_func ("/makeup/render/faces", test_faces);
  g_test_add_func ("/makeup/render/neighbours", test_neighbours);
  g_test_add_func ("/makeup/render/transparent", test_transparent);
  return g_test_run ();
}
